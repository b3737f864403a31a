// The sixth promise: no memory.
'use strict';

const os = require('os');
const {check} = require('../tap.js');
const {long, remove, litter, site, build, must, count, which, say}
	= require('./trial.js');

const errno = os.constants.errno;

// every step-th allocation fails, and each of the last, at which the new site is
// there or almost; alone or with all that follow
function memory(old, now, from, to, step) {
	const wrong = [];
	let runs = 0;

	must(from, 'out');
	const n = count(to, 'out', ['-j1'], []).memory;
	must(from, 'out');
	for (let i = 1; i <= n; i += i > n - 20 ? 1 : step)
		for (const on of ['', ':on']) {
			const run = build(to, 'out',
				{FAULT: `memory:${i}:${errno.ENOMEM}${on}`},
				['-j1'], []);
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

module.exports = noMemory;
