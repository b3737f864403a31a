#!/usr/bin/env node
// Themes that mean harm: what they must not reach, what must not last, and
// what must not reach a page.  tests/sandbox/every.lua is run with the
// sanitizers, limits are measured with the program that people run.  Names
// of PARTS, or texts in the names of LIMITS, try those only.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');
const {Server, folder, sleep} = require('./serve/server.js');

const SECONDS = 3, MEGABYTES = 200;
const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const release = path.resolve(process.env.KEIKAKU || 'build/keikaku');
const only = process.argv.slice(2);
const measured = !/asan|tsan/.test(release);

// runs a command and says what it took: seconds of the processor, megabytes
const MEASURE = `
import resource, subprocess, sys
run = subprocess.run(sys.argv[2:], timeout=60)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
open(sys.argv[1], "w").write("%f %d" % (used.ru_utime + used.ru_stime,
    used.ru_maxrss // 1024))
sys.exit(run.returncode)
`;

// a small site with files of its own: layouts/home.html is put in front
function site(own) {
	const at = folder();
	const files = {
		'themes/plain/theme.yaml': 'name: plain\n',
		'themes/plain/layouts/home.html': '{{ site.title }}\n',
		'themes/plain/layouts/list.html': '{{ page.kind }}\n',
		'themes/plain/layouts/entity.html': '{{ page.entity }}\n',
		'themes/plain/lib/embed.lua': 'return {chart = function() end, ' +
			'table = function() end, survey = function() end}\n',
		...own};

	fs.cpSync('tests/sites/town/content', path.join(at, 'content'),
		{recursive: true});
	fs.writeFileSync(path.join(at, 'site.yaml'), 'title: t\ntheme: plain\n');
	for (const [name, text] of Object.entries(files)) {
		fs.mkdirSync(path.dirname(path.join(at, name)), {recursive: true});
		if (text !== null)
			fs.writeFileSync(path.join(at, name), text);
	}
	return at;
}

function build(at, {program = keikaku, command = 'build', options = []} = {}) {
	const run = spawnSync(program, [command, at, '--quiet', '--lang', 'en',
		...options], {encoding: 'utf8', timeout: 120000, maxBuffer: 1 << 27});
	return {...run, said: run.stdout + run.stderr,
		read: (name) => fs.readFileSync(path.join(at, 'public', name), 'utf8')};
}

const lines = (text) => text.split('\n').slice(0, 6);

// what home.html prints, or why it does not
function printed(code, own = {}) {
	const run = build(site({'themes/plain/layouts/home.html': code, ...own}));
	return run.status === 0 ? run.read('index.html') :
		`exit ${run.status ?? run.signal} ${run.said}`;
}

function prints(name, code, expected, own) {
	const got = printed(code, own);
	check(name, got.trim() === expected ? [] : lines(got));
}

// ---- what a theme does not reach -------------------------------------------

const ABSENT = ['_G', '_VERSION', 'io', 'os', 'debug', 'package', 'coroutine',
	'load', 'loadstring', 'loadfile', 'dofile', 'print', 'warn', 'next', 'xpcall',
	'rawget', 'rawset', 'rawequal', 'rawlen', 'getmetatable', 'setmetatable',
	'collectgarbage', 'getfenv', 'setfenv', 'newproxy', 'arg', 'module'];
const ABSENT_MEMBERS = ['string.dump', 'string.pack', 'string.unpack',
	'string.packsize', 'math.random', 'math.randomseed', 'table.foreach',
	'string.gfind', 'utf8.graphemes', '("").dump', '("").pack'];

function check_absent() {
	const reach = [...ABSENT.map((n) => `_ENV["${n}"]`), ...ABSENT_MEMBERS]
		.map((what) => `{% if pcall(function() return ${what} end) then %}` +
			`{{ ${JSON.stringify(what)} }} {% end %}`).join('');
	prints('names that lead outside are not there', reach, '');
	prints('nor in tables that are', '{% for _, t in ipairs {string, table, ' +
		'math, utf8} do for k in pairs(t) do raw(k) end end %}', '');
	prints('nor among the globals', `{% for k in pairs(_ENV) do if not (" ${FUNCTIONS
		.join(' ')} " .. "page site string table math utf8 "):find(" " .. k .. " ", 1, true) ` +
		'then raw(k .. " ") end end %}', '');
}

