#!/usr/bin/env node
// keikaku serve and build --watch: what is shown, what happens when files
// change, and who is let in.
'use strict';

const {spawn, spawnSync} = require('child_process');
const fs = require('fs');
const net = require('net');
const path = require('path');
const {test, wrong, plan} = require('./tap.js');
const {Server, site, folder, sleep, keikaku} = require('./serve/server.js');

const page = '/mihon/indicators/households.html';
const csv = 'content/mihon/actuals.csv';
const goals = 'content/mihon/goals.yaml';

function files(at) {
	return fs.readdirSync(at, {recursive: true}).map(String).sort();
}

// the page as build writes it: without what the preview adds
const bare = (html) => html
	.replace('<meta name="robots" content="noindex">\n</head>', '</head>')
	.replace(/<script src="\/_keikaku\/live\.js".*<\/script>\n/, '');

async function shown(s) {
	await test('it prints its address, in one line', () => wrong(
		[/^http:\/\/127\.0\.0\.1:\d+\/\n$/.test(s.out), s.out]));
	await test('a folder answers with its index.html', async () => {
		const [a, b, c] = [await s.ask('/mihon/'),
			await s.ask('/mihon/index.html'), await s.ask('/mihon')];
		return wrong([a.status === 200, `status ${a.status}`],
			[a.body === b.body, 'other bytes'],
			[c.status === 301 && c.headers.location === '/mihon/',
				`without slash: ${c.status} ${c.headers.location}`]);
	});
	await test('a page has what only a preview has', async () => {
		const {body, headers} = await s.ask(page);
		return wrong(
			[/data-file="[^"]*content\/mihon\/indicators\.yaml:\d+"/
				.test(body), 'where it comes from'],
			[/data-edit="vscode:\/\/file\/[^"]*:\d+:\d+"/.test(body),
				'a link to an editor'],
			[/content="noindex"/.test(body) &&
				headers['x-robots-tag'] === 'noindex', 'noindex'],
			[headers['x-content-type-options'] === 'nosniff', 'nosniff'],
			[!('access-control-allow-origin' in headers), 'CORS'],
			[!/<script(?![^>]* src=)(?![^>]*ld\+json)/.test(body),
				'an inline script']);
	});
	await test('all is as build makes it', async () => {
		const out = path.join(folder(), 'out');
		const built = spawnSync(keikaku, ['build', s.at, '--draft', '-q',
			'-o', out]);
		const lines = built.status === 0 ? [] : [`build: ${built.status}`];
		await s.until(async () => (await s.state()).render !== null,
			'whole site');
		for (const name of files(out)) {
			const file = path.join(out, name);
			if (!fs.statSync(file).isFile() || name.startsWith('.'))
				continue;
			const got = await s.ask('/' + name.split('/')
				.map(encodeURIComponent).join('/'));
			const same = name.endsWith('.html') ? bare(got.body) ===
				fs.readFileSync(file, 'utf8') :
				got.bytes.equals(fs.readFileSync(file));
			if (got.status !== 200 || !same)
				lines.push(`${name}: ${got.status}`);
		}
		return lines;
	});
	await test('what is not there is 404', async () => wrong(
		[(await s.ask('/mihon/none.html')).status === 404, 'a page'],
		[(await s.ask('/_keikaku/none')).status === 404, 'of the preview']));
	await test('the desk shows pages, findings, status and edit links',
		async () => {
			const {body, headers} = await s.ask('/_keikaku/');
			return wrong([body.includes(`href="${page}"`), 'pages'],
				[/id="Findings"/.test(body), 'findings'],
				[/順調|達成|遅れ/.test(body), 'status'],
				[body.includes('vscode://file/'), 'edit'],
				[/\d ms/.test(body), 'times'],
				[/default-src 'self'/.test(
					headers['content-security-policy']), 'policy']);
		});
	await test('a page in a narrow frame', async () => wrong(
		[(await s.ask(`/_keikaku/narrow?${page.slice(1)}`)).body
			.includes(`width="320"`), 'frame'],
		[(await s.ask('/_keikaku/narrow?../x')).status === 404, '..']));
}

