#!/usr/bin/env node
// The pages of this repository's site as readers, checkers and printers meet
// them: tests/pages.js [FOLDER]
// Without FOLDER, a site built elsewhere, it builds the site first.
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const need = require('./pages/need.js');
const {Folder} = require('./pages/folder.js');
const {run, run_figures} = require('./pages/checks.js');
const {check, plan} = require('./tap.js');

const keikaku = process.env.KEIKAKU || 'build/asan/keikaku';
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

// the site of tests/charts.js
async function figures() {
	const site = path.join(tmp, 'charts');

	fs.cpSync('tests/charts', site, {recursive: true});
	fs.cpSync('themes/civic', path.join(site, 'themes/civic'),
		{recursive: true});
	need.output(keikaku, 'build', site, '--quiet');
	await run_figures(new Folder(path.join(site, 'public')), check);
}

async function main() {
	const site = process.argv[2] || path.join(tmp, 'site');

	need.modules();
	if (!process.argv[2])
		need.output(keikaku, 'build', '.', '-o', site, '--quiet');
	await run(new Folder(site), tmp, check);
	if (!process.argv[2])
		await figures();
}

process.argv[2] = process.argv[2] && path.resolve(process.argv[2]);
process.chdir(path.join(__dirname, '..'));
main().catch((e) => {
	check('the checks of pages can run', e.stack.split('\n'));
	process.exitCode = 1;
}).finally(() => {
	plan();
	process.exit();
});
