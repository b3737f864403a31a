// The fourth promise: builds at the same time.
'use strict';

const {spawn} = require('child_process');
const {check} = require('../tap.js');
const {keikaku, points, at, remove, litter, which, A, B}
	= require('./trial.js');

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

module.exports = fourAtOnce;
