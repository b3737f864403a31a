#!/usr/bin/env node
// The checks of tests/pages.js find what they are for: each of these pages has
// one defect, and the check for it must say so; the sound page must pass all.
'use strict';

const crypto = require('crypto');
const fs = require('fs');
const os = require('os');
const path = require('path');
const need = require('./pages/need.js');
const {Folder} = require('./pages/folder.js');
const {run} = require('./pages/checks.js');
const {check, plan} = require('./tap.js');

const keikaku = process.env.KEIKAKU || 'build/asan/keikaku';
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

const STYLE = `
.too-wide { width: 400px }
.shut { overflow: hidden; width: 12em; height: 1em; line-height: 1 }
.tight { overflow: hidden; width: 10.1em; height: 1.6em; line-height: 1.5 }
.below { position: relative; height: 1em }
.below span { position: absolute; left: 0; top: 0 }
.dense { line-height: .7 }
.pale { color: #bbb }
@media print { .pale-print { color: #bbb } .away { display: none } }
@media (max-width: 400px) { .pale-narrow { color: #bbb } }
.blind:focus-visible { outline: none }
.thin:focus-visible { outline-width: 1px }
.pale-focus:focus-visible { outline-color: #ddd }
.roof { position: relative; display: inline-block }
.roof span { position: absolute; inset: 0 }
.closed::details-content { content-visibility: hidden; block-size: 0 }
`;
const long = 'とても長い文章がここにあります。';
const html = (more) => (page) => page.replace('</main>', `${more}\n</main>`);
const swap = (from, to) => (page) => page.replace(from, to);

