#!/usr/bin/env node
// No text becomes live.  Every text of a site that has all kinds, known by
// the schemas that `keikaku schema all` writes, gets a payload behind it: keys
// of YAML and front matter, cells of CSV, captions and bodies of Markdown,
// names of files, site.yaml.  The site is built with both themes; a browser's
// parser reads every page, and no element, attribute, script or style may come
// of a payload.  JSON, feeds and pictures are read as what they are; then the
// browser opens pages and the preview, where nothing may run.  The name of a
// theme, or "links", tries that alone.
'use strict';

const {execFileSync, spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {pathToFileURL} = require('url');
const {modules, module_file, chromium} = require('./pages/need.js');
const {check, plan} = require('./tap.js');
const {Server} = require('./serve/server.js');

modules();
const YAML = require(module_file('yaml'));
const {chromium: browsers} = require(module_file('playwright-core'));
const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

// ---- payloads ---------------------------------------------------------------

// each closes what it may stand in; xq tells that it is one of ours
const PAYLOADS = [
	`<xq onload=xq()><script>xq()</script>`,
	`"><xq><img src=x onerror=xq()>`,
	`' onmouseover='xq()' xq='`,
	`" onfocus="xq()" xq="`,
	`</script><xq><script>xq()</script>`,
	`</style><xq></title><xq></textarea><xq>`,
	`--><xq><!--`,
	`]]><xq>`,
	'{{ xq }}{% xq %}',
	`javascript:xq()`,
	`</svg><xq><svg onload=xq()>`,
	`&lt;xq&gt;&#60;xq&#62;`,
	`*xq* [xq] <xq>`,
	`\\u003cxq>\\`,
	`}xq{background:url(//xq)}`,
	`<!--<script>xq`,
];
// the same behind the same text, so that what refers to a text still does;
// a figure has a unit, which would be another one
const NOT = new Set(['unit', 'kind', 'path']);
const ALSO = new Set(['form', 'area', 'field', 'sum_of']);
function payload(text) {
	let sum = 0;

	for (const c of text)
		sum = (sum * 31 + c.codePointAt(0)) % 65521;
	return PAYLOADS[sum % PAYLOADS.length];
}

// ---- planting ---------------------------------------------------------------

const schemas = path.join(tmp, 'schema');
execFileSync(keikaku, ['schema', 'all', '-o', schemas]);

// the names of keys that hold free text somewhere in any kind
function texts() {
	const found = new Set(), closed = new Set();

	function holds(v) {
		if (v.$ref === '#/definitions/text')
			return true;
		return (v.anyOf || []).some((x) => holds(x) || (x.items && holds(x.items)));
	}
	function walk(node) {
		if (node === null || typeof node !== 'object')
			return;
		for (const [key, v] of Object.entries(node.properties || {}))
			(holds(v) ? found : closed).add(key);
		Object.values(node).forEach(walk);
	}
	for (const name of fs.readdirSync(schemas))
		walk(JSON.parse(fs.readFileSync(path.join(schemas, name), 'utf8')));
	return {found, closed};
}
const known = texts();
const planted = new Map();

function plant(key, text) {
	planted.set(key, (planted.get(key) || 0) + 1);
	return `${text} ${payload(text)}`;
}

function plant_yaml(text) {
	const doc = YAML.parseDocument(text);

	YAML.visit(doc, {Pair(at, pair) {
		const key = pair.key && String(pair.key.value);
		let name = key, value = pair.value;

		if ((!known.found.has(key) && !ALSO.has(key)) || NOT.has(key))
			return;
		const texts = YAML.isSeq(value) ? value.items : [value];
		for (const one of texts) {
			const all = YAML.isMap(one) && one.has('ja') ?
				one.items.map((p) => p.value) : [one];

			for (const s of all)
				if (YAML.isScalar(s) && s.value !== null) {
					s.value = plant(name, String(s.value));
					s.type = 'QUOTE_DOUBLE';
				}
		}
	}});
	return doc.toString({lineWidth: 0});
}

// cells of the columns that hold texts
function plant_csv(text) {
	const lines = text.trimEnd().split(/\r?\n/).map((l) => l.split(','));
	const heads = lines[0].map((h) => ['area', '地区', 'note', '注記', 'reason',
		'理由'].includes(h.trim()));

	return lines.map((cells, i) => cells.map((c, k) =>
		i > 0 && heads[k] && c.trim() && !c.includes('"') &&
			cells.length === lines[0].length ?
			`"${plant('csv', c).replace(/"/g, '""')}"` : c).join(','))
		.join('\n') + '\n';
}

function plant_md(text, files) {
	const [, front, body] = text.match(/^(?:---\n([^]*?)\n---\n)?([^]*)$/);
	const all = PAYLOADS.map((p) => `x ${p} y`);

	return `${front === undefined ? '' : `---\n${plant_yaml(front)}---\n`}${
		body}\n\n${all.join('\n\n')}\n\n## ${PAYLOADS[1]}\n\n` +
		`{漢${PAYLOADS[0]}|${PAYLOADS[1]}}\n\n|${PAYLOADS[4]}|\n|-|\n|${
			PAYLOADS[2]}|\n\n${
			files ? `[a](a.pdf "${PAYLOADS[2].replace(/"/g, '')}")` : ''}[^xq]\n\n` +
		`[^xq]: ${PAYLOADS[3]}\n\n${'`'}${PAYLOADS[0]}${'`'}\n`;
}

