#!/usr/bin/env node
// keikaku fix.  Each folder of tests/fix/ is a small site; its file expect
// holds what fix --lang ja says of it, its folder written the files that fix
// --write changes.  UPDATE=1 rewrites both.  Further: what is changed is what
// check has an edit for, nothing is done twice, no digit changes, whatever the
// input is.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true, force: true}));
for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG'])
	delete process.env[name];
process.env.ASAN_OPTIONS = 'exitcode=99';
process.env.UBSAN_OPTIONS = 'exitcode=99';

const run = (site, ...args) => spawnSync(keikaku, [...args, '--lang', 'ja'],
	{cwd: site, timeout: 120000, maxBuffer: 1 << 28});
const dry = (site) => run(site, 'fix');
const write = (site) => run(site, 'fix', '--write', '--quiet');

function walk(folder, below = '') {
	return fs.readdirSync(path.join(folder, below), {withFileTypes: true})
		.flatMap((e) => e.isDirectory() ?
			walk(folder, path.join(below, e.name)) :
			[path.join(below, e.name)]).sort();
}

// path -> bytes of what fix may touch
function read(site) {
	return new Map(walk(site).filter((name) =>
		/^(content\/|site\.yaml$)/.test(name)).map((name) =>
		[name, fs.readFileSync(path.join(site, name))]));
}

function differ(a, b) {
	return [...new Set([...a.keys(), ...b.keys()])].filter((name) =>
		!a.has(name) || !b.has(name) || !a.get(name).equals(b.get(name)));
}

let sites = 0;
function site(files) {
	const folder = path.join(tmp, `${++sites}`);
	for (const [name, text] of Object.entries(files)) {
		fs.mkdirSync(path.dirname(path.join(folder, name)),
			{recursive: true});
		fs.writeFileSync(path.join(folder, name), text);
	}
	fs.cpSync('tests/themes', path.join(folder, 'themes'),
		{recursive: true});
	return folder;
}

function copy(of) {
	const folder = path.join(tmp, `${++sites}`);
	fs.cpSync(of, folder, {recursive: true});
	fs.cpSync('tests/themes', path.join(folder, 'themes'),
		{recursive: true});
	return folder;
}

function findings(folder) {
	return run(folder, 'check', '--format', 'json').stdout.toString()
		.split('\n').filter((line) => line).map((line) =>
			JSON.parse(line));
}

// ---- what stands in tests/fix --------------------------------------------

// the edits that check tells, made by hand: a round of them
function edit(folder) {
	const files = new Map();
	for (const {path: name, edits} of findings(folder))
		for (const e of edits)
			files.set(name, [...files.get(name) || [], e]);
	for (const [name, edits] of files) {
		const full = path.join(folder, name);
		const bytes = fs.readFileSync(full, 'utf8');
		const lines = bytes.replace(/^\ufeff/, '').split('\n');
		const starts = [0];
		for (const line of lines)
			starts.push(starts.at(-1) + [...line].length + 1);
		const text = [...bytes.replace(/^\ufeff/, '')];
		let end = Infinity;
		for (const e of edits.map((e) => ({...e,
			from: starts[e.line - 1] + e.column - 1,
			to: starts[e.end_line - 1] + e.end_column - 1}))
			.sort((a, b) => b.from - a.from))
			if (e.to <= end) {
				text.splice(e.from, e.to - e.from, e.text);
				end = e.from;
			}
		fs.writeFileSync(full, (bytes[0] === '\ufeff' ? '\ufeff' : '') +
			text.join(''));
	}
	return files.size > 0;
}

for (const name of fs.readdirSync('tests/fix').sort()) {
	const from = path.join('tests/fix', name);
	const expect = path.join(from, 'expect');
	const written = path.join(from, 'written');
	const folder = copy(from);
	const before = read(folder);
	const shown = dry(folder);
	const said = `${shown.stdout}${shown.stderr}exit ${shown.status}\n`;

	check(`${name}: without --write nothing changes`,
		differ(before, read(folder)));
	const codes = findings(folder);
	const done = run(folder, 'fix', '--write');
	const after = read(folder);
	const changed = differ(before, after);
	if (process.env.UPDATE) {
		fs.writeFileSync(expect, said);
		fs.rmSync(written, {recursive: true, force: true});
		for (const file of changed) {
			fs.mkdirSync(path.dirname(path.join(written, file)),
				{recursive: true});
			fs.writeFileSync(path.join(written, file),
				after.get(file));
		}
	}
	check(`${name}: what is shown`, said === fs.readFileSync(expect, 'utf8') ?
		[] : said.split('\n'));
	check(`${name}: --write shows the same`, [
		done.status === 0 ? [] : [`exit ${done.status}`],
		`${done.stdout}` === `${shown.stdout}`.replaceAll('改めます',
			'改めました') ? [] : [`${done.stdout}`],
	].flat());
	const want = new Map(walk(written).map((file) => [file,
		fs.readFileSync(path.join(written, file))]));
	check(`${name}: what is written`, [
		...changed.filter((file) => !want.has(file)),
		...[...want.keys()].filter((file) => !after.has(file) ||
			!after.get(file).equals(want.get(file)))]);

	const again = dry(folder);
	check(`${name}: a second time changes nothing`, [
		again.status === 0 ? [] : [`exit ${again.status}`],
		again.stdout.length === 0 ? [] : [`${again.stdout}`]].flat());
	const left = new Set(codes.map((f) => f.code));
	const told = codes.every((f) => f.level !== 'error') ?
		findings(folder).filter((f) => !left.has(f.code)) : [];
	check(`${name}: nothing new is found`, told.map((f) =>
		`${f.path}:${f.line} ${f.code}`));

	// a file in another encoding has no edits, one that is refused has
	if (['encoding', 'left'].includes(name))
		continue;
	const hand = copy(from);
	for (let i = 0; i < 20 && edit(hand); i++)
		;
	check(`${name}: it is what check has edits for`,
		differ(read(hand), after));
}

