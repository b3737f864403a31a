#!/usr/bin/env node
// Every command that a document shows has been run by a test: those of the
// README, docs/, SECURITY.md, keikaku(1) and the examples of keikaku help.  Some
// documents are followed by a group of their own; the commands of all others are
// run here, in a folder where there is what they name.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = fs.realpathSync(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

// ---- what other groups run --------------------------------------------------

// documents: the group, and the script that names each block by its label; what
// has none is then run here
const followed = {
	'docs/first-plan.md': {group: 'first'},
	'docs/first-plan.ja.md': {group: 'first'},
	'docs/themes.md': {group: 'docs'},
	'docs/safety.md': {group: 'measures'},
	'docs/promises.md': {group: 'measures'},
	'docs/performance.md': {group: 'measures'},
	'docs/publish.ja.md': {group: 'publish', script: 'scripts/try-publish'},
	'docs/large.md': {group: 'shard', script: 'tests/shard.sh'},
	'docs/large.ja.md': {group: 'shard', script: 'tests/shard.sh'},
};

// commands: the group, and what stands in it
const elsewhere = [
	[/^scripts\/site$/, 'scripts', 'scripts/site'],
	[/^(sudo )?make install( PREFIX=\S+)?$/, 'install', 'make -s install'],
	[/^make deb$/, 'install', "'make deb'"],
	[/^scripts\/pdf /, 'pages', 'scripts/pdf', 'tests/pages/paper.js'],
	[/^scripts\/try-publish$/, 'publish', 'scripts/try-publish'],
	[/^tests\/pages\.js /, 'pages', 'process.argv[2]'],
	[/^make$/, 'ci', 'check_runs(GITHUB'],
	[/^keikaku publish rsync:\/\//, 'publishing', '$daemon/web/k'],
];

// what no test runs, and why
const never = {
	'scripts/test': 'it runs the tests',
	'kubectl': 'it needs a cluster: ci runs what its containers run',
};

const groups = /^groups=\$\{\*:-([^}]*)\}/m
	.exec(fs.readFileSync('tests/run', 'utf8'))[1].split(/[\s\\]+/);

function source(group) {
	return ['sh', 'js'].map((end) => `tests/${group}.${end}`)
		.filter((file) => fs.existsSync(file))
		.map((file) => fs.readFileSync(file, 'utf8')).join();
}