// addresses that would run, as links and as pictures, each on a line of its own
const LINKS = ['javascript:xq()', 'data:text/html,xq', 'vbscript:xq',
	'JaVaScRiPt:xq()', '<java&Tab;script:xq()>', '<\u0001javascript:xq()>',
	'&#106;avascript:xq()', 'javascript&colon;xq()', '<javascript:xq() >',
	'\\javascript:xq()', 'blob:xq', 'file:///xq', '//xq', 'x-xq:xq'
].flatMap((to) => [`[x](${to})`, `![x](${to})`]);
const LINKS_AT = 4;

function plant_links(to) {
	fs.writeFileSync(path.join(to, 'content/mihon/chapters/links.md'),
		`---\ntitle: links\n---\n${LINKS.join('\n\n')}\n`);
}

// all of the specimen, planted
function site(theme) {
	const to = path.join(tmp, theme);

	for (const name of ['content/mihon', 'site.yaml'])
		fs.cpSync(name, path.join(to, name), {recursive: true});
	fs.writeFileSync(path.join(to, 'content/index.md'),
		'---\ntitle: 見本\n---\n[](plan:mihon)\n');
	fs.cpSync('themes', path.join(to, 'themes'), {recursive: true});
	for (const name of fs.readdirSync(to, {recursive: true})) {
		const file = path.join(to, name);
		const text = () => fs.readFileSync(file, 'utf8');

		if (name.startsWith('themes'))
			continue;
		if (name === 'site.yaml')
			fs.writeFileSync(file, plant_yaml(text().replace(
				/^(theme|base_url):.*\n/gm, '')) + `theme: ${theme}\n` +
				'base_url: https://www.example.jp/\n');
		else if (name.endsWith('.yaml'))
			fs.writeFileSync(file, plant_yaml(text()));
		else if (name.endsWith('.md') && !name.includes('/files/'))
			fs.writeFileSync(file, plant_md(text(), name.includes('mihon')));
		else if (name.endsWith('.csv'))
			fs.writeFileSync(file, plant_csv(text()));
	}
	// what a spreadsheet would calculate
	fs.appendFileSync(path.join(to, 'content/mihon/terms.yaml'), [
		'=1+1', '+1+1', '-1+cmd', '@SUM(1)', '＝1', '＋1', '－x', '＠x',
		"'=1", `=HYPERLINK("//xq")`].map((f, i) => `- {id: formula${i}, ` +
		`title: ${JSON.stringify(f)}, definition: ${JSON.stringify(f)}}\n`)
		.join(''));
	const files = path.join(to, 'content/mihon/files');
	fs.mkdirSync(files, {recursive: true});
	fs.writeFileSync(path.join(files, 'a.pdf'), 'x');
	fs.writeFileSync(path.join(files, `x' onload='xq()' & ;xq.pdf`), 'x');
	return to;
}