// ---- what is left alone ----------------------------------------------------

const PLAN = `---
title: まちづくり計画
city: 見本市
status: draft
---
協働の計画です。
`;
const DAMAGED = {'site.yaml': 'title: 見本\n', 'content/town/plan.md':
	PLAN.replace('協働', '人手丌足')};

{
	const folder = site(DAMAGED);
	const file = path.join(folder, 'content/town/plan.md');
	fs.chmodSync(file, 0o640);
	const done = write(folder);
	check('--write --quiet says nothing', [`${done.stdout}${done.stderr}`,
		done.status ? `exit ${done.status}` : ''].filter((s) => s));
	check('the mode stays', (fs.statSync(file).mode & 0o777) === 0o640 ?
		[] : [fs.statSync(file).mode.toString(8)]);
}
{
	const folder = site(DAMAGED), other = path.join(tmp, 'other.md');
	fs.renameSync(path.join(folder, 'content/town/plan.md'), other);
	fs.symlinkSync(other, path.join(folder, 'content/town/plan.md'));
	fs.symlinkSync(path.join(tmp, 'other.yaml'),
		path.join(folder, 'content/town/goals.yaml'));
	fs.writeFileSync(path.join(tmp, 'other.yaml'), '- id：a\n');
	fs.rmSync(path.join(folder, 'site.yaml'));
	fs.writeFileSync(path.join(tmp, 'site.yaml'), 'title：見本\n');
	fs.symlinkSync(path.join(tmp, 'site.yaml'),
		path.join(folder, 'site.yaml'));
	const done = write(folder);
	check('links out of the site are left alone', [
		fs.readFileSync(path.join(tmp, 'site.yaml'), 'utf8') ===
			'title：見本\n' ? [] : ['site.yaml was written'],
		fs.readFileSync(other, 'utf8').includes('丌') ?
			[] : ['plan.md was written'],
		done.status === 1 ? [] : [`exit ${done.status}`]].flat());
}
{
	const folder = site(DAMAGED);
	const theme = path.join(folder, 'themes/plain/theme.yaml');
	fs.appendFileSync(theme, 'description：x\n');
	write(folder);
	check('so is a theme', fs.readFileSync(theme, 'utf8')
		.includes('description：x') ? [] : ['theme.yaml was written']);
}
{
	const done = dry(path.join(tmp));
	check('no site at all', [done.status === 1 ? [] :
		[`exit ${done.status}`], /content/.test(done.stderr) ? [] :
		[`${done.stderr}`]].flat());
}
// root may read and write whatever it likes, so it is somebody else then
{
	const who = process.getuid() === 0 ? {uid: 65534, gid: 65534} : {};
	const folder = site({...DAMAGED, 'content/town/goals.yaml': '[]\n'});
	const goals = path.join(folder, 'content/town/goals.yaml');
	const own = (name) => who.uid &&
		fs.chownSync(path.join(folder, name), who.uid, who.gid);
	const as = (...args) => spawnSync(keikaku, ['fix', ...args],
		{cwd: folder, timeout: 60000, ...who});

	fs.chmodSync(tmp, 0o755);
	['content/town', ...read(folder).keys()].forEach(own);
	fs.chmodSync(goals, 0);
	let done = as();
	check('an unreadable file', [done.status === 3 ? [] :
		[`exit ${done.status}`], /人手不足/.test(done.stdout) ? [] :
		['the others are not looked at']].flat());
	fs.rmSync(goals);
	const before = read(folder);
	fs.chmodSync(path.join(folder, 'content/town'), 0o555);
	done = as('--write');
	fs.chmodSync(path.join(folder, 'content/town'), 0o755);
	check('a folder that is read-only', [done.status === 3 ? [] :
		[`exit ${done.status}`], ...differ(before, read(folder))].flat());
	done = as('--write');
	check('the same, when it is not', done.status === 0 &&
		differ(before, read(folder)).length === 1 ? [] :
		[`exit ${done.status}`, `${done.stderr}`]);
}

