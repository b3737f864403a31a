// The first promise: killed or stopped anywhere, the old or the new site stands.
'use strict';

const {spawn, spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const {check} = require('../tap.js');
const {trace} = require('./trace.js');
const {keikaku, points, long, preload, at, remove, look, litter, site, build,
	must, count, which, say} = require('./trial.js');

// ---- killed -----------------------------------------------------------------------

// killed at so many points, from the first call to the last; what it leaves
// behind is there when every other begins
function killed(pages, args) {
	const wrong = [], seen = {old: 0, new: 0, neither: 0};

	site('old', 0, pages, 'old');
	site('new', 1, pages + 1, 'new');
	const now = must('new', 'out', args), old = must('old', 'out', args);
	const calls = count('new', 'out', args).any;

	must('old', 'out', args);
	for (let i = 1; i <= points; i++) {
		const n = Math.max(1, Math.floor(calls * i / points));
		const run = build('new', 'out', {FAULT: `kill:${n}`}, args);
		const is = which('out', old, now);

		seen[is]++;
		if (is === 'neither')
			wrong.push(`call ${n} of ${calls}: neither; ${say(run)}`);
		if (i % 5 === 0 && must('new', 'out', args) !== now)
			wrong.push(`call ${n}: the next build does not mend it`);
		if (i % 2 === 0 || which('out', old, now) !== 'old')
			must('old', 'out', args);
	}
	if (seen.old === 0 || seen.new === 0)
		wrong.push(`too few points: ${JSON.stringify(seen)}`);
	must('new', 'out', args);
	wrong.push(...litter('out'));
	remove('out');
	return wrong;
}

// files change one by one: each is whole, and the next build mends the rest
function killedInPlace(env, args) {
	const wrong = [];

	site('old', 0, 20, 'old');
	site('new', 1, 21, 'new');
	const now = must('new', 'out'), old = must('old', 'out');
	const calls = count('new', 'out', args).any;
	const whole = new Set([...old.split('\n'), ...now.split('\n')]);

	must('old', 'out');
	for (let i = 1; i <= points; i++) {
		const n = Math.max(1, Math.floor(calls * i / points));

		build('new', 'out', {FAULT: `kill:${n}`, ...env}, args);
		wrong.push(...look(at('out')).split('\n')
			.filter((l) => !whole.has(l) && !/^\.keikaku/.test(l))
			.map((l) => `call ${n}: ${l}`));
		if (build('new', 'out', env, args).status !== 0 ||
		    which('out', old, now) !== 'new')
			wrong.push(`call ${n}: the next build does not mend it`);
		must('old', 'out');
	}
	remove('out');
	return wrong;
}

function keepsFolder() {
	const inode = () => fs.statSync(at('out')).ino;

	must('old', 'out');
	const before = inode();
	must('new', 'out', ['--in-place']);
	const same = inode() === before;
	must('old', 'out');
	const other = inode() !== before;
	remove('out');
	return [...same ? [] : ['another folder'],
		...other ? [] : ['not exchanged without it']];
}

// ---- stopped ----------------------------------------------------------------------

// the exit status that a shell sees, after a command of its own
function inShell(before, signal) {
	return spawnSync('sh', ['-c', `${before} "$0" build "$1" -o "$2"; exit $?`,
		keikaku, at('new'), at('out')], {env: {...process.env,
		...preload, FAULT: `stop:40:${os.constants.signals[signal]}`}})
		.status;
}

// a signal before any call
function stopped(signal, code) {
	const wrong = [];
	const now = must('new', 'out'), old = must('old', 'out');
	const calls = count('new', 'out').any;

	must('old', 'out');
	for (let i = 0; i < points; i++) {
		const n = 1 + Math.floor((calls - 1) * i / points);
		const run = build('new', 'out', {FAULT:
			`stop:${n}:${os.constants.signals[signal]}`});
		const is = which('out', old, now);

		if (run.signal !== signal)
			wrong.push(`call ${n}: ${say(run)}`);
		else if (is === 'old' && !/Stopped/.test(run.stderr) && n > 20)
			wrong.push(`call ${n}: not a word; ${say(run)}`);
		if (is === 'neither' || litter('out').length > 0)
			wrong.push(`call ${n}: ${is} ${litter('out')}`);
		if (is !== 'old' && n < calls / 2)
			wrong.push(`call ${n} of ${calls}: it went on`);
		if (is !== 'old')
			must('old', 'out');
	}
	const status = inShell('', signal);
	if (status !== code)
		wrong.push(`a shell sees ${status}`);
	remove('out');
	return wrong;
}

// as after nohup: what is ignored when it begins does not end it
function ignored() {
	const now = must('new', 'out');

	remove('out');
	const status = inShell('trap "" HUP;', 'SIGHUP');
	const there = which('out', null, now) === 'new';

	remove('out');
	return status === 0 && there ? [] : [`ended with ${status}`];
}

// asked to stop after so long: how it ended, and how long that took
async function stopAfter(ms) {
	const run = spawn(keikaku, ['build', at('new'), '-o', at('out'),
		'--quiet'], {stdio: 'ignore', env: {...process.env, ...preload}});
	const ended = new Promise((done) => run.on('exit',
		(status, signal) => done(signal ?? status)));

	await new Promise((go) => setTimeout(go, ms));
	const asked = Date.now();
	run.kill('SIGINT');
	const how = await ended;
	return {how, took: Date.now() - asked};
}

// of a large site, at any time; a disk may be slow once, not three times
async function stoppedInTime() {
	const wrong = [];
	const pages = long ? 3000 : 300;

	site('old', 0, pages, 'old');
	site('new', 1, pages + 1, 'new');
	const now = must('new', 'out'), old = must('old', 'out');
	for (let ms = 0; ms < (long ? 3000 : 300); ms += long ? 100 : 30) {
		const took = [];

		do {
			const end = await stopAfter(ms);
			const is = which('out', old, now);

			took.push(end.took);
			if (end.how !== 'SIGINT' && end.how !== 0)
				wrong.push(`after ${ms} ms: ${end.how}`);
			if (is === 'neither' || litter('out').length > 0)
				wrong.push(`after ${ms} ms: ${is} ${litter('out')}`);
			if (is !== 'old')
				must('old', 'out');
		} while (took.at(-1) > 1000 && took.length < 3);
		if (took.at(-1) > 1000)
			wrong.push(`after ${ms} ms: it took ${took} ms`);
	}
	remove('out');
	return wrong;
}

// ---- on the disk ------------------------------------------------------------------

function synced(old) {
	if (old)
		must(old, 'out');
	const {wrong, calls} = trace(['build', at('b'), '-o', at('out'), '-j2']);
	const find = (what) => calls.findIndex((l) => what.test(l));
	const last = (what) => calls.findLastIndex((l) => what.test(l));
	const sync = find(/^syncfs\(.* = 0$/);
	const swap = find(/^renameat2?\(.*"\.out\.keikaku"/);
	const write = last(/^openat\(.*O_CREAT.* = \d+$/);

	if (sync < 0 || swap < 0 || write < 0 || write > sync || sync > swap ||
	    last(/^write\((?![12],)/) > sync)
		wrong.push(`last file ${write}, sync ${sync}, exchange ${swap}`,
			...calls.slice(-40));
	remove('out');
	return wrong;
}

async function wholeAtAnyTime() {
	for (const pages of long ? [300, 3000] : [300])
		check(`killed at ${points} points of ${pages} pages: the old ` +
			'or the new site', killed(pages));
	check('and with 16 threads', killed(300, ['-j16']));
	check('killed while files change one by one (--in-place): each is ' +
		'whole', killedInPlace({}, ['-j1', '--in-place']));
	check('the same where the kernel cannot exchange folders',
		killedInPlace({FAULT_OLD: '1'}, ['-j1']));
	check('--in-place keeps the folder itself', keepsFolder());
	check('SIGINT ends it with 130, and nothing is left',
		stopped('SIGINT', 130));
	check('SIGTERM ends it with 143, and nothing is left',
		stopped('SIGTERM', 143));
	check('SIGHUP ends it with 129, and nothing is left',
		stopped('SIGHUP', 129));
	check('a signal that was ignored before does not', ignored());
	check('SIGINT ends it within a second', await stoppedInTime());
	check('all bytes are on the disk before the folders are exchanged',
		synced('a'));
	check('and before the first site appears', synced(null));
}

module.exports = wholeAtAnyTime;
