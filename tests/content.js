#!/usr/bin/env node
// This repository's own site: it builds without a word, every figure of the
// plans' tables (tests/facts/) is in the data and on its page, and every
// link leads somewhere.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const judged = require('./judged.js');
const placed = require('./placed.js');
const {problems, tags} = require('./links.js');
const {check, plan} = require('./tap.js');

const keikaku = process.env.KEIKAKU || 'build/asan/keikaku';
const out = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(out, {recursive: true}));

const built = spawnSync(keikaku, ['build', '.', '-o', out, '--quiet'],
	{encoding: 'utf8'});

// a plan that is not adopted yet has words such as 令和●年●月 still to fill in
const messages = built.stderr.split(/\n(?! )/).filter((text) =>
	text && !/^\S+: (注意|warning): .* \[placeholder\]\n/.test(text));
check('the site builds without a message, placeholders apart', [
	...messages,
	...(built.status === 0 ? [] : [`exit status ${built.status}`])]);

// full-width and half-width are the same here, and blanks do not count
const fold = (text) => (text || '').normalize('NFKC').replace(/\s/g, '');

const runs = {};
function runs_of(page) {
	if (!runs[page])
		runs[page] = tags(fs.readFileSync(path.join(out, page), 'utf8'))
			.map((t) => fold(t.text));
	return runs[page];
}

function on_page(entity, text) {
	const page = entity.url.split('#')[0];

	return runs_of(page).some((run) => run.includes(fold(text))) ? [] :
		[`${page} does not show ${text} in one piece`];
}

// 50.7%（令和元年）: the figure and its year
function same_figure(figure, fact) {
	const [, text, year] = /^(.*?)(?:（(.*)）)?$/.exec(fact);

	if (!figure)
		return [`${fact}: not in plan.json`];
	return [
		fold(figure.text) !== fold(text) &&
			`${figure.text} should be ${text}`,
		year && fold(figure.year) !== fold(year) &&
			`${figure.text}: ${figure.year} should be ${year}`,
	].filter((line) => line);
}

function check_indicator(data, [title, ...facts]) {
	const [name, ward] = title.split('/');
	const found = data.indicators.filter((i) =>
		fold(i.title) === fold(name));
	if (found.length !== 1)
		return [`${found.length} times in plan.json`];
	const indicator = found[0];
	const row = ward ? (indicator.areas || []).find((a) =>
		fold(a.title) === fold(ward)) : indicator;
	if (!row)
		return ['no such area'];
	const figures = [row.baseline, ...row.targets].filter((f) => f);
	return [
		...(figures.length === facts.length ? [] :
			[`${figures.length} figures, not ${facts.length}`]),
		...facts.flatMap((fact, i) => same_figure(figures[i], fact)),
		...facts.flatMap((fact) => on_page(indicator,
			fact.replace(/（.*/, ''))),
		...on_page(indicator, name),
	];
}

function check_title(entities, [title, flag]) {
	const found = entities.filter((e) => fold(e.title) === fold(title));

	if (found.length !== 1)
		return [`${found.length} times in plan.json`];
	const flags = (found[0].flags || []).map((f) => f.flag);
	return [
		...on_page(found[0], title),
		...(flags.join() === (flag || '') ? [] :
			[`flags ${flags}, not ${flag}`]),
		...(flag ? on_page(found[0], flag) : []),
	];
}

function check_counts(data, facts) {
	const count = (kind) => new Set(facts.filter(([k]) => k === kind)
		.map(([, title]) => title.split('/')[0])).size;

	return ['goal', 'programme', 'indicator'].filter((kind) =>
		data[`${kind}s`].length !== count(kind)).map((kind) =>
		`${data[`${kind}s`].length} ${kind}s, not ${count(kind)}`);
}

function check_plan(id, facts, data) {
	const said = judged(id, data, fold, on_page);
	const set = placed(data, {fold, on_page, same_figure, check_title});
	const checks = {...said, ...set};

	check(`${id}: as many entities as the plan's tables have`, [
		...check_counts(data, facts), ...said.counts(facts),
		...set.counts(facts)]);
	for (const [kind, ...row] of facts)
		check(`${id}: ${kind} ${row.slice(0, said[kind] ? 3 : 1)}`,
			kind === 'indicator' ?
			check_indicator(data, row) :
			checks[kind] ? checks[kind](row) :
			check_title(data[`${kind}s`], row));
	check_data(id, data);
}

for (const file of fs.readdirSync('tests/facts').sort()) {
	const id = file.replace(/\.txt$/, '');
	const facts = fs.readFileSync(`tests/facts/${file}`, 'utf8').split('\n')
		.filter((line) => line && !line.startsWith('#'))
		.map((line) => line.split('\t'));
	let data;

	try {
		data = JSON.parse(fs.readFileSync(
			path.join(out, id, 'data/plan.json'), 'utf8'));
	} catch (e) {
		check(`${id}: plan.json`, [e.message]);
		continue;
	}
	check_plan(id, facts, data);
}

// the promises that every plan.json keeps
function check_data(id, data) {
	const FIGURE = ['text', 'value', 'scale', 'unit', 'about', 'qualifier',
		'cmp', 'year', 'fiscal_year', 'as_of', 'reason', 'note'];
	const figures = [], wrong = [];
	const walk = (value) => {
		if (value === null || typeof value !== 'object')
			return;
		if (!Array.isArray(value) && 'value' in value && 'cmp' in value)
			figures.push(value);
		Object.values(value).forEach(walk);
	};

	walk(data);
	for (const f of figures) {
		FIGURE.filter((key) => !(key in f)).forEach((key) =>
			wrong.push(`${f.text}: no ${key}`));
		if (f.value !== null && !/^-?\d+(\.\d+)?$/.test(f.value))
			wrong.push(`${f.text}: value ${f.value}`);
		if (f.value === null && !f.reason)
			wrong.push(`${f.text}: no value and no reason`);
		if (f.fiscal_year !== null && !Number.isInteger(f.fiscal_year))
			wrong.push(`${f.text}: fiscal_year ${f.fiscal_year}`);
	}
	check(`${id}: each figure of plan.json is complete`, wrong);
	check(`${id}: each entity of plan.json has its place`,
		Object.entries(data).flatMap(([kind, all]) =>
			[].concat(all).filter((e) =>
				!['actuals', 'evaluations'].includes(kind) &&
				!(e.id && e.title && e.url &&
				fs.existsSync(path.join(out, e.url.split('#')[0]))))
				.map((e) => `${kind}: ${e.id}`)));
}

if (built.status === 0)
	check('all links lead somewhere, and nothing is asked of other sites',
		problems(out));
plan();
