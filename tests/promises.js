#!/usr/bin/env node
// The promises of docs/promises.md, with few points, faults and runs;
// tests/soak tries them with many.
'use strict';

const {execFileSync, spawn, spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');
const {keikaku, place, preload, at, remove, look, litter, site, build, must, count}
	= require('./promise.js');

const points = Number(process.env.POINTS || 25);
const long = points >= 100;
const errno = os.constants.errno;
const say = (run) => `${run.status ?? run.signal}: ` +
	run.stderr.trim().split('\n').join(' / ');

// two sites for one output, and what each looks like there
site('a', 0, 4, 'old');
site('b', 1, 5, 'new');
const B = must('b', 'out'), A = must('a', 'out');

// what stands in an output: the old site, the new one, or anything else
function which(out, old, now) {
	const is = look(at(out));

	return is === old ? 'old' : is === now ? 'new' : 'neither';
}

// ---- 1. whole at any time ---------------------------------------------------------

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
// SIGINT and SIGTERM before any call
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
		if (is !== 'old')
			must('old', 'out');
	}
	const shell = spawnSync('sh', ['-c', '"$0" build "$1" -o "$2"; exit $?',
		keikaku, at('new'), at('out')], {env: {...process.env,
		...preload, FAULT: `stop:40:${os.constants.signals[signal]}`}});
	if (shell.status !== code)
		wrong.push(`a shell sees ${shell.status}`);
	remove('out');
	return wrong;
}
// of a large site, at any time; the disk may need its own time to sync
async function stoppedInTime() {
	const wrong = [];
	const pages = long ? 3000 : 300;

	site('old', 0, pages, 'old');
	site('new', 1, pages + 1, 'new');
	const now = must('new', 'out'), old = must('old', 'out');
	for (let ms = 0; ms < (long ? 3000 : 300); ms += long ? 100 : 30) {
		const run = spawn(keikaku, ['build', at('new'), '-o', at('out'),
			'--quiet'], {stdio: 'ignore'});
		const ended = new Promise((done) => run.on('exit',
			(status, signal) => done(signal ?? status)));

		await new Promise((go) => setTimeout(go, ms));
		const asked = Date.now();
		run.kill('SIGINT');
		const how = await ended, took = Date.now() - asked;
		const is = which('out', old, now);

		if (how !== 'SIGINT' && how !== 0)
			wrong.push(`after ${ms} ms: ${how}`);
		if (took > 1000)
			wrong.push(`after ${ms} ms: it took ${took} ms`);
		if (is === 'neither' || litter('out').length > 0)
			wrong.push(`after ${ms} ms: ${is} ${litter('out')}`);
		if (is !== 'old')
			must('old', 'out');
	}
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
	check('SIGINT ends it within a second', await stoppedInTime());
	check('all bytes are on the disk before the folders are exchanged',
		synced('a'));
	check('and before the first site appears', synced(null));
}

// ---- 2. any call fails ------------------------------------------------------------

const cause = {
	ENOSPC: ['ディスクに空きがありません', 'no space left on the disk'],
	EIO: ['ディスクの読み書きに失敗しました', 'input/output error'],
	EACCES: ['権限がありません', 'permission denied'],
	EMFILE: ['開いているファイルが多すぎます', 'too many open files'],
};
const calls = ['open', 'read', 'write', 'close', 'sync', 'mkdir', 'link',
	'rename', 'unlink', 'readdir', 'stat'];

// either it did not matter, and the new site is there, or nothing has changed
// and one message says where and why
function outcome(run, call, error, language, old, now, had) {
	const out = 'out';
	const is = which(out, old, now);
	const said = run.stderr.split('\n')
		.filter((l) => /(エラー|error): .* \[[a-z-]+\]$/.test(l));
	// if it cannot be seen whether a folder is there, opening it tells
	const why = call === 'stat' || said.length === 1 &&
		said[0].includes(cause[error][language]);
	const told = said.length === 1 && why && said[0].includes('/') &&
		/\[file-(read|write)\]$/.test(said[0]);

	if (litter(out).length > (run.status === 3 ? had : 0))
		return `left ${litter(out)}; ${say(run)}`;
	if (run.status === 0 ? is === 'new' && said.length === 0 :
	    run.status === 3 && is === 'old' && told)
		return null;
	return `${is}; ${say(run)}`;
}

