#!/usr/bin/env node
// The pages of keikaku serve in a browser: what is open on them stays while
// files are saved, and mistakes are shown and go away.
'use strict';

const fs = require('fs');
const {modules, module_file, chromium} = require('./pages/need.js');
const {check, test, wrong, plan} = require('./tap.js');
const {Server, site} = require('./serve/server.js');

const csv = 'content/mihon/actuals.csv';
const goals = 'content/mihon/goals.yaml';
const css = 'themes/civic/assets/civic.css';
const layout = 'themes/civic/layouts/indicator.html';

async function main() {
	modules();
	const {chromium: browsers} = require(module_file('playwright-core'));
	const browser = await browsers.launch({executablePath: chromium(),
		args: ['--no-sandbox']});
	const at = site();
	fs.appendFileSync(`${at}/${layout}`, '<details id="D"><summary>s' +
		'</summary><input id="T"><p id="P">p</p></details>' +
		'<div class="tall"></div>\n');
	fs.appendFileSync(`${at}/${css}`, '.tall { height: 3000px }\n');
	const s = await Server.start(at);
	const said = [];
	const page = await browser.newPage();
	page.on('pageerror', (e) => said.push(e.message));
	page.on('console', (m) => m.type() === 'error' &&
		!/ 404 .*river-clean/.test(`${m.text()} ${m.location().url}`) &&
		said.push(`${m.text()} ${m.location().url}`));
	page.setDefaultTimeout(30000);
	const go = async (path) => {
		await page.goto(s.url + path);
		await page.evaluate(() => { window.same = true; });
	};
	const panel = page.locator('keikaku-live .panel');
	const save = (name, from, to) =>
		s.replace(name, s.read(name).replace(from, to));

	await go('mihon/indicators/households.html');
	await test('a saved figure comes in place', async () => {
		await page.locator('#D summary').click();
		await page.locator('#T').fill('typed');
		await page.evaluate(() => scrollTo(0, 1500));
		save(csv, ',131020,', ',131029,');
		await page.waitForFunction(() =>
			document.body.textContent.includes('131,029'));
		const now = await page.evaluate(() => ({same: window.same,
			y: scrollY, open: document.getElementById('D').open,
			text: document.getElementById('T').value,
			focus: document.activeElement.id}));
		return wrong([now.same, 'the page was loaded anew'],
			[now.y === 1500, `scrolled to ${now.y}`],
			[now.open, 'details'], [now.text === 'typed', 'text'],
			[now.focus === 'T', `focus ${now.focus}`]);
	});
	await test('after it, it is what a new page is', async () => {
		const look = () => page.evaluate(() => {
			const body = document.body.cloneNode(true);
			for (const e of body.querySelectorAll('script, keikaku-live'))
				e.remove();
			for (const e of body.querySelectorAll('details'))
				e.removeAttribute('open');
			return body.innerHTML.replace(/\s+/g, ' ').trim();
		});
		save(csv, ',131029,', ',140000,');
		await page.waitForFunction(() =>
			document.body.textContent.includes('140,000'));
		const morphed = await look();
		await go('mihon/indicators/households.html');
		return wrong([await look() === morphed, 'they differ']);
	});
	await test('a style sheet is swapped', async () => {
		const before = await page.evaluate(() =>
			document.querySelectorAll('link[rel=stylesheet]').length);
		fs.appendFileSync(`${at}/${css}`, 'h1 { color: rgb(1, 2, 3) }\n');
		await page.waitForFunction(() => getComputedStyle(
			document.querySelector('h1')).color === 'rgb(1, 2, 3)');
		await page.waitForFunction((n) => document.querySelectorAll(
			'link[rel=stylesheet]').length === n, before);
		return wrong([await page.evaluate(() => window.same), 'loaded anew']);
	});
	await test('a mistake is shown over the page, and goes', async () => {
		const good = s.read(goals);
		save(goals, /^ {2}title:/m, '  titel:');
		await panel.waitFor({state: 'visible'});
		const text = await panel.innerText();
		const link = await panel.locator('a').first().getAttribute('href');
		const h1 = await page.locator('h1').isVisible();
		s.replace(goals, good);
		await panel.waitFor({state: 'hidden'});
		return wrong([text.includes('titel'), text],
			[text.includes('直し方'), 'how to mend it'],
			[/^vscode:\/\/file\/.*goals\.yaml:\d+:\d+$/.test(link), link],
			[h1, 'the page'], [await page.evaluate(() => window.same),
				'loaded anew']);
	});
	await test('a layout that fails leaves the page', async () => {
		const good = s.read(layout);
		s.replace(layout, good + '{{ page.none.none }}');
		await panel.waitFor({state: 'visible'});
		const h1 = await page.locator('h1').innerText();
		s.replace(layout, good);
		await panel.waitFor({state: 'hidden'});
		return wrong([h1.length > 0, 'no page']);
	});
	await test('what is open is marked', async () => {
		s.write('content/index.md', '---\ntitle: 見本\n---\n令和●年に決めます。\n');
		await go('');
		const mark = page.locator('mark[data-keikaku]');
		await mark.waitFor();
		const first = await mark.innerText();
		s.write('content/index.md', '---\ntitle: 見本\n---\n令和9年に決めます。\n');
		await mark.waitFor({state: 'detached'});
		return wrong([first === '●', first],
			[(await page.locator('main').innerText())
				.includes('令和9年に決めます。'), 'text']);
	});
	await test('a page that vanishes leads to its parent', async () => {
		await go('mihon/cases/river-clean.html');
		fs.rmSync(`${at}/content/mihon/cases/river-clean.md`);
		await page.waitForURL(/\/mihon\/cases\/$/);
	});
	await test('the bar: edit, 320 px, all pages', async () => {
		const bar = page.locator('keikaku-live .bar');
		await page.waitForFunction(() => document.querySelector(
			'keikaku-live').shadowRoot.querySelectorAll('.bar a').length > 2);
		const links = await bar.locator('a').evaluateAll((all) =>
			all.map((a) => a.getAttribute('href')));
		await bar.getByText('320px').click();
		const frame = page.frameLocator('iframe');
		const h1 = await frame.locator('h1').innerText();
		const wide = await page.locator('iframe').evaluate((f) =>
			f.contentWindow.innerWidth);
		await page.goto(s.url + '_keikaku/');
		return wrong([links.some((l) => l.startsWith('vscode://')), 'edit'],
			[h1.length > 0 && wide === 320, `${wide} px`],
			[await page.locator('#Pages').isVisible(), 'all pages']);
	});
	await test('eight pages at once are all kept up to date', async () => {
		const context = await browser.newContext();
		const pages = [];
		for (let i = 0; i < 8; i++) {
			const one = await context.newPage();
			await one.goto(s.url + 'mihon/indicators/households.html');
			pages.push(one);
		}
		save(csv, ',140000,', ',140001,');
		await pages[7].waitForFunction(() =>
			document.body.textContent.includes('140,001'));
		await pages[0].bringToFront();
		await pages[0].waitForFunction(() =>
			document.body.textContent.includes('140,001'));
		await context.close();
	});
	await test('a search stays, and what it has found', async () => {
		await go('search.html');
		await page.locator('#Words').fill('世帯');
		await page.locator('#Search a').first().waitFor();
		const {version} = JSON.parse((await s.ask('/_keikaku/state.json'))
			.body);
		save(csv, ',140001,', ',140002,');
		await s.until(async () => (await s.state()).version !== version &&
			(await s.state()).render !== null, 'new version');
		await page.waitForTimeout(500);
		s.replace('site.yaml', 'title: 別の名前\n');
		await page.waitForFunction(() =>
			document.body.textContent.includes('別の名前'));
		const hits = await page.locator('#Search a').count();
		return wrong([hits > 0, 'no hits'],
			[await page.locator('#Words').inputValue() === '世帯', 'text'],
			[await page.locator('#Words').isVisible(), 'hidden'],
			[await page.evaluate(() => window.same), 'loaded anew']);
	});
	await test('a new script: the page is loaded anew, as it was',
		async () => {
			await go('mihon/indicators/households.html');
			await page.locator('#D summary').click();
			await page.locator('#T').fill('typed');
			await page.evaluate(() => scrollTo(0, 1200));
			fs.appendFileSync(`${at}/themes/civic/assets/search.js`, '\n');
			await page.waitForFunction(() => !window.same && window.scrollY > 0);
			const now = await page.evaluate(() => ({y: scrollY,
				open: document.getElementById('D').open,
				text: document.getElementById('T').value}));
			return wrong([now.y === 1200, `${now.y}`], [now.open, 'details'],
				[now.text === 'typed', 'text']);
		});
	await test('the desk shows what is wrong now', async () => {
		const good = s.read(goals);
		await go('_keikaku/');
		save(goals, /^ {2}title:/m, '  titel:');
		await page.locator('.finding').getByText('titel').first().waitFor();
		s.replace(goals, good);
		await page.waitForFunction(() =>
			!document.body.textContent.includes('titel'));
		return wrong([await page.evaluate(() => window.same),
			'loaded anew']);
	});
	await test('without a word on the console', () => said);
	await browser.close();
	check('it ends', await s.stop() === 0 ? [] : [s.err]);
	plan();
	process.exit(0);
}

main();
