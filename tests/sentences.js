#!/usr/bin/env node
// The sentences about an indicator, on the pages of tests/sentences/ in
// Japanese and English, and on those of indicators made up at random.
// UPDATE=1 rewrites tests/sentences/expect.txt: read it aloud before you keep
// it.  tests/sentences.js N [SEED] makes N rounds at random instead of two.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {random_site} = require('./sentences/random.js');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));
process.chdir(__dirname);

// ---- building ---------------------------------------------------------------

// civic with the rules of a city
function put_theme(site) {
	fs.cpSync('../themes/civic', `${site}/themes/civic`, {recursive: true});
	fs.cpSync('sentences/rules.lua', `${site}/themes/civic/lib/rules.lua`);
}

// what it said of errors; the pages stand in site/out
function build(site, language) {
	put_theme(site);
	fs.appendFileSync(`${site}/site.yaml`, `language: ${language}\n`);
	const run = spawnSync(keikaku, ['build', site, '-o', `${site}/out`,
		'--quiet', '--lang', 'en'], {encoding: 'utf8'});

	return run.status === 0 ? [] : run.stderr.split(/\n(?! )/)
		.filter((text) => !/^\S+: (?:warning|note):/.test(text));
}

// ---- reading ----------------------------------------------------------------

const plain = (html) => html.replace(/<[^>]*>|\u2060/g, '')
	.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&#39;/g, "'")
	.replace(/&quot;/g, '"').replace(/&amp;/g, '&');

const all = (text, pattern) => [...text.matchAll(pattern)]
	.map((m) => plain(m[1]));

// what a page says: the sentence, captions and descriptions of its charts
function said(file) {
	const text = fs.readFileSync(file, 'utf8');

	return {
		lead: all(text, /<p class="lead">(.*?)<\/p>/g),
		description: all(text, /<meta name="description" content="([^"]*)"/g),
		caption: all(text, /<figcaption><b>(.*?)<\/b>/g),
		title: all(text, /<title id="[^"]*">(.*?)<\/title>/g),
		chart: all(text, /<desc id="[^"]*">(.*?)<\/desc>/g),
	};
}

// {plan/id: what its page says}
function pages(site) {
	const found = {};

	for (const name of fs.readdirSync(`${site}/content`).sort()) {
		const folder = `${site}/out/${name}/indicators`;
		const data = JSON.parse(fs.readFileSync(
			`${site}/out/${name}/data/plan.json`, 'utf8'));

		for (const one of data.indicators)
			found[`${name}/${one.id}`] = said(`${folder}/${one.id}.html`);
	}
	return found;
}

function results(site) {
	return fs.readdirSync(`${site}/content`).flatMap((name) => JSON.parse(
		fs.readFileSync(`${site}/out/${name}/data/status.json`, 'utf8'))
		.results);
}

// ---- what no sentence may hold ----------------------------------------------

const units = ['％', '件', '人', '世帯', '団体', '円', '回', '社', '億', '万',
	'年度', 'か所', '割'];
const never = [
	[/\bnil\b|undefined|\bfunction: |\btable: /, 'holds what is no word'],
	[/[{}]|&\w+;|<\/?(?:span|strong)/, 'holds a bracket of its template'],
	[/をを|はは|がが|にに|でで|へへ|のの|まままで|まで(?:まで|は、まで)|からから|、、|。。|、。|。、/,
		'has a word twice'],
	[/（\s*）|\(\s*\)|「」|“”/, 'has empty brackets'],
	[/以上以上|以下以下|未満未満|約約|延べ延べ|累計累計|時点時点|毎年度?各年/,
		'has a qualifier twice'],
	[/までま[でに]に|までまで|年度に年度|からに|のは、?は/, 'has a wrong particle'],
	[new RegExp(units.map((u) => u + u).join('|')), 'has a unit twice'],
];
const never_ja = [
	[/[^ -~] | [^ -~]/, 'has a blank'],
	[/(?<!。|）)$/, 'does not end'],
];
const never_en = [
	[/ {2}| [.,;)]|\( |[.,][A-Za-z]/, 'has a blank too many or too few'],
	[/(?<!\.)$/, 'does not end'],
	[/\b(\w+) \1\b/i, 'has a word twice'],
	[/[、。]/, 'is partly Japanese'],
	[/(?:^|\. )[a-z]/, 'begins with a small letter'],
];

