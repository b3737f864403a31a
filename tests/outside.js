#!/usr/bin/env node
// What a site could reach beside its own folder, by links, names and words
// that others see: a theme's name, what `new` writes to, parts that
// are merged, what `diff` prints, arguments, attachments that run.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

const SITE = {
	'site.yaml': 'title: x\ntheme: plain\n',
	'content/town/plan.md':
		'---\ntitle: x\ncity: x\nstatus: draft\n---\n本文です。\n',
	'content/town/goals.yaml': '- {id: a, title: x}\n',
};

// a folder; a text is a file, a function makes what is at its path
function write(name, files) {
	const folder = path.join(tmp, name);

	for (const [file, what] of Object.entries(files)) {
		const at = path.join(folder, file);

		fs.mkdirSync(path.dirname(at), {recursive: true});
		if (typeof what === 'function')
			what(at);
		else
			fs.writeFileSync(at, what);
	}
	return folder;
}

const link = (to) => (at) => fs.symlinkSync(to, at);

function run(folder, ...args) {
	const r = spawnSync(keikaku, ['--lang', 'en', ...args],
		{cwd: folder, encoding: 'utf8', timeout: 20000});

	return {status: r.status, said: r.stdout + r.stderr};
}

const lists = (r, status, ...words) => [
	r.status === status ? [] : [`status ${r.status}: ${r.said}`],
	words.filter((w) => !r.said.includes(w)).map((w) => `no ${w}: ${r.said}`),
].flat();

// all of a folder, with what its files hold
function all(folder) {
	return fs.readdirSync(folder, {withFileTypes: true}).flatMap((e) =>
		e.isDirectory() ? all(path.join(folder, e.name)) :
			[`${e.name}: ${fs.readFileSync(path.join(folder, e.name))}`]);
}

const outside = write('outside', {
	'assets/secret.txt': 'TOPSECRET', 'layouts/home.html': 'x',
	'town/plan.md': SITE['content/town/plan.md'],
	'goals.yaml': '- {id: z, title: TOPSECRET}\n', 'cases/z.md': 'x',
});
const before = all(outside).join('\n');
let count = 0;

function site(files) {
	return write(`site${++count}`, {...SITE, ...files});
}

function leaves(at) {
	const out = path.join(at, 'public');

	return fs.existsSync(out) && all(out).join().includes('TOPSECRET') ?
		['published'] : [];
}

// ---- themes and content -----------------------------------------------------

for (const theme of ['../../outside', outside, '.', '..', '.hidden',
	'plain/', 'plain/../plain']) {
	const at = site({'site.yaml': `title: x\ntheme: "${theme}"\n`});
	const r = run(at, 'build');

	check(`theme: ${path.relative(tmp, theme) === 'outside' ? '/…' : theme}`,
		[...lists(r, 1, 'site.yaml:2:8', '[theme-missing]'), ...leaves(at)]);
}
{
	const at = site({'site.yaml': 'title: x\ntheme: mine\n',
		'themes/mine': link(outside)});

	check('a theme that is a link out of the site', [
		...lists(run(at, 'build'), 1, '[theme-missing]', 'leads out'),
		...leaves(at)]);
}
{
	const at = write('within', {'site.yaml': SITE['site.yaml'],
		'all/town/plan.md': SITE['content/town/plan.md'],
		content: link('all')});

	check('content that is a link', lists(run(at, 'build'), 0));
}

// ---- new -----------------------------------------------------------------------

for (const [name, files, ...args] of [
	['a list', {'content/town/goals.yaml': link(path.join(outside,
		'goals.yaml'))}, 'goal', 'town/b'],
	['a folder', {'content/town/cases': link(path.join(outside, 'cases'))},
		'case', 'town/b'],
	['pages', {'content/pages': link(path.join(outside, 'cases'))}, 'page',
		'b'],
	['a plan', {'content/other': link(outside)}, 'plan', 'other/../other'],
	['a plan that is there', {'content/other': link(path.join(outside,
		'cases'))}, 'plan', 'other']]) {
	const base = {...SITE};
	for (const file of Object.keys(files))
		delete base[file];
	const at = write(`new${++count}`, {...base, ...files});

	check(`new does not write to ${name} outside`, [
		...lists(run(at, 'new', ...args), 2),
		...(all(outside).join('\n') === before ? [] : ['written'])]);
}