const CHANGES = ['string.rep = 1', 'string.new = 1', 'table.insert = nil',
	'math.pi = 3', 'utf8.char = 1', '("").x = 1', 'site.title = "x"',
	'site.plans[1] = nil', 'site.plans[1].title = "x"', 'page.title = "x"',
	'find("town/volunteers").baseline.value = "1"', 'site.plans[1].period.from = 1',
	'table.insert(site.plans, 1)', 'table.remove(site.plans)',
	'table.sort(site.plans)', 'table.move(site.plans, 1, 1, 2)',
	'for _, g in ipairs(site.plans) do g.id = "x" end',
	'find("town/volunteers").results[1].status = "achieved"'];

function check_read_only() {
	const try_all = CHANGES.map((code) => '{% do local ok, e = pcall(function() ' +
		`${code} end) if ok or not (e:find("cannot be changed", 1, true) or ` +
		'e:find("table expected", 1, true) or e:find("index a string", 1, true)) ' +
		`then raw(${JSON.stringify(code)} .. ": " .. tostring(e)) end end %}`)
		.join('\n');
	prints('neither library nor model can be changed', try_all, '');
}

const COUNTER = 'local n, all = 0, {}\n' +
	'return {next = function() n = n + 1 all[n] = n return n .. #all end,\n' +
	'text = "own"}\n';
const TRACES = '{{ require("count").next() }} {{ require("count").text }}' +
	'{% if pcall(function() return leak end) then %}leaked{% end %}' +
	'{% leak = "x" require("count").text = "other" find = nil string = nil\n' +
	'function era() return "x" end require("count").next = error %}';

function check_apart() {
	const at = site({'themes/plain/lib/count.lua': COUNTER,
		'themes/plain/layouts/home.html': TRACES,
		'themes/plain/layouts/entity.html': TRACES,
		'themes/plain/layouts/list.html': TRACES});
	const run = build(at, {options: ['-j1']});
	const wrong = run.status === 0 ? fs.readdirSync(path.join(at, 'public'),
		{recursive: true}).filter((name) => /\.html$/.test(name))
		.filter((name) => !/old\.html|alias/.test(name))
		.filter((name) => run.read(name).trim() !== '11 own' &&
			!run.read(name).includes('http-equiv')) : lines(run.said);
	check('a page sees nothing of another', wrong);
}

const FUNCTIONS = (
	'assert error ipairs select tonumber type pairs tostring pcall require ' +
	'math.abs math.ceil math.floor math.fmod math.max math.min math.modf ' +
	'math.sqrt math.tointeger math.type math.ult math.log string.byte ' +
	'string.char string.find string.format string.gmatch string.gsub ' +
	'string.len string.lower string.match string.reverse string.sub ' +
	'string.upper table.concat table.insert table.pack table.remove ' +
	'table.sort table.unpack utf8.char utf8.codepoint utf8.codes utf8.len ' +
	'utf8.offset raw esc escape titled put fill coordinate once url path has_page ' +
	'pages kind_of position ' +
	'fields find body headings terms has_body untranslated era counts years ' +
	'status_name round subtract file sheets use').split(' ');

