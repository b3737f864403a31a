#!/usr/bin/env node
// How fast is keikaku serve?  From its start to the first page; from saving a
// sheet to the event that tells open pages, to the new page, and to the
// findings of all pages.  See docs/performance.md.
// Usage: tests/serve_speed.js [--copies N] [--saves N] [--starts N]
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const {Server, folder, sleep} = require('./serve/server.js');
const {copies} = require('./serve/copies.js');

function option(name, otherwise) {
	const at = process.argv.indexOf(name);

	return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

const tick = () => new Promise((done) => setImmediate(done));

function part(all, share) {
	const sorted = [...all].sort((a, b) => a - b);

	return Math.round(sorted[Math.min(sorted.length - 1,
		Math.floor(sorted.length * share))]);
}

function tell(what, all) {
	if (all.length > 0)
		console.log(`${what}: ${part(all, 0.5)} ms (best ${part(all, 0)}, ` +
			`95 % ${part(all, 0.95)}, ${all.length} times)`);
}

async function start(at, page) {
	const from = performance.now();
	const s = await Server.start(at, '--quiet');
	const {status} = await s.ask(page);

	if (status !== 200)
		throw new Error(`${page}: ${status}`);
	return [s, performance.now() - from];
}

async function main() {
	const n = option('--copies', 1);
	const at = folder();
	const id = copies(at, n);
	const page = `/${id}/indicators/households.html`;
	const csv = `content/${id}/actuals.csv`;
	const starts = [], events = [], pages = [], findings = [];
	let s;

	// as what one begins with is: older than the coarsest clock of files
	await sleep(4500);
	for (let i = option('--starts', 5); i > 0; i--) {
		if (s)
			await s.stop();
		const [server, took] = await start(at, page);
		s = server;
		starts.push(took);
	}
	const text = s.read(csv);
	await s.listen();
	for (let i = option('--saves', 50); i > 0; i--) {
		const {version} = s.last;
		const from = performance.now();

		s.replace(csv, text.replace(',131020,', `,${131030 + i},`));
		while (s.last.version === version)
			await tick();
		events.push(performance.now() - from);
		const {body} = await s.ask(page);
		pages.push(performance.now() - from);
		if (!body.includes(String(131030 + i).replace('131', '131,')))
			throw new Error('not the new page');
		// as one writes: the next save comes later
		if (i % 10 !== 0)
			continue;
		await s.until(async () => (await s.state()).render !== null,
			'all pages', 600000);
		findings.push(performance.now() - from);
	}
	console.log(`# ${os.cpus().length} cores, load ` +
		os.loadavg().map((x) => x.toFixed(1)).join(' '));
	tell('start to first page', starts);
	tell('save to event', events);
	tell('save to new page', pages);
	tell('save to all findings', findings);
	await s.stop();
	process.exit(0);
}

main();
