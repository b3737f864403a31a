// All checks of a folder of pages.  report(name, lines) gets each one's result:
// what is wrong, «page: what» a line.
'use strict';

const {parts, titles, weights} = require('./folder.js');
const {Browser, complaints} = require('./browser.js');
const {serve} = require('./server.js');
const {vnu, html_validate} = require('./validate.js');
const {check_axe} = require('./axe.js');
const {check_reflow} = require('./reflow.js');
const {check_keyboard} = require('./keyboard.js');
const {check_paper, check_pdf} = require('./paper.js');

// Bytes of a page, print versions apart: its HTML as it stands in the folder,
// and HTML, style, scripts and icon together as they are sent, compressed.
// Pictures and data come on top.
const LIMIT = 60 * 1000;

// all that needs no browser
async function check_files(folder, report) {
	const [markup, rules] = [vnu(folder), html_validate(folder)]
		.map((lines) => lines.catch((e) => e.message.split('\n')));

	report('each page has one h1, one main, a language, a title, a breadcrumb',
		parts(folder));
	report('no two pages have the same title', titles(folder));
	report(`every page weighs less than ${LIMIT} bytes`,
		weights(folder, LIMIT));
	report('vnu finds no error in HTML, CSS and SVG', await markup);
	report('html-validate finds no error', await rules);
}

// a visit to every page
async function check_all(folder, browser, report) {
	const cut = [];
	const strict = await browser.each(folder.visited(), async (tab, name) => {
		await tab.go(name);
		cut.push(...(await check_reflow(tab)).map((l) => `${name}: ${l}`));
		return complaints(tab);
	});

	report('a strict policy breaks nothing, no request leaves the site', strict);
	report('nothing is cut at 320 px, nor with wide spacing of text', cut);
}

// longer visits to pages of all kinds
async function check_kinds(folder, browser, report, tmp) {
	const chosen = folder.chosen();
	const of_plans = chosen.filter((page) => page.includes('/'));

	report('axe finds nothing on pages of all kinds',
		await browser.each(chosen, check_axe));
	report('the Tab key reaches everything, and one sees where',
		await browser.each(chosen, check_keyboard));
	report('PDFs hold the text of pages, and no radicals',
		await browser.each(of_plans, (tab, name) =>
			check_paper(tab, name, tmp)));
}

// tmp: a folder for what is made on the way
async function run(folder, tmp, report) {
	const server = await serve(folder.folder);
	const browser = await Browser.open(server.url);

	await check_files(folder, report);
	await check_all(folder, browser, report);
	await check_kinds(folder, browser, report, tmp);
	for (const id of folder.plans)
		report(`scripts/pdf ${id}`, check_pdf(folder, id));
	await browser.close();
	server.close();
}

// a site of figures that are as long as there may be
async function run_figures(folder, report) {
	const server = await serve(folder.folder);
	const browser = await Browser.open(server.url);

	report('long figures are whole at 320 px, and not upon themselves',
		await browser.each(folder.visited(), async (tab, name) => {
			await tab.go(name);
			return check_reflow(tab);
		}));
	await browser.close();
	server.close();
}

module.exports = {run, run_figures};
