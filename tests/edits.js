#!/usr/bin/env node
// Is what keikaku serve shows after any edits what it would show if it had
// just been started?  It keeps the plans that did not change: all its pages,
// data and findings are compared with those of one that has kept nothing.
// Usage: tests/edits.js [EDITS] [SEED]
'use strict';

const fs = require('fs');
const path = require('path');
const {check, plan} = require('./tap.js');
const {Server, folder, sleep} = require('./serve/server.js');

const edits = Number(process.argv[2]) || 24;
let seed = Number(process.argv[3]) || 1;
const towns = ['asahi', 'hikari', 'midori', 'sakura', 'yamate'];

// the same numbers for the same seed
function random(n) {
	seed = (seed * 1103515245 + 12345) % 2147483648;
	return Math.floor(seed / 65536) % n;
}

const pick = (all) => all[random(all.length)];

// the second plan names the first in a body, the third the last by a key,
// each the site's page, and the site's first page the first plan
function files() {
	const all = {
		'site.yaml': 'title: 見本\n',
		'content/index.md': '---\ntitle: 見本\n---\n[計画](plan:asahi)\n',
		'content/pages/about.md': '---\ntitle: この場所\n---\n見本です。\n'
	};

	for (const [i, id] of towns.entries()) {
		const below = `content/${id}/`, other = i === 1 ? towns[0] : id;

		all[below + 'plan.md'] = `---\ntitle: ${id}の計画\n` +
			`city: ${id}市\n` +
			'period: {from: 令和5年度, to: 令和9年度}\nstatus: adopted\n' +
			'status_rule: linear3@1\n' +
			(i === 2 ? `supersedes: ${towns[4]}\n` : '') +
			`---\n${id}の計画です。[この場所](page:about)も見てください。\n`;
		all[below + 'goals.yaml'] = '- id: m1\n  title: 集まる\n' +
			'- id: m2\n  title: 続ける\n';
		all[below + 'indicators.yaml'] = '- id: visits\n  title: 来た人\n' +
			'  goal: m1\n  unit: 人\n  want: up\n' +
			'  baseline: 100人（R4）\n  targets: [200人（R9）]\n';
		all[below + 'actuals.csv'] = '指標,年度,値\nvisits,R5,120\n';
		all[below + 'chapters/story.md'] = '---\ntitle: 経緯\n---\n' +
			`[前のこと](goal:${other}/m2)から。\n`;
	}
	return all;
}

// [what, of which files, how one of them changes]; null: it goes away
const kinds = [
	['a figure', /actuals\.csv$/,
		(s) => s.replace(/R5,.*/, `R5,${100 + random(90)}`)],
	['a title', /goals\.yaml$/,
		(s) => s.replace(/続け.*/, `続ける${random(100)}`)],
	['an id', /goals\.yaml$/,
		(s) => s.replace(/id: m2\w*/, `id: m2${pick(['', '', 'x'])}`)],
	['a broken file', /indicators\.yaml$/,
		(s) => s.replace(/unit: .*/, pick(['unit: 人', 'unit: [人']))],
	['a finding', /chapters/,
		(s) => s.replace(/\n(（未定）\n)?$/, pick(['\n', '\n（未定）\n']))],
	['a link', /chapters/, (s) => s.replace(/goal:\w+\/m2/,
		`goal:${pick(towns)}/m2`)],
	['a link of the site', /index\.md/,
		(s) => s.replace(/plan:\w+/, `plan:${pick(towns)}`)],
	['an alias', /plan\.md$/, (s) => s.replace(/status_rule/,
		`aliases: [old-${random(3)}]\nstatus_rule`)
		.replace(/(aliases: .*\n)+/, '$1')],
	['a plan before', /midori\/plan\.md/,
		(s) => s.replace(/supersedes: .*/, `supersedes: ${
			pick(['yamate', 'sakura', 'old-0', 'old-1'])}`)],
	['a draft', /plan\.md$/, (s) => s.includes('draft: true\n') ?
		s.replace('draft: true\n', '') :
		s.replace('status_rule', 'draft: true\nstatus_rule')],
	['a page', /about\.md/, () => null],
	['a whole plan', /(hikari|yamate)\/plan\.md/, () => null],
	['a chapter', /chapters/, () => null]
];