async function changes(s) {
	await s.listen();
	await test('a new actual is on its page', async () => {
		const state = await s.after(() =>
			s.write(csv, s.read(csv).replace(',131020,', ',131029,')));
		return wrong(
			[(await s.ask(page)).body.includes('131,029'), 'figure'],
			[state.changed.includes(page.slice(1)), 'changed'],
			[!state.changed.includes('mihon/chapters/purpose.html'),
				'another page']);
	});
	await test('a mistake: where, what and how; the page stays', async () => {
		const good = s.read(goals);
		const state = await s.after(() =>
			s.write(goals, good.replace(/^ {2}title:/m, '  titel:')));
		const f = state.findings.find((one) => one.code === 'key-unknown');
		const still = await s.ask('/mihon/goals/index.html');
		await s.until(() => s.err.includes('[key-unknown]'), 'word');
		const mended = await s.after(() => s.replace(goals, good));
		return wrong([f, 'finding'],
			[f && f.path.endsWith(goals) && f.line > 1, 'place'],
			[f && f.marked === 'titel' && f.fix, 'excerpt and fix'],
			[f && /^vscode:\/\/file\/.*goals\.yaml:\d+:\d+$/.test(f.edit),
				'edit'],
			[still.status === 200 && still.body.includes('data-file'),
				'page'],
			[mended.errors === 0, 'mended'],
			[s.err.split('[key-unknown]').length === 2,
				'said more than once']);
	});
	await test('site.yaml', async () => {
		await s.after(() => s.replace('site.yaml', 'title: 別の名前\n'));
		return wrong([(await s.ask('/')).body.includes('別の名前'),
			'title']);
	});
	await test('a file with another name', async () => {
		await s.after(() => fs.renameSync(
			s.file('content/mihon/cases/river-clean.md'),
			s.file('content/mihon/cases/river-tidy.md')));
		return wrong(
			[(await s.ask('/mihon/cases/river-clean.html')).status === 404,
				'the old'],
			[(await s.ask('/mihon/cases/river-tidy.html')).status === 200,
				'the new']);
	});
	await test('a new folder with files in it', async () => {
		await s.after(() => {
			fs.mkdirSync(s.file('content/pages/'), {recursive: true});
			s.write('content/pages/about.md', '---\ntitle: こちら\n---\n本文\n');
		});
		await s.after(() =>
			s.write('content/pages/about.md', '---\ntitle: そちら\n---\n本文\n'));
		return wrong([(await s.ask('/pages/about.html')).body
			.includes('そちら'), 'page']);
	});
	await test('a draft is shown, and said to be one', async () => {
		await s.after(() => s.write('content/pages/about.md',
			'---\ntitle: そちら\ndraft: true\n---\n令和●年●月\n'));
		return wrong([/live\.js"[^>]* data-draft/.test(
			(await s.ask('/pages/about.html')).body), 'mark']);
	});
	await test('a style sheet', async () => {
		const {css} = s.last;
		await s.after(() => fs.appendFileSync(
			s.file('themes/civic/assets/civic.css'), '/* new */\n'));
		return wrong([s.last.css !== css, 'event'],
			[(await s.ask('/assets/civic.css')).body.includes('/* new */'),
				'bytes']);
	});
	await test('the whole content gone, and back', async () => {
		const {state} = s.last;
		fs.renameSync(s.file('content'), s.file('elsewhere'));
		await s.until(async () => s.last.state !== state &&
			(await s.state()).errors > 0, 'error');
		const still = await s.ask(page);
		const back = await s.after(() =>
			fs.renameSync(s.file('elsewhere'), s.file('content')));
		return wrong([still.status === 200, 'page'],
			[back.errors === 0, 'back']);
	});
	await test('200 quick saves: the last is shown', async () => {
		const text = s.read(csv), from = s.events.length;
		for (let i = 1; i <= 200; i++) {
			const next = text.replace(',131029,', `,${131100 + i},`);
			if (i % 2)
				s.write(csv, next);
			else
				s.replace(csv, next);
			await sleep(3);
		}
		await s.until(async () => (await s.ask(page)).body
			.includes('131,300'), 'last figure');
		await s.until(async () => (await s.state()).render !== null, 'end');
		return wrong([s.events.length - from < 200, 'not gathered']);
	});
	await test('many files at once', async () => {
		const cases = s.file('content/mihon/cases');
		await s.after(() => {
			for (const name of fs.readdirSync(cases))
				fs.appendFileSync(path.join(cases, name), '\n追記。\n');
		});
		const bodies = await Promise.all(fs.readdirSync(cases).map((name) =>
			s.ask(`/mihon/cases/${name.replace('.md', '.html')}`)));
		return wrong([bodies.every((b) => b.body.includes('追記。')), 'all']);
	});
}