function check_every() {
	const at = site({'themes/plain/lib/every.lua':
		fs.readFileSync('tests/sandbox/every.lua', 'utf8'),
	'themes/plain/layouts/every.html': '{{ require("every")(page.title) }}\n',
	'themes/plain/theme.yaml': 'name: plain\npages:\n' + FUNCTIONS.map((name) =>
		`  - {path: every/${name}.html, layout: every, title: ${name}}\n`)
		.join('')});
	const made = [1, 2, 3].map(() => {
		const run = build(at);
		if (run.status !== 0)
			throw new Error(run.said);
		return FUNCTIONS.map((name) => run.read(`every/${name}.html`).split('\n'));
	});
	const calls = made[0].reduce((sum, page) => sum + Number(/^== (\d+)$/m.exec(page.join('\n'))[1]), 0);
	check(`functions take all values (${calls} calls)`, calls > 100000 ? [] : ['they are too few']);
	const all = made.map((pages) => pages.flat());
	check('and say the same each time', all[0].filter((line, i) =>
		line !== all[1][i] || line !== all[2][i]));
	check('and no address', all[0].filter((line) => /0x[0-9a-f]{6,}|: 0x/.test(line)));
}

// as string.format says it, also where a tenth is in doubt
function check_coordinates() {
	prints('coordinate rounds as string.format does', `{%
local function want(x)
	local s = ("%.1f"):format(x):gsub("[.]0$", "")
	return s == "-0" and "0" or s
end
for k = -4000, 4000 do
	for _, x in ipairs {k / 8, k / 20, k / 20 + 0.0000001, k * 99.99, k * 1e9 + 0.25, k / 3} do
		if coordinate(x) ~= want(x) then
			raw(x .. ": " .. coordinate(x) .. " ")
		end
	end
end
for _, x in ipairs {0 / 0, 1 / 0, -1 / 0, 1e15} do
	raw(tostring(pcall(coordinate, x)))
end %}{{ coordinate(3) }} {{ coordinate(-0.0) }} {{ coordinate(0.25) }}`,
	'falsefalsefalsefalse3 0 0.2');
}

// what is kept is kept for one entity, one of its areas and one year; nothing, too
function check_once() {
	prints('once works out once what is of an entity, an area and a year', `{%
local calls, nothings = 0, 0
local of = once(function(one, area, year)
	calls = calls + 1
	return (area or one).id .. (year or "")
end)
local none = once(function() nothings = nothings + 1 end)
for _ = 1, 3 do
	local one = find("town/attachment")
	raw(of(one) .. " " .. of(one, one.areas[1]) .. " " ..
	    of(one, one.areas[2]) .. " " .. of(one, one.areas[1], 2024) .. " " ..
	    of(one, nil, 2024) .. " " .. of(find("town/fund")) .. " " ..
	    tostring(none(one)) .. "; ")
end
raw(calls .. " " .. nothings) %}`,
	`${'attachment east west east2024 attachment2024 fund nil; '.repeat(3)}6 1`);
	prints('and says what it is not for', '{{ pcall(once(error), find("town/fund")) }} ' +
		'{{ pcall(once(error), 1) }} {{ pcall(once(error), site) }} {{ pcall(once, 1) }}',
	'false false false false');
}

function check_outside() {
	const secret = path.join(folder(), 'secret.lua');
	const at = site({'themes/plain/assets/a.css': '',
		'themes/plain/lib/words.lua': 'return {}\n',
		'themes/plain/layouts/home.html': ['../secret', '../../site', secret,
			secret.replace(/\.lua$/, ''), 'words\\0', 'words\\0x', 'link', 'folder/secret',
			'', '.', '/', 'theme:../secret', 'site:link', '\\27Lua'].map((name) =>
			`{% if pcall(require, "${name}") then raw "read ${name}" end %}`)
			.join('\n') + 'done'});
	const theme = path.join(at, 'themes/plain');

	fs.writeFileSync(secret, 'return {}\n');
	fs.writeFileSync(path.join(at, 'themes/secret.lua'), 'return {}\n');
	fs.symlinkSync(secret, path.join(theme, 'lib/link.lua'));
	fs.symlinkSync(path.dirname(secret), path.join(theme, 'lib/folder'));
	fs.symlinkSync(secret, path.join(theme, 'assets/secret.lua'));
	fs.symlinkSync(path.dirname(secret), path.join(theme, 'assets/folder'));
	const run = build(at);
	check('no file outside is required', run.status === 0 &&
		run.read('index.html').trim() === 'done' ? [] :
		lines(run.status === 0 ? run.read('index.html') : run.said));
	const assets = path.join(at, 'public/assets');
	check('nor published', fs.existsSync(assets) ?
		fs.readdirSync(assets).filter((name) => name !== 'a.css') : []);
}

