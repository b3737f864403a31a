#!/usr/bin/env node
// Search in a real browser: what the script of the theme finds is exactly
// what stands in the folded text of the pages, for a hundred queries drawn
// from that text.  Usage: tests/search.js [FOLDER] [--times]
'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const vm = require('vm');
const zlib = require('zlib');
const {spawnSync} = require('child_process');
const {check, plan} = require('./tap.js');
const {Browser} = require('./pages/browser.js');
const {modules} = require('./pages/need.js');
const {serve} = require('./pages/server.js');

const QUERIES = 100;
const SIZE_MOST = 170 << 10;    // of the index, compressed; it grows with the text
const keikaku = path.resolve(process.env.KEIKAKU || 'build/keikaku');
const times = process.argv.includes('--times');

function build() {
	const out = fs.mkdtempSync(path.join(os.tmpdir(), 'search-'));
	const said = spawnSync(keikaku, ['build', '.', '-o', out, '--quiet']);

	if (said.status !== 0)
		throw new Error(String(said.stderr));
	return out;
}

const given = process.argv.slice(2).find((arg) => !arg.startsWith('--'));
const folder = given || build();

// ---- the index as files -----------------------------------------------------

const names = fs.readdirSync(path.join(folder, 'search'));
const blocks = [], shards = [];
let sizes;

for (const name of names)
	vm.runInNewContext(fs.readFileSync(
		path.join(folder, 'search', name), 'utf8'), {keikaku: {
		index: (found) => { sizes = found; },
		block: (n, pages) => { blocks[n] = pages; },
		shard: (n, ...lists) => { shards[n] = lists; },
	}});
const pages = blocks.flat();

// ---- queries from the text, always the same ones ------------------------------

function random(seed) {
	let x = seed;

	return (n) => {
		x = (x * 1103515245 + 12345) % 2147483648;
		return Math.floor(x / 2147483648 * n);
	};
}

