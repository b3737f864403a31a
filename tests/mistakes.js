#!/usr/bin/env node
// Plants 100 mistakes into copies of the plans of this repository, each of a
// kind that people make, at places that are drawn by lot, and has check find
// them: file, line, code and level must be right, and nothing else may be
// reported.  SEED=n draws other places.  With --times it also measures check.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {Site, random, planOf} = require('./mistakes/site.js');
const {check, plan} = require('./tap.js');

const PLANTED = 100;
const FOUND_LEAST = 95;
const seed = Number(process.env.SEED || 5);
const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const root = path.resolve(__dirname, '..');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true, force: true}));

const KINDS = ['figures', 'years', 'structure', 'text', 'syntax', 'theme']
	.flatMap((name) => require(`./mistakes/${name}.js`).map((kind) =>
		({group: name, times: 1, level: 'warning',
			theme: 'plain', ...kind})));

// with a small theme, unless it is about pages: civic makes hundreds of them
function copy(folder, theme) {
	for (const name of ['site.yaml', 'content', 'themes'])
		fs.cpSync(path.join(root, name), path.join(folder, name),
			{recursive: true});
	fs.rmSync(path.join(folder, 'themes/plain'),
		{recursive: true, force: true});
	fs.cpSync(path.join(root, 'tests/themes'), path.join(folder, 'themes'),
		{recursive: true});
	fs.mkdirSync(path.join(folder, 'themes/plain/lib'));
	fs.writeFileSync(path.join(folder, 'themes/plain/lib/embed.lua'),
		'local function none() end\n' +
		'return {chart = none, table = none, survey = none}\n');
	fs.appendFileSync(path.join(folder, 'site.yaml'), `theme: ${theme}\n`);
	return folder;
}

function findings(folder) {
	const run = spawnSync(keikaku, ['check', '--format', 'json', '--lang',
		'en', '--quiet'], {cwd: folder, encoding: 'utf8',
		maxBuffer: 1 << 28});

	if (run.status !== 0 && run.status !== 1)
		throw new Error(`exit status ${run.status}: ${run.stderr}`);
	return run.stdout.split('\n').filter((line) => line !== '')
		.map((line) => JSON.parse(line));
}

/* ---- what is planted where ---------------------------------------------- */

// a plan is drawn first, so that small ones get their share
function draw(lot, kind, site, taken) {
	const byPlan = new Map();
	const all = kind.places(site);
	const free = all.filter((p) => !taken.has(`${p.file}:${p.at}`));

	if (all.length === 0)
		throw new Error(`no place for ${kind.name}`);
	for (const place of free.length > 0 ? free : all) {
		const name = planOf(place.file);
		byPlan.set(name, [...byPlan.get(name) || [], place]);
	}
	const place = lot.pick(byPlan.get(lot.pick([...byPlan.keys()])));
	taken.add(`${place.file}:${place.at}`);
	return {...kind, place};
}

function drawAll(site) {
	const lot = random(seed);
	const taken = new Set();

	return KINDS.flatMap((kind) => Array.from({length: kind.times}, () =>
		draw(lot, kind, site, taken)));
}

// plans that refer to each other are one
const slot = (mistake) => mistake.alone ? 'all' : mistake.theme === 'civic' ?
	mistake.name : planOf(mistake.place.file)
		.replace(/^sapporo.*/, 'sapporo');

/*
 * Mistakes of different plans are planted together; what keeps the pages from
 * being made stands apart from what is found on them.
 */
function batches(mistakes) {
	const all = [];

	for (const mistake of mistakes) {
		const early = mistake.level === 'error' && !mistake.late;
		let batch = all.find((b) => b.early === early &&
			b.theme === mistake.theme && !mistake.alone &&
			!b.slots.has(slot(mistake)) && !b.slots.has('all'));
		if (!batch)
			all.push(batch = {early, theme: mistake.theme,
				slots: new Set(), mistakes: []});
		batch.slots.add(slot(mistake));
		batch.mistakes.push(mistake);
	}
	return all;
}

/* ---- planting and finding ----------------------------------------------- */

function changed(site, places) {
	const files = new Map();

	for (const p of places)
		files.set(p.file, [...files.get(p.file) || [], p]);
	return [...files].map(([file, list]) => {
		const lines = [...site.files.get(file)];
		for (const p of list.sort((a, b) => b.at - a.at))
			lines.splice(p.at, p.del, ...p.put);
		return [file, lines.join('\n')];
	});
}

function expected({place, code, level}) {
	const at = place.seen || place;

	return {path: at.line ? at.file : '', line: at.line || null, code,
		level, message: place.message || ''};
}

const place = (f) => `${f.path || 'no file'}:${f.line || ''}`;

