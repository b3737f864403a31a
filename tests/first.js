#!/usr/bin/env node
// docs/first-plan.ja.md and its English twin lead from an empty folder to a
// published site: each is followed to the letter.  What is written behind the
// three backquotes says what an example is:
//	sh              commands that succeed
//	sh fails        commands that end with 1
//	text prints     what the commands before it print, from its first line on
//	yaml site.yaml  a file
// UPDATE=1 writes what is printed anew; read the difference before you keep it.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));
const bin = path.join(tmp, 'bin');
fs.mkdirSync(bin);
fs.symlinkSync(keikaku, path.join(bin, 'keikaku'));

// where a block ends the folder is kept for the next
function shell(reader, text, lang) {
	const env = {...process.env, LANG: lang, LC_ALL: lang,
		PATH: `${bin}:${process.env.PATH}`};
	const run = spawnSync('bash', ['-eu', '-o', 'pipefail', '-c',
		`${text}\npwd >&3`], {cwd: reader.folder, env, encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe', 'pipe'], timeout: 60000});

	reader.printed = run.stdout + run.stderr;
	if (run.status === 0)
		reader.folder = run.output[3].trim();
	return run.status;
}

function step(reader, {at, word, name, text}, lang) {
	if (word === 'sh') {
		const want = name === 'fails' ? 1 : 0;
		const status = shell(reader, text, lang);
		check(`${at}: ${text.split('\n')[0]}`, status === want ? [] :
			`exit status ${status}\n${reader.printed}`.split('\n'));
	} else if (name === 'prints') {
		check(`${at}: is what is printed`,
			reader.printed.includes(text) || process.env.UPDATE ? [] :
				reader.printed.split('\n'));
	} else {
		const file = path.join(reader.folder, name || '');
		check(`${at}: ${name} is there to be edited`,
			name && fs.existsSync(file) ? [] : [file]);
		fs.writeFileSync(file, text);
	}
}

// what a command said of the content, without what it counts at the end
const messages = (printed) => printed.split('\n')
	.filter((line) => /^\S+:\d+:\d+: |^ {2}[|=]/.test(line))
	.map((line) => `${line}\n`).join('');

function follow(doc, lang) {
	let text = fs.readFileSync(doc, 'utf8');
	const empty = fs.mkdtempSync(path.join(tmp, 'empty-'));
	const reader = {folder: empty, printed: ''};
	let block;

	for (const fence = /^```(\w+) ?(.*)\n([^]*?)^```$/mg;
		(block = fence.exec(text)) !== null;) {
		const [, word, name, body] = block;
		const line = text.slice(0, block.index).split('\n').length;
		step(reader, {at: `${doc}:${line}`, word, name, text: body}, lang);
		if (name !== 'prints' || !process.env.UPDATE)
			continue;
		const from = block.index + block[0].indexOf('\n') + 1;
		text = text.slice(0, from) + messages(reader.printed) +
			text.slice(from + body.length);
		fence.lastIndex = from;
		while (text.slice(fence.lastIndex, fence.lastIndex + 3) !== '```')
			fence.lastIndex = text.indexOf('\n', fence.lastIndex) + 1;
		fence.lastIndex += 3;
	}
	if (process.env.UPDATE)
		fs.writeFileSync(doc, text);
	const pages = ['index.html', 'midori-2030/index.html',
		'midori-2030/indicators/drills.html',
		'midori-2030/programmes/drill.html'];
	check(`${doc}: the site is published`, pages.filter((page) =>
		!fs.existsSync(path.join(empty, 'web', page))));
	check(`${doc}: in ten steps`, [...text.matchAll(/^## (\d+)\. /mg)]
		.map((m) => m[1]).join() === '1,2,3,4,5,6,7,8,9,10' ? [] : ['no']);
}

// the twins differ in what is said, not in what is done
function done(doc) {
	const text = fs.readFileSync(doc, 'utf8');

	return [...text.matchAll(/^```(\w+) ?(.*)\n([^]*?)^```$/mg)]
		.filter(([, , name]) => name !== 'prints')
		.map(([, word, name, body]) => word === 'sh' ? body : `${name}\n${body}`)
		.join('').split('\n');
}

function check_twins(ja, en) {
	const [there, here] = [done(ja), done(en)];
	const at = there.findIndex((line, i) => line !== here[i]);

	check(`${en} does what ${ja} does`, at < 0 &&
		there.length === here.length ? [] : [there[at], here[at]]);
}

check_twins('docs/first-plan.ja.md', 'docs/first-plan.md');
follow('docs/first-plan.ja.md', 'ja_JP.UTF-8');
follow('docs/first-plan.md', 'en_US.UTF-8');
plan();
