// One Chromium for all checks, and several pages in it at once.
'use strict';

const os = require('os');
const {module_file, chromium} = require('./need.js');

// to be run in each page before anything of its own
function listen() {
	window.violations = [];
	document.addEventListener('securitypolicyviolation', (e) =>
		window.violations.push(`${e.effectiveDirective} forbids ` +
			`${e.blockedURI} ${e.sample}`.trim()));
}

class Browser {
	static async open(server) {
		const it = new Browser();
		const playwright = require(module_file('playwright-core'));

		it.server = server;
		it.browser = await playwright.chromium.launch({
			executablePath: chromium(), args: ['--no-sandbox']});
		return it;
	}

	// calls work(tab, name) for each name, and gathers the lines it returns;
	// tab is a page of the browser, {page, go, said}
	async each(names, work) {
		const left = names.map((name, i) => ({name, i}));
		const lines = [];
		const one = async () => {
			const tab = await this.tab();
			for (let next; (next = left.shift());)
				lines[next.i] = await work(tab, next.name).catch((e) =>
					[e.message]).then((all) => all.map((line) =>
					`${next.name}: ${line}`));
			await tab.page.context().close();
		};

		await Promise.all(Array.from(
			{length: Math.max(2, os.cpus().length)}, one));
		return lines.flat();
	}

	async tab() {
		const context = await this.browser.newContext(
			{viewport: {width: 1280, height: 900}});
		const page = await context.newPage();
		const tab = {page, said: []};

		await page.addInitScript(listen);
		page.on('console', (m) => m.type() === 'error' &&
			tab.said.push(`console: ${m.text()} ${m.location().url}`));
		page.on('pageerror', (e) => tab.said.push(`script: ${e.message}`));
		page.on('request', (r) => new URL(r.url()).origin !== this.server &&
			!/^(data|blob|about):/.test(r.url()) &&
			tab.said.push(`a request to ${r.url()}`));
		// what the page before still waited for is aborted, no failure
		page.on('requestfailed', (r) =>
			r.failure().errorText !== 'net::ERR_ABORTED' &&
			tab.said.push(`no answer from ${r.url()}, ` +
				r.failure().errorText));
		tab.go = async (name) => {
			tab.said.length = 0;
			await page.goto(`${this.server}/${name}`);
		};
		return tab;
	}

	close() {
		return this.browser.close();
	}
}

// what the browser minded on a page that tab has gone to
async function complaints(tab) {
	const violations = await tab.page.evaluate(() => window.violations);

	return [...new Set([...tab.said, ...violations])];
}

module.exports = {Browser, complaints};
