#!/usr/bin/env node
// Does keikaku serve stay as small as it was?  Its memory after REBUILDS
// (1,000) is within a tenth of that after 50.  Also prints how long it takes
// from saving a file to the event, and to the new page.
// Usage: tests/serve_soak.js [REBUILDS]
'use strict';

const fs = require('fs');
const {check, plan} = require('./tap.js');
const {Server, site, sleep} = require('./serve/server.js');

const most = Number(process.argv[2]) || 1000;
const csv = 'content/mihon/actuals.csv';
const page = '/mihon/indicators/households.html';

const memory = (s) => Number(fs.readFileSync(`/proc/${s.child.pid}/status`,
	'utf8').match(/^VmRSS:\s+(\d+)/m)[1]);

function percentile(all, part) {
	const sorted = [...all].sort((a, b) => a - b);

	return sorted[Math.min(sorted.length - 1,
		Math.floor(sorted.length * part))];
}

async function main() {
	const s = await Server.start(site(), '--quiet');
	const text = s.read(csv);
	const events = [], pages = [], whole = [];
	let early;

	// the first reading is none of those
	await s.ask(page);
	await s.listen();
	for (let i = 1; i <= most; i++) {
		const value = String(131030 + i % 900);
		const figure = `131,${value.slice(3)}`;
		const {version} = s.last;
		const start = performance.now();

		s.replace(csv, text.replace(',131020,', `,${value},`));
		while (s.last.version === version)
			await new Promise((done) => setImmediate(done));
		events.push(performance.now() - start);
		const {body} = await s.ask(page);
		pages.push(performance.now() - start);
		if (!body.includes(figure))
			throw new Error(`${i}: not the new page`);
		// some are finished, all others end early
		if (i % 50 === 0) {
			await s.until(async () => (await s.state()).render !== null,
				'whole site');
			whole.push(performance.now() - start);
		}
		if (i === Math.min(50, most)) {
			await sleep(500);
			early = memory(s);
		}
	}
	await s.until(async () => (await s.state()).render !== null, 'end');
	await sleep(500);
	const late = memory(s);
	for (const [name, all] of [['event', events], ['new page', pages],
		['all findings', whole]])
		console.log(`# from saving to ${name}: ` + [0.5, 0.95, 1].map((part) =>
			`${Math.round(percentile(all, part))} ms`).join(', ') +
			' (median, 95 %, most)');
	check(`memory after ${most} rebuilds is as after 50`,
		late <= early * 1.1 ? [] : [`${early} KB, then ${late} KB`]);
	console.log(`# ${early} KB, then ${late} KB`);
	const code = await s.stop();
	check('it ends', code === 0 ? [] : [`exit ${code}`]);
	plan();
	process.exit(0);
}

main();