// ---- reading ----------------------------------------------------------------

// in the browser: what a page has that a payload may have made
function suspects(html, type) {
	const doc = new DOMParser().parseFromString(html, type);
	const wrong = [];
	const live = /^(on|xq$)/i, uri = /^(href|src|action|formaction|xlink:href|data)$/i;

	if (doc.querySelector('parsererror'))
		wrong.push('is not well-formed');
	for (const e of doc.querySelectorAll('*')) {
		const name = e.localName;

		if (/xq/i.test(name))
			wrong.push(`<${name}>`);
		if ((name === 'style' || (name === 'script' &&
		    !/json/.test(e.type))) && /xq/.test(e.textContent))
			wrong.push(`<${name}> ${e.textContent.slice(0, 60)}`);
		if (name === 'script' && /json/.test(e.type))
			try {
				JSON.parse(e.textContent);
			} catch (x) {
				wrong.push(`JSON: ${x.message}`);
			}
		for (const a of e.attributes) {
			if (live.test(a.name))
				wrong.push(`${name} ${a.name}="${a.value.slice(0, 60)}"`);
			if (/xq/i.test(a.name))
				wrong.push(`${name} ${a.name}`);
			if (a.name === 'style' && /xq/.test(a.value))
				wrong.push(`style="${a.value}"`);
			const scheme = a.value.replace(/[\u0000- ]/g, '')
				.match(/^([a-z][a-z0-9+.-]*):/i);
			if (uri.test(a.name) && scheme && !['http', 'https', 'mailto',
				'tel'].includes(scheme[1].toLowerCase()))
				wrong.push(`${name} ${a.name}="${a.value.slice(0, 60)}"`);
		}
	}
	return wrong;
}

const walk = (folder) => fs.readdirSync(folder, {recursive: true})
	.filter((f) => fs.statSync(path.join(folder, f)).isFile());

async function read_all(page, out, theme) {
	const wrong = {html: [], xml: [], json: [], js: [], csv: []};
	const count = {html: 0, xml: 0, json: 0, js: 0, csv: 0};
	let seen = 0;

	for (const name of walk(out)) {
		const type = path.extname(name).slice(1).replace('svg', 'xml');
		if (!(type in wrong) || name.startsWith('assets'))
			continue;
		const text = fs.readFileSync(path.join(out, name), 'utf8');
		let found = [];

		count[type]++;
		seen += text.split('xq').length - 1;
		if (type === 'html' || type === 'xml')
			found = await page.evaluate(`(${suspects})(${JSON.stringify(text)
				}, 'text/${type}')`);
		else if (type === 'json')
			try {
				JSON.parse(text);
			} catch (e) {
				found = [e.message];
			}
		else if (type === 'js')
			found = script(text);
		else
			found = formulas(text);
		// a text that has &#60; is to show that, not what it stands for;
		// where no markup is read it stands as it is
		if (['html', 'xml'].includes(type) && text.includes('&#60;xq'))
			found.push('a reference in a text is one of the page');
		wrong[type].push(...found.map((f) => `${name}: ${f}`));
	}
	for (const type of Object.keys(wrong))
		check(`${theme}: ${count[type]} files of ${type}`,
			count[type] > 0 || wrong[type].length > 0 ? wrong[type] :
				type === 'js' || type === 'xml' ? [] : ['there are none']);
	check(`${theme}: payloads are there, as text`, seen > 1000 ? [] :
		[`${seen} times`]);
}

// a part of the search index: one call with data, which is JSON but for it
function script(text) {
	let called = false;
	const xq = () => called = true;

	try {
		new Function('xq', 'keikaku', 'self', 'window', text)(xq,
			new Proxy(() => 0, {get: () => () => 0}), {}, {});
	} catch (e) {
		return [e.message];
	}
	return called ? ['a payload has run'] : [];
}