function write(at, name, text) {
	const file = path.join(at, name);

	if (text === null) {
		fs.rmSync(name.endsWith('plan.md') ? path.dirname(file) : file,
			{recursive: true});
		return;
	}
	fs.mkdirSync(path.dirname(file), {recursive: true});
	fs.writeFileSync(file + '~', text);
	fs.renameSync(file + '~', file);
}

// all as it was at first, where something is wrong; or one file changes
function edit(at, first, errors) {
	const [what, which, how] = pick(kinds);
	const name = pick(Object.keys(first).filter((n) => which.test(n)));
	const text = (n) => fs.existsSync(path.join(at, n)) ?
		fs.readFileSync(path.join(at, n), 'utf8') : null;

	if (text(name) !== null && (errors === 0 || random(3) === 0)) {
		write(at, name, how(text(name)));
		return `${what}: ${name}`;
	}
	const others = Object.keys(first).filter((n) => text(n) !== first[n]);
	for (const n of others)
		write(at, n, first[n]);
	return `mended: ${others.join(', ')}`;
}

// without what counts the readings
const bare = (body) => body.replace(/ data-(version|css|script)="[^"]*"/g, '');

// what it lists: all pages, and what else has changed
const listed = async (s) => [...(await s.ask('/_keikaku/')).body
	.matchAll(/href="(\/[^"_#?]+)"/g)].map((m) => m[1]);

async function differing(s, fresh) {
	const wrong = [];

	for (const at of new Set([...await listed(s), ...await listed(fresh),
		...towns.map((id) => `/${id}/data/plan.json`)])) {
		const [now, then] = [await s.ask(at), await fresh.ask(at)];

		if (now.status !== then.status ||
			bare(now.body) !== bare(then.body))
			wrong.push(`${at} is another`);
	}
	return wrong;
}

// all pages are made, or there are errors: nothing more will come
const known = (s) => s.until(async () => {
	const state = await s.state();

	return (state.render !== null || state.errors > 0) && state;
}, 'findings');

async function compare(s, at) {
	const fresh = await Server.start(at, '--quiet');
	const [now, then] = [await known(s), await known(fresh)];
	const wrong = [];

	const said = ({findings}) => findings.map((f) =>
		JSON.stringify(f).slice(0, 300));

	if (said(now).join() !== said(then).join())
		wrong.push(...said(now).map((f) => `it says ${f}`),
			...said(then).map((f) => `not ${f}`));
	if (then.errors === 0)
		wrong.push(...await differing(s, fresh));
	await fresh.stop();
	return [wrong, then.errors];
}

async function main() {
	const at = folder(), first = files();
	const wrong = [];
	let s, good = 0, errors = 0;

	for (const [name, text] of Object.entries(first))
		write(at, name, text);
	fs.cpSync('themes', path.join(at, 'themes'), {recursive: true});
	// until then no file is old enough to be known by its stamp
	await sleep(4500);
	s = await Server.start(at, '--quiet');
	await known(s);
	await s.listen();
	for (let i = 0; i < edits; i++) {
		const {state} = s.last;
		const what = edit(at, first, errors);

		// the same text may have been written again
		await Promise.race([sleep(1500), s.until(() =>
			s.last.state !== state, 'event').catch(() => {})]);
		let found;
		[found, errors] = await compare(s, at);
		good += errors === 0;
		wrong.push(...found.map((line) => `${i}, ${what}: ${line}`));
	}
	check(`it shows what a new one shows, after ${edits} edits`, wrong);
	check('with and without errors', good > 0 && good < edits ? [] :
		[`${good} of ${edits} without`]);
	const code = await s.stop();
	check('it ends', code === 0 ? [] : [`exit ${code}`]);
	plan();
	process.exit(0);
}

main();