// prepare makes the place anew; every call of each kind fails once
function faults(prepare, old, now, step) {
	const wrong = [], args = ['-j1'];
	let runs = 0;

	prepare(true);
	const n = count('b', 'out', args);
	prepare(true);
	for (const call of calls)
		for (let i = 1; i <= n[call]; i++)
			for (const [k, error] of Object.keys(cause).entries()) {
				const language = (i + k) % 2;

				if (!long && (i % 4 !== k || i % step !== 0))
					continue;
				const had = litter('out').length;
				const run = build('b', 'out', {FAULT:
					`${call}:${i}:${errno[error]}`},
				[...args, '--lang', ['ja', 'en'][language]]);
				const bad = call === 'sync' && i === 1 &&
					run.status === 0 ? 'not synced' :
					outcome(run, call, error, language,
						old, now, had);

				runs++;
				if (bad)
					wrong.push(`${call} ${i}, ${error}: ${bad}`);
				prepare(run.status === 0 || bad);
			}
	remove('out');
	return [runs, wrong];
}

function continued() {
	const wrong = [];

	for (const args of [['-j1'], ['-j1', '--in-place']]) {
		must('a', 'out');
		const run = build('b', 'out', {FAULT_SHORT: '1'}, args);

		if (run.status !== 0 || which('out', A, B) !== 'new')
			wrong.push(say(run));
		remove('out');
	}
	return wrong;
}

// the same with files that change one by one: the next build mends it
function failingInPlace() {
	const wrong = [], args = ['-j1', '--in-place'];

	must('a', 'out');
	const n = count('b', 'out', args);

	for (const call of calls)
		for (let i = 1; i <= n[call]; i += long ? 1 : 3) {
			must('a', 'out');
			const run = build('b', 'out',
				{FAULT: `${call}:${i}:${errno.EIO}`}, args);

			if (![0, 3].includes(run.status) ||
			    must('b', 'out') !== B)
				wrong.push(`${call} ${i}: ${say(run)}`);
		}
	remove('out');
	return wrong;
}

async function anyCallFails() {
	const crash = () => {
		must('a', 'out');
		build('b', 'out', {FAULT: 'sync:1:0'});
		if (litter('out').length !== 1)
			throw new Error('the crash left nothing');
	};
	const all = [
		['of a rebuild', (spent) => spent && must('a', 'out'), A, 1],
		['of a first build', () => remove('out'), null, 1],
		['after a crash', crash, A, 5],
	];

	for (const [name, prepare, old, step] of all) {
		const [runs, wrong] = faults(prepare, old, B, step);

		check(`each of ${runs} single failures ${name}: exit 3 and ` +
			'the old site, or the new one', wrong);
	}
	check('single failures with --in-place: the next build mends it',
		failingInPlace());
	check('short reads and writes and EINTR are continued', continued());
}

// ---- 3. nothing else -------------------------------------------------------------

// what is there is what the list says, and the list itself
function listed(out) {
	const list = fs.readFileSync(at(out, '.keikaku'), 'utf8');
	const files = look(at(out)).split('\n').filter((l) => !l.endsWith('/'))
		.map((l) => l.split(' ')[0]);

	return files.filter((f) => f !== '.keikaku').join('\n') ===
		list.split('\n').slice(1, -1).join('\n') ? [] :
		['the list and the folder differ', ...files];
}