// a folder of the theme that is itself a link
function check_linked_folders() {
	const wrong = [];

	for (const name of ['lib', 'layouts', 'assets']) {
		const at = site({}), out = folder();
		const theme = path.join(at, 'themes/plain');
		fs.writeFileSync(path.join(out, 'secret.txt'), 'secret');
		fs.writeFileSync(path.join(out, 'secret.lua'), 'return {}\n');
		fs.writeFileSync(path.join(out, 'home.html'), 'secret');
		fs.rmSync(path.join(theme, name), {recursive: true, force: true});
		fs.symlinkSync(out, path.join(theme, name));
		const run = build(at);
		if (fs.existsSync(path.join(at, 'public/assets/secret.txt')))
			wrong.push(name);
		if (name === 'layouts' && !run.said.includes('[theme-layout]'))
			wrong.push(name, ...lines(run.said));
	}
	check('folders of a theme that lead outside are not followed', wrong);
}

function refuses(name, code, own, also = '') {
	const run = build(site(own));
	check(name, run.status === 1 && run.said.includes(`[${code}]`) &&
		run.said.search(also) >= 0 ? [] :
		[`exit ${run.status ?? run.signal}`, ...lines(run.said)]);
}

function check_refused() {
	refuses('bytecode is no module', 'encoding', {
		'themes/plain/lib/evil.lua': '\x1bLua\x54\x00\x19\x93\r\n\x1a\n'});
	refuses('a theme of too much code is no theme', 'theme-large', Object.assign({},
		...Array.from({length: 9}, (_, i) => ({[`themes/plain/lib/large${i}.lua`]:
			'local t = {}\n' + Array.from({length: 30000}, (__, k) =>
				`t[${k}] = "${k}"\n`).join('') + 'return t\n'}))));
	for (const file of ['themes/plain/lib/evil.lua', 'lib/evil.lua',
		'themes/plain/layouts/evil.html', 'layouts/evil.html'])
		refuses(`nor what begins like it, in ${file}`, 'text-control',
			{[file]: '\x1bLuaS'});
	const at = site({'themes/plain/assets/a.css': ''});
	fs.writeFileSync(Buffer.concat([Buffer.from(path.join(at,
		'themes/plain/assets/')), Buffer.from([0xff])]), '');
	const run = build(at);
	check('a file whose name is no UTF-8 is not published', run.status === 1 &&
		run.said.includes('[out-path]') ? [] : lines(run.said));
	const slow = {
		'a chain of and': `{% local a = 1 local b =\n${'a and '.repeat(150000)}a %}`,
		'a chain of elseif': `{% local a if a then ${'elseif a then '.repeat(70000)}\nend %}`,
		'jumps to one place': `{% ${`do ${'goto a '.repeat(32000)}\n::a:: end `.repeat(4)} %}`};
	for (const [name, text] of Object.entries(slow)) {
		const {run, seconds} = measure(site({'themes/plain/layouts/x.html': text}), 2);
		check(`${name} is not compiled for long`, [
			...run.status < 2 && (run.status === 0 ||
			/x\.html:\d+:\d+: error: .*\[theme-large\]/.test(run.stderr)) ? [] :
				lines(run.stderr),
			...measured && seconds > SECONDS ? [`${seconds} s`] : []]);
	}
	refuses('brackets in brackets have a place', 'lua-syntax',
		home(`local a =\n${'('.repeat(150000)}a`), /home\.html:3:1: error/);
	for (const where of ['../x.html', '/etc/x.html', 'a/../../x.html', 'a//b.html',
		'{plan}/../../x.html', '.keikaku', '.KEIKAKU', '.Keikaku/x.html',
		'a\\b.html'])
		check(`no page is written to ${where}`, ((at, run) =>
			run.status === 1 ? [] : [`exit ${run.status}`, ...lines(run.said),
				...fs.readdirSync(at)])(
			...((at) => [at, build(at)])(site({'themes/plain/theme.yaml':
				'name: plain\npages:\n  - {path: ' + JSON.stringify(where) +
				', layout: home, title: x}\n'}))));
}

