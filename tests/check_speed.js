#!/usr/bin/env node
// How long does keikaku check take?  By turns with other programs, since the
// same machine is slower in some hours than in others: the ratio to the first
// is what can be compared.  --beside names a command of any kind that is run by
// turns, too, and told by its time on the clock.  See docs/performance.md.
// Usage: tests/check_speed.js [--copies N] [--runs N] [--beside COMMAND]
//     [PROGRAM...]
'use strict';

const {spawnSync} = require('child_process');
const {folder, keikaku} = require('./serve/server.js');
const {copies} = require('./serve/copies.js');

function options() {
	const o = {copies: 1, runs: 5, programs: []};
	const rest = process.argv.slice(2);

	while (rest.length > 0) {
		const one = rest.shift();
		if (one === '--copies' || one === '--runs')
			o[one.slice(2)] = Number(rest.shift());
		else if (one === '--beside')
			o.beside = rest.shift();
		else
			o.programs.push(one);
	}
	if (o.programs.length === 0)
		o.programs.push(keikaku);
	return o;
}

// seconds on the clock and of the processors
function once(program, site) {
	const from = performance.now();
	const {status, stderr} = spawnSync(program, ['check', site,
		'--lang', 'en', '--timing'], {encoding: 'utf8', maxBuffer: 1 << 28});
	const clock = (performance.now() - from) / 1000;
	const said = /^total .*CPU ([\d.]+) s, (\d+) MiB$/m.exec(stderr);

	if (status !== 0 || said === null)
		throw new Error(`${program} check: ${status} ${stderr}`);
	return {clock, cpu: Number(said[1]), memory: Number(said[2]),
		pages: /([\d,]+) pages checked/.exec(stderr)[1]};
}

function other(command) {
	const from = performance.now();
	const {status, stderr} = spawnSync('sh', ['-c', command],
		{encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe']});

	if (status !== 0)
		throw new Error(`${command}: ${status} ${stderr}`);
	return (performance.now() - from) / 1000;
}

const middle = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

const o = options();
const site = folder();
const runs = o.programs.map(() => []);
const beside = [];
copies(site, o.copies);
for (let i = 0; i < o.runs; i++) {
	if (o.beside)
		beside.push(other(o.beside));
	o.programs.forEach((program, k) => runs[k].push(once(program, site)));
}
o.programs.forEach((program, k) => {
	const of = (what) => runs[k].map((run) => run[what]);
	const ratio = middle(of('cpu').map((cpu, i) => cpu / runs[0][i].cpu));

	console.log(`${program}: ${runs[k][0].pages} pages in ` +
		`${middle(of('clock')).toFixed(2)} s (best ` +
		`${Math.min(...of('clock')).toFixed(2)}, ${o.runs} times), CPU ` +
		`${middle(of('cpu')).toFixed(2)} s (best ` +
		`${Math.min(...of('cpu')).toFixed(2)}), ` +
		`${middle(of('memory'))} MiB` +
		(k > 0 ? `; CPU of the first: ${ratio.toFixed(3)}` : ''));
});
if (o.beside) {
	const ratios = beside.map((seconds, i) => runs[0][i].clock / seconds);

	console.log(`${o.beside}: ${middle(beside).toFixed(2)} s (best ` +
		`${Math.min(...beside).toFixed(2)}); the first program takes ` +
		`${middle(ratios).toFixed(3)} of that (${Math.min(...ratios)
			.toFixed(3)} to ${Math.max(...ratios).toFixed(3)})`);
}
