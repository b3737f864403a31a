#!/usr/bin/env node
// The sheets of data/*.csv: their form, by a reader that shares nothing with
// the program, and the way round: a content of nothing but exported sheets,
// plan.md and bodies gives the same site again, byte for byte.  tests/sheets/ is a site with all
// that is hard on CSV.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

// ---- sites ----------------------------------------------------------------

let folders = 0;

// {ja: …, en: …} is the Japanese: a sheet holds no other language
function untranslate(content) {
	for (const name of fs.readdirSync(content, {recursive: true})) {
		const file = path.join(content, name);
		if (!name.endsWith('.yaml') && !name.endsWith('.md'))
			continue;
		fs.writeFileSync(file, fs.readFileSync(file, 'utf8')
			.replace(/\{ja: ("[^"]*"|[^",}]*), en: ("[^"]*"|[^"}]*)\}/g, '$1')
			.replace(/:\n( +)ja: (.*)\n(\1(en|easy): .*\n)+/g, ': $2\n'));
	}
}

function copy(from, theme) {
	const site = path.join(tmp, `${++folders}`);

	for (const name of ['site.yaml', 'content'])
		fs.cpSync(path.join(from, name), path.join(site, name),
			{recursive: true});
	fs.cpSync(theme, path.join(site, 'themes'), {recursive: true});
	untranslate(path.join(site, 'content'));
	return site;
}

// all that is published: {'town/data/goals.csv': bytes}
function build(site) {
	const out = path.join(site, 'public');
	const run = spawnSync(keikaku, ['build', '--quiet', '--lang', 'en'],
		{cwd: site, encoding: 'utf8', timeout: 60000});
	const files = {};

	if (run.error)
		throw run.error;
	for (const name of run.status === 0 ?
		fs.readdirSync(out, {recursive: true}) : [])
		if (fs.statSync(path.join(out, name)).isFile())
			files[name] = fs.readFileSync(path.join(out, name));
	return {status: run.status, stderr: run.stderr, files};
}

// ---- the form -------------------------------------------------------------

const BOM = '\ufeff';

// RFC 4180 and no more; throws at anything else
function parse(text) {
	const rows = [[]];
	const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;

	while (cell.lastIndex < text.length) {
		const at = cell.lastIndex;
		const m = cell.exec(text);
		if (!m)
			throw new Error(`no cell at ${at}: ${text.slice(at, at + 20)}`);
		rows[rows.length - 1].push(m[1] === undefined ? m[2] :
			m[1].replace(/""/g, '"'));
		if (m[3] === '\r\n')
			rows.push([]);
	}
	if (rows.pop().length > 0)
		throw new Error('the last row does not end');
	return rows;
}

const NUMBER = /^(-?\d+(\.\d+)?|－|…|x|●|)$/;
const numeric = (name) => /(^|_)(value|upper|baseline|tolerance|n|count|share)$/
	.test(name);
const fiscal = (name) => /(^|_)fiscal_/.test(name);

function wrong_cell(name, text) {
	if (numeric(name))
		return !NUMBER.test(text);
	if (fiscal(name))
		return !/^(\d{4})?$/.test(text);
	if (/_iso$/.test(name))
		return !/^(\d{4}(-\d\d){0,2})?$/.test(text);
	return /^[=+\-@＝＋－＠\s]|\s$|[\0-\x08\x0b-\x1f]/.test(text);
}

function wrong_form(bytes) {
	const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true})
		.decode(bytes);
	if (!text.startsWith(BOM))
		return ['no BOM'];
	const [header, ...rows] = parse(text.slice(1));
	return [
		...(header[0] === '全国地方公共団体コード' &&
			header.slice(1, 3).includes('地方公共団体名') ? [] :
			[`begins with ${header.slice(0, 3)}`]),
		...(new Set(header).size === header.length ? [] : ['a name twice']),
		...(rows.length > 0 ? [] : ['no rows']),
		...rows.filter((row) => row.length !== header.length)
			.map((row) => `${row.length} cells: ${row}`),
		...rows.flatMap((row) => row.map((text, i) => [header[i], text])
			.filter(([name, cell]) => wrong_cell(name, cell))
			.map(([name, cell]) => `${name}: ${JSON.stringify(cell)}`)),
	];
}