// cells that a spreadsheet would calculate; numbers are none
function formulas(text) {
	const cells = text.replace(/^\ufeff/, '')
		.match(/"(?:[^"]|"")*"|[^,\r\n]+/g) || [];

	return cells.map((c) => c.replace(/^"([^]*)"$/, '$1'))
		.filter((c) => /^[=+\-@\t\r＝＋－＠]/.test(c) &&
			!/^[-－+]?[\d.,]*$/.test(c));
}

// ---- running ----------------------------------------------------------------

async function visit(browser, urls, ready = () => {}) {
	const page = await browser.newPage();
	const ran = [];

	page.on('dialog', (d) => {
		ran.push(`${page.url()}: a dialog`);
		d.dismiss();
	});
	await page.exposeFunction('xq', () => ran.push(page.url()));
	for (const url of urls) {
		await page.goto(url, {waitUntil: 'load', timeout: 20000});
		await ready(page);
		await page.evaluate(() => document.querySelectorAll('*').forEach((e) => {
			e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
			if (e.focus)
				e.focus();
		}));
	}
	await page.close();
	return ran;
}

// each is an error where it stands
function refuse_links(to) {
	plant_links(to);
	const run = spawnSync(keikaku, ['check', '.', '--format', 'json'],
		{cwd: to, encoding: 'utf8', maxBuffer: 1 << 26});
	const lines = new Set(run.stdout.trim().split('\n').map((l) => JSON.parse(l))
		.filter((m) => m.level === 'error' && /links\.md$/.test(m.path))
		.map((m) => m.line));

	check('links that would run are errors', [
		...LINKS.filter((_, i) => !lines.has(LINKS_AT + 2 * i)),
		...run.status === 1 ? [] : [`exit status ${run.status}`]]);
}

// pages as they are served, then with what is wrong in front of them
async function preview(browser, to) {
	const s = await Server.start(to);
	const pages = ['', 'mihon/index.html', 'mihon/chapters/purpose.html']
		.map((name) => s.url + name);
	const ran = await visit(browser, pages);

	fs.appendFileSync(path.join(to, 'content/mihon/terms.yaml'),
		`- {id: bad, title: "<xq>", "x${PAYLOADS[1].replace(/"/g, '\\"')}": 1}\n`);
	plant_links(to);
	await s.until(async () => (await s.state()).errors > LINKS.length,
		'errors');
	ran.push(...await visit(browser, [s.url + '_keikaku/']));
	// Playwright looks into the overlay's shadow too
	ran.push(...await visit(browser, pages, (page) =>
		page.locator('.panel li').getByText('javascript:xq()').first().waitFor()));
	await s.stop();
	return ran;
}

async function main() {
	const browser = await browsers.launch({executablePath: chromium(),
		args: ['--no-sandbox']});
	const page = await browser.newPage();
	const only = process.argv[2];

	for (const theme of ['civic', 'plain'].filter((t) => !only || t === only)) {
		const to = site(theme);
		const run = spawnSync(keikaku, ['build', '.', '--draft', '--lang', 'en',
			'-o', 'out'], {cwd: to, encoding: 'utf8', maxBuffer: 1 << 26});
		const out = path.join(to, 'out');

		check(`${theme}: the planted site is built`, run.status === 0 ? [] :
			run.stderr.split('\n').filter((l) => / error: /.test(l)));
		if (run.status !== 0)
			continue;
		await read_all(page, out, theme);
		const pages = walk(out).filter((f) => f.endsWith('.html'));
		const some = pages.filter((f, i) => i % 4 === 0 || !f.includes('/'));
		check(`${theme}: nothing runs on ${some.length} pages`,
			await visit(browser, some.map((f) =>
				pathToFileURL(path.join(out, f)).href)));
	}
	if (!only || only === 'links') {
		const to = only ? site('civic') : path.join(tmp, 'civic');

		refuse_links(to);
		check('nothing runs in the preview', await preview(browser, to));
	}
	const missing = [...known.found].filter((k) => !planted.has(k));
	console.log(`# ${planted.size} keys planted, not in the specimen: ${missing}`);
	check('most texts of the kinds are in the specimen',
		planted.size > missing.length * 3 ? [] : missing);
	await browser.close();
	plan();
}

main();
