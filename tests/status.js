#!/usr/bin/env node
// Where the indicators of the specimen stand: status.json against a list that
// was computed apart from the program (tests/mihon-status.txt), and its form.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = process.env.KEIKAKU || 'build/asan/keikaku';
const out = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(out, {recursive: true}));

spawnSync(keikaku, ['build', '.', '-o', out, '--quiet']);
const read = (id) => JSON.parse(
	fs.readFileSync(path.join(out, id, 'data/status.json'), 'utf8'));

const want = fs.readFileSync('tests/mihon-status.txt', 'utf8').split('\n')
	.filter((line) => line && !line.startsWith('#'))
	.map((line) => line.split('\t').join(' '));
const {rule, results} = read('mihon');
const got = results.map((r) => [r.indicator, r.area || '-', r.year || '-',
	r.status, r.reason || '-'].join(' '));

check('mihon: each status is as computed by hand', [
	...want.filter((w) => !got.includes(w)).map((w) => `not there: ${w}`),
	...got.filter((g) => !want.includes(g)).map((g) => `not asked for: ${g}`)]);
check('mihon: every status occurs', ['achieved', 'achieved_early', 'met',
	'met_partial', 'on_track', 'slightly_behind', 'behind', 'unchanged',
	'worse', 'missed_near', 'missed', 'not_met_near', 'not_met',
	'provisional', 'na'].filter((s) => !results.some((r) => r.status === s)));
check('the form is that of the documentation', [
	...(rule === 'linear3@1' ? [] : [`rule ${rule}`]),
	...results.map((r) => Object.keys(r).join()).filter((keys) => keys !==
		'indicator,area,year,status,A,B,T,E,q,p,r,tol,reason,rough')]);

for (const id of ['sagamihara-2', 'sapporo-4'])
	check(`${id}: nothing is judged before there are actuals`,
		read(id).results.filter((r) => r.status !== 'na' ||
			r.reason !== 'no-actual' || r.year !== null)
			.map((r) => JSON.stringify(r)));
plan();