// ---- limits ------------------------------------------------------------------

const home = (code) => ({'themes/plain/layouts/home.html':
	`\n{% ${code} %}\n`});
const PLAN = fs.readFileSync(path.join(__dirname,
	'sites/town/content/town/plan.md'), 'utf8');
const FOREVER = 'while true do end';

// what, code of the message, where, the theme's files
const LIMITS = [
	['an endless loop', 'lua-steps', home(FOREVER)],
	['pcall around it', 'lua-steps', home(`while true do pcall(function() ${FOREVER} end) end`)],
	['pcall around pcall', 'lua-steps',
		home(`local function f() pcall(f) pcall(f) end while true do pcall(f) end`)],
	['an endless goto', 'lua-steps', home('::top:: goto top')],
	['a loop that numbers do not end', 'lua-steps', home('for i = 1, math.huge do end')],
	['a pattern that explodes', 'lua-steps',
		home('("a"):rep(99):find(("a*"):rep(99) .. "b")')],
	['many lazy parts', 'lua-steps', home('("a"):rep(1e5):match((".-"):rep(20) .. "b")')],
	['a pattern over long text', 'lua-steps', home('("a"):rep(1e6):gsub(".-b", "")')],
	['brackets in brackets', 'lua-steps', home('("("):rep(1e6):gsub("%b()", "")')],
	['captures again', 'lua-steps', home('("a"):rep(1e6):find("(.*)%1%1b")')],
	['moving nothing far', 'lua-steps', home('table.move({}, 1, 1e15, 2)')],
	['inserting at the head', 'lua-steps', home('local t = {} while true do table.insert(t, 1, 1) end')],
	['sorting again and again', 'lua-steps', home('local t = {} for i = 1, 1e5 do t[i] = -i end ' +
		'while true do table.sort(t) end')],
	['a list of all integers', 'lua-steps', home('local t = {1, 2, 3, 4, 5, 6, 7, 8} ' +
		't[math.maxinteger] = 1 for k = 5, 62 do t[1 << k] = 1 end t[16] = 1 t[9] = 1 ' +
		't[17] = 1 while true do pcall(table.remove, t, 1) end')],
	['pairs of much', 'lua-steps', home('local t = {} for i = 1, 1e5 do t[-i] = 1 end ' +
		'while true do pairs(t) end')],
	['copies of long texts', 'lua-steps', home('local s = ("a"):rep(1e7) ' +
		'while true do local t = s .. "b" end')],
	['long texts that are the same', 'lua-steps', home('local s, t = ("a"):rep(5e6), ("a"):rep(5e6) ' +
		'while true do local x = s == t end')],
	['long texts in order', 'lua-steps', home('local s, t = ("a"):rep(5e6), ("a"):rep(5e6) ' +
		'while true do local x = s < t end')],
	['long texts in upper case', 'lua-steps', home('local s = ("a"):rep(5e6) ' +
		'while true do pcall(string.upper, s) end')],
	['many arguments', 'lua-steps', home('local function f(...) while true do ' +
		'select("#", ...) end end f(table.unpack({}, 1, 2e5))')],
	['plain finds in long texts', 'lua-steps', home('local s = ("a"):rep(9e6) ' +
		'while true do s:find(("a"):rep(4e6) .. "b", 1, true) end')],
	['the length of long texts', 'lua-steps', home('local s = ("a"):rep(9e6) ' +
		'while true do utf8.len(s) end')],
	['sheets again and again', 'lua-steps', home('while true do sheets(site.plans[1]) end')],
	['a text that grows', 'lua-memory', home('local s = "a" while true do s = s .. s end')],
	['a table that grows', 'lua-memory', home('local t = {} while true do t[#t + 1] = {} end')],
	['pcall around what grows', 'lua-memory', home('while true do pcall(function() local t = {} ' +
		'while true do t[#t + 1] = {} end end) end')],
	['repeating for ever', 'lua-memory', home('("ab"):rep(1e9)')],
	['a huge list as a text', 'lua-memory', home('local s = ("a"):rep(1e6) local t = {} ' +
		'for i = 1, 99 do t[i] = s end table.concat(t)')],
	['a function that calls itself', 'lua-memory', home('local function f() return 1 + f() end f()')],
	['an error far down', 'lua-run', home('local function f(n) if n > 0 then f(n - 1) end ' +
		'error("x") end f(190000)')],
	['a loop far down', 'lua-steps', home(`local n = 190000 local function f() n = n - 1 ` +
		`if n == 0 then ${FOREVER} end f() return 1 end f()`)],
	['errors all the way up', 'lua-(memory|steps)', home('local function f() pcall(f) f() end f()')],
	['arguments without end', 'lua-memory', home('local t = {} for i = 1, 2e5 do ' +
		't[i] = 0x7fffffff end while true do utf8.char(table.unpack(t)) end')],
	['errors with large values', 'lua-memory', home('local t = {} while true do ' +
		't[#t + 1] = {pcall(error, ("a"):rep(1e5) .. #t)} end')],
	['printing without end', 'lua-output', home('while true do raw(("a"):rep(1e6)) end')],
	['escaping without end', 'lua-output', home('while true do pcall(esc, ("<"):rep(1e6)) end')],
	['escaping much', 'lua-output', home('escape(("<"):rep(1e7))')],
	['filling without end', 'lua-output', home('fill(("{a}"):rep(1e5), {a = ("<"):rep(1e3)})')],
	['putting without end', 'lua-output', home('put(("{a}"):rep(1e5), {a = ("<"):rep(1e3)})')],
	['bodies without end', 'lua-output',
		home('while true do body(site.plans[2]) raw(("a"):rep(1e4)) end')],
	['a module that does not end', 'lua-steps', {...home('require "loop"'),
		'themes/plain/lib/loop.lua': `${FOREVER}\n`}],
	['forty such modules', 'lua-steps', Object.assign(home('require "loop1"'),
		...Array.from({length: 40}, (_, i) => ({[`themes/plain/lib/loop${i}.lua`]:
			`local s = ("a"):rep(1e7) while true do local t = s .. "b" end\n`})))],
	['a module that grows', 'lua-memory', {...home('require "grow"'),
		'themes/plain/lib/grow.lua': 'local t = {} while true do t[#t + 1] = {} end\n'}],
	['every page in a loop', 'lua-steps', {'themes/plain/layouts/entity.html': `\n{% ${FOREVER} %}\n`,
		'themes/plain/layouts/list.html': `\n{% ${FOREVER} %}\n`}],
	['an embed in a loop', 'lua-steps', {'themes/plain/layouts/entity.html':
		'\n{% body(page.entity) %}\n', 'themes/plain/lib/embed.lua':
		`return {chart = function() ${FOREVER} end, table = function() ${FOREVER} end, ` +
		`survey = function() ${FOREVER} end}\n`}],
	['a format in a loop', 'lua-steps', {...home('esc(find("town/volunteers").baseline)'),
		'themes/plain/lib/format.lua': `return {figure = function() ${FOREVER} end}\n`}],
	['a rule in a loop', 'lua-steps', {'content/town/plan.md': PLAN.replace(
		'status_rule: linear3@1', 'status_rule: lua:loop'),
	'themes/plain/lib/rules.lua': `return {loop = function() ${FOREVER} end}\n`}]
];

