// What the kernel is asked for, in order.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const {keikaku, place, at, say} = require('./trial.js');

// of a run that ends with that status
function trace(args, program = keikaku, status = 0) {
	const run = spawnSync('strace', ['-f', '-qq', '-s', '4096', '-o',
		at('trace'), '-e', 'trace=%file,%network,fsync,syncfs,sync,' +
		'fdatasync,write,close', program, ...args],
	{encoding: 'utf8', cwd: place});

	if (run.error || run.status !== status)
		return {wrong: [run.error ? run.error.message : say(run)],
			calls: []};
	// what follows is no call of the program's: see coverage.c
	return {wrong: [], calls: fs.readFileSync(at('trace'), 'utf8')
		.split(/^.*"\/fault\/over".*$/m)[0]
		.trim().split('\n').map((l) => l.replace(/^\d+ +/, ''))};
}

module.exports = {trace};
