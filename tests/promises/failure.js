// The second promise: any call may fail.
'use strict';

const os = require('os');
const {check} = require('../tap.js');
const fullDisk = require('./disk.js');
const {long, at, remove, litter, build, must, count, which, say, A, B}
	= require('./trial.js');

const errno = os.constants.errno;
const cause = {
	ENOSPC: ['ディスクに空きがありません', 'no space left on the disk'],
	EIO: ['ディスクの読み書きに失敗しました', 'input/output error'],
	EACCES: ['権限がありません', 'permission denied'],
	EMFILE: ['開いているファイルが多すぎます', 'too many open files'],
	EDQUOT: ['ディスクの割り当てを使い切りました', 'disk quota used up'],
	EROFS: ['読み出し専用の場所です', 'read-only file system'],
};
const causes = Object.keys(cause);
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
			for (const [k, error] of causes.entries()) {
				const language = (i + k) % 2;

				if (!long && (i % causes.length !== k ||
				    i % step !== 0))
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

// the same with files that change one by one: it says whether some have, and the
// next build mends it
function failingInPlace() {
	const wrong = [], args = ['-j1', '--in-place'];

	must('a', 'out');
	const n = count('b', 'out', args);

	for (const call of calls)
		for (let i = 1; i <= n[call]; i += long ? 1 : 3) {
			must('a', 'out');
			const run = build('b', 'out',
				{FAULT: `${call}:${i}:${errno.EIO}`}, args);

			const torn = /some files are new/.test(run.stderr);

			if (![0, 3].includes(run.status) || (run.status === 3 &&
			    torn === (which('out', A, B) === 'old')) ||
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
		['after a crash', crash, A, 4],
	];

	for (const [name, prepare, old, step] of all) {
		const [runs, wrong] = faults(prepare, old, B, step);

		check(`each of ${runs} single failures ${name}: exit 3 and ` +
			'the old site, or the new one', wrong);
	}
	check('single failures with --in-place: the next build mends it',
		failingInPlace());
	check('short reads and writes and EINTR are continued', continued());
	fullDisk();
}

module.exports = anyCallFails;
