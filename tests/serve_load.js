#!/usr/bin/env node
// Does keikaku serve hold under load while files change?  wrk asks over 64
// connections for SECONDS (30), a sheet and a style sheet are saved again and
// again, and another client compares what it is sent with the two versions
// that there are: each answer is wholly the one or wholly the other.
// Usage: tests/serve_load.js [SECONDS]; needs wrk (apt-get install wrk)
'use strict';

const {spawn} = require('child_process');
const fs = require('fs');
const path = require('path');
const {check, plan} = require('./tap.js');
const {Server, site, folder, sleep} = require('./serve/server.js');

const seconds = Number(process.argv[2]) || 30;
const connections = 64, clients = 4, pause = 40;
const csv = 'content/mihon/actuals.csv';
const css = 'themes/civic/assets/civic.css';
const asked = ['/mihon/indicators/households.html', '/mihon/index.html',
	'/mihon/data/plan.json', '/assets/civic.css', '/'];

// without the version that the script is told
const bare = (body) => body.replace(/ data-(version|css)="[^"]*"/g, '');

// both versions of what is asked for, and the files that make them
async function versions(s) {
	const [rows, style] = [s.read(csv), s.read(css)];
	const texts = [[rows, style],
		[rows.replace(',131020,', ',131029,'), style + '/* new */\n']];
	const bodies = [];

	for (const [i, [a, b]] of texts.entries()) {
		if (i > 0)
			await s.after(() => {
				s.replace(csv, a);
				s.replace(css, b);
			});
		bodies.push(await Promise.all(asked.map(async (target) =>
			bare((await s.ask(target)).body))));
	}
	return {texts, bodies};
}

async function save(s, texts, until) {
	let n = 0;

	for (; Date.now() < until; await sleep(pause), n++) {
		s.replace(csv, texts[n % 2][0]);
		s.replace(css, texts[n % 2][1]);
	}
	return n;
}

async function compare(s, bodies, until, seen, wrong) {
	for (let i = 0; Date.now() < until && wrong.length < 20; i++) {
		const at = i % asked.length;
		const {status, headers, bytes, body} = await s.ask(asked[at]);
		const which = bodies.findIndex((b) => b[at] === bare(body));
		if (status !== 200 || which < 0 ||
			Number(headers['content-length']) !== bytes.length)
			wrong.push(`${asked[at]}: ${status}, ${bytes.length} bytes, ` +
				'of neither version');
		else
			seen[which]++;
	}
}

function load(s) {
	const script = path.join(folder(), 'paths.lua');

	fs.writeFileSync(script, 'local paths = {' +
		asked.map((p) => `"${p}"`).join(', ') + '}\nlocal n = 0\n' +
		'function request()\n\tn = n % #paths + 1\n' +
		'\treturn wrk.format(nil, paths[n])\nend\n');
	return new Promise((done) => {
		const child = spawn('wrk', ['-t2', `-c${connections}`,
			`-d${seconds}s`, '--timeout', '30s', '--latency', '-s', script,
			s.url]);
		let said = '';
		child.stdout.on('data', (d) => { said += d; });
		child.stderr.on('data', (d) => { said += d; });
		child.on('error', (e) => done(e.message));
		child.on('exit', () => done(said));
	});
}

async function main() {
	const s = await Server.start(site(), '--quiet');
	const seen = [0, 0], torn = [];

	await s.listen();
	const {texts, bodies} = await versions(s);
	const from = s.events.length, until = Date.now() + seconds * 1000;
	const [said, saves] = await Promise.all([load(s), save(s, texts, until),
		...Array.from({length: clients}, () =>
			compare(s, bodies, until, seen, torn))]);
	for (const line of said.trimEnd().split('\n'))
		console.log(`# ${line}`);
	console.log(`# ${saves} times saved, ${s.events.length - from} events, ` +
		`${seen[0]} and ${seen[1]} answers of either version`);
	check(`${connections} connections: no error`, [
		...(/^ *\d+ requests in/m.test(said) ? [] : [said]),
		...(said.match(/^.*(Socket errors|Non-2xx).*$/gm) ?? [])]);
	check('each answer is wholly old or wholly new', torn);
	check('both versions were seen', seen.every((n) => n > 0) ? [] :
		[`${seen}`]);
	const {body} = await s.ask('/_keikaku/state.json');
	check('then it still knows all', JSON.parse(body).errors === 0 ? [] :
		[body]);
	const code = await s.stop();
	check('it ends', code === 0 ? [] : [`exit ${code}`]);
	plan();
	process.exit(0);
}

main();