function tell(mistake) {
	const {put, file, at} = mistake.place;

	return `${mistake.group}, ${mistake.name}: [${mistake.code}] at ` +
		`${place(expected(mistake))}; planted at ${file}:${at + 1}: ` +
		`${(put || []).join('⏎').slice(0, 160)}`;
}

// what is on a page is on its translation as well
const original = (message) => message.replace(/\ben\//g, '');
const again = (f, found) => f.path === null && found.some((g) =>
	g.code === f.code && g.message === original(f.message));

const matches = (f, e) => f.code === e.code && (f.path || '') === e.path &&
	f.line === e.line && f.level === e.level &&
	f.message.includes(e.message);

function run(site, batch) {
	const {folder, known} = sites[batch.theme];
	const places = batch.mistakes.flatMap((m) =>
		[m.place, ...m.place.more || []].map((p) =>
			({file: m.place.file, ...p})));
	const files = changed(site, places);
	let found;

	const before = files.map(([file]) => [file,
		fs.readFileSync(path.join(folder, file))]);
	for (const [file, text] of files)
		fs.writeFileSync(path.join(folder, file), text);
	found = findings(folder).filter((f) => !known.has(f.fingerprint) &&
		(batch.theme === 'civic' || !f.code.startsWith('page-')));
	found = found.filter((f) => f.message === original(f.message) ||
		!again(f, found));
	for (const [file, bytes] of before)
		fs.writeFileSync(path.join(folder, file), bytes);
	for (const mistake of batch.mistakes) {
		const i = found.findIndex((f) =>
			matches(f, expected(mistake)));
		if (i >= 0)
			found.splice(i, 1);
		else
			mistake.missed = true;
	}
	return found.map((f) => `[${f.code}] at ${place(f)}: ${f.message}` +
		` (planted: ${batch.mistakes.map((m) => m.name).join(', ')})`);
}

/* ---- how long it takes -------------------------------------------------- */

// plan.md with a title of its own, and links to the copies of other plans
function copyPlan(folder, name, names, n) {
	const from = path.join(root, 'content', name);
	const to = path.join(folder, 'content', `${name}-${n}`);
	const other = new RegExp(`\\b(${names.join('|')})(?=[/)\\s])`, 'g');

	fs.cpSync(from, to, {recursive: true});
	for (const file of fs.readdirSync(to, {recursive: true})) {
		const full = path.join(to, file);
		if (!/\.(md|yaml)$/.test(file))
			continue;
		let text = fs.readFileSync(full, 'utf8').replace(other,
			(word) => `${word}-${n}`);
		if (file === 'plan.md')
			text = text.replace(/^title: .*$/m, `$&（${n}）`);
		fs.writeFileSync(full, text);
	}
}

// each plan so many times, under other names
function copies(theme, times) {
	const folder = path.join(tmp, `copies-${theme}`);
	const names = fs.readdirSync(path.join(root, 'content'),
		{withFileTypes: true}).filter((e) => e.isDirectory() &&
		e.name !== 'pages').map((e) => e.name);

	copy(folder, theme);
	for (const name of names) {
		for (let n = 2; n <= times; n++)
			copyPlan(folder, name, names, n);
	}
	return folder;
}

function time(what, folder) {
	const before = process.hrtime.bigint();
	const all = findings(folder);
	const ms = Number(process.hrtime.bigint() - before) / 1e6;

	console.log(`# ${what}: ${(ms / 1000).toFixed(2)} s, ` +
		`${all.length} findings`);
	for (const f of all.slice(0, 5))
		console.log(`#   [${f.code}] ${place(f)}: ${f.message}`);
}

/* ---- all ---------------------------------------------------------------- */

const sites = {};
for (const theme of ['plain', 'civic']) {
	const folder = copy(path.join(tmp, theme), theme);
	sites[theme] = {folder, known: new Set(findings(folder).map((f) =>
		f.fingerprint))};
}
const site = new Site(sites.civic.folder);
const mistakes = drawAll(site);
const all = batches(mistakes);
const others = all.flatMap((batch) => run(site, batch));
const missed = mistakes.filter((m) => m.missed).map(tell);

console.log(`# seed ${seed}: ${mistakes.length - missed.length} of ` +
	`${mistakes.length} found in ${all.length} runs`);
for (const line of missed)
	console.log(`# missed: ${line}`);
check(`${PLANTED} mistakes are planted`, mistakes.length === PLANTED ? [] :
	[`${mistakes.length} are`]);
check(`${FOUND_LEAST} of ${PLANTED} mistakes are found where they are`,
	mistakes.length - missed.length >= FOUND_LEAST ? [] : missed);
check('nothing else is reported', others);
if (process.argv.includes('--times')) {
	for (const [theme, times] of [['civic', 1], ['plain', 1],
		['civic', 10], ['plain', 100]])
		time(`the plans of this repository ${times} times, with ` +
			`theme ${theme}`, times === 1 ? sites[theme].folder :
			copies(theme, times));
}
plan();
