#!/usr/bin/env node
// Themes that come with the program: what plain promises, and what a site's
// own files make of civic.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const need = require('./pages/need.js');
const {Folder} = require('./pages/folder.js');
const {vnu, html_validate} = require('./pages/validate.js');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

const LINES = 150;

function lines_of(theme) {
	return fs.readdirSync(theme, {recursive: true, withFileTypes: true})
		.filter((e) => e.isFile())
		.map((e) => fs.readFileSync(path.join(e.parentPath || e.path,
			e.name), 'utf8').split('\n').length - 1)
		.reduce((a, b) => a + b, 0);
}

let sites = 0;

// this repository's content in a theme of the program, with files of its own
function build(theme, own, command = 'build') {
	const site = path.join(tmp, `site-${++sites}`);

	fs.mkdirSync(site);
	fs.cpSync('content', path.join(site, 'content'), {recursive: true});
	fs.writeFileSync(path.join(site, 'site.yaml'),
		`${fs.readFileSync('site.yaml', 'utf8')}theme: ${theme}\n`);
	for (const [name, text] of Object.entries(own)) {
		fs.mkdirSync(path.dirname(path.join(site, name)), {recursive: true});
		fs.writeFileSync(path.join(site, name), text);
	}
	const run = spawnSync(keikaku, [command, site, '--quiet', '--lang', 'en'],
		{encoding: 'utf8', timeout: 300000});
	return {folder: path.join(site, 'public'), site,
		said: (run.stdout + run.stderr).split('\n').filter((line) =>
			/^\S*:? ?(error|warning): /.test(line)),
		status: run.status};
}

async function check_plain() {
	const lines = lines_of('themes/plain');
	check(`plain has no more than ${LINES} lines`,
		lines <= LINES ? [] : [`it has ${lines}`]);
	check('keikaku check finds nothing in plain', build('plain', {}, 'check').said);
	const built = build('plain', {});
	check('plain builds without a word', built.said);
	const links = spawnSync(process.execPath, ['tests/links.js', built.folder],
		{encoding: 'utf8'});
	check('every page of plain is reached, every link leads somewhere',
		links.status === 0 ? [] : links.stdout.split('\n'));
	const folder = new Folder(built.folder);
	check('vnu finds no error in plain', await vnu(folder));
	check('html-validate finds no error in plain', await html_validate(folder));
	return folder;
}

// each figure of a plan stands on some page, with its year and its reason
function check_figures(folder) {
	for (const id of folder.plans) {
		const missing = [];
		for (const i of folder.plan(id).indicators) {
			const html = folder.read(`${id}/indicators/${i.id}.html`);
			const figures = [i.baseline, ...i.targets,
				...folder.plan(id).actuals.filter((a) =>
					a.indicator === i.id).map((a) => a.value)];
			for (const f of figures.filter((one) => one))
				for (const text of [f.text || '－', f.reason, f.year])
					if (text && !html.includes(text))
						missing.push(`${i.id}: ${text}`);
		}
		check(`plain shows every figure of ${id}`, missing);
	}
}

const FORMAT = `local format = {}

function format.figure(f)
	return "〈" .. f.text .. "〉"
end

function format.year(y)
	return "《" .. y.text .. "》"
end

function format.era(year, short)
	assert(short == nil or type(short) == "boolean")
	return "《" .. era(year, short) .. "》"
end

return format
`;

// a title, [what is held on one line], | where a line may end
const titles = [
	'[第2次相模原市]|市民協働推進|基本計画',
	'[札幌市]|市民|まちづくり活動促進|基本計画',
	'[子どもたちの]未来をひらく計画',
	'[まちの]力を育てる計画（見本）',
	'ユニバーサルデザイン|推進計画',
	'[市民][による]公園の管理と運営の計画',
	'[第12期]高齢者保健福祉事業|実施計画',
];

const TITLES = `{% local title = require "title" %}
{% for _, text in ipairs {${titles.map((text) =>
	`"${text.replace(/[[\]|]/g, '')}"`)}} do raw(title(text) .. "\\n") end %}
`;

function check_titles(html) {
	const turned = html.trim().split('\n').map((line) => line
		.replace(/<span class="num">(.*?)<\/span>/g, '[$1]')
		.replace(/<wbr>/g, '|'));

	check('titles turn between words', titles.flatMap((text, i) =>
		turned[i] === text ? [] : [turned[i]]));
}

// one small file changes how figures and years are written everywhere
function check_format() {
	const built = build('civic', {'lib/format.lua': FORMAT,
		'theme.yaml': 'pages:\n  - {path: titles.html, layout: titles, title: 題}\n',
		'layouts/titles.html': TITLES});
	check('civic builds with a format of the site', built.said);
	const folder = new Folder(built.folder);
	const bare = [], none = [];
	check_titles(folder.read('titles.html'));
	for (const {id} of folder.plan('sapporo-4').indicators) {
		const html = folder.read(`sapporo-4/indicators/${id}.html`);
		const figures = html.match(/〈[^〈〉]*〉/g) || [];
		none.push(...figures.length && /《/.test(html) ? [] : [id]);
		for (const figure of new Set(figures))
			bare.push(...html.replace(/〈[^〈〉]*〉/g, '')
				.match(new RegExp(`.*${figure.slice(1, -1)}.*`, 'g')) || []);
	}
	check('figures and years are written as lib/format.lua says', none);
	check('everywhere', bare);
}

// what check finds is also found in the site's own files
function check_own() {
	const {said} = build('civic', {
		'assets/colors.css': fs.readFileSync(
			'themes/civic/assets/colors.css', 'utf8')
			.replace('--key: #0b5b54', '--key: #7fb8b2'),
		'theme.yaml': 'contrast:\n  - {color: --key, on: "#fff", mark: true}\n' +
			'pages:\n  - {path: more.html, layout: more, title: 追加}\n',
		'layouts/more.html': '{% local frame = require "frame" %}\n' +
			'{% frame.open {title = page.title} %}\n' +
			'<div class="hero"><h1>{{ page.title }}</h1></div>\n' +
			'{% frame.close() %}\n',
		'layouts/indicatr.html': '',
	}, 'check');
	const codes = said.map((line) => (/^(\S+?):.*\[(.*)\]$/.exec(line) || [])
		.slice(1).map((word) => path.basename(word)).join(' '));
	check('a pale color, a mark and a layout that no page has are told, '+
		'a page that is added is reached', codes.sort().join() === [
		'indicatr.html layout-unused', 'theme.yaml contrast',
		'theme.yaml contrast', 'theme.yaml contrast'].join() ? [] : said);
}

async function main() {
	check_own();
	need.modules();
	check_figures(await check_plain());
	check_format();
}

process.chdir(path.join(__dirname, '..'));
main().catch((e) => check('the checks can run', e.stack.split('\n')))
	.finally(() => plan());