// ---- anything ----------------------------------------------------------------

// mulberry32: the same numbers every time
function random(seed) {
	return (n) => {
		seed = seed + 0x6d2b79f5 | 0;
		let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
		t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
		return ((t ^ t >>> 14) >>> 0) % n;
	};
}

// all digits in order, of either width; those of years have their own rule
const digits = (bytes) => [...bytes.toString().normalize('NFKC')
	.replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
	.replace(/(平成|令和)\d+年度?/g, '')].filter((c) => /\d/.test(c)).join('');

// what is true of any site
function holds(name, folder) {
	const before = read(folder);
	const shown = dry(folder), done = write(folder), after = read(folder);
	const again = dry(folder);
	const utf8 = (bytes) => bytes.equals(Buffer.from(bytes.toString()));

	check(name, [
		[0, 1, 3].includes(shown.status) && [0, 1, 3].includes(
			done.status) ? [] : [`exit ${shown.status} ${done.status}`],
		utf8(shown.stdout) ? [] : ['the diff is not UTF-8'],
		shown.stderr.length > 0 ? [] : ['nothing is said'],
		again.stdout.length === 0 || /もう一度/.test(shown.stderr) ? [] :
			['again:', ...`${again.stdout}`.split('\n').slice(0, 12)
				.map((line) => line.slice(0, 100))],
		...differ(before, read(folder)).flatMap((file) => [
			utf8(after.get(file)) ? [] : [`${file} is not UTF-8`],
			!utf8(before.get(file)) || digits(before.get(file)) ===
				digits(after.get(file)) ? [] :
				[`${file}: digits have changed`]].flat()),
	].flat());
}

const SOURCES = ['tests/sites/town', 'tests/fix/pdf', 'tests/fix/yaml'];
const DAMAGE = ['丌', '⽬', 'ﾎﾞ', '･', '　', ' ', '：', ':', '：　', ': ', '\t', '-',
	'- ', '"', '\'', '[', ']', '{', '}', ',', '，', '#', ' #', '*', '**', '&',
	'%', '@', '!', '|', '>', '`', '１２', '１，５６１', '1,561', '平成32年度',
	'の事業のの事業の', '協 働', '協働', '［案］（https://a.jp/）', '\r', '\r\n',
	'\n', '\0', '\ufeff', '\u0085', '\u2028', '⺄', '~', '?', '? ', '---\n', '<!--'];

// some pieces of damage at places of some files
function plant(folder, seed) {
	const next = random(seed);
	const files = [...read(folder).keys()].filter((name) =>
		/\.(md|yaml|csv)$/.test(name));

	for (let i = 0; i < 12; i++) {
		const full = path.join(folder, files[next(files.length)]);
		const text = [...fs.readFileSync(full, 'utf8')];
		const at = next(text.length + 1);
		text.splice(at, next(8) === 0 ? next(4) : 0,
			DAMAGE[next(DAMAGE.length)]);
		fs.writeFileSync(full, text.join(''));
	}
}

const first = Number(process.env.SEED || 1);
for (let seed = first; seed < first + Number(process.env.SEEDS || 15); seed++) {
	const folder = copy(SOURCES[seed % SOURCES.length]);
	fs.rmSync(path.join(folder, 'written'), {recursive: true, force: true});
	plant(folder, seed);
	holds(`planted damage, seed ${seed}`, folder);
}

const bytes = Buffer.alloc(1 << 16);
for (let i = 0, next = random(7); i < bytes.length; i++)
	bytes[i] = next(256);
const HOSTILE = {
	'2 MB of slips': '- id：あ\n　title: @\n'.repeat(90000),
	'a line of 700 KB': `- id: a\n  title: ${'人手丌足'.repeat(60000)}\n`,
	'a line that is doubled again and again': `- id: a\n  title: ${
		'市民協働の事業です'.repeat(3000)}\n`,
	'more than 8 MB': '# 丌\n'.repeat(1 << 21),
	'NULs': '- id: a\0\n  title：b\0\n',
	'nothing but NULs': Buffer.alloc(5000),
	'random bytes': bytes,
	'nothing': '',
	'a BOM': '\ufeff',
	'line ends of all kinds': '- id: a\r  title：b\r\n- id: c\n\r  title：d\r\r\n',
	'half of a character': Buffer.from('- id: a\n  title：計').subarray(0, -1),
};
for (const [name, text] of Object.entries(HOSTILE))
	for (const file of ['goals.yaml', 'chapters/a.md', 'actuals.csv'])
		holds(`${name}, as ${file}`, site({...DAMAGED,
			[`content/town/${file}`]: file.endsWith('.md') &&
				typeof text === 'string' ?
				`---\ntitle: a\n---\n${text}` : text}));
plan();