function exact() {
	const wrong = [];

	for (const args of [['-j1'], ['-j16'], ['--in-place']])
		for (const name of ['a', 'b', 'a']) {
			must(name, 'out', args);
			wrong.push(...listed('out'));
		}
	remove('out');
	return wrong;
}
// files of others between ours
function strangers() {
	const mine = ['mine.txt', 'town/chapters/mine/page.html', 'own/deep/x'];
	const wrong = [];

	for (const args of [['-j1'], ['--in-place']]) {
		must('a', 'out', args);
		for (const file of mine) {
			fs.mkdirSync(at('out', path.dirname(file)),
				{recursive: true});
			fs.writeFileSync(at('out', file), 'mine');
		}
		must('b', 'out', args);
		wrong.push(...mine.filter((f) => !fs.existsSync(at('out', f)))
			.map((f) => `${args}: ${f} is gone`));
		remove('out');
	}
	return wrong;
}

// the golden cases of refusals, each with all that is around it
function refusals() {
	const wrong = [];

	fs.cpSync('tests/messages/output', at('refusals'),
		{recursive: true, verbatimSymlinks: true});
	fs.cpSync('tests/themes', at('refusals/themes'), {recursive: true});
	const before = look(place);
	const all = fs.readFileSync('tests/messages/output/args', 'utf8')
		.trim().split('\n');

	for (const args of all) {
		const run = spawnSync(keikaku, ['build', ...args.split(' ')],
			{cwd: at('refusals'), encoding: 'utf8'});

		if (![1, 2, 3].includes(run.status))
			wrong.push(`${args}: ${say(run)}`);
		if (look(place) !== before)
			wrong.push(`${args}: something has changed`);
	}
	if (all.length < 12)
		wrong.push(`only ${all.length} scenarios`);
	remove('refusals');
	return wrong;
}

async function nothingElse() {
	check('the output is exactly what its list says', exact());
	check('files of others stay', strangers());
	check('where it refuses to build, nothing changes', refusals());
}

// ---- 4. at once ------------------------------------------------------------------

async function atOnce(rounds) {
	const wrong = [], ends = {};
	const one = (name) => new Promise((done) => {
		const run = spawn(keikaku, ['build', at(name), '-o', at('out'),
			'--lang', 'en', '-j2'], {stdio: ['ignore', 'ignore',
			'pipe']});
		let said = '';

		run.stderr.on('data', (text) => said += text);
		run.on('close', (status, signal) => {
			const busy = status === 3 && said.includes('[file-busy]');
			const how = status === 0 ? 'well' : busy ? 'busy' :
				`${status ?? signal}: ${said}`;

			ends[how] = (ends[how] || 0) + 1;
			done(status === 0 || busy ? [] : [how]);
		});
	});

	for (let i = 0; i < rounds; i++) {
		if (i % 2 === 0)
			remove('out');
		wrong.push(...(await Promise.all(['a', 'b', 'a', 'b'].map(one)))
			.flat());
		if (which('out', A, B) === 'neither')
			wrong.push(`round ${i}: neither site`);
		wrong.push(...litter('out'));
	}
	remove('out');
	if (!ends.well || !ends.busy)
		wrong.push(`they never met: ${JSON.stringify(ends)}`);
	return wrong;
}

async function fourAtOnce() {
	const rounds = Math.ceil(points / 2);

	check(`four builds at once, ${rounds} times: each ends well or is ` +
		'told, and one site is there', await atOnce(rounds));
}

// ---- 5. the same bytes ---------------------------------------------------------------