function check_follows(doc, {group, script}) {
	const text = fs.readFileSync(script || `tests/${group}.js`, 'utf8');
	const labels = !script ? [] : [...fs.readFileSync(doc, 'utf8')
		.matchAll(/^ *```sh (\S+)$/mg)].map(([, label]) => label);
	// renaming takes "$1-send" for ftp-send
	const has = (label) => new RegExp(`\\b${label}\\b`).test(text) ||
		text.includes(`$1${label.slice(label.indexOf('-'))}`);

	check(`${doc} is followed by ${group}`, [
		...groups.includes(group) ? [] : [`no group ${group}`],
		...text.includes(doc) ? [] : [`${group} does not name it`],
		...labels.filter((label) => !has(label))
			.map((label) => `nothing runs ${label}`)]);
}

function is_elsewhere(line) {
	const words = [line, line.split(' ')[0]];

	if (words.some((word) => word in never))
		return true;
	if (line.startsWith('tests/run '))
		return line.split(' ').slice(1).every((g) => groups.includes(g));
	const found = elsewhere.find(([pattern]) => pattern.test(line));

	if (!found)
		return /^make V=\w+$/.test(line) &&
			fs.readFileSync('scripts/test', 'utf8').includes('V=asan');
	const [, group, word, file] = found;
	const text = file ? fs.readFileSync(file, 'utf8') : source(group);

	check(`${line}: ${group} runs it`, groups.includes(group) &&
		text.includes(word) ? [] : [`${group} has no ${word}`]);
	return true;
}

// ---- the commands -------------------------------------------------------------

const bare = (line) => line.replace(/\s+#.*/, '').trim();
// keikaku help COMMAND, tests/run グループ名
const is_pattern = (line) => / [A-Z]{4,}| [ァ-ヶ一-龠]|\bI\/N\b/.test(line) ||
	/^keikaku \w+$/.test(line);

// {name, lines} for each block of commands, and each that stands in the text
function shown(doc) {
	const text = fs.readFileSync(doc, 'utf8');
	const blocks = [...text.matchAll(/^( *)```sh\n([^]*?)^ *```$/mg)]
		.map(([, , block]) => block.split('\n').map(bare));
	const inline = [...text.replace(/^ *```[^]*?^ *```$/mg, '')
		.matchAll(/`([^`\n]+)`/g)].map(([, line]) => line)
		.filter((line) => !is_pattern(line) &&
			/^((sudo|make|keikaku|tests\/[\w.]+) |scripts\/[\w-]+($| ))/
				.test(line));

	return [...blocks, ...inline.map((line) => [line])]
		.map((lines) => ({name: doc, lines: lines.filter((l) => l)}));
}

function manual(page) {
	return [...fs.readFileSync(page, 'utf8')
		.matchAll(/^\.Bd -literal.*\n([^]*?)^\.Ed$/mg)]
		.map(([, block]) => ({name: page, lines: block.split('\n')
			.filter((line) => line.startsWith('$ '))
			.map((line) => line.slice(2))}))
		.filter(({lines}) => lines.length > 0);
}

function print(...args) {
	return spawnSync(keikaku, args, {encoding: 'utf8'}).stdout;
}

function help(command, lang) {
	const text = print('help', command, '--lang', lang);
	const lines = text.split(/^(?:example|例)[:：]\n/m)[1] || '';

	return {name: `help ${command} --lang ${lang}`,
		lines: lines.split('\n').map(bare).filter((line) => line)};
}

// ---- where they run -------------------------------------------------------------

const bin = path.join(tmp, 'bin');
const made = path.join(tmp, 'made');
const world = path.join(tmp, 'world');

function sh(cwd, text, env) {
	return spawnSync('bash', ['-eu', '-o', 'pipefail', '-c',
		`${text}\npwd >&3`], {cwd, encoding: 'utf8', timeout: 60000,
		env: {...process.env, LC_ALL: 'C.UTF-8', ...env},
		stdio: ['ignore', 'pipe', 'pipe', 'pipe']});
}

// programs that stand for those of others
function make_bin() {
	fs.mkdirSync(bin);
	fs.symlinkSync(keikaku, path.join(bin, 'keikaku'));
	for (const [name, text] of [
		['lychee', 'cat'],
		['browser', 'echo "$1" >opened'],
		// a host that is this machine
		['ssh', '[ "$1" != -l ] || shift 2\n[ "$1" != -- ] || shift\n' +
			'shift\nexec sh -c "$*"'],
	])
		fs.writeFileSync(path.join(bin, name), `#!/bin/sh\n${text}\n`,
			{mode: 0o755});
}

// a home: in it a site, here, with what is named beside it, and other sites
const make = `
	mkdir -p www/html tmp city keikaku/build
	ln -s ${keikaku} keikaku/build/keikaku
	ln -s ${path.resolve('themes')} keikaku/themes
	keikaku new site here -q && cd here
	keikaku new plan midori-2030 -q
	find content site.yaml -type f -exec sed -i 's/〇〇/みどり/g' {} +
	sed -i 's/^status: draft/status: adopted/' content/*/plan.md
	rm -r content/midori-2030/chapters
	cp -R ../here ../midorino
	keikaku build -q
	for name in mae ato machi machi-2026; do
		cp -R ../midorino $name
		cp public/midori-2030/data/plan.json $name
	done
	cp -R machi ..
	printf '指標名,単位,基準値（令和5年度）\n参加者,人,120\n' |
	    tee hyou.csv >shihyo.csv`;

function make_world() {
	fs.mkdirSync(world);
	const {status, stdout, stderr} = sh(world, make, env());

	check('there is a site', status === 0 ? [] :
		`${stdout}${stderr}`.split('\n'));
	fs.renameSync(world, made);
}

function env() {
	return {HOME: world, PATH: `${bin}:${process.env.PATH}`,
		BROWSER: path.join(bin, 'browser'),
		RCLONE_CONFIG_CITY_TYPE: 'alias',
		RCLONE_CONFIG_CITY_REMOTE: path.join(world, 'city')};
}

// what is there already is not made again
function clear(cwd, line) {
	const [, kind, name] = /\bnew (site|plan) (\S+)/.exec(line) || [];

	if (kind)
		fs.rmSync(path.resolve(cwd, kind === 'plan' ? `content/${name}` :
			name.replace('~', world)), {recursive: true, force: true});
}

// what runs on until it is told to end: it answers, at the address it opens
const until = (line) => `
	rm -f opened
	${line.replace(/ --port \d+|$/, ' --port 0')} >said & it=$!
	for i in {1..100}; do
		read -r address <said && curl -sf -o answer "$address" && break
		sleep 0.1
	done
	kill -INT $it; wait $it || true
	grep -q '<title>' answer
	${line.includes('--open') ? 'grep -qxF "$address" opened' : ''}`;

function run(cwd, line) {
	const placed = line.replace(/\/(?:var\/)?(www|tmp)(?=\/)/g, `${world}/$1`)
		.replace(/^build\/keikaku/, 'keikaku');

	clear(cwd, line);
	return sh(cwd, /^keikaku serve\b/.test(line) ? until(placed) : placed,
		env());
}

let of;         // the document that the world was made for

// one behind the other, the folder is kept; a line ends with 0, or with 1 where
// it has found something in the content
function follow({name, lines}) {
	let cwd = path.join(world, 'here');

	if (name !== of) {
		fs.rmSync(world, {recursive: true, force: true});
		fs.cpSync(made, world, {recursive: true, verbatimSymlinks: true});
		of = name;
	}
	for (const line of lines) {
		if (is_elsewhere(line))
			continue;
		const {status, stdout, stderr, output} = run(cwd, line);
		const found = /keikaku (check|fix)\b/.test(line);
		check(`${name}: ${line}`,
			status === 0 || (status === 1 && found) ? [] :
				`exit status ${status}\n${stdout}${stderr}`.split('\n'));
		if (status === 0)
			cwd = output[3].trim();
	}
}

// ---- the table of the README ------------------------------------------------------

// its commands and options are there, and no command is left out
function check_table(doc) {
	const [, table] = /^```\n(keikaku build[^]*?)^```$/m
		.exec(fs.readFileSync(doc, 'utf8'));
	const there = print('help', '--lang', 'en').match(/^ {2}[a-z]+/mg)
		.map((word) => word.trim());
	const rows = table.split('\n').filter((line) => line)
		.map((line) => line.split(/ {2,}/)[0]);
	const wrong = rows.flatMap((row) => {
		const command = row.split(' ')[1];
		const known = print('help', command, '--lang', 'en');
		return (row.match(/(?<!\w)--?[a-z]+/gi) || [])
			.filter((option) => !known.includes(option))
			.map((option) => `${command} has no ${option}`);
	});
	const missing = there.filter((command) =>
		!new RegExp(`\\b${command}\\b`).test(table));

	check(`${doc}: the table of commands`, [...wrong,
		...missing.map((command) => `it has no ${command}`)]);
}

// ---- all ------------------------------------------------------------------------

const docs = ['README.md', 'README.ja.md', 'SECURITY.md', 'ARCHITECTURE.md',
	...fs.readdirSync('docs').filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`)];

make_bin();
make_world();
for (const doc of docs)
	if (doc in followed)
		check_follows(doc, followed[doc]);
for (const doc of docs)
	for (const block of shown(doc))
		if (!(doc in followed) || followed[doc].script)
			follow(block);
for (const page of ['docs/man/keikaku.1', 'docs/man/ja/keikaku.1'])
	manual(page).forEach(follow);
for (const [, command] of print('help', '--lang', 'en').matchAll(/^ {2}([a-z]+)/mg))
	for (const lang of ['ja', 'en'])
		follow(help(command, lang));
check_table('README.md');
check_table('README.ja.md');
plan();
