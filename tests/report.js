#!/usr/bin/env node
// What check reports to machines: JSON lines as the manual has them, SARIF
// as its schema asks for, annotations as GitHub reads them.  All three say
// the same, whatever signs stand in names and values.
'use strict';

const {execFileSync, spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const MODULES = path.join(__dirname, 'node/node_modules');
if (!fs.existsSync(path.join(MODULES, 'ajv')))
	execFileSync('npm', ['ci', '--silent', '--prefix', 'tests/node'],
		{stdio: ['ignore', 2, 2]});
const Ajv = require(path.join(MODULES, 'ajv/dist/2020'));

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

// ---- a site with findings of every sort -----------------------------------

const SHEET = 'content/town/actuals/令和 6,7年度: 50%.csv';
const FILES = {
	'site.yaml': 'title: 見本市の計画\ntheme: plain\nas_of: 令和8年11月1日\n',
	'content/town/plan.md': `---
title: まちづくり計画
city: 見本市
status: adopted
period: {from: 令和6年度, to: 令和10年度}
status_rule: linear3@1
---
市民活動\u{20BB7}の割合は、50％から53％へ、3％増えました。くわしくは[こちら](https://example.jp/)。
`,
	'content/town/indicators.yaml': `- id: visitors
  title: "来館者数::error file=a,line=1::100%\\n%0A"
  unit: 人
  want: up
  baseline: 1,200人（令和5年度）
  targets: [1,500人（令和10年度）]
- id: visitors
  title: もう1つ
  unit: 人
`,
	[SHEET]: '指標,年度,値,備考\nvisitors,令和6年度,12500,\n' +
		'visitors,令和7年度,"::error ""50%"":,\n",\n',
	'themes/plain/layouts/page.html': '<title>一つ</title>\n<h1>一つ</h1>\n',
	'content/pages/one.md': '---\ntitle: "一::, 100%"\n---\n<b>\n'
};

function write(files) {
	const site = path.join(tmp, 'site');

	fs.rmSync(site, {recursive: true, force: true});
	fs.cpSync('tests/themes', path.join(site, 'themes'), {recursive: true});
	for (const [name, text] of Object.entries(files)) {
		fs.mkdirSync(path.dirname(path.join(site, name)),
			{recursive: true});
		fs.writeFileSync(path.join(site, name), text);
	}
	return site;
}

const run = (site, format, lang) => spawnSync(keikaku, ['check', '--quiet',
	'--format', format, '--lang', lang], {cwd: site, encoding: 'utf8'});
const lines = (text) => text.split('\n').slice(0, -1);
const all = (list, one) => list.flatMap((item) => one(item) ? [] :
	[JSON.stringify(item)]);

// ---- JSON -------------------------------------------------------------------

// the table of docs/content.ja.md
function documented() {
	const text = fs.readFileSync('docs/content.ja.md', 'utf8');
	const part = /^### JSON の1行\n([^]*?)^### /m;

	return [...part.exec(text)[1].matchAll(/^\| (`.*?`) \|/gm)]
		.flatMap((m) => m[1].replaceAll('`', '').split(', '));
}

function check_json(found) {
	const keys = documented().sort().join();

	check('JSON: the keys are those of the manual', all(found, (f) =>
		Object.keys(f).sort().join() === keys));
	check('JSON: a place is whole or not there', all(found, (f) =>
		[f.line, f.column, f.end_line, f.end_column].every((n) =>
			f.path ? n >= 1 : n === null)));
	check('JSON: each has a fingerprint of its own',
		new Set(found.map((f) => f.fingerprint)).size === found.length ?
			[] : ['they do not']);
	check('JSON: errors, warnings, and findings without a place',
		['error', 'warning'].every((level) =>
			found.some((f) => f.level === level)) &&
		found.some((f) => f.path === SHEET) ? [] :
			found.map((f) => `${f.level} ${f.path} ${f.code}`));
}

// ---- SARIF ------------------------------------------------------------------

const schema = JSON.parse(fs.readFileSync('tests/sarif/sarif-2.1.0.json'));
const valid = new Ajv({strict: false, validateFormats: false,
	allErrors: true}).compile(schema);

const inside = (site, {artifactLocation, region}) => {
	const file = path.join(site, decodeURIComponent(artifactLocation.uri));
	const rows = fs.readFileSync(file, 'utf8').split('\n');
	const end = (line, column) => line <= rows.length &&
		column <= [...rows[line - 1]].length + 1;

	return end(region.startLine, region.startColumn) &&
		end(region.endLine, region.endColumn);
};

function check_sarif(site, sarif, found) {
	const [{results, tool}] = sarif.runs;
	const rules = new Map(tool.driver.rules.map((r) => [r.id, r]));
	const places = results.flatMap((r) =>
		[...r.locations || [], ...r.relatedLocations || []])
		.map((l) => l.physicalLocation);

	check('SARIF: as its schema asks', valid(sarif) ? [] :
		valid.errors.map((e) => `${e.instancePath} ${e.message}`));
	check('SARIF: its URIs are such', all(places, (p) =>
		new URL(p.artifactLocation.uri, 'file:///').pathname ===
			`/${p.artifactLocation.uri}`));
	check('SARIF: places are in their files', all(places, (p) =>
		inside(site, p)));
	check('SARIF: rules say what they mean, with examples', all(
		[...rules.values()], (r) => r.shortDescription.text &&
			r.help.text && r.help.markdown.includes('```\n')));
	check('SARIF: each result has its rule', all(results, (r) =>
		rules.has(r.ruleId)));
	check('SARIF: the same as JSON', results.map((r) => [r.ruleId, r.level,
		r.message.text, r.partialFingerprints['keikaku/v1']].join('|'))
		.join('\n') === found.map((f) => [f.code, f.level,
		[f.message, f.fix].filter(Boolean).join('\n'), f.fingerprint]
		.join('|')).join('\n') ? [] : ['it is not']);
	for (const spoil of [(s) => delete s.runs[0].tool,
		(s) => { s.runs[0].results[0].level = 'bad'; },
		(s) => { s.runs[0].results[0].colour = 'red'; }]) {
		const other = structuredClone(sarif);
		spoil(other);
		check(`the schema refuses ${spoil}`, valid(other) ?
			['it does not'] : []);
	}
}

// ---- GitHub -----------------------------------------------------------------

// github.com/actions/runner, src/Runner.Common/ActionCommand.cs
const unescape = (text, signs) => signs.reduce((t, [code, sign]) =>
	t.replaceAll(code, sign), text);
const DATA = [['%0D', '\r'], ['%0A', '\n']];
const PROPERTY = [...DATA, ['%3A', ':'], ['%2C', ',']];

function annotation(line) {
	const [, level, properties, message] =
		/^::(error|warning) ([^]*?)::([^]*)$/.exec(line);
	const of = Object.fromEntries(properties.split(',').map((p) => {
		const at = p.indexOf('=');
		return [p.slice(0, at), unescape(unescape(p.slice(at + 1),
			PROPERTY), [['%25', '%']])];
	}));

	return {level, ...of, message: unescape(unescape(message, DATA),
		[['%25', '%']])};
}

function check_github(text, found) {
	const said = lines(text).map(annotation);

	check('GitHub: one line for each', said.length === found.length ? [] :
		[`${said.length} for ${found.length}`]);
	check('GitHub: read back, the same as JSON', said.flatMap((s, i) => {
		const f = found[i];
		const same = s.level === f.level && s.title === f.code &&
			(s.file || null) === f.path &&
			(s.line || null) == f.line && // eslint-disable-line
			s.message === [f.message, f.fix].filter(Boolean)
				.join('\n');
		return same ? [] : [JSON.stringify(s), JSON.stringify(f)];
	}));
}

// ---- all --------------------------------------------------------------------

for (const lang of ['ja', 'en']) {
	const site = write(FILES);
	const found = lines(run(site, 'json', lang).stdout)
		.map((line) => JSON.parse(line));

	console.log(`# --lang ${lang}: ${found.length} findings`);
	check_json(found);
	check_sarif(site, JSON.parse(run(site, 'sarif', lang).stdout), found);
	check_github(run(site, 'github', lang).stdout, found);
}
// pages are checked once nothing else is wrong
const late = write({'site.yaml': FILES['site.yaml'],
	'content/index.md': '---\ntitle: はじめに\n---\n',
	'themes/plain/layouts/home.html': '<h1>見本</h1>\n' +
		'<a href="none: %,.html">なし</a><a href="no,ne.html">なし</a>\n'});
const found = lines(run(late, 'json', 'en').stdout).map((l) => JSON.parse(l));
check('a page has no place', found.some((f) => f.code === 'page-link') ? [] :
	found.map((f) => f.code));
check_sarif(late, JSON.parse(run(late, 'sarif', 'en').stdout), found);
check_github(run(late, 'github', 'en').stdout, found);
// names that a clone on another system could not hold
const alike = write({'site.yaml': FILES['site.yaml'],
	'content/town/plan.md': '---\ntitle: 町\ncity: 見本市\n' +
		'status: adopted\n---\n[a](Map.pdf)[b](map.pdf)' +
		'[c](\u304c.pdf)[d](\u304b\u3099.pdf)[e](か.pdf)\n',
	'content/town/files/Map.pdf': 'a', 'content/town/files/map.pdf': 'b',
	'content/town/files/\u304c.pdf': 'c',
	'content/town/files/\u304b\u3099.pdf': 'd',
	'content/town/files/か.pdf': 'e'});
const names = fs.readdirSync(path.join(alike, 'content/town/files')).length;
const said = lines(run(alike, 'json', 'en').stdout).map((l) => JSON.parse(l));
check('names that other systems take for one', names < 5 || said.length === 2 &&
	said.every((f) => f.code === 'path-alike') ? [] :
	said.map((f) => f.message));
const none = write({'site.yaml': FILES['site.yaml'],
	'content/index.md': '---\ntitle: はじめに\n---\n'});
check('nothing to report', [
	run(none, 'json', 'ja').stdout, run(none, 'github', 'ja').stdout].join('') ===
	'' && valid(JSON.parse(run(none, 'sarif', 'ja').stdout)) ? [] :
	['something is']);
plan();
