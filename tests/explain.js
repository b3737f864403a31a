#!/usr/bin/env node
// The examples of keikaku explain.  Each that names a file is completed to a
// small site, of which that file is as the example has it: the wrong one must
// get the message and no other error, the right one neither.
//
// The file belongs to the plan "town", to the site or to the theme "plain".
// Keys alone, without "- ", are those of one entry; in a .md file, keys are
// those of its head, and anything else is its body.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

// ---- the table ------------------------------------------------------------

// the arguments of each CODE(…): JSON has the same strings as C
function codes() {
	const text = fs.readFileSync('src/base/code.def', 'utf8')
		.replace(/\/\*[^]*?\*\//g, '');
	const all = [];
	for (const [, inner] of text.matchAll(
		/^CODE\(((?:"(?:[^"\\]|\\.)*"|NULL|[\s,])*)\)$/gm)) {
		const args = inner.replace(/"\s*\n\s*"/g, '')
			.replace(/\bNULL\b/g, 'null');
		const [code, , , , , , file, wrong, right] =
			JSON.parse(`[${args}]`);
		all.push({code, file, wrong, right});
	}
	return all;
}

// ---- sites ----------------------------------------------------------------

const SITE = {
	'site.yaml': 'title: 見本市の計画\ntheme: plain\nas_of: 令和8年11月1日\n',
	'content/town/plan.md': `---
title: まちづくり計画
city: 見本市
status: adopted
period: {from: 令和6年度, to: 令和10年度}
status_rule: linear3@1
forms: [{id: joint, title: 共催}]
grades: [{id: A, title: 進んだ}, {id: B, title: 遅れている}]
---
[概要版](summary.pdf)
`,
	'content/town/goals.yaml': '- {id: learn, title: 学ぶ}\n',
	'content/town/programmes.yaml': '- {id: class, title: 講座}\n',
	'content/town/indicators.yaml': `- id: visitors
  title: 来館者数
  unit: 人
  want: up
  baseline: 120人（令和5年度）
  targets: [150人以上（令和10年度）]
`,
	'content/town/files/summary.pdf': '%PDF-1.4',
	'content/old/plan.md': `---
title: 前のまちづくり計画
city: 見本市
status: closed
period: {from: 令和元年度, to: 令和5年度}
---
`,
	'content/old/programmes.yaml': '- {id: visit, title: 前の見守り訪問}\n',
	'themes/plain/lib/embed.lua':
		'return {chart = function(e, text) esc(e.title .. text) end}\n',
	'themes/plain/lib/rules.lua':
		'return {strict = function(facts) return "on_track" end}\n'
};

const MAP = {'content/town/files/map.png': fs.readFileSync(
	'tests/messages/structure/content/town/files/plan.png')};

// what an example needs besides
const GIVEN = {
	'alt-missing': MAP,
	'image-remote': MAP,
	'digits-wide': {'content/town/chapters/people.md':
		'---\ntitle: 参加した人\n---\n' +
		'10人、11人、12人、13人、14人、15人が参加しました。\n'},
	'goal-empty': {'content/town/programmes.yaml':
		'- {id: class, title: 講座, placements: [learn, meet]}\n'},
	'grade-contradicts': {
		'content/town/indicators.yaml': SITE['content/town/indicators.yaml']
			.replace('unit', 'goal: learn\n  unit'),
		'content/town/actuals.csv': '指標,年度,値\nvisitors,令和6年度,90\n'
	},
	'link-file': {
		'content/town/documents.yaml':
			'- {id: summary, title: 概要版, file: summary.pdf}\n',
		'themes/plain/layouts/documents.html':
			'<h1 id="summary">概要版</h1>\n'
	},
	'page-title': {'themes/plain/layouts/chapter.html':
		'<title>{{ page.entity.title }}</title>\n<h1>章</h1>\n'},
	'attachment-unused': {'content/town/plan.md':
		SITE['content/town/plan.md'].replace(/\[概要版.*/, '')},
	'list-twice': {'content/town/indicator-targets.csv':
		'指標,目標値,年度\nvisitors,150人以上,令和10年度\n'},
	'lineage-status': {'content/town/plan.md':
		SITE['content/town/plan.md'].replace('forms', 'supersedes: old\nforms')},
	'lua-cycle': {'themes/plain/layouts/home.html':
		'{% require "greet" %}\n' + fs.readFileSync(
			'tests/themes/plain/layouts/home.html', 'utf8')},
	'lua-embed': {
		'themes/plain/layouts/chapter.html': '{% body(page.entity) %}\n',
		'content/town/chapters/about.md':
			'---\ntitle: はじめに\n---\n![](chart:visitors)\n'
	},
	'variant-key': {'content/town/chapters/purpose.md':
		'---\ntitle: 目的\n---\nまちのためです。\n'},
	'lua-nothing': {'content/town/chapters/about.md':
		'---\ntitle: はじめに\n---\nよい文です。\n'},
	'lua-status': {
		'content/town/plan.md': SITE['content/town/plan.md']
			.replace('linear3@1', 'lua:strict'),
		'content/town/actuals.csv': '指標,年度,値\nvisitors,令和6年度,125\n'
	},
	'ref-several': {'content/town/indicators.yaml':
		'- {id: members, title: 会員数, unit: 人, want: none}\n' +
		'- {id: others, title: 会員数, unit: 人, want: none}\n'},
	'status-rule': {'content/town/actuals.csv':
		'指標,年度,値\nvisitors,令和6年度,125\n'}
};
GIVEN['lua-rule'] = {...GIVEN['status-rule'],
	'themes/plain/lib/embed.lua':
		'return {chart = function(e, text) esc(e.title .. text) end}\n',
	'themes/plain/lib/rules.lua': 'return {}\n'};

function place(file) {
	if (file === 'site.yaml')
		return file;
	if (/^(layouts\/|lib\/|theme\.yaml)/.test(file))
		return `themes/plain/${file}`;
	if (/^(pages|old)\//.test(file))
		return `content/${file}`;
	return `content/town/${file}`;
}

// the file that an example stands for
function whole(file, text) {
	const at = place(file);
	const keys = /^[a-z_]+:/.test(text);
	if (file === 'site.yaml') {
		const name = text.slice(0, text.indexOf(':') + 1);
		return SITE[at].split('\n').filter((line) =>
			!line.startsWith(name)).join('\n') + text;
	}
	if (file === 'theme.yaml')
		return fs.readFileSync(`tests/themes/plain/${file}`, 'utf8') + text;
	if (file.endsWith('.md') && !text.startsWith('---')) {
		const base = SITE[at] || '---\ntitle: 見本\n---\n';
		const [, head, body] = base.split(/^---\n/m);
		if (!keys)
			return `---\n${head}---\n${text}`;
		const names = text.match(/^[a-z_]+:/gm);
		const kept = head.split('\n').filter((line) =>
			!names.some((name) => line.startsWith(name)));
		return `---\n${kept.join('\n')}${text}\n---\n${body}`;
	}
	if (file.endsWith('.yaml') && keys) {
		const entry = `id: sample\n${/^title:/m.test(text) ? '' :
			'title: 見本\n'}${text}`;
		return `- ${entry.replace(/\n/g, '\n  ')}`;
	}
	return text;
}

function said({code, file}, text) {
	const site = path.join(tmp, 'site');
	fs.rmSync(site, {recursive: true, force: true});
	fs.cpSync('tests/themes', path.join(site, 'themes'), {recursive: true});
	const files = {...SITE, ...GIVEN[code]};
	files[place(file)] = whole(file, text) + '\n';
	for (const [name, content] of Object.entries(files)) {
		const to = path.join(site, name);
		fs.mkdirSync(path.dirname(to), {recursive: true});
		fs.writeFileSync(to, content);
	}
	const run = spawnSync(keikaku, ['check', '--lang', 'en', '--format',
		'json'], {cwd: site, encoding: 'utf8', timeout: 60000});
	if (run.status > 1)
		return [{code: 'status', level: 'error', message: run.stderr}];
	return run.stdout.split('\n').filter(Boolean).map((line) =>
		JSON.parse(line));
}

// ---- the command ------------------------------------------------------------

const explain = (lang, ...args) => spawnSync(keikaku,
	['explain', ...args, '--lang', lang], {encoding: 'utf8'});
const wide = (c) => c >= '\u1100' && !/[\u2010-\u2e7f]/.test(c);
const width = (line) => [...line].reduce((n, c) => n + (wide(c) ? 2 : 1), 0);
const too_wide = (text) => text.split('\n').filter((line) => width(line) > 80);
// as it is printed: indented, blank lines left blank
const printed = (text) => text.replace(/^(?=.)/gm, '  ');

const all = codes();
for (const lang of ['ja', 'en']) {
	const list = explain(lang);
	const names = list.stdout.match(/^ {2}[a-z][a-z0-9-]*(?= )/gm)
		.map((name) => name.trim());
	check(`explain --lang ${lang} lists all codes`, [
		...all.filter(({code}) => !names.includes(code))
			.map(({code}) => code),
		...(names.length === all.length ? [] : [`${names.length} codes`]),
		...(list.status === 0 ? [] : [`exit status ${list.status}`]),
		...too_wide(list.stdout)]);
	check(`explain CODE --lang ${lang}: examples, messages, 80 columns`,
		all.flatMap(({code, wrong, right}) => {
			const {status, stdout} = explain(lang, code);
			return [
				...(status === 0 ? [] : [`${code}: ${status}`]),
				...[wrong, right].filter((text) => !stdout.includes(
					`\n${printed(text)}\n`)),
				...(/^ {2}(error|warning|note|エラー|注意|補足): ./m.test(stdout) ?
					[] : [`${code}: no message`]),
				...too_wide(stdout)];
		}));
}
const same = explain('en', '[key-missing]');
check('a code in brackets', same.status === 0 && same.stdout ===
	explain('en', 'key-missing').stdout ? [] : [same.stdout, same.stderr]);
for (const [what, lang, typed, want] of [
	['a near code', 'en', 'unit-mismach', "Did you mean 'unit-mismatch'?"],
	['a near code', 'ja', 'unit-mismach', '「unit-mismatch」のことでしょうか'],
	['a code far from any', 'en', 'something-else-altogether',
		"'keikaku explain' lists them"]
]) {
	const {status, stdout, stderr} = explain(lang, typed);
	check(`${what}, --lang ${lang}`, status === 2 && stdout === '' &&
		stderr.includes(want) ? [] : [`exit status ${status}`, stdout, stderr]);
}

// ---- trying them -----------------------------------------------------------

const shown = (text, findings) => [...text.split('\n'),
	...findings.map((f) => `${f.level} ${f.path}:${f.line}: ${f.message} [${f.code}]`)];

const tried = all.filter(({file}) => file !== null);
const table = fs.readFileSync('src/base/code.def', 'utf8')
	.match(/^CODE\(/gm).length;
check('the table of codes is read', all.length === table ? [] :
	[`${all.length} of ${table}`]);
check('most examples are tried', tried.length >= 150 ? [] :
	[`only ${tried.length}`]);
for (const example of tried) {
	const {code, wrong, right} = example;
	let found = said(example, wrong);
	check(`${code}: the wrong example`, found.some((f) => f.code === code) &&
		!found.some((f) => f.code !== code && f.level === 'error') ?
		[] : shown(wrong, found));
	found = said(example, right).filter((f) =>
		f.code === code || f.level === 'error');
	check(`${code}: the right example`, found.length === 0 ? [] :
		shown(right, found));
}
plan();
