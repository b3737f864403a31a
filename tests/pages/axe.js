// axe-core on a page: in a wide and a narrow window, on screen and on paper,
// with and without JavaScript.
'use strict';

const fs = require('fs');
const {module_file} = require('./need.js');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
	'best-practice'];
const WAYS = [1280, 320].flatMap((width) =>
	['screen', 'print'].map((media) => ({width, media})));
let source;

// «rule: element» for each violation, in the ways it was found
async function violations(page, how) {
	const found = new Map();

	source = source || fs.readFileSync(
		module_file('axe-core', 'axe.min.js'), 'utf8');
	await page.evaluate(source);
	for (const {width, media} of WAYS) {
		await page.setViewportSize({width, height: 900});
		await page.emulateMedia({media});
		const nodes = await page.evaluate(async (tags) => {
			const said = await window.axe.run(document, {runOnly: tags,
				resultTypes: ['violations'], preload: false});
			return said.violations.flatMap((v) => v.nodes.map((n) => ({
				what: `${v.id}: ${n.target.join(' ')}`,
				why: [...n.any, ...n.all, ...n.none]
					.map((c) => c.message).join(' ')})));
		}, TAGS);
		for (const {what, why} of nodes) {
			if (!found.has(what))
				found.set(what, {why, ways: []});
			found.get(what).ways.push(`${width} ${media}${how}`);
		}
	}
	await page.emulateMedia({media: 'screen'});
	return [...found].map(([what, {why, ways}]) =>
		`${what} (${ways.join(', ')}): ${why}`);
}

// Goes to a page whose scripts do not run.  axe needs scripts itself: they are
// allowed again when the page is loaded; its own have missed their time.  What
// stands in noscript would then be hidden and comes out of it before.
async function go_without(tab, name) {
	const devtools = await tab.page.context().newCDPSession(tab.page);
	const allow = (yes) => devtools.send(
		'Emulation.setScriptExecutionDisabled', {value: !yes});

	await allow(false);
	await tab.go(name);
	const dom = await tab.page.evaluate(() => {
		const text = document.documentElement.outerHTML;
		document.querySelectorAll('noscript').forEach((e) =>
			e.replaceWith(...e.childNodes));
		return text;
	});
	await allow(true);
	await devtools.detach();
	return dom;
}

// A page has the same violations without JavaScript if it has the same
// elements; only where they differ axe looks twice.
async function check_axe(tab, name) {
	const without = await go_without(tab, name);

	await tab.go(name);
	const same = !/<noscript\b/i.test(without) && without ===
		await tab.page.evaluate(() => document.documentElement.outerHTML);
	const lines = await violations(tab.page, '');
	if (same)
		return lines;
	await go_without(tab, name);
	return [...lines, ...await violations(tab.page, ' without JavaScript')];
}

module.exports = {check_axe};