const sheets = (files) => Object.keys(files).filter((f) =>
	/^[^/]+\/data\/[^/]+\.csv$/.test(f));

function check_form(name, files) {
	check(`${name}: the form of ${sheets(files).length} sheets`,
		sheets(files).flatMap((file) => {
			let wrong;
			try {
				wrong = wrong_form(files[file]);
			} catch (e) {
				wrong = [e.message];
			}
			return wrong.map((line) => `${file}: ${line}`);
		}));
}

// ---- the way round --------------------------------------------------------

function differences(a, b) {
	return [...new Set([...Object.keys(a), ...Object.keys(b)])]
		.filter((file) => !(a[file] && b[file] && a[file].equals(b[file])))
		.map((file) => `${file} is not the same`);
}

// all sheets but that of the plan itself, which stands in plan.md
const readable = (files) => sheets(files).filter((file) =>
	!file.endsWith('/plans.csv'));

const ids = (bytes) => {
	const [header, ...rows] = parse(bytes.toString('utf8').slice(1));

	return rows.map((row) => row[header.indexOf('id')]);
};

// without the lists of front matter that a sheet holds
function strip_lists(text, keys) {
	const lines = text.split('\n');
	const end = lines.indexOf('---', 1);
	let gone = false;

	return lines.filter((line, i) => {
		if (i < end && /^[a-z_]+:/.test(line))
			gone = keys.includes(line.split(':')[0]);
		return i >= end || !gone;
	}).join('\n');
}

// the bodies without their keys, where a sheet has these
function strip_bodies(folder, sheet) {
	const have = sheet ? ids(sheet) : [];

	for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
		const file = path.join(folder, name);
		if (!/^[^.]+\.md$/.test(name))
			continue;       // x.en.md goes with whatever is x
		if (have.includes(name.replace('.md', '')))
			fs.writeFileSync(file, fs.readFileSync(file, 'utf8')
				.replace(/^---\n[^]*?\n?---\n/, ''));
		else
			fs.rmSync(file);        // a draft
	}
}

// a plan's folder with nothing of the model but its sheets, plan.md, bodies
function empty(content, id, files) {
	for (const name of fs.readdirSync(content))
		if (/\.(yaml|csv)$/.test(name))
			fs.rmSync(path.join(content, name));
		else if (!/\.md$|^files$/.test(name))
			strip_bodies(path.join(content, name),
				files[`${id}/data/${name}.csv`]);
	const lists = sheets(files).map((file) => file.split('/'))
		.filter(([plan, , name]) => plan === id && /^plan-/.test(name))
		.map(([, , name]) => name.replace(/^plan-|\.csv$/g, ''));
	const plan = path.join(content, 'plan.md');
	fs.writeFileSync(plan, strip_lists(fs.readFileSync(plan, 'utf8'), lists));
}

// builds a site whose sheets are those of an export, after some change
function again(from, theme, files, change = (bytes) => bytes) {
	const site = copy(from, theme);
	const folder = (id) => path.join(site, 'content', id);

	for (const id of new Set(sheets(files).map((f) => f.split('/')[0])))
		empty(folder(id), id, files);
	for (const file of readable(files)) {
		const [id, , name] = file.split('/');
		fs.writeFileSync(path.join(folder(id), name), change(files[file]));
	}
	return build(site);
}

// what is told, wherever it stands
const told = (run) => [...run.stderr.matchAll(/\[([a-z0-9-]+)\]$/gm)]
	.map((m) => m[1]).sort().join(' ');

