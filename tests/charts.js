#!/usr/bin/env node
// The drawings of civic, of figures as large, small and near to one another as a
// plan may have them: tests/charts/expect.txt says what stands at their axes and
// where their dots are.  UPDATE=1 rewrites it.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

const site = path.join(tmp, 'site');
fs.cpSync('tests/charts', site, {recursive: true});
fs.cpSync('themes/civic', path.join(site, 'themes/civic'), {recursive: true});
const run = spawnSync(keikaku, ['build', site, '--quiet', '--lang', 'en'],
	{encoding: 'utf8'});
check('the site is built', run.status === 0 ? [] :
	run.stderr.split('\n').filter((line) => /error/.test(line)));

// ---- reading -----------------------------------------------------------------

const folder = path.join(site, 'public/town/indicators');
const ids = [...fs.readFileSync('tests/charts/content/town/indicators.yaml',
	'utf8').matchAll(/^- id: (.*)$/gm)].map(([, id]) => id);
const pages = ids.map((id) => ({id,
	html: fs.readFileSync(path.join(folder, `${id}.html`), 'utf8')}));

function attributes(tag) {
	return Object.fromEntries([...tag.matchAll(/ ([a-z0-9-]+)="([^"]*)"/gi)]
		.map(([, name, value]) => [name, value]));
}

// {size, box, all: [{name, text, …attributes}]} of each drawing
function drawings({id, html}) {
	return [...html.matchAll(/<svg class="chart halo (\w+)"[^>]*viewBox="0 0 ([^"]*)"[^>]*>([^]*?)<\/svg>/g)]
		.map(([, size, box, inside]) => ({id, size,
			box: box.split(' ').map(Number),
			all: [...inside.matchAll(/<(\w+)( [^>]*?)\/?>([^<]*)/g)]
				.map(([, name, tag, text]) =>
					({name, text, ...attributes(tag)}))}));
}

const all = pages.flatMap(drawings);

// the labels of an axis with the lines they stand beside, from below
function ticks(d) {
	return d.all.filter((one) => one.class === 'grid').map((line) => ({
		y: Number(line.y1), left: Number(line.x1),
		label: d.all.find((one) => one.name === 'text' &&
			one['text-anchor'] === 'end' &&
			Math.abs(one.y - line.y1 - 4) < 0.01)}));
}

function told(d) {
	const dots = d.all.filter((one) => one.class === 'dot')
		.map((one) => `${one.cx},${one.cy}`);
	const target = d.all.find((one) => one.class === 'mark');

	return `${d.id}, ${d.size}: ` +
		ticks(d).map(({label}) => label && label.text).join(' | ') +
		`; ${dots.join(' ')}; target ${target.d.slice(1, -13)}\n`;
}

// ---- what holds for all --------------------------------------------------------

// how wide a label may be where readers have not set letters apart
const width = (text) => [...text].reduce((sum, c) =>
	sum + (c > '\u1100' ? 13 : c === ',' || c === '.' ? 4 : 7.5), 0);

function wrong(d) {
	const bad = [], list = ticks(d);

	for (const one of d.all)
		for (const [name, value] of Object.entries(one))
			if (/\b(nan|inf)\b|\de[+-]?\d/i.test(value))
				bad.push(`${name}="${value}"`);
	for (const one of d.all.filter((one) => one.class === 'dot'))
		if (!(one.cx > 0 && one.cx < d.box[0] && one.cy > 0 &&
			one.cy < d.box[1]))
			bad.push(`dot at ${one.cx},${one.cy}`);
	for (let i = 0; i < list.length; i++) {
		if (!list[i].label)
			bad.push(`no label at ${list[i].y}`);
		else if (list[i].label.x < width(list[i].label.text))
			bad.push(`${list[i].label.text} is cut off`);
		if (i > 0 && !(list[i].y < list[i - 1].y - 10))
			bad.push(`lines at ${list[i - 1].y}, ${list[i].y}`);
	}
	if (list.length < 2)
		bad.push('no axis');
	return bad.map((text) => `${d.id}, ${d.size}: ${text}`);
}

check('each indicator has two drawings', ids.filter((id) =>
	all.filter((d) => d.id === id).length !== 2));
check('no drawing has numbers that are none, lost marks or labels cut off',
	all.flatMap(wrong));

const said = all.map(told).join('');
const expected = 'tests/charts/expect.txt';
if (process.env.UPDATE)
	fs.writeFileSync(expected, said);
const want = fs.readFileSync(expected, 'utf8').split('\n');
check('axes and marks are as expected', said.split('\n')
	.map((line, i) => line === want[i] ? '' :
		`${line} instead of ${want[i]}`).filter((text) => text));

// what is drawn and worked out has the sign of the figures beside it
const signs = pages.map(({id, html}) => [id, new Set(html
	.replace(/<script[^]*?<\/script>|<[^>]*>/g, ' ')
	.match(/[-△▲−－](?=\d)/g))]);
check('a page has one sign for less than nothing', signs.filter(([, found]) =>
	found.size > 1).map(([id, found]) => `${id}: ${[...found].join(' ')}`));
check('and some have one', signs.some(([, found]) => found.size > 0) ? [] : ['none']);

// ---- the figures beside them -----------------------------------------------------

// figures of the source, which stand on their page digit by digit
const written = fs.readFileSync('tests/charts/content/town/indicators.yaml', 'utf8')
	.split(/^- id: /m).slice(1).map((text) => ({id: text.split('\n')[0],
		figures: [...text.matchAll(/(?:baseline:|-) (△?[\d,.兆～]{2,})/g)]
			.map(([, figure]) => figure)}));
check('no figure has lost a digit', written.flatMap(({id, figures}) =>
	figures.filter((figure) => !pages.find((page) => page.id === id).html
		.includes(figure)).map((figure) => `${id}: ${figure}`)));
plan();