async function themes(s) {
	const layout = 'themes/civic/layouts/indicator.html';
	const good = s.read(layout);

	await test('a layout that fails: the last good page, and why', async () => {
		const state = await s.after(() =>
			s.write(layout, good + '{{ page.none.none }}\n'));
		const {body, status} = await s.ask(page);
		return wrong([state.errors > 0, 'no error'],
			[state.findings.some((f) => f.path &&
				f.path.endsWith('indicator.html')), 'place'],
			[status === 200 && body.includes('131,300'), `${status}`],
			[(await s.ask('/mihon/index.html')).status === 200,
				'another page']);
	});
	await test('a layout that never ends', async () => {
		await s.shown(() => s.write(layout, '{% while true do end %}\n'));
		const [slow, other] = await Promise.all([s.ask(page),
			s.ask('/mihon/index.html')]);
		return wrong([slow.status === 200, `${slow.status}`],
			[other.status === 200, `other: ${other.status}`]);
	});
	await test('a layout that wants all memory', async () => {
		await s.shown(() => s.write(layout,
			'{% local t = "x" while true do t = t .. t end %}\n'));
		const {status} = await s.ask(page);
		await s.until(async () => (await s.state()).errors > 0, 'finding');
		return wrong([status === 200, 'page']);
	});
	await test('mended', async () => {
		const state = await s.after(() => s.replace(layout, good));
		return wrong([state.errors === 0, `${state.errors} errors`],
			[(await s.ask(page)).status === 200, 'page']);
	});
	await test('a theme that changed while the content was broken', async () => {
		const entry = 'content/pages/about.md', text = s.read(entry);
		await s.after(() => s.write(entry, '---\ntitel: あ\n---\n'));
		await s.after(() => s.replace(layout, good + '<!-- later -->\n'));
		await s.after(() => s.write(entry, text));
		const after = await s.ask(page);
		await s.after(() => s.replace(layout, good));
		return wrong([after.body.includes('<!-- later -->'), 'the old theme']);
	});
}

// a site's own files, in folders that are as new as they are
async function own(s) {
	const sheet = () => s.ask('/assets/x.css');
	const shows = (what) => s.until(async () =>
		(await s.ask(page)).body.includes('〈') === what, 'spelling');

	await test('a style sheet of the site, in a folder made just before',
		async () => {
			for (let ms = 0; ms < 40; ms += 4) {
				const text = `/* ${ms} */\n`;
				fs.mkdirSync(s.file('assets'));
				await sleep(ms);
				s.write('assets/x.css', text);
				await s.until(async () => (await sheet()).body === text,
					`sheet ${ms} ms after its folder`);
				fs.rmSync(s.file('assets'), {recursive: true});
				await s.until(async () => (await sheet()).status === 404,
					'end of the sheet');
			}
		});
	await test('another spelling of figures, changed, and gone', async () => {
		const format = (mark) => `local format = {}
function format.figure(f) return "〈" .. f.text .. "${mark}" end
return format
`;
		fs.mkdirSync(s.file('lib'));
		s.write('lib/format.lua', format('〉'));
		await shows(true);
		s.replace('lib/format.lua', format('》'));
		await s.until(async () =>
			(await s.ask(page)).body.includes('》'), 'change');
		fs.rmSync(s.file('lib'), {recursive: true});
		await shows(false);
	});
}