function write(rows) {
	return BOM + rows.map((row) => row.map((cell) => /[",\n]/.test(cell) ?
		`"${cell.replace(/"/g, '""')}"` : cell).join() + '\r\n').join('');
}

const change_cells = (change) => (bytes) => {
	const rows = parse(bytes.toString('utf8').slice(1));

	return write(rows.map((row, i) => i === 0 ? row :
		row.map((cell, k) => change(rows[0][k], cell))));
};

// what a spreadsheet makes of cells that nobody touched
const excel = change_cells((name, cell) => name === '全国地方公共団体コード' ?
	cell.replace(/^0+/, '') : /^\d{4}-\d\d-\d\d$/.test(cell) ?
	cell.replace(/-0?/g, '/') : /^\d{4}-\d\d$/.test(cell) ?
	`Sep-${cell.slice(2, 4)}` : cell.toUpperCase() === 'TRUE' ? 'TRUE' : cell);
// what a reader need not know
const bare = change_cells((name, cell) =>
	/_title$|_iso$|fiscal_|^全国|^地方/.test(name) ? '' : cell);

// but: by file, what a CSV cannot hold as it was written
function check_round(name, from, theme, but = {}) {
	const first = build(copy(from, theme));
	const held = (files) => Object.fromEntries(Object.entries(files)
		.map(([file, bytes]) => [file, but[file] ?
			Buffer.from(but[file](bytes.toString('utf8'))) : bytes]));

	check(`${name}: builds`, first.status === 0 ? [] :
		first.stderr.split('\n'));
	check_form(name, first.files);
	check(`${name}: has sheets`, readable(first.files).length > 0 ? [] :
		['none']);
	const forms = {
		'as they are': undefined, 'as Excel saves them': excel,
		'without what others tell': bare,
	};
	for (const [form, change] of Object.entries(forms)) {
		const next = again(from, theme, first.files, change);
		check(`${name}: all sheets, read ${form}`, [
			...(next.status === 0 ? [] : next.stderr.split('\n')),
			...(told(first) === told(next) ? [] :
				[`told ${told(next)}`, `not ${told(first)}`]),
			...differences(held(first.files), held(next.files))]);
	}
	return first.files;
}

const civic = path.join(tmp, 'themes');
fs.cpSync('themes/civic', path.join(civic, 'civic'), {recursive: true});

check_round('this site', '.', civic);
check_round('town', 'tests/sites/town', 'tests/sites/town/themes');
const hard = check_round('hard', 'tests/sheets', 'tests/themes', {
	'code/data/plan.json': () => '',        // control characters
	'nasty/data/plan.json': (text) => text.replace(' 前後の空白　', '前後の空白'),
});

// ---- what stands in the cells ---------------------------------------------

function cells(file, name) {
	const [header, ...rows] = parse(hard[file].toString('utf8').slice(1));

	return rows.map((row) => row[header.indexOf(name)]);
}

function check_cells(file, name, want) {
	const got = cells(file, name).join('|');

	check(`${file}: ${name}`, got === want.join('|') ? [] :
		[`is  ${got}`, `not ${want.join('|')}`]);
}

check_cells('nasty/data/actuals.csv', 'value', ['1561', '1.5', '1268', '1270',
	'16', '●', '50', '●', '25000', '13', '320000000', '1.5', '120', '120',
	'40', '80', '10', '－', '', 'x', '…', '-5.2', '-0.10', '3.2', '-3', '0',
	'70.0', '1000000000000', '－', '5', '13', '14.50', '9000', '1300000000',
	'-13', '●']);
check_cells('nasty/data/actuals.csv', 'text', ['1,561人', '約1.5万人',
	'延べ1,268人', '1,270人', '16人以上', '○人', '50人（予定）', '●人',
	'2万5,000人', '約13億円', '3億2,000万円', '1.5兆円超', '120円',
	'年間120円', '40～60％', '80％程度', '10％未満', '', '', '', '',
	'△5.2ポイント', '\'-0.10ポイント', '\'+3.2ポイント', '\'-3ポイント',
	'0件', '70.0件', '1,000,000,000,000件', '', '5件', '13億円', '約14.50億円',
	'9,000万円', '1,300,000,000円', '▲13億円程度', '●億円']);
check_cells('nasty/data/actuals.csv', 'unit', ['人', '人', '人', '人', '人',
	'人', '人', '人', '人', '円', '円', '円', '円', '円', '％', '％', '％',
	'', '', '', '', 'ポイント', 'ポイント', 'ポイント', 'ポイント', '件', '件',
	'件', '', '件', '円', '円', '円', '円', '円', '円']);
check_cells('nasty/data/actuals.csv', 'scale', ['', '万', '', '', '', '', '',
	'', '', '億', '', '兆', ...Array(18).fill(''), '億', '億', '万', '', '億',
	'億']);
check_cells('nasty/data/indicators.csv', 'unit', ['人', '円', '％', 'ポイント',
	'件', '円']);
check_cells('nasty/data/evaluations.csv', 'text', ['\'=良い',
	'1行目\n"2"行目, 続き', '']);
check_cells('nasty/data/evaluations.csv', 'grade', ['A', '', '\'-']);
check_cells('nasty/data/actuals.csv', 'note', ['', '', 'a,b',
	'引用"符"と\n改行', '\'＝A1+B1', '\'=SUM(A1)', '\'\'=x', '\'90年代の値',
	'\'', '\'=tab', '\'＠全角の空白', '\'-1', '\'+1', '推計', '', '"="', '\'－',
	'\'＋', ...Array(18).fill('')]);
check_cells('nasty/data/plan-notes.csv', 'notes', ['\'+1', '\'\'－5',
	'\'90年代', '1行目\n2行目', '前後の空白', 'a,b"c"']);
check_cells('nasty/data/actuals.csv', 'state', ['final', 'provisional',
	'partial', 'revised', ...Array(32).fill('final')]);

// ---- as large as a file may be ---------------------------------------------

const MOST = 8 << 20;

// years of many indicators, a note each, so that none is like another
function write_large(site, indicators) {
	const town = path.join(site, 'content/town');
	const rows = ['指標,年度,値,備考'];

	fs.mkdirSync(path.join(town, 'actuals'), {recursive: true});
	fs.writeFileSync(path.join(site, 'site.yaml'), 'title: x\ntheme: x\n');
	fs.writeFileSync(path.join(town, 'plan.md'),
		'---\ntitle: 計画\ncity: 見本市\nstatus: draft\n---\n');
	fs.writeFileSync(path.join(town, 'indicators.yaml'),
		Array.from({length: indicators}, (_, i) =>
			`- {id: i${i}, title: 指標${i}, unit: 件, want: none}\n`).join(''));
	for (let i = 0; i < indicators; i++)
		for (let year = 1950; year < 2050; year++)
			rows.push(`i${i},${year}年度,${year * i},${i}の注記`);
	return rows;
}

function check_large() {
	const site = path.join(tmp, 'large');
	const file = path.join(site, 'content/town/actuals.csv');
	const second = path.join(site, 'content/town/actuals/b.csv');
	const rows = write_large(site, 700);

	fs.mkdirSync(path.join(site, 'themes/x/layouts'), {recursive: true});
	fs.writeFileSync(path.join(site, 'themes/x/theme.yaml'), 'name: x\n');
	for (const name of ['home', 'list', 'entity'])
		fs.writeFileSync(path.join(site, `themes/x/layouts/${name}.html`),
			'{{ site.title }}');
	fs.writeFileSync(file, rows.join('\n') + '\n');
	const first = build(site);
	const sheet = first.files['town/data/actuals.csv'] || Buffer.from('');
	check('many rows: builds', first.status === 0 ? [] :
		first.stderr.split('\n'));
	check('many rows: more than a million cells', sheet.length < MOST &&
		sheet.length > MOST * 0.7 ? [] : [`${sheet.length} bytes`]);
	fs.writeFileSync(file, sheet);
	const next = build(site);
	check('many rows: read again', [
		...(next.status === 0 ? [] : next.stderr.split('\n')),
		...differences(first.files, next.files)]);

	// one byte too many is told, and two files are as good as one
	const lines = sheet.toString('utf8').split('\r\n');
	fs.writeFileSync(file, Buffer.concat([sheet,
		Buffer.alloc(MOST + 1 - sheet.length, '\n')]));
	const over = build(site);
	check('a sheet over 8 MB is refused', over.status === 1 &&
		over.stderr.includes('[content-large]') ? [] :
		[`exit status ${over.status}`, over.stderr.slice(0, 300)]);
	fs.writeFileSync(file, Buffer.concat([sheet,
		Buffer.alloc(MOST - sheet.length, '\n')]));
	const full = build(site);
	check('a sheet of 8 MB is read', [
		...(full.status === 0 ? [] : full.stderr.split('\n')),
		...differences(first.files, full.files)]);
	const half = lines.length / 2 | 0;
	fs.writeFileSync(file, lines.slice(0, half).join('\r\n'));
	fs.writeFileSync(second, [lines[0], ...lines.slice(half)].join('\r\n'));
	const parts = build(site);
	check('a sheet in two files', [
		...(parts.status === 0 ? [] : parts.stderr.split('\n')),
		...differences(first.files, parts.files)]);
}

check_large();
plan();