// what a build took, with pages on so many threads at once
function measure(at, threads, command = 'build') {
	const took = path.join(folder(), 'took');
	const run = spawnSync('python3', ['-c', MEASURE, took, release, command, at,
		'--quiet', '--lang', 'en', `-j${threads}`],
	{encoding: 'utf8', timeout: 120000});
	const [seconds, megabytes] = fs.existsSync(took) ?
		fs.readFileSync(took, 'utf8').split(' ').map(Number) : [60, 0];
	return {run, seconds, megabytes};
}

function check_limit([name, code, own]) {
	const {run, seconds, megabytes} = measure(site(own), 2);
	const wrong = [];

	if (run.status !== 1 || !new RegExp(`\\[${code}\\]`).test(run.stderr))
		wrong.push(`exit ${run.status ?? run.signal}`, ...lines(run.stderr));
	if (!/^\S*(layouts|lib)\/\w+\.(html|lua):\d+:\d+: error:/m.test(run.stderr) ||
		!/note: while (\S+\.html|status_rule) was rendered/.test(run.stderr))
		wrong.push('no template, or no page', ...lines(run.stderr));
	// each thread has its limit
	if (measured && seconds > 2 * SECONDS)
		wrong.push(`${seconds} s of the processor`);
	if (measured && megabytes > MEGABYTES)
		wrong.push(`${megabytes} MB`);
	check(`${name} ends [${code}]`, wrong);
}