function sameBytes() {
	const wrong = [];
	const whole = path.resolve('tests/sites/town');
	const town = (out, env, args = ['-j2'], from = whole) => {
		remove(out);
		const run = spawnSync(keikaku, ['build', from, '-o', at(out),
			'--quiet', ...args], {encoding: 'utf8', env: {
			PATH: process.env.PATH, ...preload, ...env}});

		if (run.status !== 0)
			wrong.push(say(run));
		return look(at(out));
	};
	const first = town('one', {}, ['-j1']);
	let runs = 0;
	const same = (name, ...how) => {
		runs++;
		if (town('two', ...how) !== first)
			wrong.push(`${name}: other bytes`);
	};

	for (let i = 0; i < (long ? 10 : 3); i++)
		for (const jobs of [1, 2, 16])
			same(`-j${jobs}, folders listed in another order`,
				{FAULT_SHUFFLE: String(i * 3 + jobs)},
				[`-j${jobs}`]);
	for (const TZ of ['UTC', 'Asia/Tokyo', 'Pacific/Kiritimati',
		'America/St_Johns'])
		same(TZ, {TZ});
	for (const LC_ALL of ['C', 'C.utf8', 'ja_JP.UTF-8', 'tr_TR.UTF-8'])
		same(LC_ALL, {LC_ALL});
	for (const year of [1970, 2038, 2100])
		same(`in ${year}`, {FAULT_CLOCK:
			String(Date.UTC(year, 1, 1) / 1000)});
	for (const mask of [0, 0o22, 0o27, 0o77]) {
		const was = process.umask(mask);

		same(`umask ${mask.toString(8)}`, {});
		process.umask(was);
	}
	fs.cpSync(whole, at('別の 場所', 'deep', 'x'), {recursive: true});
	same('in another folder', {}, ['-j2'], at('別の 場所', 'deep', 'x'));
	remove('one');
	remove('two');
	return [runs, wrong];
}
// compilers and their optimisation, on the repository's own site
function compilers() {
	const wrong = [];
	const all = [];

	for (const CC of ['gcc', 'clang'])
		for (const level of ['-O0', '-O2']) {
			const to = at(`${CC}${level}`);
			const make = spawnSync('make', ['-s', '-j2', `CC=${CC}`,
				`B=${to}`, `PROGRAM=${to}/bin/keikaku`,
				`MODE_release=${level}`, 'WARN=-w'],
			{encoding: 'utf8'});

			spawnSync(`${to}/bin/keikaku`, ['build', '.', '-o',
				at('one'), '--quiet'], {stdio: 'inherit'});
			all.push(look(at('one')));
			remove('one');
			if (make.status !== 0 || !all.at(-1))
				wrong.push(`${CC} ${level}: ${say(make)}`);
			else if (all.at(-1) !== all[0])
				wrong.push(`${CC} ${level}: other bytes`);
		}
	return wrong;
}

async function theSameBytes() {
	const [runs, wrong] = sameBytes();

	check(`the same bytes in ${runs} surroundings`, wrong);
	if (long)
		check('gcc and clang, -O0 and -O2 build the same bytes',
			compilers());
}

// ---- 6. no memory ---------------------------------------------------------------------

// every step-th allocation fails, alone or with all that follow
function memory(old, now, from, to, step) {
	const wrong = [];
	let runs = 0;

	must(from, 'out');
	const n = count(to, 'out').memory;
	must(from, 'out');
	for (let i = 1; i <= n; i += step)
		for (const on of ['', ':on']) {
			const run = build(to, 'out',
				{FAULT: `memory:${i}:${errno.ENOMEM}${on}`});
			const is = which('out', old, now);

			runs++;
			if (run.status === 3 ? is !== 'old' ||
			    !/out of memory|cannot allocate memory/i
				.test(run.stderr) :
			    run.status !== 0 || is !== 'new')
				wrong.push(`${i}${on}: ${is}; ${say(run)}`);
			if (is !== 'old')
				must(from, 'out');
		}
	if (must(to, 'out') !== now || litter('out').length > 0)
		wrong.push('the next build does not clean up');
	remove('out');
	return [runs, wrong];
}

