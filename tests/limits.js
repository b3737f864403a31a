#!/usr/bin/env node
// Every limit of src/base/limit.def, as docs/safety.md lists them, at one
// less, itself and one more: the first two are read, the third has the
// message of its code with the number in it, or is left out.  Names of limits
// try those only.
'use strict';

const {spawn} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

const many = (n, one) => Array.from({length: n}, (_, i) => one(i)).join('');
const chapter = (body) => ({
	'content/town/chapters/a.md': `---\ntitle: x\n---\n${body}`});
const goals = (text) => ({'content/town/goals.yaml': text});
const sheet = (text) => ({'content/town/actuals.csv': text});
const figure = (text) => ({'content/town/indicators.yaml':
	`- {id: a, title: x, unit: 件, want: up, baseline: "${text}"}\n`});
const page = (at) => ({'themes/mini/theme.yaml':
	`name: x\npages:\n  - {path: "${at}", layout: own}\n`});

// so many bytes in names between slashes
function way(n) {
	const names = [];

	for (; n > 101; n -= 101)
		names.push('a'.repeat(100));
	return [...names, `${'a'.repeat(n - 5)}.html`].join('/');
}

// columns and rows that are as near to n cells as can be, beyond it or not
function near(n, most) {
	let best = [0, 0];

	for (let w = 25; w <= 200; w++) {
		const h = n > most ? Math.ceil(n / w) : Math.floor(n / w);
		const better = Math.abs(n - w * h) < Math.abs(n - best[0] * best[1]);
		if (better && h <= 100000)
			best = [w, h];
	}
	return best;
}

// a picture of 7 x 5, and bytes behind it
function picture(n) {
	const bytes = Buffer.alloc(n);

	Buffer.from('89504e470d0a1a0a0000000d4948445200000007000000050806' +
		'000000', 'hex').copy(bytes);
	return bytes;
}

// NAME: the files of a site that is so large
const makes = {
	FILE: (n) => goals('#'.repeat(n)),
	SITE_FILE: (n) => ({'site.yaml': 'title: x\ntheme: mini\n'.padEnd(n, '#')}),
	THEME_FILE: (n) => ({
		'themes/mini/layouts/own.html': 'x'.padEnd(n, ' ')}),
	ATTACHED: (n) => ({'content/town/files/a.pdf': n}),
	PICTURE: (n) => ({'content/town/files/a.png': picture(n),
		...chapter('![x](a.png)')}),
	FOLDERS: (n) => ({[`content/town/files${'/d'.repeat(n - 2)}/`]: null}),
	NAME: (n) => page(`${'a'.repeat(n - 5)}.html`),
	NAMES: (n) => page('a/'.repeat(n - 1) + 'a.html'),
	PATH: (n) => page(way(n)),
	YAML_DEPTH: (n) => goals(`- id: a\n  notes: ${'['.repeat(n - 2)}x${
		']'.repeat(n - 2)}\n`),
	YAML_VALUES: (n) => goals(many(Math.floor((n - 2) / 3), (i) =>
		`- {id: g${i}, title: x}\n`) + '- {' +
		many((n - 2) % 3, (i) => `k${i}: x, `) + '}\n'),
	YAML_TEXT: (n) => goals(`- {id: a, title: ${'x'.repeat(n)}}\n`),
	BODY: (n) => chapter('a'.repeat(n)),
	BODY_LINES: (n) => chapter('a\n'.repeat(n)),
	BODY_MARKS: (n) => chapter('['.repeat(n)),
	BODY_DEPTH: (n) => chapter(`${'> '.repeat(n - 2)}a\n`),
	TABLE_COLUMNS: (n) => chapter(`${'|a'.repeat(n)}|\n${'|-'.repeat(n)}|\n`),
	TABLE_CELLS: (n) => chapter(
		`${'|a'.repeat(100)}|\n${'|-'.repeat(100)}|\n` +
		`${'|'.repeat(101)}\n`.repeat(Math.floor(n / 100) - 2) +
		'\n|a|\n|-|\n' + '|a|\n'.repeat(99 + n % 100)),
	LEVELS: (n) => goals(many(n, (i) => `- {id: g${i}, title: x${
		i > 0 ? `, parent: g${i - 1}` : ''}}\n`)),
	TERM: (n) => ({...chapter(`${'x'.repeat(n)}です。`),
		'content/town/terms.yaml': `- {id: t, title: ${
			'x'.repeat(n)}, definition: x}\n`}),
	SHEET_ROWS: (n) => sheet('indicator,year,value\n' + 'a,2022,1\n'.repeat(n)),
	SHEET_COLUMNS: (n) => sheet('indicator,year,value' +
		many(n - 3, (i) => `,x${i}`) + '\n'),
	SHEET_CELLS: (n, most) => {
		const [w, h] = near(n, most);

		return sheet('indicator,year,value' + ',x'.repeat(w - 3) + '\n' +
			'a,2022,1\n'.repeat(h));
	},
	FIGURE: (n) => figure('1'.repeat(n)),
	DIGITS: (n) => figure('1'.repeat(n) + '件'),
	UNIT: (n) => figure(`1${'あ'.repeat(n)}`),
	MESSAGES: (n) => goals(`- {id: a, title: x, ${
		many(n, (i) => `k${i}: x, `)}}\n`),
	FEED: (n) => ({'site.yaml':
		'title: x\ntheme: mini\nbase_url: https://example.jp/\n',
		'content/town/updates.yaml': many(n, (i) =>
			`- {date: "2024-01-01", text: x${i}}\n`)}),
};

