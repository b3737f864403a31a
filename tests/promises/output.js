// The third promise: the output is what its list says, and nothing else changes.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const path = require('path');
const {check} = require('../tap.js');
const {trace} = require('./trace.js');
const othersAtWork = require('./stranger.js');
const writesNothingOutside = require('./writing.js');
const {keikaku, place, at, remove, look, must, say, B}
	= require('./trial.js');

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

// who prints to a stream that is closed must not print into a file
function closedStreams() {
	const {calls} = trace(['-c', `"${keikaku}" build ${at('b')} -o ` +
		`${at('out')} -j4 <&- >&- 2>&-`], '/bin/sh', 3);
	const from = calls.findIndex((l) => l.includes(`execve("${keikaku}"`));
	const wrong = calls.slice(from).filter((l) => / = [012]$/.test(l) &&
		/^(open|socket|accept)/.test(l) && !/dev.null|\.so\b|ld\.so/.test(l));
	const files = from < 0 || look(at('out')) !== B ? ['not built'] : [];

	remove('out');
	return [...files, ...wrong];
}

async function nothingElse() {
	check('the output is exactly what its list says', exact());
	check('files of others stay', strangers());
	check('where it refuses to build, nothing changes', refusals());
	check('no file gets what is printed to a closed stdout or stderr',
		closedStreams());
	await othersAtWork();
	writesNothingOutside();
}

module.exports = nothingElse;
