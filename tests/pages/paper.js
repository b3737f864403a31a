// Pages on paper: what the PDF that Chromium makes of them holds as text.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const path = require('path');
const {output} = require('./need.js');

const SCRIPT = path.join(__dirname, '../../scripts/pdf');
// Kangxi radicals and the supplement of CJK radicals: they look like kanji, and
// no search finds them
const RADICALS = /[\u2e80-\u2fdf]/gu;
const fold = (text) => text.replace(/[\s\u200b\u2060]/g, '');

// runs in the page: what a closed details holds must be printed too
function hidden_details() {
	return [...document.querySelectorAll('details:not([open])')]
		.flatMap((details) => [...details.children]
			.filter((e) => e.localName !== 'summary'))
		.filter((e) => !e.checkVisibility() ||
			e.getBoundingClientRect().height === 0)
		.map((e) => 'a closed details is not printed: ' +
			e.textContent.trim().replace(/\s+/g, ' ').slice(0, 40));
}

function radicals(text) {
	return [...new Set(text.match(RADICALS) || [])].map((c) =>
		`the text of the PDF has ${c}, U+` +
		c.codePointAt(0).toString(16).toUpperCase());
}

async function check_paper(tab, name, tmp) {
	const pdf = path.join(tmp, `${name.replace(/\//g, '_')}.pdf`);

	await tab.go(name);
	await tab.page.emulateMedia({media: 'print'});
	const closed = await tab.page.evaluate(hidden_details);
	const title = await tab.page.evaluate(() =>
		document.querySelector('h1').textContent);
	await tab.page.emulateMedia({media: null});
	await tab.page.pdf({path: pdf, preferCSSPageSize: true});
	const text = output('pdftotext', pdf, '-').normalize('NFC');

	return [...closed, ...radicals(text),
		...fold(text).includes(fold(title)) ? [] :
			[`the text of the PDF has no ${title.trim()}`]];
}

// lines for the goals whose names some text of a PDF lacks
function missing(goals, what, text) {
	return goals.filter(({title}) => !fold(text).includes(fold(title)))
		.map(({title}) => `the ${what} of the PDF has no goal ${title}`);
}

// what scripts/pdf makes of a plan
function check_pdf(folder, plan) {
	const made = spawnSync(SCRIPT, [plan, folder.folder],
		{encoding: 'utf8'});
	const pdf = folder.file(`${plan}.pdf`);

	if (made.status !== 0)
		return [`scripts/pdf ends with ${made.status}: ${made.stderr}`];
	if (decodeURIComponent(made.stdout) !== `file://${pdf}\n`)
		return [`scripts/pdf says ${made.stdout}`];
	const info = output('pdfinfo', pdf);
	const outline = output('pdftohtml', '-xml', '-i', '-stdout', pdf)
		.match(/<outline>[^]*<\/outline>/);
	const links = output('pdfinfo', '-url', pdf).match(/file:\S*/g) || [];
	const text = output('pdftotext', pdf, '-');
	fs.unlinkSync(pdf);

	const {goals} = folder.plan(plan);

	return [
		...radicals(text), ...missing(goals, 'text', text),
		...missing(goals.filter(({parent}) => !parent), 'outline',
			outline ? outline[0] : ''),
		...[
			[/^Tagged: +yes$/m.test(info), 'no tags'],
			[/^Page size: .*\(A4\)$/m.test(info), 'not of the size A4'],
			[/^Title: +\S/m.test(info), 'no title'],
			[links.length === 0, `links to this machine: ${links[0]}`],
		].filter(([good]) => !good).map(([, what]) => what),
	];
}

module.exports = {check_paper, check_pdf};
