#!/usr/bin/env node
// JSON Schemas: they accept all content there is, refuse what the program
// refuses, and say what every key means.
'use strict';

const {execFileSync, spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const MODULES = path.join(__dirname, 'node/node_modules');
if (!fs.existsSync(path.join(MODULES, 'yaml')))
	execFileSync('npm', ['ci', '--silent', '--prefix', 'tests/node'],
		{stdio: ['ignore', 2, 2]});
const Ajv = require(path.join(MODULES, 'ajv'));
const YAML = require(path.join(MODULES, 'yaml'));

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

const run = (...args) => spawnSync(keikaku, args, {encoding: 'utf8'});
const kinds = [...fs.readFileSync('src/model/kinds.def', 'utf8')
	.matchAll(/^KIND\((\w+)\)/gm)].map((m) => m[1]);

// ---- what is written ------------------------------------------------------

const schemas = {};
for (const lang of ['ja', 'en']) {
	const folder = path.join(tmp, lang);
	const made = run('schema', 'all', '-o', folder, '--lang', lang);
	check(`schema all --lang ${lang}: site, theme and each kind`, [
		made.status === 0 ? [] : [made.stderr],
		[...kinds, 'site', 'theme'].sort().join() === fs.readdirSync(folder)
			.map((name) => name.replace('.json', '')).sort().join() ?
			[] : [fs.readdirSync(folder).join()]].flat());
	schemas[lang] = {};
	for (const name of fs.readdirSync(folder))
		schemas[lang][name.replace('.json', '')] = JSON.parse(
			fs.readFileSync(path.join(folder, name), 'utf8'));
}
const {ja, en} = schemas;
check('schema KIND prints the same', Object.keys(ja).filter((name) =>
	run('schema', name, '--lang', 'ja').stdout !==
	fs.readFileSync(path.join(tmp, 'ja', `${name}.json`), 'utf8')));

const ajv = new Ajv({allErrors: true, strict: true, allowUnionTypes: true});
const valid = {};
for (const name of Object.keys(ja)) {
	let why = [];
	try {
		valid[name] = ajv.compile(ja[name]);
	} catch (e) {
		why = [e.message];
	}
	check(`${name}: the schema is one of draft-07`, why);
}

// each property says what it is, in the language asked for
function properties(schema, found) {
	for (const [name, value] of Object.entries(schema || {}))
		if (name === 'properties')
			for (const [key, property] of Object.entries(value))
				found.push([key, property.description]);
		else if (value && typeof value === 'object')
			properties(value, found);
	return found;
}
for (const name of Object.keys(ja)) {
	const both = [properties(ja[name], []), properties(en[name], [])];
	check(`${name}: each key is described in both languages`,
		both[0].flatMap(([key, text], i) =>
			/[ぁ-んァ-ン一-龠]|URL/.test(text || '') &&
			both[1][i][0] === key && both[1][i][1] !== text ?
				[] : [`${key}: ${text} / ${both[1][i]}`]));
}

// ---- content --------------------------------------------------------------

const folders = {plan: 'plan'};
for (const kind of kinds)
	folders[/folder = "(\w+)"/.exec(fs.readFileSync(
		`src/model/kind_${kind}.c`, 'utf8'))[1]] = kind;

// [path, text] of the YAML in a file, and the kind that it is of
function read(site, file) {
	const text = fs.readFileSync(path.join(site, file), 'utf8');
	const front = /^---\n([^]*?\n)?---$/m.exec(text);
	const parts = file.split('/');

	if (file === 'site.yaml')
		return {file, kind: 'site', text};
	if (file.endsWith('.yaml'))
		return {file, kind: folders[path.basename(file, '.yaml')], text};
	if (!file.endsWith('.md') || !front)
		return null;
	return {file, text: front[1] || '', kind: parts.length === 2 ||
		parts[1] === 'pages' ? 'page' : /^plan\..*md$/.test(parts[2]) ?
			'plan' : folders[parts[2]]};
}

// a translation has some of the texts, and nothing that is required
function errors(kind, file) {
	return valid[kind].errors.filter((e) => e.keyword !== 'required' ||
		e.instancePath !== '' || !/\.(en|easy)\.md$/.test(file))
		.slice(0, 3).map((e) =>
			`${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

function walk(folder, below = '') {
	return fs.readdirSync(path.join(folder, below), {withFileTypes: true})
		.flatMap((e) => e.isDirectory() ?
			walk(folder, path.join(below, e.name)) :
			[path.join(below, e.name)]);
}

function content(site) {
	return ['site.yaml', ...walk(path.join(site, 'content'))
		.filter((name) => !/\/files\//.test(name))
		.map((name) => `content/${name}`)]
		.map((file) => read(site, file)).filter((f) => f);
}

for (const site of ['.', 'tests/sites/town', 'tests/sites/minimal',
	'tests/sites/languages',
	'tests/sheets'])
	for (const {file, kind, text} of content(site))
		check(`${path.join(site, file)} is valid`, !valid[kind] ?
			[`no schema ${kind}`] : valid[kind](YAML.parse(text)) ?
				[] : errors(kind, file));

for (const file of ['themes/civic/theme.yaml', 'tests/themes/plain/theme.yaml'])
	check(`${file} is valid`, valid.theme(YAML.parse(
		fs.readFileSync(file, 'utf8'))) ? [] : errors('theme', file));
check('a misspelt key of a theme is not', [{nam: 'x'}, {name: 'x', page: []},
	{name: 'x', pages: [{path: 'a.html', layot: 'a'}]}]
	.filter((theme) => valid.theme(theme)).map((t) => JSON.stringify(t)));

// ---- mistakes -------------------------------------------------------------

// one by one, each key of a value written wrongly
function misspelt(value, root, found) {
	if (value === null || typeof value !== 'object')
		return found;
	if (!Array.isArray(value))
		for (const key of Object.keys(value)) {
			const old = {...value};
			for (const k of Object.keys(value))
				delete value[k];
			for (const k of Object.keys(old))
				value[k === key ? `${k}x` : k] = old[k];
			found(key);
			for (const k of Object.keys(value))
				delete value[k];
			Object.assign(value, old);
		}
	for (const child of Object.values(value))
		misspelt(child, root, found);
	return found;
}

for (const {file, kind, text} of content('tests/sites/town')) {
	const value = YAML.parse(text);
	const wrong = [];
	misspelt(value, value, (key) => {
		if (valid[kind](value))
			wrong.push(key);
	});
	check(`${file}: every misspelt key is refused`, wrong);
}

// the program refuses the same
const site = path.join(tmp, 'site');
fs.cpSync('tests/sites/town', site, {recursive: true});
const changed = [];
for (const {file, kind} of content(site)) {
	const name = path.join(site, file);
	const text = fs.readFileSync(name, 'utf8');
	const other = text.replace(/^( *(?:- )?)title:/m, '$1titel:');

	if (kind === 'site' || other === text)
		continue;
	fs.writeFileSync(name, other);
	changed.push({file, kind});
}
const built = run('build', site, '--lang', 'en');
check('a misspelt key fails in both', [
	...(changed.length > 3 ? [] : [`only ${changed.length} files`]),
	...changed.filter(({file, kind}) => valid[kind](
		YAML.parse(read(site, file).text))).map(({file}) =>
		`${file} is valid`),
	...changed.filter(({file}) => !built.stderr.split('\n').some((line) =>
		line.includes(`${file}:`) && line.includes('[key-unknown]')))
		.map(({file}) => `${file} is built`)]);

const GOAL = {id: 'a', title: 'A'};
const cases = [
	['goal', [GOAL], true], ['goal', GOAL, true], ['goal', null, true],
	['goal', [{title: 'A'}], false], ['goal', {title: 'A'}, true],
	['goal', [{id: 'a'}], false], ['goal', [{...GOAL, title: null}], false],
	['goal', [{...GOAL, id: 'Ä'}], false],
	['goal', [{...GOAL, id: 'index'}], false],
	['goal', [{...GOAL, children: [GOAL]}], true],
	['goal', [{...GOAL, children: [{id: 'b'}]}], false],
	['goal', {...GOAL, children: []}, false],
	['goal', [{...GOAL, sdgs: 3}], true],
	['goal', [{...GOAL, sdgs: [[3]]}], false],
	['goal', [{...GOAL, draft: 'yes'}], false],
	['indicator', [{...GOAL, unit: '件', want: '増やす'}], true],
	['indicator', [{...GOAL, unit: '件', want: 'more'}], false],
	['indicator', [{...GOAL, unit: '件', baseline: 3}], true],
	['indicator', [{...GOAL, unit: '件', baseline: [3]}], false],
	['indicator', [{...GOAL, unit: '件', targets: '3件'}], true],
	['indicator', [{...GOAL, unit: '件', baseline: {value: 3, cmp: '以上'}}],
		true],
	['indicator', [{...GOAL, unit: '件', baseline: {value: 3, cmp: '>'}}],
		false],
	['indicator', [{...GOAL, unit: '件', baseline: {valu: 3}}], false],
	['programme', [{...GOAL, placements: ['a', {goal: 'b'}]}], true],
	['programme', [{...GOAL, placements: [{gaol: 'b'}]}], false],
	['plan', {title: 'A', city: 'B', status: '策定', period: '令和2～9年度'},
		true],
	['plan', {title: 'A', city: 'B', status: 'done'}, false],
	['evaluation', [{year: 2022}], true], ['evaluation', [{}], false],
	['evaluation', {year: 2022}, false],
	['site', {title: 'A'}, true], ['site', {}, false],
	['site', {title: 'A', contact: {phone: '000'}}, true],
	['site', {title: 'A', contact: {telephone: '000'}}, false],
];
for (const [kind, value, want] of cases)
	check(`${kind} ${JSON.stringify(value)}: ${want ? 'good' : 'bad'}`,
		valid[kind](value) === want ? [] : ['it is not']);
check('what holds if nothing is written is told', [
	ja.site.properties.theme.default === 'civic' ? [] : ['theme'],
	ja.actual.definitions.entry.properties.state.default === 'final' ?
		[] : ['state']].flat());

// ---- the command ----------------------------------------------------------

check('a kind that is not there', run('schema', 'gaol').status === 2 ?
	[] : ['its status is not 2']);
check('a folder that cannot be written', run('schema', 'all', '-o',
	'/proc/none').status === 3 ? [] : ['its status is not 3']);
plan();