async function attacks(s) {
	const host = `127.0.0.1:${s.port}`;
	const get = (target, ...lines) =>
		`GET ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
	const status = async (bytes) =>
		Number((await s.raw(bytes)).split(' ')[1]) || 0;

	await test('only for its own host', async () => {
		const lines = [];
		for (const [want, ...names] of [
			[200, `Host: ${host}`], [200, `Host: localhost:${s.port}`],
			[421, `Host: evil.example:${s.port}`], [421, 'Host: 127.0.0.1'],
			[421, `Host: 127.0.0.1:${s.port + 1}`],
			[421, `Host: 127.0.0.1.evil.example:${s.port}`],
			[421, `Host: evil.example#${host}`], [421, 'Host: '],
			[400], [400, `Host: ${host}`, `Host: ${host}`],
			[400, `Host: ${host}`, 'Host: evil.example'],
		]) {
			const got = await status(get('/', ...names));
			if (got !== want)
				lines.push(`${names}: ${got}, not ${want}`);
		}
		return lines;
	});
	await test('GET and HEAD only', async () => {
		const lines = [];
		for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE',
			'PATCH', 'XYZ']) {
			const got = await status(
				`${method} / HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
			if (got !== 405)
				lines.push(`${method}: ${got}`);
		}
		const head = await s.ask('/', {method: 'HEAD'});
		const body = await s.raw(get('/', `Host: ${host}`,
			'Content-Length: 5') + 'hello');
		return [...lines, ...wrong(
			[head.status === 200 && head.body === '', 'HEAD'],
			[/ 400 /.test(body), `a body: ${body}`])];
	});
	await test('an attachment runs nothing', async () => {
		const sent = {'run.html': '<script>1</script>', 'run.svg':
			'<svg xmlns="http://www.w3.org/2000/svg"/>', 'run.csv': 'a'};
		const lines = [];

		for (const [name, text] of Object.entries(sent))
			fs.writeFileSync(s.file(`content/mihon/files/${name}`), text);
		await sleep(1000);
		for (const name of Object.keys(sent)) {
			const a = await s.ask(`/mihon/files/${name}`);
			const policy = a.headers['content-security-policy'];

			if (a.status !== 200 || (policy === 'sandbox') !==
				(name !== 'run.csv'))
				lines.push(`${name}: ${a.status} ${policy}`);
			fs.rmSync(s.file(`content/mihon/files/${name}`));
		}
		return lines;
	});
	await test('nothing outside of the site', async () => {
		fs.writeFileSync(path.join(s.at, 'secret.txt'), 'secret');
		fs.symlinkSync(path.join(s.at, 'secret.txt'),
			s.file('content/mihon/files/link.txt'));
		fs.symlinkSync(s.at, s.file('content/mihon/files/up'));
		await sleep(500);
		const lines = [];
		for (const target of ['/../secret.txt', '/%2e%2e/secret.txt',
			'/mihon/files/../../../secret.txt',
			'/mihon/files/..%2f..%2f..%2fsecret.txt',
			'/mihon/files/%2e%2e%5c%2e%2e%5csecret.txt',
			'/mihon/files/link.txt', '/mihon/files/up/secret.txt',
			'/index.html%00.css', '/index.html%0a', '//etc/passwd',
			'/%c0%ae%c0%ae/secret.txt', '/%ff', '/%', '/%2', '/%zz',
			'/./index.html', '/.keikaku', '/site.yaml',
			'/content/mihon/plan.md', '/' + 'a'.repeat(5000),
			'/' + 'a/'.repeat(2000), '/_keikaku/../site.yaml',
			`http://${host}/../secret.txt`]) {
			const got = await status(get(target, `Host: ${host}`));
			if (got !== 404)
				lines.push(`${target.slice(0, 50)}: ${got}`);
		}
		const nul = await status(get('/index.html\0.css', `Host: ${host}`));
		const long = await status(get('/' + 'a'.repeat(100000),
			`Host: ${host}`));
		return [...lines, ...wrong(
			[[0, 400, 404].includes(nul), `NUL: ${nul}`],
			[[0, 404, 414, 431].includes(long), `long: ${long}`])];
	});
	await test('too many headers', async () => {
		const got = await status(get('/', `Host: ${host}`,
			...Array.from({length: 5000}, (_, i) => `X-${i}: ${i}`)));
		return wrong([[0, 400, 413, 431].includes(got), `${got}`]);
	});
	await test('events for pages of its own only', async () => {
		const ask = (headers) => new Promise((done, fail) => {
			const r = require('http').get({host: '127.0.0.1',
				port: s.port, path: '/_keikaku/events', headers,
				agent: false}, (answer) => {
				done(answer.statusCode);
				answer.destroy();
			});
			r.on('error', fail);
		});
		return wrong(
			[await ask({}) === 200, 'no origin'],
			[await ask({Origin: `http://${host}`}) === 200, 'own origin'],
			[await ask({'Sec-Fetch-Site': 'same-origin'}) === 200, 'same'],
			[await ask({Origin: 'http://evil.example'}) === 403, 'origin'],
			[await ask({Origin: 'null'}) === 403, 'null'],
			[await ask({'Sec-Fetch-Site': 'cross-site'}) === 403, 'site'],
			[await ask({'Sec-Fetch-Site': 'same-site'}) === 403,
				'same site']);
	});
	await test('the slow are cut off, and hold up nobody', async () => {
		const start = Date.now(), ends = [];
		const sockets = Array.from({length: 100}, (_, i) => {
			const one = net.connect(s.port, '127.0.0.1');
			one.on('error', () => {});
			one.on('close', () => ends.push(Date.now() - start));
			one.write('GET / HTTP/1.1\r\nHost: x\r\n');
			return setInterval(() => one.write(`X-${i}: 1\r\n`), 300) && one;
		});
		// and some who never read what they are sent
		const deaf = Array.from({length: 20}, () => {
			const one = net.connect(s.port, '127.0.0.1');
			one.on('error', () => {});
			one.pause();
			one.write(get('/_keikaku/', `Host: ${host}`));
			return one;
		});
		await sleep(300);
		const asked = Date.now();
		const {status: got} = await s.ask(page);
		const took = Date.now() - asked;
		await s.until(() => ends.length === sockets.length, 'end', 20000);
		for (const one of [...sockets, ...deaf])
			one.destroy();
		return wrong([got === 200, `${got}`], [took < 3000, `${took} ms`],
			[Math.max(...ends) < 15000, `${Math.max(...ends)} ms`]);
	});
	await test('a crowd is let in again', async () => {
		const sockets = Array.from({length: 600}, () => {
			const one = net.connect(s.port, '127.0.0.1');
			one.on('error', () => {});
			return one;
		});
		const answer = await s.ask(page);
		for (const one of sockets)
			one.destroy();
		return wrong([answer.status === 200, `${answer.status}`]);
	});
	await test('noise', async () => {
		const junk = Buffer.from(Array.from({length: 4000},
			(_, i) => (i * 7919) % 256));
		await s.raw(junk, 2000);
		await s.raw('\r\n\r\n\r\n', 2000);
		await s.raw('GET\r\n\r\n', 2000);
		return wrong([(await s.ask(page)).status === 200, 'page']);
	});
}

