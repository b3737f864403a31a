#!/usr/bin/env node
// BOM and CRLF change no byte of what is built; a file in another encoding,
// with a NUL or with bytes that are no UTF-8, gets a message that names it, at
// the line where it shows.
'use strict';

const {execFileSync, spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

function build(site) {
	return spawnSync(keikaku, ['build', '.', '--lang', 'en', '-o', 'out'],
		{cwd: site, encoding: 'utf8'});
}

// ---- BOM and CRLF -----------------------------------------------------------

const walk = (folder) => fs.readdirSync(folder, {recursive: true})
	.filter((f) => fs.statSync(path.join(folder, f)).isFile()).sort();

// the specimen, its texts changed
function specimen(name, change) {
	const site = path.join(tmp, name);

	fs.cpSync('content/mihon', path.join(site, 'content/mihon'),
		{recursive: true});
	fs.cpSync('themes', path.join(site, 'themes'), {recursive: true});
	fs.copyFileSync('site.yaml', path.join(site, 'site.yaml'));
	for (const file of walk(site))
		if (/\.(yaml|md|csv|html|lua)$/.test(file) &&
		    !/\/(files|assets)\//.test(file)) {
			const full = path.join(site, file);

			fs.writeFileSync(full, change(fs.readFileSync(full, 'utf8')
				.replace(/^\ufeff/, '').replace(/\r\n/g, '\n')));
		}
	const run = build(site);
	check(`${name}: the specimen is built`, run.status === 0 ? [] :
		run.stderr.split('\n').slice(0, 9));
	return path.join(site, 'out');
}

const same = specimen('plain', (s) => s);
for (const [name, change] of [
	['BOM', (s) => `\ufeff${s}`],
	['CRLF', (s) => s.replace(/\n/g, '\r\n')],
	['BOM and CRLF', (s) => `\ufeff${s.replace(/\n/g, '\r\n')}`]]) {
	const out = specimen(name, change);
	const files = new Set([...walk(same), ...walk(out)]);

	check(`${name} changes no byte`, [...files].filter((f) =>
		!fs.existsSync(path.join(out, f)) ||
		!fs.existsSync(path.join(same, f)) ||
		!fs.readFileSync(path.join(out, f)).equals(
			fs.readFileSync(path.join(same, f)))));
}

// ---- other encodings ----------------------------------------------------------

const iconv = (to) => (s) => execFileSync('iconv', ['-f', 'UTF-8', '-t', to],
	{input: s});
// Japanese begins on the third line of each file
const FILES = {
	'site.yaml': '# x\ntheme: mini\ntitle: 計画の見本\n',
	'themes/mini/theme.yaml': '# x\n# x\nname: 計画の見本\n',
	'themes/mini/layouts/home.html': '<p>\n\n計画の見本\n',
	'themes/mini/layouts/entity.html': '{% body(page.entity) %}\n\n計画の見本\n',
	'themes/mini/layouts/list.html': 'x',
	'themes/mini/lib/a.lua': '-- x\n-- x\n-- 計画の見本\nreturn {}\n',
	'content/town/plan.md': '---\ncity: x\ntitle: 計画の見本\nstatus: draft\n---\n',
	'content/town/chapters/b.md': '---\ntitle: x\n---\n計画の見本\n',
	'content/town/goals.yaml': '- id: a\n  number: 1\n  title: 計画の見本\n',
	'content/town/terms.csv': 'id,title,definition\nt,x,y\nu,計画の見本,y\n',
};
const cut = (bad) => (s) => {
	const [before, behind] = s.split('画');

	return Buffer.concat([Buffer.from(before), Buffer.from(bad),
		Buffer.from(behind)]);
};
const CASES = [
	['CP932', iconv('CP932'), /CP932/, 'first'],
	['EUC-JP', iconv('EUC-JP'), /EUC-JP/, 'first'],
	['ISO-2022-JP', iconv('ISO-2022-JP'), /ISO-2022-JP/, 'first'],
	['UTF-16', (s) => Buffer.concat([Buffer.from([0xff, 0xfe]),
		iconv('UTF-16LE')(s)]), /UTF-16/, 1],
	['UTF-16 with the high byte first', (s) => Buffer.concat([
		Buffer.from([0xfe, 0xff]), iconv('UTF-16BE')(s)]), /UTF-16/, 1],
	['a NUL', cut([0]), /NUL|damaged|neither|not text/i, 'first'],
	['bytes that are no UTF-8', cut([0xff, 0xfe]), /UTF-8|damaged/i, 'first'],
	['half a character', cut([0xe7, 0x94]), /UTF-8|damaged/i, 'first'],
];

for (const file of Object.keys(FILES).filter((f) => !f.endsWith('list.html')))
	for (const [name, encode, said, at] of CASES) {
		const site = fs.mkdtempSync(path.join(tmp, 'site-'));

		for (const [other, text] of Object.entries(FILES)) {
			const to = path.join(site, other);

			fs.mkdirSync(path.dirname(to), {recursive: true});
			fs.writeFileSync(to, other === file ? encode(text) : text);
		}
		const run = build(site);
		const sheet = file.endsWith('.csv');
		const first = FILES[file].slice(0, FILES[file].indexOf('計'))
			.split('\n').length;
		const line = at === 'first' && !(sheet && said.source.includes('JP'))
			? first : 1;
		const wrong = [];

		if (sheet && name === 'CP932') {
			if (run.status !== 0)
				wrong.push(`exit status ${run.status}`);
		} else {
			if (run.status !== 1)
				wrong.push(`exit status ${run.status}`);
			if (!run.stderr.includes(`${file}:${line}:`))
				wrong.push(`not at ${file}:${line}`);
			if (!said.test(run.stderr))
				wrong.push(`does not name ${said}`);
		}
		if (wrong.length > 0)
			wrong.push(...run.stderr.split('\n').slice(0, 4));
		check(`${name}: ${file}`, wrong);
		fs.rmSync(site, {recursive: true});
	}
plan();