// what modules hold before the first page is kept for each kind of pages
function check_kept() {
	const at = site({'site.yaml': 'title: {ja: t, en: T}\ntheme: plain\n',
		'themes/plain/lib/large.lua': 'local t, u = {}, {} for i = 1, ' +
			'1e6 do t[i] = i end for i = 1, 5e5 do u[i] = i end return {t, u}\n',
		'themes/plain/layouts/home.html': '{{ #require "large" }}\n'});
	const {run, megabytes} = measure(at, 6);
	const wrong = run.status === 0 ? [] : lines(run.stderr);

	if (measured && megabytes > MEGABYTES)
		wrong.push(`${megabytes} MB`);
	check('what a module keeps is not kept for each thread', wrong);
}

// as many mistakes as fit on a page: one hundred of each page are told
function check_mistakes() {
	const {run, megabytes} = measure(site(
		home('raw(("<a id=x href=#y>"):rep(490000))')), 2, 'check');
	const told = (text) => run.stdout.split(text).length - 1;
	const wrong = run.status === 1 && told('[page-id]') > 0 &&
		told('[page-anchor]') > 0 ? [] : lines(run.stdout);

	if (measured && megabytes > MEGABYTES)
		wrong.push(`${megabytes} MB`);
	check('mistakes of a page do not fill the memory', wrong);
}

// all of them, or those whose names hold one of these texts
function check_limits(some = ['']) {
	LIMITS.filter(([name]) => some.some((text) => name.includes(text)))
		.forEach(check_limit);
}

// ---- what ends well, or in a common error --------------------------------------