async function ends(s) {
	await test('nothing was written', () => wrong(
		[!fs.existsSync(s.file('public')), 'public']));
	await test('a taken port: the next, or an error if it was given',
		async () => {
			const code = await new Server(s.at, '--port',
				String(s.port)).ended;
			const first = new Server(s.at), second = new Server(s.at);
			for (const one of [first, second])
				await one.until(() => one.out.includes('\n'), 'address');
			const same = first.out === second.out;
			await Promise.all([first.stop(), second.stop()]);
			return wrong([code === 3, `exit ${code}`],
				[!same, first.out]);
		});
	await test('another host is said aloud, and is safe', async () => {
		const open = await Server.start(s.at, '--host', '0.0.0.0');
		const own = await open.raw('GET / HTTP/1.1\r\nHost: ' +
			`127.0.0.1:${open.port}\r\n\r\n`);
		const evil = await open.raw('GET / HTTP/1.1\r\nHost: ' +
			`evil.example:${open.port}\r\n\r\n`);
		await open.stop();
		return wrong([/ほかの機械/.test(open.err), open.err],
			[/ 200 /.test(own), own], [/ 421 /.test(evil), evil]);
	});
	await test('it ends when it is told to', async () => {
		const code = await s.stop();
		return wrong([code === 0, `${code}\n${s.err.slice(-2000)}`]);
	});
}

