#!/usr/bin/env node
// Whatever stands in a file that keeps to the limits, the answer comes soon:
// each of these was made to be slow or large, and takes less than a second
// and 200 MB on a machine that does nothing else.  What takes more than
// linear time takes minutes at these sizes, so that SECONDS may be generous.
// FIGURES=1 prints what each has taken.
'use strict';

const {spawn} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const SECONDS = 6, MEMORY = 200;
const keikaku = path.resolve(process.env.KEIKAKU || 'build/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

const MB = 1 << 20, BODY = MB - 100, FILE = 8 * MB - 100;
const LINES = 99990, MARKS = 399990, VALUES = 149990, TEXT = MB;
const many = (n, one) => Array.from({length: n}, (_, i) => one(i)).join('');
// as often as a text of so many bytes, or so many marks of it, may have it
const fill = (unit, bytes) =>
	unit.repeat(Math.floor(bytes / Buffer.byteLength(unit)));
function body(unit) {
	const marks = (unit.match(/[*_[\]!<&`\\]/g) || []).length;
	const lines = (unit.match(/\n/g) || []).length;

	return unit.repeat(Math.floor(Math.min(BODY / Buffer.byteLength(unit),
		marks ? MARKS / marks : Infinity, lines ? LINES / lines : Infinity)));
}

// ---- cases ------------------------------------------------------------------

const cases = [];
// code: of a message that it must have; null: any
function add(name, code, files, args = ['build', '-o', 'out']) {
	cases.push({name, code, files, args});
}
// what the theme that cities use makes of it: pages that look at all others
const civic = (name, files, code = null) => cases.push({name: `civic: ${name}`,
	code, files, args: ['check', '-q'], theme: 'civic'});
const md = (name, text, code = null) => add(`Markdown: ${name}`, code,
	() => ({'chapters/a.md': `---\ntitle: x\n---\n${
		typeof text === 'function' ? text() : body(text)}`}));
const yaml = (name, text, code = null, file = 'goals.yaml') =>
	add(`YAML: ${name}`, code, () => ({[file]: text()}));
const csv = (name, text, code = null) => add(`CSV: ${name}`, code,
	() => ({'actuals.csv': text()}));

for (const unit of ['![[]()', '![[', '[', ']', '[a](', '[a](<', '[ (](', ' -',
	'- ', ' -'.repeat(60) + 'a\n', '>', '> ', '>'.repeat(60) + 'a\n', '*a ',
	'**a ', '_a ', '*a _b ', '*a **b _c __d ***e ', 'a* a_ ', '*_', 'a**b',
	'a***b_c', '`a``b', '`', '\\', '&', '&amp;', '&#x41;', '<a ', '<', '<!--',
	'a<!--', 'a<?', 'a<!A ', 'a<![CDATA[', '<div>', '<div>\n\n', '<a b="',
	'<http://a', 'http://a.b/ ', 'https://a', '<a@b', 'a@b.jp', '[a]: /b\n',
	'[a]: (', '[a](b "', 'a\n=\n', 'a\n', '# a\n', '```\n',
	'|a|b|\n|-|-|\n|1|2|\n\n', '|', '[^1]: ', '[^1]: a\n\n', '{あ|い}', '{あ|',
	'|あ', '\u0001', 'a', '漢', '●', '●年', '○○', '1', '1,', '0', '0-',
	'令和5年度12件 ', '（', '「', 'a\r\n', 'a\r', '\t', ' ', ' a', 'a  \n',
	'---\n', '1. a\n', '-\n', '- a\n\n      b\n', 'ののは', '［a］（b.c',
	'あ い', '１，', 'ｱ', '⼀', '[a](x:y) ', '[a](goal:b) ',
	'[a](javascript:b) ', '[a](b.pdf) ', '![a](b.png) ', '<http://a>',
	'![](chart:x)\n\n', 'a\u0301', '\ufdfa', '[](term:a)', '（令和', '100％、'])
	md(JSON.stringify(unit.length > 30 ? `${unit.slice(0, 30)}…` : unit), unit);
md('open brackets, then closed ones', () =>
	'['.repeat(MARKS / 2) + ']'.repeat(MARKS / 2));
md('pictures in every paragraph', () =>
	('!['.repeat(1300) + ']'.repeat(1300) + '\n\n').repeat(100));
md('lists in lists', () => many(60, (i) => ' '.repeat(2 * i) + '- a\n')
	.repeat(100));
md('lines behind a quote', () => '>'.repeat(60) + 'a\n'.repeat(LINES));
md('empty lines in many lists', () => '- '.repeat(20000) + 'a' +
	'\n'.repeat(LINES - 9), 'body-deep');
md('backquotes, more and more', () => many(800, (i) => `${'`'.repeat(i)} `));
md('a tag with attributes', () => `a <a ${fill('a="b" ', BODY)}`);
md('links to many definitions', () => many(15000, (i) => `[a${i}]: b\n`) +
	'\n' + many(30000, (i) => `[a${i}] `), 'attachment-missing');
md('a long definition, used often', () => `[a]: ${'b'.repeat(500000)}\n\n` +
	'[a] '.repeat(100000));
md('a long label', () => `[${'a'.repeat(900)}]: ${'b'.repeat(400000)}\n\n` +
	`[${'a'.repeat(900)}] `.repeat(600));
md('a code block', () => '```\n' + 'a\n'.repeat(LINES - 9));
md('a wide table', () => '|a'.repeat(100) + '|\n' + '|-'.repeat(100) + '|\n' +
	('|'.repeat(101) + '\n').repeat(998));
md('footnotes', () => many(20000, (i) => `[^${i}]`) + '\n\n' +
	many(20000, (i) => `[^${i}]: x\n`));
md('one footnote, again and again', () => '[^1]'.repeat(90000) +
	'\n\n[^1]: a\n');
md('footnotes in footnotes', () => many(20000, (i) =>
	`[^${i}]: a[^${i + 1}]\n`) + '\n\n[^0]');
md('a long line over the limit of marks', () => '['.repeat(BODY), 'body-long');

yaml('[', () => fill('[', FILE), 'yaml-depth');
yaml('{a: ', () => fill('{a: ', FILE), 'yaml-depth');
yaml('- ', () => fill('- ', FILE), 'yaml-depth');
yaml('? ', () => fill('? ', FILE), 'yaml-quote');
yaml('brackets, 100,000', () => `- id: a\n  notes: ${'['.repeat(100000)}`,
	'yaml-depth');
yaml('laughs', () => '- &a [x,x]\n' + many(30, (i) =>
	`- &a${i} [*a,*a]\n`));
yaml('anchors', () => many(500000, (i) => `- &a${i} x\n`));
yaml('a long anchor', () => `- &${'a'.repeat(FILE - 99)} x\n`);
yaml('a long tag', () => `- !${'a'.repeat(FILE - 99)} x\n`);
yaml('a long key', () => `${'a'.repeat(FILE - 99)}: x\n`, 'yaml-large');
yaml('a key of many lines', () => `? ${'a\n  '.repeat(FILE / 5)}\n: x\n`,
	'yaml-quote');
yaml('a long text', () => `- {id: a, title: ${'x'.repeat(TEXT)}}\n`);
yaml('a long text of signs', () =>
	`- {id: a, title: "${'<'.repeat(TEXT)}"}\n`);
yaml('long texts', () => many(7, (i) =>
	`- {id: a${i}, title: ${'あ'.repeat(TEXT / 3)}}\n`));
yaml('many lines in quotes', () => `- id: "${'\n'.repeat(FILE - 99)}"\n`);
yaml('a block of lines', () => `- id: |\n${fill('    a\n', FILE)}`);
yaml('comments', () => fill('# a\n', FILE));
yaml('empty lines', () => fill('\n', FILE));
yaml('blanks', () => fill(' ', FILE));
yaml('tabs', () => fill('\t', FILE));
yaml('wide blanks', () => fill('　', FILE));
yaml('colons', () => fill(':', FILE));
yaml('wide colons', () => fill('a：b\n', FILE));
yaml('commas', () => fill(',', FILE));
yaml('quotes', () => fill('"', FILE));
yaml('single quotes', () => fill("' ", FILE));
yaml('texts in quotes', () => fill('"a" ', FILE));
yaml('documents', () => fill('---\n', FILE));
yaml('directives', () => fill('%YAML 1.1\n', FILE));
yaml('escapes', () => `- id: "${fill('\\u3042', FILE)}"`, 'yaml-large');
yaml('keys of a map on a line', () => `- {id: a, ${
	many(VALUES - 9, (i) => `k${i}: y, `)}}`, 'key-unknown');
yaml('keys of a map on lines', () => `- id: a\n${
	many(VALUES - 9, (i) => `  k${i}: y\n`)}`, 'key-unknown');
yaml('maps of one key', () => `[${fill('a: b, ', 6 * VALUES / 2)}]`);
yaml('items', () => many(10000, (i) => `- {id: g${i}, title: x}\n`));
yaml('empty items', () => '-\n'.repeat(VALUES - 9));
yaml('items on a line', () => `[${many(VALUES / 3 - 9, (i) =>
	`{id: g${i}, x: y}, `)}]`, 'key-unknown');
yaml('more values than there may be', () => '-\n'.repeat(FILE / 2),
	'yaml-large');
yaml('a figure of digits', () =>
	`- {id: a, title: x, notes: ["${'9'.repeat(TEXT)}"]}\n`);
yaml('figures', () => '- {id: a, title: x, unit: 件, targets: [' +
	'"1件（令和5年度）", '.repeat(VALUES - 99) + ']}', null, 'indicators.yaml');
yaml('indicators', () => many(5000, (i) => `- {id: i${i}, title: x, ` +
	'unit: 件, want: up, targets: ["1件（令和5年度）"]}\n'), null,
	'indicators.yaml');
yaml('parents', () => many(VALUES / 4 - 9, (i) =>
	`- {id: g${i}, title: x, parent: g${i + 1}}\n`), 'parent-deep');
yaml('references that nearly hit', () => many(VALUES / 4 - 9, (i) =>
	`- {id: g${i}, title: x, parent: gg${i}}\n`), 'ref-unknown');
yaml('front matter alone', () => `---\n${fill('a: b\n', FILE)}`, 'front-missing',
	'chapters/a.md');
yaml('front matter of one key', () => `---\n${fill('a: b\n', FILE)}---\n`,
	'key-twice', 'chapters/a.md');
yaml('front matter of lines', () => fill('---\n', FILE), 'body-long',
	'chapters/a.md');
yaml('terms', () => many(VALUES / 4 - 9, (i) =>
	`- {id: t${i}, title: 用語${i}, definition: 用語${i + 1}}\n`), null,
	'terms.yaml');

csv('commas', () => fill(',', FILE), 'csv-empty');
csv('commas below a header', () => 'indicator,year,value\n' +
	fill(',', FILE - 99));
csv('one line of headers', () => fill('a,', FILE), 'csv-large');
csv('one cell', () => fill('a', FILE), 'column-missing');
csv('quotes', () => fill('"', FILE));
csv('empty quotes', () => fill('"",', FILE), 'csv-empty');
csv('an open quote', () => `indicator,year,value\n"${fill('a,', FILE - 99)}`,
	'csv-quote');
csv('empty lines', () => fill('\n', FILE), 'csv-empty');
csv('rows of nothing', () => 'indicator,year,value\n' + fill(',,\n', FILE - 99));
csv('cells of one row', () => 'indicator,year,value\n' +
	fill('a,2022,1,', FILE - 99), 'csv-row');
csv('rows that are too long', () => 'indicator,year,value\n' +
	'a,2022,1,x\n'.repeat(99990), 'csv-row');
csv('rows of nothing known', () => 'indicator,year,value\n' +
	many(99990, (i) => `a${i},x,y\n`), 'year-syntax');
csv('rows in quotes', () => 'indicator,year,value\n' +
	'"a","2022","1"\n'.repeat(99990), 'ref-unknown');
csv('all cells', () => 'indicator,year,value' + ',x'.repeat(19) + '\n' +
	`a,2022,1${','.repeat(19)}\n`.repeat(99990), 'column-unknown');
csv('a cell of lines', () => `indicator,year,value\n"${
	'\n'.repeat(FILE - 99)}",2022,1`);
csv('CP932', () => Buffer.concat([Buffer.from('indicator,year,value\n'),
	Buffer.alloc(7 * MB, Buffer.from([0x82, 0xa0]))]));
csv('no UTF-8', () => Buffer.alloc(FILE, 0xff), 'csv-encoding');
csv('NUL', () => Buffer.alloc(FILE), 'csv-encoding');

// 16 pairs of pieces that come to one state, so that what is made of one of
// each has the same hash (FNV-1a) for tables of 2^18 places
const PAIRS = `
	P4VaaaU1r h9Daaagkk AZ_aaaA8d 9Q_aaa7tO lifaaaqhH TT4aaaCDg
	1R8aaaUyq Ygzaaak3h rKQaaambN ZdAaaa3VY AZ_aaaA8d 9Q_aaa7tO
	lifaaaqhH TT4aaaCDg GrVaaamSU oGHaaa3eL ttMaaaoMD LcMaaa9cm
	7dbaaaC3J oq0aaa-ic sBcaaaA7Q 722aaaBT6 wjNaaa3jW _wLaaamFx
	0sSaaaB05 HxCaaaVlL eGSaaa8oh MlCaaaDAG _wHaaaeIs wbVaaa7cj
	rgYaaaQfR ZHYaaacRi
`.trim().split(/\s+/);
const collide = (i) => many(16, (k) => PAIRS[2 * k + (i >> k & 1)]);
yaml('keys of one hash', () => `- ${many(50000, (i) =>
	`${i > 0 ? '  ' : ''}${collide(i)}: x\n`)}`, 'key-unknown');

// ---- many files, and many messages ------------------------------------------

add('10,000 files in a folder', null, () => Object.fromEntries(
	Array.from({length: 10000}, (_, i) => [`chapters/c${i}.md`,
		'---\ntitle: x\n---\nx\n'])), ['check']);
add('10,000 files that nobody knows', 'content-unknown', () =>
	Object.fromEntries(Array.from({length: 10000}, (_, i) =>
		[`chapters/c${i}.txt`, 'x'])), ['check']);
add('names of 255 bytes', 'id-syntax', () => Object.fromEntries(
	Array.from({length: 1000}, (_, i) => [`chapters/${
		'あ'.repeat(80)}${String(i).padStart(4, '0')}.md`,
	'---\ntitle: x\n---\nx\n'])), ['check']);
add('folders in folders', 'content-large', () =>
	({[`files/${'d/'.repeat(200)}a.pdf`]: 'x'}), ['check']);
for (const format of ['text', 'json', 'github', 'sarif'])
	add(`100,000 messages on a line, as ${format}`, 'key-unknown', () =>
		({'goals.yaml': `- {id: a, ${many(100000, (i) => `k${i}: y, `)}}`}),
	['check', '--format', format]);
add('50,000 messages, as json', 'key-unknown', () => ({'goals.yaml':
	`- id: a\n${many(50000, (i) => `  k${i}: y\n`)}`}),
['check', '--format', 'json']);
add('damage on a line', 'digits-wide', () => ({'goals.yaml':
	`[{id: a, title: x, summary: 1${'あ１，２3い'.repeat(TEXT / 22)}}]\n`}), ['check']);

// ---- the theme -----------------------------------------------------------------

const GOAL = '- {id: g, title: x}\n', CHAPTER = '---\ntitle: x\n---\n';
civic('a chain of goals', () => ({'goals.yaml': many(2000, (i) => `- {id: g${i
	}, title: x${i}${i > 0 ? `, parent: g${i - 1}` : ''}}\n`)}), 'parent-deep');
civic('goals beside one another', () => ({'goals.yaml': many(8000, (i) =>
	`- {id: g${i}, title: x${i}}\n`)}));
civic('goals below one', () => ({'goals.yaml': GOAL + many(8000, (i) =>
	`- {id: g${i}, title: x${i}, parent: g}\n`)}));
civic('programmes of one goal', () => ({'goals.yaml': GOAL, 'programmes.yaml':
	many(4000, (i) => `- {id: p${i}, title: x${i}, placements: [{goal: g}]}\n`)}));
civic('programmes and indicators of one goal', () => ({'goals.yaml': GOAL,
	'programmes.yaml': many(1000, (i) =>
		`- {id: p${i}, title: x${i}, placements: [{goal: g}]}\n`),
	'indicators.yaml': many(1000, (i) => `- {id: i${i}, title: y${i}, ` +
		'unit: 件, want: up, goal: g, baseline: 1件（令和5年度）, ' +
		'targets: [2件（令和9年度）]}\n')}));
civic('cases, each with who acts', () => ({
	'cases.csv': 'id,title\n' + many(12000, (i) => `c${i},x${i}\n`),
	'case-actors.csv': 'case,actors\n' + many(12000, (i) => `c${i},y${i}\n`)}));
civic('options that are sums', () => ({'surveys.yaml':
	'- id: s\n  title: x\n  questions:\n    - id: q\n      title: x\n' +
	'      options:\n' + many(6000, (i) => `        - {title: 選${i}, ` +
	`value: 1％, sum_of: [選${(i + 1) % 6000}, 選${(i + 2) % 6000}]}\n`)}));
civic('areas', () => ({'indicators.yaml': '- {id: i, title: x, unit: 人, ' +
	'want: up, targets: [9人（令和9年度）], areas: [' + many(2000, (i) =>
	`{id: a${i}, title: 地${i}, baseline: 1人（令和5年度）}, `) + ']}\n',
'actuals.csv': 'indicator,year,area,value\n' + many(2000, (i) =>
	`i,令和6年度,地${i},2人\n`)}));
civic('updates of one day', () => ({'updates.csv': 'date,text\n' +
	many(60000, (i) => `令和8年10月20日,x${i}\n`)}));
civic('terms of one first character', () => ({'terms.yaml': many(8000, (i) =>
	`- {id: t${i}, title: 語${i}, definition: x}\n`),
'chapters/a.md': CHAPTER + '語、'.repeat(BODY / 6)}));
civic('terms that are all linked', () => ({'terms.yaml': many(16000, (i) =>
	`- {id: t${i}, title: 語${i}, definition: x, synonyms: [あ${i}]}\n`),
'chapters/a.md': CHAPTER + many(16000, (i) => `語${i}とあ${i}\n\n`)}));
civic('terms that begin one another', () => ({'terms.yaml': many(2000, (i) =>
	`- {id: t${i}, title: ${'漢'.repeat(i + 1)}, definition: x}\n`),
'chapters/a.md': CHAPTER + '漢'.repeat(BODY / 6)}));

add('diff of updates of one day', null, () => ({'updates.csv':
	'date,text\n' + many(20000, (i) => `令和8年10月20日,x${i}\n`)}),
['diff', '.']);

// ---- running them -----------------------------------------------------------

const measure = `
import resource, subprocess, sys
try:
    status = subprocess.run(sys.argv[1:], timeout=60).returncode
except subprocess.TimeoutExpired:
    status = 'no end'
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print('\\n@', status, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10,
    file=sys.stderr)
`;

function run(site, args) {
	return new Promise((done) => {
		const child = spawn('python3', ['-c', measure, keikaku, args[0], '.',
			...args.slice(1), '--lang', 'en',
			...args[0] === 'diff' ? [] : ['-j1']], {cwd: site});
		const said = [];

		child.stdout.on('data', (s) => said.push(s));
		child.stderr.on('data', (s) => said.push(s));
		child.on('close', () => {
			const all = Buffer.concat(said).toString();
			const [status, seconds, memory] =
				all.slice(all.lastIndexOf('\n@') + 3).split(' ');

			done({said: all, status, seconds: Number(seconds),
				memory: Number(memory)});
		});
	});
}

function write(town, files) {
	for (const [name, text] of Object.entries(files)) {
		fs.mkdirSync(path.dirname(path.join(town, name)), {recursive: true});
		fs.writeFileSync(path.join(town, name), text);
	}
}

async function test(c) {
	const site = fs.mkdtempSync(path.join(tmp, 'site-'));
	const wrong = [];

	write(site, {'site.yaml': `title: x\ntheme: ${c.theme || 'mini'}\n` +
		'base_url: https://example.jp/\n',
		'themes/mini/theme.yaml': 'name: x\n',
		'themes/mini/layouts/home.html': 'x',
		'themes/mini/layouts/list.html': 'x',
		'themes/mini/layouts/entity.html':
			'{{ page.entity.title }}{% body(page.entity) %}',
		'content/town/plan.md':
			'---\ntitle: x\ncity: x\nstatus: draft\n---\n'});
	write(path.join(site, 'content/town'), c.files());
	const r = await run(site, c.args);
	fs.rmSync(site, {recursive: true});
	if (r.status !== '0' && r.status !== '1')
		wrong.push(`exit status ${r.status}`);
	if (c.theme && !c.code && r.status !== '0')
		wrong.push(`exit status ${r.status}`, r.said.slice(0, 300));
	if (r.seconds > SECONDS)
		wrong.push(`${r.seconds.toFixed(1)} s`);
	if (r.memory > MEMORY)
		wrong.push(`${r.memory} MB`);
	if (c.code && !r.said.includes(c.code))
		wrong.push(`no ${c.code}`, ...r.said.slice(0, 300).split('\n'));
	if (r.status === '1' && c.args[0] === 'build' &&
	    !/^\S+:\d+:\d+: error: /m.test(r.said) &&
	    !/^error: .*content\/town/m.test(r.said))
		wrong.push('no place', ...r.said.slice(0, 300).split('\n'));
	if (process.env.FIGURES)
		console.log(`# ${r.seconds.toFixed(2)} s ${r.memory} MB ${c.name}`);
	return wrong;
}

async function main() {
	const only = process.argv[2] || '';
	const todo = cases.filter((c) => c.name.includes(only));
	const jobs = todo.map((c, i) => i), results = [];

	await Promise.all([0, 1].map(async () => {
		for (let i; (i = jobs.shift()) !== undefined;)
			results[i] = await test(todo[i]);
	}));
	todo.forEach((c, i) => check(c.name, results[i]));
	plan();
}

main();