async function noMemory() {
	const all = [[1, long ? 1 : 4], ...long ? [[300, 100]] : []];

	for (const [pages, step] of all) {
		site('old', 0, pages, 'old');
		site('new', 1, pages + 1, 'new');
		const now = must('new', 'out'), old = must('old', 'out');
		const [runs, wrong] = memory(old, now, 'old', 'new', step);

		check(`no memory, ${runs} times on ${pages + 2} pages: exit 3 ` +
			'and the old site', wrong);
	}
}

// ---- 1 and 7. what the kernel sees ----------------------------------------------------

const trace = (args) => {
	const run = spawnSync('strace', ['-f', '-qq', '-s', '4096', '-o',
		at('trace'), '-e', 'trace=%file,%network,fsync,syncfs,sync,' +
		'fdatasync,write,close', keikaku, ...args],
	{encoding: 'utf8', cwd: place});

	if (run.error || run.status !== 0)
		return {wrong: [run.error ? run.error.message : say(run)],
			calls: []};
	return {wrong: [], calls: fs.readFileSync(at('trace'), 'utf8')
		.trim().split('\n').map((l) => l.replace(/^\d+ +/, ''))};
};

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
// what of the machine a program needs to run at all
const SYSTEM = new RegExp('^/(lib|lib64|usr/lib|etc/ld\\.so)|' +
	'^/(proc/self/exe|sys/devices/system/cpu/online)$');

// may open those folders, all that is below them, and their own folder
function within(args, allowed) {
	const {wrong, calls} = trace(args);

	for (const line of calls) {
		const opened = /^open(?:at2?)?\((?:(AT_FDCWD|\d+), )?"([^"]*)".*= \d+$/
			.exec(line);
		const [, from, name] = opened || [];

		if (/^(socket|connect|bind|sendto|socketpair)\(/.test(line))
			wrong.push(line);
		if (!opened || (from && from !== 'AT_FDCWD' &&
		    !name.startsWith('/') && !name.split('/').includes('..')))
			continue;
		const full = path.resolve(place, name);
		if (!SYSTEM.test(full) && full !== place &&
		    !allowed.some((a) => `${full}/`.startsWith(`${a}/`)))
			wrong.push(line);
	}
	remove('out');
	return wrong;
}
// links in the content that lead out of it
function links() {
	const secret = at('secret.md');

	site('c', 0, 2, 'text');
	fs.writeFileSync(secret, '---\ntitle: SECRET\n---\nSECRET\n');
	fs.mkdirSync(at('elsewhere'));
	fs.copyFileSync(secret, at('elsewhere/in.md'));
	fs.symlinkSync(secret, at('c/content/town/chapters/link.md'));
	fs.symlinkSync(at('elsewhere'), at('c/content/town/cases'));
	fs.symlinkSync(secret, at('c/content/town/files/b.txt'));
	fs.symlinkSync(secret, at('c/themes/plain/assets/link.md'));
	const {wrong, calls} = trace(['build', at('c'), '-o', at('out'),
		'--quiet']);
	const leaked = execFileSync('sh', ['-c', `grep -rl SECRET "${at('out')}"` +
		' || true'], {encoding: 'utf8'});

	wrong.push(...calls.filter((l) => /^open.*(secret|in)\.md.*= \d+$/.test(l)));
	wrong.push(...leaked.split('\n').filter((l) => l));
	remove('out');
	return wrong;
}

async function nothingOutside() {
	check('build reads only the site, writes only the output, opens no ' +
		'socket', within(['build', at('b'), '-o', at('out')],
		[at('b'), at('out'), at('.out.keikaku')]));
	check('check reads only the site, opens no socket',
		within(['check', at('b')], [at('b')]));
	check('links that lead out of the site are not followed', links());
}

const promises = [wholeAtAnyTime, anyCallFails, nothingElse, fourAtOnce,
	theSameBytes, noMemory, nothingOutside];

(async () => {
	for (const [i, promise] of promises.entries())
		if (!process.env.PROMISE || Number(process.env.PROMISE) === i + 1)
			await promise();
	plan();
})();