{
	const at = write(`new${++count}`, {content: link(outside)});

	check('new site does not write to content outside', [
		...lists(run(at, 'new', 'site', '.'), 2, 'leads out'),
		...(fs.existsSync(path.join(at, 'site.yaml')) ? ['begun'] : []),
		...(all(outside).join('\n') === before ? [] : ['written'])]);
}

// ---- schemas --------------------------------------------------------------------

for (const name of ['.keikaku', '.keikaku/schema']) {
	const at = site({[name]: link(outside)});

	check(`schema all does not write to ${name} outside`, [
		...lists(run(at, 'schema', 'all'), 3, 'leads out'),
		...(all(outside).join('\n') === before ? [] : ['written'])]);
}
{
	const to = write('schemas', {'there/goal.json': 'x',
		'there/plan.json': link(path.join(outside, 'goals.yaml'))});
	const at = site({to: link(path.join(to, 'there')),
		'one.json': link(path.join(to, 'there/goal.json'))});
	const wrote = (name) => fs.readFileSync(path.join(to, 'there', name),
		'utf8').includes('$schema') ? [] : [`no ${name}`];

	check('-o is the word of its user, and may be a link', [
		...lists(run(at, 'schema', 'goal', '-o', 'one.json'), 0),
		...wrote('goal.json'),
		...(fs.lstatSync(path.join(at, 'one.json')).isSymbolicLink() ? [] :
			['no link any more'])]);
	check('but what is in it leads nowhere else', [
		...lists(run(at, 'schema', 'all', '-o', 'to'), 3,
			'to/plan.json', 'leads out'),
		...wrote('site.json'),
		...(all(outside).join('\n') === before ? [] : ['written'])]);
}

// ---- merge ---------------------------------------------------------------------

{
	const at = site({'content/town/goals.yaml':
		'- {id: a, title: x}\n- {id: b, title: y}\n'});
	const parts = [1, 2].map((i) => path.join(at, `part${i}`));
	const said = parts.map((part, i) => run(at, 'build', '-q', '--shard',
		`${i + 1}/2`, '-o', part)).flatMap((r) => lists(r, 0));
	const list = path.join(parts[0], 'keikaku-part');
	const name = fs.readFileSync(list, 'utf8').split('\n')
		.map((line) => line.split('  ')[1]?.split('\t')[0])
		.find((file) => file && fs.existsSync(path.join(parts[0], file)));
	const file = path.join(parts[0], name);

	fs.copyFileSync(file, path.join(tmp, 'same'));
	fs.rmSync(file);
	fs.symlinkSync(path.join(tmp, 'same'), file);
	check('a part that is a link out of it is not merged', [...said,
		...lists(run(at, 'merge', '-o', 'all', ...parts), 1, '[part-file]')]);
}

// ---- what others read -------------------------------------------------------------

{
	const title = 'x<b>y</b>&lt;i&gt;\\n::error file=a::forged\\n# head';
	const at = site({});
	const other = site({'content/town/plan.md': SITE['content/town/plan.md']
		.replace('title: x', `title: "${title}"`),
	'content/town/goals.yaml': `- {id: a, title: "${title}"}\n`});

	for (const format of ['text', 'markdown', 'html']) {
		const r = run(tmp, 'diff', '--format', format, at, other);

		check(`diff as ${format} gives no orders`, [...lists(r, 0),
			...r.said.split('\n').filter((line) => /^\s*::|^# head/
				.test(line)),
			...(format !== 'text' && /(?<!\\)<[bi]>|[^\\]&lt;i/.test(r.said
				.replace(/&amp;/g, '\\&')) && format === 'markdown' ?
				[`markup: ${r.said}`] : [])]);
	}
}
for (const args of [['explain', 'a\u001b[2J'], ['a\u001b[2J\n::error::x'],
	['build', '--format', 'x\u001b]0;x\u0007'],
	['check', '--baseline', '\u202eb'], ['-\u001b[1m']]) {
	const r = run(site({}), ...args);

	check(`an argument is shown, not sent: ${JSON.stringify(args)}`, [
		...lists(r, 2),
		/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]|^::/m.test(r.said) ?
			['sent'] : []].flat());
}