const KINDS = [
	/\p{Script=Han}{2,6}/gu,
	/[ァ-ヴー]{3,10}/g,
	/\p{Script=Han}{1,4}の\p{Script=Han}{1,4}/gu,
	/[0-9][0-9,.]*(件|人|団体|社|％|億円|か所|回)/g,
	/(令和|平成)[0-9元]+年度?/g,
	/[A-Z]{2,5}/g,
	/\p{Script=Hiragana}{2,5}/gu,
];
// as somebody may type it: full-width, without commas, with short years
const TYPED = [
	(q) => q,
	(q) => q.replace(/[!-~]/g, (c) =>
		String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
	(q) => q.replace(/(\d),(\d)/g, '$1$2').toLowerCase(),
	(q) => q.replace(/^令和/, 'R').replace(/^平成/, 'H').replace('元', '1')
		.replace(/年度?$/, ''),
];

function draw() {
	const next = random(20261122), drawn = new Set();

	while (drawn.size < QUERIES) {
		const page = pages[next(pages.length)];
		const section = page[4][next(page[4].length || 1)];
		const kind = KINDS[drawn.size % KINDS.length];
		const all = section ? section[2].match(kind) : null;
		const q = all && TYPED[next(TYPED.length)](all[next(all.length)]);
		if (q)
			drawn.add(q);
		else if (next(50) === 0)
			drawn.add(page[3].slice(0, 4));
	}
	return [...drawn];
}

// ---- in the browser --------------------------------------------------------------

// what holds the query in its title, or in a heading or text of a section
function exact(query, fold) {
	const word = fold(query);

	return pages.filter((page) => fold(page[3]).includes(word) ||
		page[4].some((s) => fold(s[1]).includes(word) ||
			fold(s[2]).includes(word))).map((page) => page[0]).sort();
}

async function folded(tab) {
	const texts = [...new Set(pages.flatMap((p) =>
		[p[3], ...p[4].flatMap((s) => [s[1], s[2]])]))];
	const done = await tab.page.evaluate((all) =>
		all.map(window.keikaku.fold), texts);
	const map = new Map(texts.map((text, i) => [text, done[i]]));

	return (queries) => tab.page.evaluate((all) =>
		all.map(window.keikaku.fold), queries).then((list) => {
		queries.forEach((q, i) => map.set(q, list[i]));
		return (text) => map.get(text);
	});
}

async function check_queries(tab) {
	const queries = draw();
	const fold = await (await folded(tab))(queries);
	const wrong = [], spent = [];

	for (const q of queries) {
		const started = Date.now();
		const found = await tab.page.evaluate((query) =>
			window.keikaku.find(query, '', '').then(({hits}) =>
				hits.map((hit) => hit.url.split('#')[0]).sort()), q);
		spent.push(Date.now() - started);
		const wanted = exact(q, fold);
		if (JSON.stringify(found) !== JSON.stringify(wanted))
			wrong.push(`${q}: ${found.length} found, ${wanted.length} there`);
		if (wanted.length === 0)
			wrong.push(`${q}: was drawn from the text and is not there`);
	}
	spent.sort((a, b) => a - b);
	if (times)
		console.log(`# a query: median ${spent[spent.length >> 1]} ms, ` +
			`slowest ${spent[spent.length - 1]} ms`);
	check(`${queries.length} queries find what is there, and nothing else`,
		wrong);
}

// type, and read what a reader would see and hear
async function ask(tab, query) {
	await tab.go('search.html');
	await tab.page.fill('#Search input[name=q]', query);
	await tab.page.waitForFunction(() =>
		document.querySelector('#Search [role=status]').textContent !== '');
	return tab.page.evaluate(() => ({
		said: document.querySelector('#Search [role=status]').textContent,
		links: [...document.querySelectorAll('#Search ol a')].map((a) =>
			[a.textContent, a.getAttribute('href')]),
		marks: [...document.querySelectorAll('#Search mark')].map((m) =>
			m.textContent),
		address: location.search,
	}));
}

async function check_page(tab) {
	const same = async (what, ...queries) => {
		const all = [];
		for (const q of queries)
			all.push((await ask(tab, q)).links.map((l) => l[1]));
		check(what, all[0].length > 0 && all.every((links) =>
			JSON.stringify(links) === JSON.stringify(all[0])) ? [] :
			all.map((links, i) => `${queries[i]}: ${links.length}`));
	};
	const one = await ask(tab, '協働');

	check('hits are counted aloud, marked, and stand in the address', [
		!/\d/.test(one.said) && `said: ${one.said}`,
		one.marks.length === 0 && 'nothing is marked',
		one.marks.some((m) => m !== '協働') && `marked: ${one.marks}`,
		one.address !== `?q=${encodeURIComponent('協働')}` && one.address,
	].filter(Boolean));
	await same('NPO is ＮＰＯ', 'NPO', 'ＮＰＯ', 'npo');
	await same('1143 is 1,143', '1143団体', '1,143団体', '１，１４３団体');
	await same('R4 is 2022 and 令和4', 'R4年度', '2022年度', '令和４年度');
	const term = await ask(tab, 'きょうどう');
	check('a reading finds its term', term.links.some((l) =>
		/glossary\.html#/.test(l[1])) ? [] : [JSON.stringify(term.links)]);
	const none = await ask(tab, 'どこにもないことば');
	check('nothing found is said', none.links.length === 0 &&
		none.said.length > 0 ? [] : [none.said]);
	const odd = await ask(tab, '<img src=x onerror=alert(1)> "');
	check('what is typed stays text', odd.links.length === 0 ? [] :
		[JSON.stringify(odd.links)]);
	await tab.go('search.html?q=' + encodeURIComponent('協働') +
		'&plan=mihon&kind=indicators');
	await tab.page.waitForSelector('#Search ol a');
	const only = await tab.page.$$eval('#Search ol a', (all) =>
		all.map((a) => a.getAttribute('href')));
	check('an address asks again, by plan and kind', only.filter((href) =>
		!/mihon\/indicators\//.test(href)));
}

async function check_without_scripts(browser) {
	const context = await browser.browser.newContext(
		{javaScriptEnabled: false});
	const page = await context.newPage();

	await page.goto(`${browser.server}/search.html`);
	const form = await page.isVisible('#Search form');
	const links = await page.$$eval('main a', (all) => all.map((a) =>
		a.getAttribute('href')));
	check('without scripts the page leads to lists, and has no dead form', [
		form && 'the form is visible',
		!links.some((l) => /sitemap\.html/.test(l)) && 'no site map',
		!links.some((l) => /glossary\.html/.test(l)) && 'no glossary',
	].filter(Boolean));
	await context.close();
}

async function check_file(browser) {
	const tab = await browser.tab();

	await tab.page.goto('file://' + path.resolve(folder, 'search.html'));
	await tab.page.fill('#Search input[name=q]', '協働');
	const found = await tab.page.waitForSelector('#Search ol a',
		{timeout: 10000}).then(() => [], (e) => [e.message]);
	check('it works from file://', found);
	await tab.page.context().close();
}

function check_size() {
	const all = Buffer.concat(names.map((name) => zlib.gzipSync(
		fs.readFileSync(path.join(folder, 'search', name)), {level: 9})));
	const script = fs.statSync(path.join(folder, 'assets/search.js')).size;

	if (times)
		console.log(`# index ${all.length} bytes compressed, ` +
			`script ${script} bytes`);
	check('the script is no more than 8 KB', script <= 8192 ? [] :
		[`${script} bytes`]);
	check('the index is under 170 KB, compressed', all.length <= SIZE_MOST ?
		[] : [`${all.length} bytes`]);
	check('the index says how many files it has',
		blocks.length === sizes.blocks && shards.length === sizes.shards ?
			[] : [JSON.stringify(sizes)]);
}

async function main() {
	modules();
	const server = await serve(folder);
	const browser = await Browser.open(server.url);
	const tab = await browser.tab();

	check_size();
	await tab.go('search.html');
	await check_queries(tab);
	await check_page(tab);
	await check_without_scripts(browser);
	await check_file(browser);
	await browser.close();
	server.close();
	if (!given)
		fs.rmSync(folder, {recursive: true});
	plan();
}

main();
