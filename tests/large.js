#!/usr/bin/env node
// Inputs too large to keep, most of them made to be slow: each is built, or
// refused with a message, within seconds.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const SECONDS = 30;     // under the sanitizers, on a slow machine
const N = 30000;
const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const site = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(site, {recursive: true}));

const town = path.join(site, 'content/town');
const layouts = path.join(site, 'themes/plain/layouts');
fs.mkdirSync(layouts, {recursive: true});
fs.writeFileSync(path.join(site, 'site.yaml'), 'title: x\ntheme: plain\n');
fs.writeFileSync(path.join(layouts, '../theme.yaml'), 'name: x\n');
fs.writeFileSync(path.join(layouts, 'home.html'), '{{ site.title }}');
fs.writeFileSync(path.join(layouts, 'list.html'), '{{ #page.list }}');
fs.writeFileSync(path.join(layouts, 'entity.html'),
	'{{ page.entity.title }}{% body(page.entity) %}');

// code: of the message it is refused with; null: it is built
function build(name, code, file, text) {
	const full = path.join(town, file);
	const wrong = [];

	fs.rmSync(town, {recursive: true, force: true});
	fs.mkdirSync(path.dirname(full), {recursive: true});
	fs.writeFileSync(path.join(town, 'plan.md'),
		'---\ntitle: x\ncity: x\nstatus: draft\n---\n');
	fs.writeFileSync(full, text);
	const run = spawnSync(keikaku, ['build', site, '--quiet', '--lang',
		'en'], {encoding: 'utf8', timeout: SECONDS * 1000,
		maxBuffer: 1 << 26});
	if (run.error)
		wrong.push(run.error.message);
	else if (run.status !== (code ? 1 : 0))
		wrong.push(`exit status ${run.status}`);
	if (code && !run.stderr.includes(`[${code}]`))
		wrong.push(`no [${code}]`);
	if (wrong.length > 0)
		wrong.push(...run.stderr.split('\n').slice(0, 5));
	check(name, wrong);
}

const many = (one) => Array.from({length: N}, (_, i) => one(i)).join('');
const body = (name, code, text) => build(name, code, 'chapters/a.md',
	`---\ntitle: x\n---\n${text}`);
const goals = (name, code, text) => build(name, code, 'goals.yaml', text);
const csv = (name, code, text) => build(name, code, 'actuals.csv', text);

body('a long text', 'body-long', 'あ'.repeat(400000));
body('pictures that do not close', null, '![['.repeat(N));
body('pictures that do not close, and ]', 'body-brackets',
	'!['.repeat(3000) + ']'.repeat(3000));
body('quotes in quotes', 'body-deep', '>'.repeat(N));
body('lists in lists', 'body-deep', '- '.repeat(N));
body('brackets', null, '['.repeat(N));
body('stars', null, '**「あ」**と_あ*'.repeat(N / 10));
body('backquotes', null, many((i) => '`'.repeat(i % 25) + ' '));
body('tags', null, '<a '.repeat(N));
body('ruby', null, '{あ|'.repeat(N));
body('headings of one name', null, '# a\n\n'.repeat(N));
body('links to nothing', 'ref-unknown', many((i) => `[a](goal:x${i}) `));
body('footnotes', null, many((i) => `[^${i}]`) + '\n\n' +
	many((i) => `[^${i}]: x\n`));
body('a long table', 'table-large',
	'| a | b |\n| - | - |\n' + '| a | b |\n'.repeat(2 * N));
goals('brackets in YAML', 'yaml-depth', '- id: a\n  notes: ' + '['.repeat(N));
goals('dashes in YAML', 'yaml-depth', '- '.repeat(N));
goals('one key again and again', 'key-twice', '- id: a\n' +
	'  title: x\n'.repeat(N));
goals('keys that are not there', 'key-unknown', '- id: a\n' +
	many((i) => `  key${i}: x\n`));
goals('quotes that do not close', 'yaml-quote', '- id: a\n' +
	'  title: "x\n'.repeat(N));
goals('tabs', 'yaml-tab', '- id: a\n' + '\ttitle: x\n'.repeat(N));
goals('one id again and again', 'id-twice', '- id: a\n  title: x\n'.repeat(N));
goals('a circle of parents', 'parent-cycle', many((i) =>
	`- id: g${i}\n  title: x\n  parent: g${i - i % 9 + (i + 1) % 9}\n`));
goals('a chain of parents', 'parent-deep', many((i) =>
	`- id: g${i}\n  title: x\n  parent: g${(i + 1) % N}\n`));
goals('parents that are not there', 'ref-unknown', many((i) => i % 5 ? '' :
	`- id: g${i}\n  title: x\n  parent: ${'x'.repeat(30)}${i}\n`));
goals('a long file', 'content-large', '#'.repeat(9 << 20));
csv('many rows', 'csv-large', 'indicator,year,value\n' +
	'a,2022,1\n'.repeat(500001));
csv('many rows that are too short', 'csv-large', 'indicator,year,value' +
	',x'.repeat(190) + '\n' + 'a,2022,1\n'.repeat(N));
csv('many columns', 'csv-large', 'indicator,year,value' + ',x'.repeat(N));
csv('rows that are wrong', 'ref-unknown', 'indicator,year,value\n' +
	'a,2022,1\n'.repeat(N));
csv('a quote that does not close', 'csv-quote', 'indicator,year,value\n"' +
	'a,2022,1\n'.repeat(N));
plan();
