#!/usr/bin/env node
// The sheets of data/*.csv: their form, by a reader that shares nothing with
// the program, and the way round: an exported actuals.csv that is put into
// the content gives the same sheets again.  tests/sheets/ is a site with all
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

function copy(from, theme) {
	const site = path.join(tmp, `${++folders}`);

	for (const name of ['site.yaml', 'content'])
		fs.cpSync(path.join(from, name), path.join(site, name),
			{recursive: true});
	fs.cpSync(theme, path.join(site, 'themes'), {recursive: true});
	return site;
}

// what is below data/ of each plan: {'town/data/goals.csv': bytes}
function build(site) {
	const out = path.join(site, 'public');
	const run = spawnSync(keikaku, ['build', '--quiet', '--lang', 'en'],
		{cwd: site, encoding: 'utf8', timeout: 60000});
	const files = {};

	if (run.error)
		throw run.error;
	for (const id of run.status === 0 ? fs.readdirSync(out) : []) {
		const data = path.join(out, id, 'data');
		for (const name of fs.existsSync(data) ? fs.readdirSync(data) : [])
			files[`${id}/data/${name}`] =
				fs.readFileSync(path.join(data, name));
	}
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

const sheets = (files) => Object.keys(files).filter((f) => f.endsWith('.csv'));

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

// only plan.json tells whether a unit was written or is the indicator's
function differences(a, b) {
	return [...new Set([...Object.keys(a), ...Object.keys(b)])]
		.filter((file) => !file.endsWith('plan.json') &&
			!(a[file] && b[file] && a[file].equals(b[file])))
		.map((file) => `${file} is not the same`);
}

// builds a site whose actuals are those of an export, after some change
function again(from, theme, files, change = (bytes) => bytes) {
	const site = copy(from, theme);

	for (const file of sheets(files)) {
		const [id, , name] = file.split('/');
		const content = path.join(site, 'content', id);
		if (name !== 'actuals.csv')
			continue;
		fs.writeFileSync(path.join(content, name), change(files[file]));
		fs.rmSync(path.join(content, 'actuals.yaml'), {force: true});
	}
	return build(site);
}

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

function check_round(name, from, theme) {
	const first = build(copy(from, theme));
	const actuals = sheets(first.files).filter((file) =>
		file.endsWith('/actuals.csv'));

	check(`${name}: builds`, first.status === 0 ? [] :
		first.stderr.split('\n'));
	check_form(name, first.files);
	check(`${name}: has actuals`, actuals.length > 0 ? [] : ['none']);
	const forms = {
		'as they are': undefined, 'as Excel saves them': excel,
		'without what others tell': bare,
	};
	for (const [form, change] of Object.entries(forms)) {
		const next = again(from, theme, first.files, change);
		check(`${name}: its actuals, read ${form}`, [
			...(next.status === 0 ? [] : next.stderr.split('\n')),
			...differences(first.files, next.files)]);
	}
	return first.files;
}

const civic = path.join(tmp, 'themes');
fs.cpSync('themes/civic', path.join(civic, 'civic'), {recursive: true});

check_round('this site', '.', civic);
check_round('town', 'tests/sites/town', 'tests/sites/town/themes');
const hard = check_round('hard', 'tests/sheets', 'tests/themes');

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
	'40', '8', '10', '－', '', 'x', '…', '-5.2', '-0.10', '3.2', '-3', '0',
	'70.0', '1000000000000', '－', '5']);
check_cells('nasty/data/actuals.csv', 'note', ['', '', 'a,b',
	'引用"符"と\n改行', '\'＝A1+B1', '\'=SUM(A1)', '\'\'=x', '\'90年代の値',
	'\'', '\'=tab', '\'＠全角の空白', '\'-1', '\'+1', '推計', '', '"="', '\'－',
	'\'＋', '', '', '', '', '', '', '', '', '', '', '', '']);
check_cells('nasty/data/plan-notes.csv', 'notes', ['\'+1', '\'\'－5',
	'\'90年代', '1行目\n2行目', '前後の空白', 'a,b"c"']);
check_cells('nasty/data/actuals.csv', 'state', ['final', 'provisional',
	'partial', 'revised', ...Array(26).fill('final')]);
plan();
