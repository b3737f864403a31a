#!/usr/bin/env node
// What is optional may be left out: the specimen without one of its keys, each
// of those that some schema does not require, wherever it stands; without its
// value (''), too.  The content may then have its errors, but no layout and
// no module of a theme fails.
'use strict';

const {execFileSync, spawn} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {modules, module_file} = require('./pages/need.js');
const {check, plan} = require('./tap.js');

modules();
const YAML = require(module_file('yaml'));
const keikaku = path.resolve(process.env.KEIKAKU || 'build/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

// ---- keys -------------------------------------------------------------------

function optional() {
	const schemas = path.join(tmp, 'schema');
	const found = new Set();

	function walk(node) {
		if (node === null || typeof node !== 'object')
			return;
		for (const key of Object.keys(node.properties || {}))
			if (!(node.required || []).includes(key))
				found.add(key);
		Object.values(node).forEach(walk);
	}
	execFileSync(keikaku, ['schema', 'all', '-o', schemas]);
	for (const name of fs.readdirSync(schemas))
		if (name !== 'theme.json')
			walk(JSON.parse(fs.readFileSync(
				path.join(schemas, name), 'utf8')));
	return [...found].sort();
}

// ---- the specimen -------------------------------------------------------------

// name: its text, of site.yaml and one plan of its own
function specimen() {
	const files = {};

	for (const f of ['site.yaml', 'content/index.md',
		...fs.readdirSync('content/mihon', {recursive: true})
			.map((name) => `content/mihon/${name}`)])
		if (/\.(yaml|md|csv|pdf|svg)$/.test(f))
			files[f] = fs.readFileSync(f,
				/\.(yaml|md)$/.test(f) ? 'utf8' : null);
	return files;
}

// how often it was there
function drop(doc, key, blank) {
	let n = 0;

	YAML.visit(doc, {Pair(at, pair) {
		if (!pair.key || pair.key.value !== key)
			return;
		n++;
		if (!blank)
			return YAML.visit.REMOVE;
		pair.value = doc.createNode('');
		return YAML.visit.SKIP;
	}});
	return n;
}

function without(files, key, blank) {
	const out = {};
	let n = 0;

	function mend(text) {
		const doc = YAML.parseDocument(text);

		n += drop(doc, key, blank);
		return doc.toString({lineWidth: 0});
	}
	for (const [name, text] of Object.entries(files)) {
		const [, front, body] = name.endsWith('.md') ?
			text.match(/^---\n([^]*?)^---\n([^]*)$/m) || [] : [];

		out[name] = name.endsWith('.yaml') ? mend(text) :
			front === undefined ? text : `---\n${mend(front)}---\n${body}`;
	}
	return {out, n};
}

// ---- nothing but what must be there ---------------------------------------------

const BARE = {
	'site.yaml': 'title: x\ncontact:\n  url: https://a.example/\n',
	'content/town/plan.md': '---\ntitle: x\ncity: x\nstatus: adopted\n' +
		'contact: {phone: 03-1111-1111}\n---\n',
	'content/town/goals.yaml': '- {id: g, title: x}\n',
	'content/town/programmes.yaml': '- {id: p, title: x}\n',
	'content/town/indicators.yaml': '- {id: i, title: x, unit: 人}\n',
	'content/town/actuals.csv': 'indicator,year,value\ni,令和6年度,2人\n',
	'content/town/evaluations.yaml': '- {year: 令和5年度}\n' +
		'- {year: 令和6年度, goal: g, tallies: [{base: 事業, n: 0}]}\n' +
		'- {year: 令和6年度, tallies: [{base: 事業, n: 0}]}\n' +
		'- {year: 令和7年度, tallies: [{base: 事業, n: 5}]}\n',
	'content/town/surveys.yaml': '- id: s\n  title: x\n  questions:\n' +
		'    - {id: q, title: x}\n    - {id: r, title: x, options: [{title: x}]}\n',
	'content/town/terms.yaml': '- {id: t, title: x, definition: x}\n',
	'content/town/cases.yaml': '- {id: c, title: x}\n',
	'content/town/events.yaml': '- {id: e, title: x, date: 令和6年4月1日}\n',
	'content/town/updates.yaml': '- {date: 令和6年4月1日, text: x}\n',
};

// ---- trying -------------------------------------------------------------------

function run(site) {
	return new Promise((done) => {
		const child = spawn(keikaku, ['check', site, '--lang', 'en', '-j1'],
			{stdio: ['ignore', 'pipe', 'pipe']});
		let said = '';

		child.stdout.on('data', (s) => said += s);
		child.stderr.on('data', (s) => said += s);
		child.on('close', (status) => done({status, said}));
	});
}

async function test(files, theme) {
	const site = fs.mkdtempSync(path.join(tmp, 'site-'));

	for (const [name, text] of Object.entries(files)) {
		fs.mkdirSync(path.dirname(path.join(site, name)), {recursive: true});
		fs.writeFileSync(path.join(site, name), text);
	}
	fs.appendFileSync(path.join(site, 'site.yaml'), `theme: ${theme}\n`);
	const r = await run(site);
	fs.rmSync(site, {recursive: true});
	return r.status > 1 || /themes\/|\[lua-/.test(r.said) ?
		[`exit status ${r.status}`, ...r.said.split('\n')
			.filter((l) => /themes\/|\[lua-/.test(l)).slice(0, 3)] : [];
}

async function main() {
	const files = specimen(), todo = [], wrong = [];

	files['site.yaml'] = files['site.yaml'].replace(/^theme:.*\n/m, '');
	for (const key of optional())
		for (const blank of [false, true]) {
			const {out, n} = without(files, key, blank);

			if (n > 0)
				todo.push({name: `${key}${blank ? ": ''" : ''}`, out});
		}
	todo.push({name: 'nothing', out: BARE},
		{name: 'any unit', out: {...BARE, 'content/town/indicators.yaml':
			`- {id: i, title: x, unit: '', want: up, baseline: 1（令和5` +
			'年度）, targets: [2（令和9年度）]}\n'}});
	const only = process.argv[2];
	const jobs = todo.filter((t) => !only || t.name.startsWith(only));
	await Promise.all([0, 1].map(async () => {
		for (let t; (t = jobs.shift()) !== undefined;)
			for (const theme of ['civic', 'plain'])
				for (const line of await test(t.out, theme))
					wrong.push(`${theme} without ${t.name}: ${line}`);
	}));
	check(`${todo.length} keys of the specimen left out or blank`,
		todo.length > 100 ? wrong : ['they are too few', ...wrong]);
	plan();
}

main();
