// The third promise for what is written into a site's own folder, by fix, new
// and schema, while somebody puts links there; and the eighth for what fix shows.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const path = require('path');
const {check} = require('../tap.js');
const {keikaku, points, at, remove, look, site, preload, say} =
	require('./trial.js');

const goals = 'content/town/goals.yaml';
// what runs, and what becomes a link meanwhile
const all = [
	['fix --write', goals], ['fix --write', 'content/town'],
	['new goal town/b', goals], ['new goal town/b', 'content/town'],
	['new chapter town/b', 'content/town/chapters'],
	['new plan other', 'content'], ['schema all', '.keikaku/schema'],
];

let secret = null;

function prepare(name) {
	['h', 'elsewhere', 'away'].forEach(remove);
	fs.cpSync(at('pristine'), at('h'), {recursive: true});
	fs.cpSync(at('h', name), at('elsewhere/it'), {recursive: true});
	if (secret)
		fs.writeFileSync(at('elsewhere/it'), secret);
}

const run = (args, env) => spawnSync(keikaku, args.split(' '), {cwd: at('h'),
	encoding: 'utf8', timeout: 60000, env: {PATH: process.env.PATH,
		HOME: '/nowhere', LANG: 'en_US.UTF-8', ...preload, ...env}});

// the last calls one by one, and some among all of them
function places(calls, last, some) {
	return [...Array(Math.min(last, calls)).keys()].map((i) => calls - i)
		.concat([...Array(some).keys()].map((i) => 1 +
			Math.floor((calls - 1) * (i + 0.5) / some)));
}

// what becomes of a command while a name becomes a link, before so many of its
// last calls and some others; judge: is it wrong?
function meanwhile(args, name, last, some, judge) {
	const wrong = [];

	prepare(name);
	run(args, {FAULT_COUNT: at('count')});
	const calls = JSON.parse(fs.readFileSync(at('count'), 'utf8')).any;
	for (const n of places(calls, last, some)) {
		prepare(name);
		const done = run(args, {FAULT: `run:${n}`, FAULT_RUN:
			`mv ${at('h', name)} ${at('away')}; ` +
			`ln -s ${at('elsewhere/it')} ${at('h', name)}`});

		if (![0, 1, 2, 3].includes(done.status) || judge(done))
			wrong.push(`call ${n} of ${calls}: ${say(done)}`);
	}
	return wrong;
}

function written(args, name) {
	prepare(name);
	const old = look(at('elsewhere'));
	const whole = run(args, {});

	if (whole.status !== 0 || look(at('h')) === look(at('pristine')))
		return [`it does nothing: ${say(whole)}`];
	return meanwhile(args, name, points, Math.ceil(points / 3),
		() => look(at('elsewhere')) !== old);
}

// with a line above the first one that is to be mended
function shown() {
	const text = fs.readFileSync(at('pristine', goals));
	const leaks = (done) => `${done.stdout}${done.stderr}`.includes('SECRET');

	secret = Buffer.concat([Buffer.from('# SECRET\n'), text]);
	const wrong = meanwhile('fix', goals, 0, 2 * points, leaks);
	secret = null;
	return wrong;
}

function nothingOutside() {
	site('pristine', 0, 2, 'text');
	fs.writeFileSync(at('pristine', goals), '- id：a\n  title：x\n');
	spawnSync(keikaku, ['schema', 'all', '-q'], {cwd: at('pristine')});
	// one to be replaced, one to be made
	fs.appendFileSync(at('pristine/.keikaku/schema/goal.json'), '\n');
	fs.rmSync(at('pristine/.keikaku/schema/theme.json'));
	check('fix shows nothing from outside', shown());
	for (const [args, name] of all) {
		// only fix has to do with mistakes
		if (args.startsWith('new'))
			fs.writeFileSync(at('pristine', goals), '- {id: a, title: x}\n');
		check(`${args}, while ${path.basename(name)} becomes a link`,
			written(args, name));
	}
	['pristine', 'h', 'elsewhere', 'away', 'count'].forEach(remove);
}

module.exports = nothingOutside;
