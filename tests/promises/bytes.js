// The fifth promise: the same bytes anywhere, at any time.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const path = require('path');
const {check} = require('../tap.js');
const {keikaku, long, preload, at, remove, look, say}
	= require('./trial.js');

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

module.exports = theSameBytes;
