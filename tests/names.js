#!/usr/bin/env node
// What stands under a name that not every system holds, or is no file of the
// site: each is refused with a message that names it, within seconds, and
// what it leads to is not shown.
'use strict';

const {execFileSync, spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const SECONDS = 20;
const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));
const secret = path.join(tmp, 'secret');
fs.mkdirSync(path.join(secret, 'folder'), {recursive: true});
for (const name of ['file', 'folder/a.md', 'folder/theme.yaml'])
	fs.writeFileSync(path.join(secret, name), 'TOPSECRET: {\n');

const SITE = {
	'site.yaml': 'title: x\ntheme: mini\n',
	'themes/mini/theme.yaml': 'name: x\n',
	'themes/mini/layouts/home.html': 'x',
	'themes/mini/layouts/list.html': 'x',
	'themes/mini/layouts/entity.html': '{% body(page.entity) %}',
	'themes/mini/lib/a.lua': 'return {}',
	'themes/mini/assets/a.css': 'a {}',
	'content/town/plan.md': '---\ntitle: x\ncity: x\nstatus: draft\n---\n',
	'content/town/goals.yaml': '- {id: a, title: x}\n',
	'content/town/terms.csv': 'id,title,definition\nt,x,y\n',
	'content/town/chapters/b.md': '---\ntitle: x\n---\n',
	'content/town/files/a.pdf': 'x',
};

function write(files) {
	const site = fs.mkdtempSync(path.join(tmp, 'site-'));

	for (const [name, text] of Object.entries({...SITE, ...files})) {
		const file = path.join(site, name);

		fs.mkdirSync(path.dirname(file), {recursive: true});
		if (typeof text === 'function')
			text(file);
		else
			fs.writeFileSync(file, text);
	}
	return site;
}

// status: the exit status; said: what the message says
function refused(name, files, said, command = 'build', statuses = [1]) {
	const site = write(files);
	// a giant that were copied would fill the disk
	const run = spawnSync('sh', ['-c', 'ulimit -f 1000000; exec "$@"', 'sh',
		keikaku, command, '.', '--lang', 'en'],
	{cwd: site, encoding: 'utf8', timeout: SECONDS * 1000});
	const wrong = [];

	if (run.error)
		wrong.push(run.error.message);
	else if (!statuses.includes(run.status))
		wrong.push(`exit status ${run.status}`);
	for (const what of said)
		if (!`${run.stdout}${run.stderr}`.includes(what))
			wrong.push(`does not say ${what}`);
	if (`${run.stdout}${run.stderr}`.includes('TOPSECRET'))
		wrong.push('shows what is elsewhere');
	if (fs.existsSync(path.join(site, 'public')) && spawnSync('grep',
		['-rq', 'TOPSECRET', path.join(site, 'public')]).status === 0)
		wrong.push('publishes what is elsewhere');
	if (wrong.length > 0)
		wrong.push(...`${run.stdout}${run.stderr}`.split('\n').slice(0, 5));
	check(name, wrong);
	fs.rmSync(site, {recursive: true});
}

// ---- names ------------------------------------------------------------------

const FILES = 'content/town/files';
for (const [one, other] of [['Map.pdf', 'map.pdf'],
	['\u304c.pdf', '\u304b\u3099.pdf'], ['STRASSE.pdf', 'straße.pdf'],
	['Å.pdf', 'å.pdf'], ['A/x.pdf', 'a/x.pdf']])
	for (const command of ['build', 'check'])
		refused(`${one} and ${other} (${command})`, {
			[`${FILES}/${one}`]: 'x', [`${FILES}/${other}`]: 'y'},
		['[path-alike]', one, other], command);
for (const name of ['con.pdf', 'NUL', 'Aux.tar.gz', 'COM1.txt', 'lpt9',
	'a<b.pdf', 'a>b.pdf', 'a:b.pdf', 'a"b.pdf', 'a|b.pdf', '計画?.pdf', 'a*.pdf',
	'end.', 'end ', 'folder./a.pdf', 'prn/a.pdf'])
	refused(JSON.stringify(name), {[`${FILES}/${name}`]: 'x'},
		['[out-name]', name]);
for (const name of ['a\u0001b.pdf', 'a\nb.pdf', 'a\\b.pdf', 'a\x7fb.pdf'])
	refused(JSON.stringify(name), {[`${FILES}/${name}`]: 'x'}, ['[out-path]']);
refused('the id con', {'content/town/goals.yaml': '- {id: con, title: x}\n'},
	['[out-name]', 'con.html']);

// ---- what would do things on a terminal -----------------------------------------

{
	const name = 'a\u001b[2J\nerror: forged\u202e\u2028\u200f.md';
	const site = write({[`content/town/chapters/${name}`]:
		'---\ntitle: x\nt\u202eit\u0085le: y\n---\n[a](x\u001b:y)\n',
	'content/town/files/\u001b]0;x\u0007.txt.md': 'x'});
	const said = ['build', 'check', 'fix', 'diff'].map((command) => {
		const run = spawnSync(keikaku, [command, '.', ...(command === 'diff' ?
			['.'] : [])], {cwd: site, encoding: 'utf8'});

		return `${run.stdout}${run.stderr}`;
	}).join('');

	check('control characters are shown, not sent', [
		/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(said) ? ['sent'] : [],
		/[\u2028-\u202e\u2066-\u2069\u200e\u200f]/.test(said) ?
			['turned'] : [],
		/^error: forged/m.test(said) ? ['forged'] : [],
		said.includes('␛[2J␊error: forged') ? [] : ['not shown']].flat());
	fs.rmSync(site, {recursive: true});
}

// ---- what is no file ----------------------------------------------------------

const fifo = (file) => execFileSync('mkfifo', [file]);
const link = (to) => (file) => fs.symlinkSync(to, file);
const sparse = (file) => {
	fs.writeFileSync(file, '');
	fs.truncateSync(file, 2 ** 40);
};
for (const file of Object.keys(SITE)) {
	// what is left out is named, but in a theme; more may be missing then
	const said = file.startsWith('themes/mini/') ? [] : [path.basename(file)];
	const statuses = [0, 1, 3];

	// what the site and the theme must have says what it is
	refused(`a pipe: ${file}`, {[file]: fifo}, /^(site|.*\/theme)\.yaml$/
		.test(file) ? ['not an ordinary file'] : said, 'build', statuses);
	refused(`a device: ${file}`, {[file]: link('/dev/zero')}, said, 'build',
		statuses);
	refused(`a link out of the site: ${file}`, {
		[file]: link(path.join(secret, 'file'))}, said, 'build', statuses);
	refused(`a link to itself: ${file}`, {[file]: link(path.basename(file))},
		said, 'build', statuses);
	refused(`a giant: ${file}`, {[file]: sparse}, [path.basename(file),
		file === 'site.yaml' ? '[site-config]' :
			/^content|assets/.test(file) ? '[content-large]' :
				'[theme-large]'], 'build', [1]);
}
for (const folder of ['content/town/chapters', 'content/town/files',
	'content/other', 'themes/mini/assets', 'themes/mini/layouts', 'themes/own',
	'static', 'assets', 'layouts', 'lib'])
	refused(`a folder that leads out of the site: ${folder}`, {
		...Object.fromEntries(Object.keys(SITE).filter((f) =>
			f.startsWith(`${folder}/`)).map((f) => [f, () => {}])),
		[`${folder}`]: (file) => {
			fs.rmSync(file, {recursive: true, force: true});
			fs.symlinkSync(path.join(secret, 'folder'), file);
		}}, [], 'build', [0, 1, 3]);
plan();
