#!/usr/bin/env node
// The documentation is true.  Its generated parts are as the program's tables
// have them.  The examples of docs/content.ja.md are the files of one site,
// those of docs/themes.md a theme for it; both build without a word.  What is
// written behind the three backquotes says what an example is:
//	yaml content/midori/goals.yaml      a file, or more of it
//	yaml wrong=CODE content/…           such a file alone; it gets this message
//	text message                        the message for the example before it
//	lua prints                          code, and behind "--> " what it prints
//	sh, text                            nothing to try
// The section of docs/themes.md that leads from nothing to a page is followed as
// it stands: commands succeed, files are written where they run, and what is
// behind «text prints» is printed by the commands before it.
// UPDATE=1 writes the messages anew; read the difference before you keep it.
'use strict';

const {execFileSync, spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const reference = process.env.REFERENCE || 'build/release/reference';
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

// ---- documents ------------------------------------------------------------

function read(doc) {
	const lines = fs.readFileSync(doc, 'utf8').split('\n');
	const blocks = [];
	let section;

	for (let i = 0; i < lines.length; i++) {
		if (lines[i].startsWith('## '))
			section = lines[i].slice(3);
		if (!lines[i].startsWith('```'))
			continue;
		const [lang, ...words] = lines[i].slice(3).split(' ');
		const from = ++i;
		while (lines[i] !== '```')
			i++;
		const wrong = words.find((w) => w.startsWith('wrong='));
		blocks.push({
			lang, from, to: i, at: `${doc}:${from}`, section,
			text: lines.slice(from, i).map((l) => `${l}\n`).join(''),
			file: words.find((w) => /[/.]/.test(w)),
			wrong: wrong && wrong.slice('wrong='.length),
			word: words[0],
		});
	}
	return {doc, lines, blocks, lang: doc.includes('.ja.') ? 'ja' : 'en'};
}

const WALK = 'From nothing to a page of one\'s own';
const is_file = (b) => b.file && !b.wrong;

// path: text; a file that is shown in pieces has them one behind the other
function files(blocks) {
	const all = {};

	for (const b of blocks.filter((b) => is_file(b) && b.section !== WALK))
		all[b.file] = (all[b.file] || '') + b.text;
	return all;
}

// the words behind the quotes are not shown, so the line above names the file
function is_named({lines}, block) {
	let above = block.from - 2;

	while (lines[above] === '')
		above--;
	return lines[above].includes(`\`${block.file}\``);
}

function check_words(document) {
	const {doc, blocks} = document;
	const nothing = blocks.filter((b) => !['sh', 'text'].includes(b.lang) &&
		!b.file && b.word !== 'prints');
	const nameless = blocks.filter((b) => is_file(b) &&
		!is_named(document, b));

	check(`${doc}: every example says what it is`, [
		...nothing.map((b) => `${b.at}: is nothing to try`),
		...nameless.map((b) => `${b.at}: the line above does not name it`)]);
}

// ---- sites ----------------------------------------------------------------

let folders = 0;

function make(all) {
	const site = path.join(tmp, `${++folders}`);

	for (const [name, text] of Object.entries(all)) {
		const full = path.join(site, name);
		fs.mkdirSync(path.dirname(full), {recursive: true});
		fs.writeFileSync(full, text);
	}
	return site;
}

const MESSAGE = new RegExp('^(?:(\\S+):\\d+:\\d+: )?' +
	'(エラー|注意|補足|error|warning|note): (?:.* \\[(.*)\\])?');

// what stderr says, one {path, level, code, text} for each message
function messages(stderr) {
	const all = [];

	for (const line of stderr.split('\n')) {
		const m = MESSAGE.exec(line);
		if (m && (m[3] || all.length === 0))
			all.push({path: m[1], level: m[2], code: m[3], text: ''});
		if (all.length > 0 && (m || /^ {2}[|=]/.test(line)))
			all[all.length - 1].text += `${line}\n`;
	}
	return all;
}

function build(site, ...args) {
	const run = spawnSync(keikaku, ['build', '--quiet', ...args],
		{cwd: site, encoding: 'utf8', timeout: 60000});

	if (run.error)
		throw run.error;
	return {said: messages(run.stderr), stderr: run.stderr,
		status: run.status};
}

function silent(name, all, ...args) {
	const run = build(make(all), ...args);

	check(name, [...run.stderr.split('\n').filter((line) => line),
		...(run.status === 0 ? [] : [`exit status ${run.status}`])]);
}

// ---- what the examples show -----------------------------------------------

// what is said about the file of an example that stands there alone
function said_of(block, all, lang) {
	const run = build(make({...all, [block.file]: block.text}),
		'--lang', lang);

	return run.said.filter((m) => m.path === block.file);
}

function check_wrong(document, all) {
	const {doc, lines, blocks, lang} = document;
	const fresh = [];

	blocks.forEach((block, i) => {
		if (!block.wrong)
			return;
		const said = said_of(block, all, lang);
		const codes = [...new Set(said.map((m) => m.code))];
		check(`${block.at}: is ${block.wrong}`,
			codes.join() === block.wrong ? [] :
				[`said: ${codes.join(', ') || 'nothing'}`]);
		const shown = blocks[i + 1];
		if (!shown || shown.word !== 'message')
			return;
		const text = said.map((m) => m.text).join('');
		fresh.unshift({shown, text});
		check(`${shown.at}: is what it says`,
			shown.text === text || process.env.UPDATE ? [] :
				text.split('\n'));
	});
	if (!process.env.UPDATE)
		return;
	for (const {shown, text} of fresh)
		lines.splice(shown.from, shown.to - shown.from,
			...text.split('\n').slice(0, -1));
	fs.writeFileSync(doc, lines.join('\n'));
}

// what a sheet becomes in plan.json, and what is said meanwhile
function data(all, name, text) {
	const site = make({...all, [name]: text});
	const {stderr, status} = build(site, '--lang', 'ja');
	const json = path.join(site, 'public',
		name.replace('content/', '').replace('actuals.csv', 'data/plan.json'));

	return {stderr, json: status === 0 && fs.readFileSync(json, 'utf8')};
}

function check_same(name, got, want, allowed) {
	check(name, [
		...got.stderr.split('\n').filter((line) => line !== '' &&
			!(allowed && allowed.test(line))),
		...(got.json && got.json === want.json ? [] :
			['the data are not the same'])]);
}

// as Excel and others save it
function check_sheets(all) {
	const name = 'content/midori/actuals.csv';
	const sheet = all[name];
	const rows = sheet.trimEnd().split('\n');
	const forms = {
		'BOM and CRLF': `\ufeff${rows.join('\r\n')}\r\n`,
		'empty columns and rows': rows.map((r) => `${r},,\n`).join('') +
			`${','.repeat(9)}\n`.repeat(3),
		'tabs': sheet.replace(/"(.*?)"|,/g, (_, cell) => cell || '\t'),
	};
	const plain = data(all, name, sheet);

	for (const [form, text] of Object.entries(forms))
		check_same(`actuals.csv with ${form}`, data(all, name, text), plain);
	const bytes = execFileSync('iconv', ['-f', 'UTF-8', '-t', 'CP932'],
		{input: sheet});
	check_same('actuals.csv in Shift JIS', data(all, name, bytes), plain,
		/補足: シフト JIS（CP932）の CSV として読みました$/);
}

// every name of a column that the table tells
function check_headers({lines}, all) {
	const name = 'content/midori-1/actuals.csv';
	const row = {indicator: 'grants', year: '2022', area: '', value: '1.2',
		state: 'revised', as_of: '令和5年6月1日', reason: '', note: '注',
		about: 'true', cmp: '以上', scale: '億', unit: '円'};
	const names = lines.map((line) => /^\| (\S+) \| `(\w+)` \|$/.exec(line))
		.filter((m) => m && m[2] in row)
		.map(([, ja, en]) => [en, ...ja.split('、')]);
	const sheet = (n) => `${names.map((list) => list[n] || list[0]).join()}\n` +
		`${names.map(([en]) => row[en]).join()}\n`;
	const english = data(all, name, sheet(0));

	check('the table of columns has them all', names.length ===
		Object.keys(row).length ? [] : names.map(String));
	for (let n = 1; n < Math.max(...names.map((list) => list.length)); n++)
		check_same(`columns in Japanese, ${n}`, data(all, name, sheet(n)),
			english);
}

// what an open value is, by the plan's status and how the site is built
function check_open({lines, blocks}, all) {
	const open = blocks.find((b) => b.wrong === 'placeholder');
	const name = 'content/midori/plan.md';

	for (const line of lines) {
		const cells = line.split(' | ');
		const statuses = [...cells[0].matchAll(/`(\w+)`/g)].map((m) => m[1]);
		if (!/^\| `skel|^\| `adop/.test(line) || cells.length !== 4)
			continue;
		const want = cells.slice(1).map((c) => c.replace(' |', '')).join();
		for (const status of statuses) {
			const site = make({...all, [open.file]: open.text,
				[name]: all[name].replace('status: adopted',
					`status: ${status}`)});
			const got = [[], ['--draft'], ['--release']].map((args) =>
				build(site, '--lang', 'ja', ...args).said
					.find((m) => m.code === 'placeholder').level);
			check(`an open value, status ${status}`,
				got.join() === want ? [] : [`is ${got}, not ${want}`]);
		}
	}
}

// ---- code that prints -----------------------------------------------------

const is_statement = (code) => /^(local|for|if|while)\b/.test(code);

// pieces of "lua prints": code and the lines behind it that begin with "--> "
function pieces(block) {
	return [...block.text.matchAll(/((?:(?!-->).*\n)+)((?:--> ?.*\n)+)/g)]
		.map(([, code, printed]) => ({at: block.at, code: code.trim(),
			printed: printed.replace(/^--> ?/gm, '').trimEnd()}));
}

// one layout that runs them all, on the page of the plan
function layout(all) {
	return `{% local function show(...)
	local texts = {}
	for i = 1, select("#", ...) do
		texts[i] = tostring((select(i, ...)))
	end
	raw(table.concat(texts, ", "))
end %}
${all.map(({code}, i) => `<<${i}>>{% do local ok, why = pcall(function()
${is_statement(code) ? code : `show(${code})`}
end) if not ok then raw("failed: " .. why) end end %}`).join('\n')}
<<end>>
`;
}

function check_prints({doc, blocks}, all, title) {
	const tried = blocks.filter((b) => b.word === 'prints').flatMap(pieces);
	const plain = '<!doctype html>\n';
	const site = make({...all,
		'site.yaml': `${title}theme: prints\n`,
		'themes/prints/theme.yaml': 'name: prints\n',
		'themes/prints/layouts/entity.html': plain,
		'themes/prints/layouts/list.html': plain,
		'themes/prints/layouts/plan.html':
			`{% if page.path == "midori/index.html" then %}
${layout(tried)}{% end %}`,
		'themes/prints/lib/greet.lua': all['themes/small/lib/greet.lua'],
	});
	const run = build(site);
	const page = run.status !== 0 ? '' :
		fs.readFileSync(path.join(site, 'public/midori/index.html'), 'utf8');

	check(`${doc}: the page of examples builds`, page ? [] :
		run.stderr.split('\n'));
	if (!page)
		return;
	const printed = page.split(/^<<\w+>>/m).slice(1);
	tried.forEach(({at, code, printed: want}, i) => {
		const got = printed[i].trim();
		check(`${at}: ${code.split('\n')[0]}`,
			got === want ? [] : [`prints ${got}`, `not    ${want}`]);
	});
}

// ---- a walk ----------------------------------------------------------------

// the folder is kept from one block of commands to the next
function shell(reader, text) {
	const env = {...process.env, PATH: `${path.join(tmp, 'bin')}:` +
		process.env.PATH, LC_ALL: 'C.UTF-8'};
	const run = spawnSync('bash', ['-eu', '-c', `${text}\npwd >&3`],
		{cwd: reader.folder, env, encoding: 'utf8', timeout: 60000,
			stdio: ['ignore', 'pipe', 'pipe', 'pipe']});

	reader.printed = run.stdout + run.stderr;
	if (run.status === 0)
		reader.folder = run.output[3].trim();
	return run.status === 0 ? [] : reader.printed.split('\n');
}

function follow({blocks}) {
	const reader = {folder: path.join(tmp, 'walk'), printed: ''};

	fs.mkdirSync(reader.folder);
	fs.mkdirSync(path.join(tmp, 'bin'));
	fs.symlinkSync(keikaku, path.join(tmp, 'bin/keikaku'));
	for (const b of blocks.filter((one) => one.section === WALK))
		if (b.lang === 'sh')
			check(`${b.at}: ${b.text.split('\n')[0]}`, shell(reader, b.text));
		else if (b.word === 'prints')
			check(`${b.at}: is what is printed`, reader.printed === b.text ?
				[] : reader.printed.split('\n'));
		else
			fs.writeFileSync(path.join(reader.folder, b.file), b.text);
}

// ---- what the program keeps to itself -------------------------------------

// the first column of the table below a heading
function column({lines}, heading) {
	const from = lines.indexOf(heading);
	const rows = lines.slice(from + 1);
	const end = rows.findIndex((line) => line.startsWith('#'));

	return rows.slice(0, end).map((line) => /^\| `(\w+)`/.exec(line))
		.filter((m) => m).map((m) => m[1]);
}

function check_keys(document, heading, list) {
	const source = fs.readFileSync('src/script/page.c', 'utf8') +
	    fs.readFileSync('src/script/value.c', 'utf8') +
	    fs.readFileSync('src/script/result.c', 'utf8');
	const m = new RegExp(`${list}\\[\\] = \\{(.*?)\\};`, 's').exec(source);
	const keys = m ? [...m[1].matchAll(/"(\w+)"/g)].map((k) => k[1]) : [];

	check(`${document.doc}: ${heading} has the keys of ${list}`,
		keys.length > 0 && column(document, heading).join() === keys.join() ?
			[] : [`the program has ${keys.join(', ') || 'no such list'}`,
				`the table has ${column(document, heading).join(', ')}`]);
}

// what the sandbox lets in, and how much
function check_sandbox({doc, lines}) {
	const world = fs.readFileSync('src/script/world.c', 'utf8');
	const words = (text, pattern) => [...text.matchAll(pattern)]
		.map((m) => m[1]);
	const lists = [
		['', /\bnames\[\] = \{(.*?)NULL/s, ['pairs', 'ipairs', 'tostring', 'pcall', 'require']],
		...['math', 'string', 'table', 'utf8'].map((name) => [`${name}.`,
			new RegExp(`luaopen_${name}, .*?\\{(.*?)NULL`, 's'),
			words(world, new RegExp(`\\{"${name}", "(\\w+)"`, 'g'))]),
	];
	const there = lists.flatMap(([library, list, ours]) =>
		[...words((list.exec(world) || [])[1] || '', /"(\w+)"/g), ...ours]
			.map((name) => library + name)).sort();
	const from = lines.indexOf('What is there of Lua:');
	const to = lines.indexOf('What is not there, and why:');
	const told = lines.slice(from, to).join('\n').split('\n- ').slice(1)
		.flatMap((item) => {
			const [library] = /^`\w+\.`/.exec(item) || [''];
			return words(item.slice(library.length), /`(\w+)`/g)
				.map((name) => library.replace(/`/g, '') + name);
		}).sort();
	const vm = fs.readFileSync('src/script/vm.c', 'utf8');

	check(`${doc}: the sandbox has what is told`, [
		...there.filter((name) => !told.includes(name))
			.map((name) => `${name} is there and not told`),
		...told.filter((name) => !there.includes(name))
			.map((name) => `${name} is told and not there`)]);
	check(`${doc}: the limits are those of vm.c`,
		[/STEPS_MOST = 100 \* 1000 \* 1000,/, /MEMORY_MOST = 32 << 20/,
			/TIME_MOST = 2000,/, /OUTPUT_MOST = 8 << 20/]
			.filter((limit) => !limit.test(vm)).map(String));
}

// ---- all ------------------------------------------------------------------

const content = read('docs/content.ja.md');
const themes = read('docs/themes.md');
const site = files(content.blocks);
const small = {...site, ...files(themes.blocks),
	'site.yaml': `${site['site.yaml']}theme: small\n`};

const generated = spawnSync('scripts/reference', ['--check'],
	{encoding: 'utf8', env: {...process.env, REFERENCE: reference}});
check('the generated parts are as the program has them',
	generated.status === 0 ? [] :
		(generated.stdout + generated.stderr).split('\n'));

check_words(content);
silent('the example site builds without a word', site);
silent('the same as a draft', site, '--draft');
silent('the same as a release', site, '--release');
check_sheets(small);
check_headers(content, small);
check_open(content, small);
check_wrong(content, small);

check_words(themes);
silent('the small theme builds without a word', small);
check_wrong(themes, small);
follow(themes);
check_prints(themes, small, site['site.yaml']);
check_sandbox(themes);
check_keys(themes, '## Figures', 'figure_keys');
check_keys(themes, '## Years', 'year_keys');
check_keys(themes, '## The page', 'page_keys');
check_keys(themes, '## Results', 'result_keys');
plan();