function faults(language, id, text, is_caption) {
	return [...never, ...(language === 'ja' ? never_ja : never_en)]
		.filter(([, what]) => !is_caption || (what !== 'does not end' &&
			what !== 'begins with a small letter'))
		.filter(([pattern]) => pattern.test(text))
		.map(([, what]) => `${id} ${what}: ${text}`);
}

function wrong_texts(language, found) {
	return Object.entries(found).flatMap(([id, page]) => [
		...(page.lead.length === 1 ? [] : [`${id} has no sentence`]),
		...page.lead.flatMap((text) => faults(language, id, text)),
		...page.caption.flatMap((text) =>
			faults(language, id, text, true)),
		...[...page.title, ...page.chart].flatMap((text) =>
			faults(language, id, text, true)),
		...(page.description[0] === page.lead[0] ? [] :
			[`${id}: the description is not the sentence`]),
	]);
}

// ---- the table --------------------------------------------------------------

function table(ja, en) {
	const one = (page) => [...page.lead,
		...page.caption.slice(0, 1).map((text) => `[${text}]`)];

	return Object.keys(ja).map((id) => [id, ...one(ja[id]),
		...one(en[id])].join('\n')).join('\n\n') + '\n';
}

function difference(want, have) {
	const lines = (text) => text.split('\n\n');
	const known = new Set(lines(want));
	const now = new Set(lines(have));

	return [...lines(have).filter((part) => !known.has(part))
		.map((part) => `now: ${part.replace(/\n/g, ' | ')}`),
	...lines(want).filter((part) => !now.has(part))
		.map((part) => `was: ${part.replace(/\n/g, ' | ')}`)];
}

// every status and reason that there is
function missing(list) {
	const source = fs.readFileSync('../src/model/status_names.c', 'utf8');
	const words = [...source.matchAll(/NAME\(\s*"([a-z_-]+)"/g)]
		.map((m) => m[1]);
	const have = new Set(list.flatMap((r) => [r.status, r.reason]));

	return words.filter((word) => !have.has(word))
		.map((word) => `no indicator is ${word}`);
}

function golden() {
	const found = {};

	for (const language of ['ja', 'en']) {
		const site = `${tmp}/${language}`;

		fs.cpSync('sentences', site, {recursive: true});
		const errors = build(site, language);
		check(`the site builds in ${language}`, errors);
		if (errors.length > 0)
			return;
		found[language] = pages(site);
		check(`the sentences in ${language} are whole`,
			wrong_texts(language, found[language]));
	}
	const have = table(found.ja, found.en);
	const file = 'sentences/expect.txt';

	if (process.env.UPDATE)
		fs.writeFileSync(file, have);
	check('the sentences are as expected',
		difference(fs.readFileSync(file, 'utf8'), have));
	check('every status and reason is spoken of',
		missing(results(`${tmp}/ja`)));
}

// ---- at random --------------------------------------------------------------

function at_random(seed) {
	for (const language of ['ja', 'en']) {
		const site = `${tmp}/random-${language}-${seed}`;

		random_site(site, seed);
		const errors = build(site, language);
		check(`random indicators build in ${language}, seed ${seed}`, errors);
		if (errors.length === 0)
			check(`their sentences are whole`,
				wrong_texts(language, pages(site)));
		fs.rmSync(site, {recursive: true});
	}
}

const rounds = Number(process.argv[2]);
if (!rounds)
	golden();
for (let n = 0; n < (rounds || 2); n++)
	at_random(Number(process.argv[3] || 1) + n);
plan();