// NAME: how many are there after all, of so many
const counts = {
	PICTURE: (run) => run.read('town/chapters/a.html').includes('width="7"'),
	TERM: (run) => run.read('town/chapters/a.html').includes('class="term"'),
	MESSAGES: (run) => run.said.split('\n').filter((l) =>
		l.includes('[key-unknown]')).length,
	FEED: (run) => run.read('feed.xml').split('<entry>').length - 1,
};
const NO_NUMBER = new Set(['BODY_DEPTH', 'FIGURE', 'SITE_FILE', 'NAME', 'NAMES',
	'PATH']);

function write(site, files) {
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(site, name);

		fs.mkdirSync(text === null ? file : path.dirname(file),
			{recursive: true});
		if (text !== null)
			fs.writeFileSync(file, typeof text === 'number' ? '' : text);
		if (typeof text === 'number')
			fs.truncateSync(file, text);
	}
}

function build(site, command) {
	const args = command === 'build' ? ['-o', 'out'] : [];

	return new Promise((done) => {
		const run = spawn(keikaku, [command, '.', '--lang', 'en', '-j1',
			...args], {cwd: site});
		const killer = setTimeout(() => run.kill('SIGKILL'), 60000);
		let said = '';

		run.stdout.on('data', (s) => said += s);
		run.stderr.on('data', (s) => said += s);
		run.on('close', (status) => {
			clearTimeout(killer);
			done({status, said, read: (name) =>
				fs.readFileSync(path.join(site, 'out', name), 'utf8')});
		});
	});
}

function judge(l, n, run) {
	const wrong = [];
	const told = l.code && run.said.includes(`[${l.code}]`);

	if (run.status !== 0 && run.status !== 1)
		wrong.push(`exit status ${run.status}`);
	if (l.code && told !== n > l.most)
		wrong.push(told ? `[${l.code}] already` : `no [${l.code}]`);
	if (told && !NO_NUMBER.has(l.name) && !run.said.includes(l.text))
		wrong.push(`the message does not say ${l.text}`);
	if (!l.code && wrong.length === 0) {
		const is = counts[l.name](run);
		const should = typeof is === 'boolean' ? n <= l.most :
			Math.min(n, l.most);
		if (is !== should)
			wrong.push(`${is}, not ${should}`);
	}
	return wrong.length === 0 ? wrong :
		[...wrong, ...run.said.split('\n').slice(0, 3).map((s) =>
			s.slice(0, 200))];
}

async function test(l, n) {
	const site = fs.mkdtempSync(path.join(tmp, 'site-'));

	write(site, {'site.yaml': 'title: x\ntheme: mini\n',
		'themes/mini/theme.yaml': 'name: x\n',
		'themes/mini/layouts/own.html': 'x',
		'themes/mini/layouts/home.html': 'x',
		'themes/mini/layouts/list.html': 'x',
		'themes/mini/layouts/entity.html': '{% body(page.entity) %}',
		'content/town/plan.md':
			'---\ntitle: x\ncity: x\nstatus: draft\n---\n',
		...makes[l.name](n, l.most)});
	const wrong = judge(l, n, await build(site,
		// a build would copy it
		l.name === 'ATTACHED' ? 'check' : 'build'));
	fs.rmSync(site, {recursive: true});
	return wrong;
}

// the table that scripts/reference prints
function limits() {
	const rows = fs.readFileSync('docs/safety.md', 'utf8')
		.match(/^\| [A-Z_]+ \|.*\|$/gm);

	return rows.map((row) => {
		const [, name, , text, beyond] = row.split('|').map((s) => s.trim());
		const number = Number(text.replace(/,|\D+$/g, ''));

		return {name, text: text.replace(/ B$/, ''),
			most: number * (text.endsWith('MB') ? 1 << 20 : 1),
			code: (beyond.match(/`(.*)`/) || [])[1]};
	});
}

async function main() {
	const only = process.argv.slice(2);
	const jobs = [], results = [];

	for (const l of limits()) {
		if (only.length > 0 && !only.includes(l.name))
			continue;
		if (!makes[l.name]) {
			check(`${l.name} is tried`, ['nothing here makes it']);
			continue;
		}
		for (const n of [l.most - 1, l.most, l.most + 1])
			jobs.push({l, n, at: results.push(null) - 1});
	}
	await Promise.all([0, 1].map(async () => {
		for (let job; (job = jobs.shift()) !== undefined;)
			results[job.at] = {name: `${job.l.name}: ${job.n}`,
				wrong: await test(job.l, job.n)};
	}));
	for (const {name, wrong} of results)
		check(name, wrong);
	plan();
}

main();