function check_ends() {
	prints('an order that is none sorts somehow', '{% local t = {} for i = 1, 99 ' +
		'do t[i] = i end table.sort(t, function() return true end) %}{{ #t }}', '99');
	prints('an order that fails is told', '{% local ok, e = pcall(table.sort, ' +
		'{1, "a", {}}) %}{{ ok }}', 'false');
	prints('formats show no address', '{{ pcall(string.format, "%p", "text") }} ' +
		'{{ pcall(string.format, "%s", {}) }} {{ pcall(string.format, "%-9s", esc) }}',
	'false false false');
	prints('keys without an order are told', '{{ pcall(pairs, {[{}] = 1}) }} ' +
		'{{ pcall(pairs, {[esc] = 1}) }}', 'false false');
	prints('sorting what is being sorted', '{% local t = {3, 2, 1} table.sort(t, ' +
		'function(a, b) t[1] = nil return a and b and a < b end) %}x', 'x');
	prints('gsub in gsub in gsub', '{% local n = 0 local function f() n = n + 1 ' +
		'return (("a"):gsub(".", f)) end local ok = pcall(f) %}{{ ok }}', 'false');
	prints('pcall in pcall in pcall', '{% local function f() return pcall(f) end ' +
		'%}{{ f() }}', 'true');
	prints('errors that are no texts', '{% local t = {} for _, e in ipairs {{}, 1, ' +
		'true, error, site} do local ok, w = pcall(error, e) t[#t + 1] = ' +
		'type(w) end %}{{ table.concat(t, " ") }}',
	'table number boolean function userdata');
	prints('an error of nothing', '{% local ok, e = pcall(error) %}{{ ok }} ' +
		'{{ tostring(e) }}', 'false nil');
	prints('wide formats are refused', '{{ pcall(string.format, "%999d", 1) }} ' +
		'{{ pcall(string.format, "%.999f", 1) }} {{ pcall(string.format, "%p", {}) }}',
	'false false false');
	prints('a stack of values is not endless', '{{ pcall(table.unpack, {}, 1, 1e8) }} ' +
		'{{ pcall(string.byte, ("a"):rep(2e6), 1, -1) }}', 'false false');
	prints('bytes that are no UTF-8', '{{ pcall(utf8.codepoint, "\\xff") }} ' +
		'{{ tostring(utf8.len("\\xe3\\x81")) }} {{ pcall(utf8.char, -1) }}',
	'false nil false');
	prints('a notice that fill takes back', '{% fill("{f}", {f = ' +
		'find("town/volunteers").baseline}) %}x', 'x', {'site.yaml':
		'title: {ja: t, en: T}\ntheme: plain\n', 'themes/plain/lib/format.lua':
		'return {figure = function() untranslated(("x"):rep(9999)) return "" end}\n'});
	refuses('bodies in embeds of bodies end', 'lua-run', {
		'themes/plain/lib/embed.lua': 'local function f(e) ' +
		'body(site.plans[2]) end\nreturn {chart = f, table = f, survey = f}\n',
		...home('body(site.plans[2])')});
}

// ---- the preview -------------------------------------------------------------

async function check_serve() {
	const at = site({});
	const layout = path.join(at, 'themes/plain/layouts/home.html');
	const s = await Server.start(at);
	const wrong = [];

	for (const bad of ['local function f(n) if n > 0 then f(n - 1) end error("x") end f(190000)',
		`local a = 1 local b = ${'a and '.repeat(150000)}a`, FOREVER, 'local t = {} while true do t[#t + 1] = {} end',
		'("a"):rep(99):find(("a*"):rep(99) .. "b")', 'while true do raw "x" end']) {
		fs.writeFileSync(layout, `{% ${bad} %}\n`);
		await s.until(async () => /\[(lua|theme)-/.test(s.err), 'message');
		const other = await s.ask('/town/index.html');
		if (other.status !== 200)
			wrong.push(`${bad.slice(0, 80)}: another page is ${other.status}`);
		s.err = '';
		fs.writeFileSync(layout, `well after ${bad.length}\n`);
		await s.until(async () => (await s.ask('/')).body
			.includes(`well after ${bad.length}`), 'mended page');
		await sleep(100);
	}
	if (s.child.exitCode !== null)
		wrong.push(`it ended with ${s.child.exitCode}`);
	s.child.kill('SIGTERM');
	await s.ended;
	check('a preview outlives a hostile theme', wrong);
}

const PARTS = {absent: check_absent, 'read-only': check_read_only,
	apart: check_apart, every: check_every, coordinates: check_coordinates,
	once: check_once, outside: check_outside,
	linked: check_linked_folders, refused: check_refused, limits: check_limits,
	kept: check_kept, mistakes: check_mistakes, ends: check_ends, serve: check_serve};

async function main() {
	for (const [name, part] of Object.entries(PARTS))
		if (only.length === 0 || only.includes(name))
			await part();
	if (only.some((name) => !(name in PARTS)))
		check_limits(only);
}

process.chdir(path.join(__dirname, '..'));
main().catch((e) => check('the checks can run', e.stack.split('\n')))
	.finally(() => plan());