// page, the check that must find it, what it must say, how it is planted
const DEFECTS = [
	['headless', /one h1/, /not one h1/, swap(/<(\/?)h1/g, '<$1h2')],
	['mainless', /one h1/, /not one main/, swap(/<(\/?)main/g, '<$1div')],
	['mute', /one h1/, /no lang/, swap('<html lang="ja">', '<html>')],
	['nameless', /one h1/, /no title/, swap(/<title>.*<\/title>/, '')],
	['lost', /one h1/, /no breadcrumb/, swap(/<nav class="crumbs[^]*?<\/nav>/,
		'')],
	['twin', /same title/, /the title of/, swap(/<title>.*<\/title>/,
		'<title>sound</title>')],
	['heavy', /weighs/, /^mihon\/heavy.html: \d{5,} bytes of HTML/,
		html(`<!-- ${'x'.repeat(60000)} -->`)],
	['packed', /weighs/, /^mihon\/packed.html: \d{5,} bytes sent/,
		html('<script src="noise.js"></script>')],
	['misnested', /vnu/, /:\d+: /, html('<p><b></p>')],
	['misnested', /html-validate/, /:\d+: .*close/, html('<p><b></p>')],
	['styled', /strict/, /style/, html('<p style="color: red">x</p>')],
	['scripted', /strict/, /script/, html('<script>1</script>')],
	['abroad', /strict/, /example\.org/,
		html('<img src="https://example.org/a.png" alt="">')],
	['missing', /strict/, /404/, html('<img src="none.png" alt="">')],
	['broken', /strict/, /nothing_is_called_so/,
		html('<script src="broken.js"></script>')],
	['wide', /320 px/, /scrolls sideways/, html('<p class="too-wide">x</p>')],
	['cut', /320 px/, /is cut above or below/,
		html(`<p class="shut">${long}${long}</p>`)],
	['tight', /320 px/, /wide spacing: «あいう.*cut/,
		html('<p class="tight">あいうえおかきくけこ</p>')],
	['piled', /320 px/, /stands on/, html(
		'<div class="below"><span>見本</span><span>見本です</span></div>')],
	['dense', /320 px/, /stands on itself/,
		html(`<p class="dense">${long}${long}</p>`)],
	['pale', /axe/, /contrast.*\(1280 screen, 1280 print, 320 screen, 320 print\)/,
		html('<p class="pale">見本</p>')],
	['pale-print', /axe/, /contrast.*\(1280 print, 320 print\)/,
		html('<p class="pale-print">見本</p>')],
	['pale-narrow', /axe/, /contrast.*\(320 screen, 320 print\)/,
		html('<p class="pale-narrow">見本</p>')],
	['pale-without', /axe/, /contrast.*\(1280 screen without JavaScript/,
		html('<noscript><p class="pale">見本</p></noscript>')],
	['made', /axe/, /image-alt.*\(1280 screen,/,
		html('<script src="made.js"></script>')],
	['out-of-reach', /Tab key/, /does not reach.*#none/,
		html('<a href="#none" tabindex="-1">見本</a>')],
	['blind', /Tab key/, /no outline/,
		html('<a class="blind" href="#Main">見本</a>')],
	['thin', /Tab key/, /thinner/, html('<a class="thin" href="#Main">見本</a>')],
	['pale-focus', /Tab key/, /outline of contrast/,
		html('<a class="pale-focus" href="#Main">見本</a>')],
	['roof', /Tab key/, /is covered/, html('<div class="roof">' +
		'<a href="#Main">見本</a><span></span></div>')],
	['closed', /PDFs/, /a closed details/, html('<details class="closed">' +
		'<summary>見本</summary><p>見本です。</p></details>')],
	['radical', /PDFs/, /U\+2F0A/, html('<p>\u2f0a</p>')],
	['away', /PDFs/, /has no/, swap('<h1', '<h1 class="away"')],
];
const FILES = [
	['assets/wrong.css', /vnu/, /“colr”/, 'a { colr: red }\n'],
	['assets/wrong.svg', /vnu/, /“frog”/,
		'<svg xmlns="http://www.w3.org/2000/svg"><frog/></svg>\n'],
];

// a site with those pages, from a sound one
function planted(from) {
	const to = path.join(tmp, 'planted');
	const sound = fs.readFileSync(path.join(from, 'mihon/timeline.html'),
		'utf8').replace('</head>',
		'<link rel="stylesheet" href="planted.css">\n</head>');
	const write = (name, text) =>
		fs.writeFileSync(path.join(to, name), text);
	const data = JSON.parse(fs.readFileSync(
		path.join(from, 'mihon/data/plan.json'), 'utf8'));
	const named = (name) => sound.replace(/<title>.*<\/title>/,
		`<title>${name}</title>`);

	fs.mkdirSync(path.join(to, 'mihon/data'), {recursive: true});
	fs.cpSync(path.join(from, 'assets'), path.join(to, 'assets'),
		{recursive: true});
	fs.copyFileSync(path.join(from, 'mihon/print.html'),
		path.join(to, 'mihon/print.html'));
	data.goals.push({title: 'どこにもない目標'});
	write('mihon/data/plan.json', JSON.stringify(data));
	write('mihon/planted.css', STYLE);
	write('mihon/broken.js', 'nothing_is_called_so();\n');
	write('mihon/noise.js', `// ${crypto.randomBytes(60000).toString('base64')}`);
	write('mihon/made.js', 'document.querySelector("main").append(' +
		'Object.assign(new Image(), {src: "../assets/icon.svg"}));\n');
	write('mihon/sound.html', named('sound'));
	for (const [name, , , plant] of DEFECTS)
		write(`mihon/${name}.html`, plant(named(name)));
	for (const [name, , , text] of FILES)
		write(name, text);
	return to;
}

async function main() {
	const site = path.join(tmp, 'site'), found = [];

	need.modules();
	need.output(keikaku, 'build', '.', '-o', site, '--quiet');
	await run(new Folder(planted(site)), tmp, (name, lines) =>
		found.push({name, lines}));
	const said = (name, file) => found.filter((f) => name.test(f.name))
		.flatMap(({lines}) => lines.filter((l) => l.startsWith(file)));

	for (const [page, name, line] of DEFECTS) {
		const lines = said(name, `mihon/${page}.html:`);
		check(`${page} is found`, lines.some((l) => line.test(l)) ? [] :
			[`none of its lines is like ${line}:`, ...lines]);
	}
	for (const [file, name, line] of FILES)
		check(`${file} is found`, said(name, file).some((l) => line.test(l)) ?
			[] : ['it is not']);
	check('a goal that a PDF lacks is found', found.some(({name, lines}) =>
		name === 'scripts/pdf mihon' && lines.some((l) =>
			/どこにもない目標/.test(l))) ? [] : ['it is not']);
	check('the sound page passes', said(/./, 'mihon/sound.html'));
}

process.chdir(path.join(__dirname, '..'));
main().catch((e) => {
	check('the checks of pages can run', e.stack.split('\n'));
	process.exitCode = 1;
}).finally(() => {
	plan();
	process.exit();
});
