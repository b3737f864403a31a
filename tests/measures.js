#!/usr/bin/env node
// The figures of docs/promises.md, docs/safety.md and docs/performance.md can be
// measured again: each command that these pages name is a group of tests/run, or
// runs here in a short form.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = fs.realpathSync(process.env.KEIKAKU || 'build/keikaku');

const made = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(made, {recursive: true}));

// what is run instead, and what it says then
const short = {
	'tests/soak': ['tests/soak 100 8', /^1\.\.3$/m],
	'tests/soak 200 4': ['tests/soak 100 4', /four builds at once, 50 times/],
	'scripts/bench/run': ['scripts/bench/run --plans 1 --runs 1 ' +
		'--only "keikaku floor"', /^\| floor \|.*^keikaku version/ms],
	'tests/serve_speed.js': ['tests/serve_speed.js --saves 1 --starts 1',
		/^save to new page: /m],
	'tests/serve_speed.js --copies 100 --saves 10': ['tests/serve_speed.js ' +
		'--copies 2 --saves 1 --starts 1', /^save to new page: /m],
	'tests/check_speed.js --copies 100': ['tests/check_speed.js --runs 1',
		/^\S+: \d+ pages in [\d.]+ s .*, CPU /m],
	'make analyse': ['make -n analyse | grep -qx scripts/analyse && ' +
		'scripts/analyse src/base/alarm.c', /^$/],
	// of one unit and a group that reaches nothing: less than is promised
	'make coverage': [`make -s -j$(nproc) V=coverage B=${made} ` +
		`${made}/unit/decimal && { scripts/coverage ${made} rooms || true; }`,
	/^rooms .*passed[^]*^src\/base\/decimal\.c [^]*^all /m],
	'scripts/reached build/coverage FILE': [
		`scripts/reached ${made} src/base/decimal.c`, /^/],
	'tests/serve_load.js': ['tests/serve_load.js 1', /^# \d+ times saved/m],
	'tests/serve_soak.js': ['tests/serve_soak.js 2', /^# from saving to event/m],
};

// what a group runs in a short form
const within = {'make fuzz MINUTES=10': ['tests/fuzz.sh', 'fuzz RUNS=$1']};

const groups = /^groups=\$\{\*:-([^}]*)\}/m
	.exec(fs.readFileSync('tests/run', 'utf8'))[1].split(/[\s\\]+/);

// blocks of commands, and what stands between backquotes in the text
function commands(page) {
	const text = fs.readFileSync(page, 'utf8');
	const blocks = [...text.matchAll(/^```sh\n([^]*?)^```$/mg)]
		.flatMap(([, block]) => block.split('\n'))
		.map((line) => line.replace(/\s+#.*/, ''));
	const words = [...text.replace(/^```[^]*?^```$/mg, '')
		.matchAll(/`([^`\n]+)`/g)].map(([, word]) => word);

	return [...blocks, ...words]
		.filter((line) => /^((tests|scripts)\/|make )/.test(line));
}

// a file that is no command, or a group of the suite
function isTried(command) {
	const [file, ...args] = command.split(' ');
	const [group, words] = within[command] || [];

	if (group)
		return groups.includes(path.parse(group).name) &&
			fs.readFileSync(group, 'utf8').includes(words);
	// what runs this very test
	if (command === 'scripts/test')
		return true;
	if (file === 'tests/run')
		return args.every((g) => groups.includes(g));
	if (args.length === 0 && fs.existsSync(file) &&
	    (!fs.statSync(file).isFile() ||
	    (fs.statSync(file).mode & 0o100) === 0))
		return true;
	return args.length === 0 &&
		groups.includes(file.replace(/^tests\/|\.\w+$/g, ''));
}

for (const page of ['docs/promises.md', 'docs/safety.md',
	'docs/performance.md'])
	for (const command of new Set(commands(page))) {
		const [instead, says] = short[command] || [];

		if (!instead) {
			check(`${page}: ${command}`, isTried(command) ? [] :
				['nothing runs it']);
			continue;
		}
		const run = spawnSync(instead, {encoding: 'utf8',
			shell: true, timeout: 600000,
			env: {...process.env, KEIKAKU: keikaku}});

		check(`${page}: ${command}, as ${instead}`, run.status === 0 &&
			says.test(run.stdout) ? [] :
			`exit status ${run.status}\n${run.stdout}${run.stderr}`
				.trim().split('\n'));
	}
plan();