// search before all is made, other languages, old addresses, own layouts
async function more() {
	const s = await Server.start(site());
	const early = (await s.ask('/search/index.js')).status;
	const titles = (await s.ask('/search/block0.js')).body;
	const own = 'layouts/indicator.html';

	await s.listen();
	const {script} = s.last;
	await s.until(async () => (await s.state()).render !== null, 'all pages');
	await test('a search finds titles at once, and then all', async () => {
		const all = (await s.ask('/search/block0.js')).body;
		return wrong([early === 200, `${early}`],
			[titles.includes('"mihon/index.html"'), titles],
			[!titles.includes('10人に4人が'), 'a text'],
			[all.includes('10人に4人が'), 'no text'],
			[s.last.script !== script, 'pages are not told']);
	});
	for (const [what, target, file, text] of [
		['English', '/en/mihon/chapters/purpose.html',
			'content/mihon/chapters/purpose.en.md', 'Quite new.'],
		['plain words', '/mihon/chapters/purpose.easy.html',
			'content/mihon/chapters/purpose.easy.md', 'あたらしい文です。']])
		await test(`a page in ${what}`, async () => {
			const before = (await s.ask(target)).body;
			await s.after(() =>
				s.write(file, `${s.read(file)}\n${text}\n`));
			return wrong(
				[before.includes(`data-file="${s.file(file)}:`), 'file'],
				[!before.includes(text), 'before'],
				[(await s.ask(target)).body.includes(text), 'after']);
		});
	await test('an old address leads to the new one', async () => {
		const {status, body} = await s.ask('/mihon/programmes/website.html');
		return wrong([status === 200, `${status}`],
			[/http-equiv="refresh"/.test(body), body]);
	});
	await test('a layout of the site\'s own: new, changed, gone', async () => {
		const shows = async (text) =>
			(await s.ask(page)).body.includes(text);
		const good = s.read('themes/civic/layouts/indicator.html');
		const lines = [];
		await s.after(() => {
			fs.mkdirSync(s.file('layouts'));
			s.write(own, good + '<!-- one -->\n');
		});
		lines.push(...wrong([await shows('<!-- one -->'), 'new']));
		await s.after(() => s.replace(own, good + '<!-- two -->\n'));
		lines.push(...wrong([await shows('<!-- two -->'), 'changed']));
		await s.after(() => fs.rmSync(s.file('layouts'),
			{recursive: true}));
		return [...lines, ...wrong([!await shows('<!-- two -->'), 'gone'])];
	});
	await s.stop();
}

async function begins() {
	const at = site();
	const goals_at = path.join(at, goals);
	const good = fs.readFileSync(goals_at, 'utf8');

	await test('a site that cannot be read yet', async () => {
		fs.writeFileSync(goals_at, 'x: [\n');
		const s = await Server.start(at);
		const first = await s.ask('/');
		await s.listen();
		const state = await s.after(() => fs.writeFileSync(goals_at, good));
		const then = await s.ask('/');
		const code = await s.stop();
		return wrong([first.status === 503, `${first.status}`],
			[first.body.includes('/_keikaku/live.js'), 'script'],
			[state.errors === 0 && then.status === 200, 'mended'],
			[code === 0, `exit ${code}`]);
	});
}

async function builds() {
	const at = site();

	await test('build --watch writes what has changed', async () => {
		const child = spawn(keikaku, ['build', at, '--watch', '--lang', 'en']);
		const out = path.join(at, 'public', page);
		let err = '';
		child.stderr.on('data', (d) => { err += d; });
		const ended = new Promise((done) => child.on('exit', done));
		const s = {until: Server.prototype.until};
		await s.until(() => /pages/.test(err), 'site');
		const file = path.join(at, csv);
		fs.writeFileSync(file, fs.readFileSync(file, 'utf8')
			.replace(',131020,', ',131029,'));
		await s.until(() => fs.readFileSync(out, 'utf8')
			.includes('131,029'), 'new figure');
		child.kill('SIGINT');
		const code = await ended;
		return wrong([code === 0, `exit ${code}`]);
	});
}

async function main() {
	const s = await Server.start(site());

	await shown(s);
	await changes(s);
	await themes(s);
	await own(s);
	await attacks(s);
	await ends(s);
	await more();
	await begins();
	await builds();
	plan();
	process.exit(0);
}

main();