// ---- files ---------------------------------------------------------------------------

{
	const at = site({'content/town/files/c%2e#x?.pdf': 'x',
		'content/town/documents.yaml':
			'- {id: d, title: 資料, file: "c%2e#x?.pdf"}\n'});
	const r = run(at, 'check');

	check('a file whose name Windows cannot hold is told',
		lists(r, 1, '[out-name]'));
}
{
	const at = site({'content/town/files/c%2e#x.pdf': 'x',
		'content/town/plan.md': SITE['content/town/plan.md']
			.replace('本文', '[図](c%2e.pdf#a)'),
		'content/town/files/c%2e.pdf': 'x',
		'content/town/documents.yaml':
			'- {id: d, title: 資料, file: "c%2e#x.pdf"}\n'});
	const r = run(at, 'build');
	const html = r.status === 0 ? all(path.join(at, 'public')).join() : '';

	check('links lead to files with % and # in their names', [
		html.includes('files/c%252e%23x.pdf') ? [] :
			[`no link: ${r.said}`],
		html.includes('files/c%252e.pdf#a') ? [] : ['no fragment'],
		html.includes('="files/c%2e') ? ['a dead link'] : []].flat());
}
{
	const at = site({'content/town/files/kept.csv': 'a',
		'content/town/files/both.csv': 'a', 'content/town/files/alone.csv':
			'a', 'content/town/files/draft.csv': 'TOPSECRET',
		'content/town/files/drawn.png': 'TOPSECRET',
		'content/town/documents.yaml': `
- {id: doc-a, title: あ, file: kept.csv}
- {id: doc-b, title: い, file: both.csv}
- {id: doc-c, title: う, file: both.csv, draft: true}
- {id: doc-d, title: え, file: draft.csv, draft: true}
`, 'content/town/chapters/e.md':
			'---\ntitle: お\ndraft: true\n---\n![図](drawn.png)\n'});
	const files = path.join(at, 'public/town/files');

	check('an attachment of drafts alone is not published', [
		...lists(run(at, 'build'), 0), ...leaves(at),
		...['kept.csv', 'both.csv', 'alone.csv'].filter((file) =>
			!fs.existsSync(path.join(files, file)))]);
	check('but with --draft it is', [...lists(run(at, 'build', '--draft'), 0),
		...['draft.csv', 'drawn.png'].filter((file) =>
			!fs.existsSync(path.join(files, file)))]);
}
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"';
for (const [name, bytes, status] of [
	['plain.svg', `${SVG}><a href="#x"><path d="M0 0"/></a>` +
		'<image href="data:image/png;base64,x"/></svg>', 0],
	['script.svg', `${SVG}><s:script xmlns:s="x">1</s:script></svg>`, 1],
	['load.svg', `${SVG} OnLoad = "x()"/>`, 1],
	['html.SVG', `${SVG}><foreignObject/></svg>`, 1],
	['call.svg', `${SVG}><a xlink:href="java&#115;cript:x"/></svg>`, 1],
	['data.svg', `${SVG}><use href='data:text/html,x'/></svg>`, 1],
	['entity.svg', `<!DOCTYPE svg [<!ENTITY a "b">]>${SVG}/>`, 1],
	['utf16.svg', Buffer.from(`\ufeff${SVG} onload="x()"/>`, 'utf16le'), 1],
	['page.html', '<script>1</script>', 0]]) {
	const at = site({[`content/town/files/${name}`]: bytes,
		'content/town/documents.yaml':
			`- {id: d, title: 資料, file: ${name}}\n`});
	const r = run(at, 'check');

	check(`an attachment: ${name}`, [...lists(r, status),
		r.said.includes('[attachment-active]') === (name !== 'plain.svg') ?
			[] : [r.said]].flat());
}
plan();
