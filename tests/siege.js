#!/usr/bin/env node
// A running preview under siege: links put in the place of files, large
// attachments that nobody reads, pages of other origins, names of files that
// are no text, a machine that has nothing left.
'use strict';

const {spawn, spawnSync} = require('child_process');
const fs = require('fs');
const net = require('net');
const path = require('path');
const {test, wrong, plan} = require('./tap.js');
const {Server, site, folder, sleep, keikaku} = require('./serve/server.js');

const page = '/mihon/indicators/households.html';
const files = 'content/mihon/files';
const pdf = `${files}/outline.pdf`;
const goals = 'content/mihon/goals.yaml';
const SECRET = 'TOPSECRET';

// files of the same names as those of the site, elsewhere
function outside() {
	const at = folder();

	fs.mkdirSync(path.join(at, 'mihon/files'), {recursive: true});
	for (const name of ['outline.pdf', 'own.css', 'purpose.md'])
		fs.writeFileSync(path.join(at, name), SECRET);
	fs.writeFileSync(path.join(at, 'mihon/files/outline.pdf'), SECRET);
	return at;
}

function lead(s, name, to) {
	fs.rmSync(s.file(`${name}~`), {recursive: true, force: true});
	if (fs.statSync(s.file(name)).isDirectory())
		fs.renameSync(s.file(name), s.file(`${name}.real`));
	fs.symlinkSync(to, s.file(`${name}~`));
	fs.renameSync(s.file(`${name}~`), s.file(name));
}

// ---- links ------------------------------------------------------------------

async function links() {
	const at = site(), there = outside();
	fs.mkdirSync(path.join(at, 'assets'));
	fs.writeFileSync(path.join(at, 'assets/own.css'), 'a {}');
	const s = await Server.start(at);
	await s.listen();
	await s.until(async () => (await s.state()).render !== null, 'all pages');

	await test('an attachment that becomes a link is not followed', async () => {
		const kept = fs.readFileSync(s.file(pdf));
		const before = await s.ask('/mihon/files/outline.pdf');
		await s.after(() => lead(s, pdf, path.join(there, 'outline.pdf')));
		const a = await s.ask('/mihon/files/outline.pdf');
		await s.after(() => s.replace(pdf, kept));
		const after = await s.ask('/mihon/files/outline.pdf');
		return wrong([!a.body.includes(SECRET), 'served'],
			[a.status === 500, `${a.status}`],
			[before.bytes.equals(kept), 'before'],
			[after.bytes.equals(kept), `after: ${after.status}`]);
	});
	await test('nor while another mistake stands', async () => {
		const good = s.read(goals);
		const lines = [];
		await s.after(() => s.replace(goals, `${good}{{{\n`));
		for (const [name, to, target] of [
			[pdf, path.join(there, 'outline.pdf'), '/mihon/files/outline.pdf'],
			[files, path.join(there, 'mihon/files'),
				'/mihon/files/outline.pdf'],
			['content/mihon', path.join(there, 'mihon'),
				'/mihon/files/outline.pdf'],
			['assets/own.css', path.join(there, 'own.css'),
				'/assets/own.css'],
			['themes/civic/assets/civic.css', path.join(there, 'own.css'),
				'/assets/civic.css'],
			['themes/civic', there, '/assets/civic.css'],
		]) {
			const real = path.join(at, `${name}.kept`);
			fs.cpSync(s.file(name), real, {recursive: true});
			lead(s, name, to);
			const a = await s.ask(target);
			if (a.body.includes(SECRET) || a.status === 200)
				lines.push(`${name}: ${a.status}`);
			fs.rmSync(s.file(name));
			fs.rmSync(s.file(`${name}.real`), {recursive: true, force: true});
			fs.renameSync(real, s.file(name));
		}
		await s.after(() => s.replace(goals, good));
		return lines;
	});
	await test('however often it changes', async () => {
		const target = path.join(there, 'outline.pdf');
		const kept = path.join(at, 'kept.pdf');
		const body = 'content/mihon/chapters/purpose.md';
		const texts = path.join(at, 'kept.md');
		const lines = new Set();
		let going = true;

		fs.linkSync(s.file(pdf), kept);
		fs.linkSync(s.file(body), texts);
		const swap = async () => {
			while (going)
				for (const [name, link, real] of [[pdf, target, kept],
					[body, path.join(there, 'purpose.md'), texts]]) {
					lead(s, name, link);
					await sleep(3);
					fs.linkSync(real, s.file(`${name}~`));
					fs.renameSync(s.file(`${name}~`), s.file(name));
				}
		};
		const ask = async (what) => {
			while (going) {
				const {body: got} = await s.ask(what);
				if (got.includes(SECRET))
					lines.add(what);
			}
		};
		const all = [swap(), ask('/mihon/files/outline.pdf'),
			ask('/_keikaku/state.json'), ask('/mihon/chapters/purpose.html')];
		await sleep(3000);
		going = false;
		await Promise.all(all);
		return [...lines, ...wrong([!s.err.includes(SECRET), 'said'])];
	});
	await s.stop();
}

// ---- large attachments ------------------------------------------------------

const SIZE = 250 << 20, CLIENTS = 20;

const memory = (s) => Number(fs.readFileSync(`/proc/${s.child.pid}/status`,
	'utf8').match(/VmHWM:\s+(\d+)/)[1]) >> 10;

async function large() {
	const at = site();
	const big = path.join(at, files, 'large.bin');
	fs.writeFileSync(big, '');
	fs.truncateSync(big, SIZE);
	fs.writeFileSync(path.join(at, files, 'empty.csv'), '');
	const s = await Server.start(at);
	await s.until(async () => (await s.state()).render !== null, 'all pages');
	const asked = `GET /mihon/files/large.bin HTTP/1.1\r\n` +
		`Host: 127.0.0.1:${s.port}\r\n\r\n`;
	// how many bytes come, and the first of them
	const take = (begun = () => {}) => new Promise((done) => {
		const one = net.connect(s.port, '127.0.0.1');
		let said = '', n = 0;
		one.on('error', () => {});
		one.on('close', () => done({said, n}));
		one.on('data', (d) => {
			if (n === 0) {
				said = d.toString('latin1');
				begun();
			}
			n += d.length;
		});
		one.write(asked);
	});

	await test('many who ask for much take no memory, and no time', async () => {
		const before = memory(s);
		const sockets = Array.from({length: CLIENTS}, () => {
			const one = net.connect(s.port, '127.0.0.1');
			one.on('error', () => {});
			one.pause();
			one.write(asked);
			return one;
		});
		await sleep(300);
		const other = await s.ask(page);
		const small = await s.ask('/mihon/files/outline.pdf');
		const after = memory(s);
		for (const one of sockets)
			one.destroy();
		return wrong([after - before < 100, `${before} MB, then ${after}`],
			[other.status === 200, `page: ${other.status}`],
			[small.bytes.equals(fs.readFileSync(s.file(pdf))), 'a file']);
	});
	await test('a large one is sent whole', async () => {
		const {said, n} = await take();
		const [head] = said.split('\r\n\r\n');
		return wrong([/^HTTP\/1.1 200 /.test(head), head],
			[n === head.length + 4 + SIZE, `${n}`],
			[/\nX-Content-Type-Options: nosniff/.test(head), 'nosniff'],
			[memory(s) < 200, `${memory(s)} MB`]);
	});
	await test('its head alone, and one with nothing in it', async () => {
		const head = await s.ask('/mihon/files/large.bin', {method: 'HEAD'});
		const empty = await s.ask('/mihon/files/empty.csv');
		return wrong([head.status === 200 && head.body === '' &&
			Number(head.headers['content-length']) === SIZE,
		JSON.stringify(head.headers)],
		[empty.status === 200 && empty.body === '', `${empty.status}`]);
	});
	await test('one that is cut while it is sent ends the answer', async () => {
		const {n} = await take(() => fs.truncateSync(big, 1 << 20));
		return wrong([n < SIZE, `${n}`],
			[(await s.ask(page)).status === 200, 'page']);
	});
	await s.stop();
}

// ---- other origins ----------------------------------------------------------

async function origins() {
	const s = await Server.start(site());
	const host = `127.0.0.1:${s.port}`;
	const status = async (target, ...lines) => Number((await s.raw(
		`GET ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`))
		.split(' ')[1]) || 0;

	await test('pages of others lead here, and load nothing', async () => {
		const lines = [];
		for (const [want, at, mode, dest] of [
			[200], [200, 'none', 'navigate', 'document'],
			[200, 'same-origin', 'no-cors', 'image'],
			[200, 'same-origin', 'navigate', 'iframe'],
			[200, 'cross-site', 'navigate', 'document'],
			[200, 'cross-site', 'navigate'],
			[403, 'cross-site', 'no-cors', 'image'],
			[403, 'cross-site', 'cors', 'empty'], [403, 'cross-site'],
			[403, 'cross-site', 'navigate', 'iframe'],
			[403, 'same-site', 'no-cors', 'script'],
			[200, 'same-site', 'navigate', 'document'],
		])
			for (const target of ['/', page, '/mihon/files/outline.pdf',
				'/_keikaku/']) {
				const got = await status(target, `Host: ${host}`,
					...(at ? [`Sec-Fetch-Site: ${at}`] : []),
					...(mode ? [`Sec-Fetch-Mode: ${mode}`] : []),
					...(dest ? [`Sec-Fetch-Dest: ${dest}`] : []));
				if (got !== want)
					lines.push(`${target} ${at} ${mode} ${dest}: ${got}`);
			}
		return lines;
	});
	await test('a target with its host, as proxies are asked', async () => {
		const lines = [];
		for (const [want, target, name = host] of [
			[200, `http://${host}/`], [200, `http://${host}`],
			[200, `http://${host}${page}?x`],
			[421, 'http://evil.example/'], [421, `http://${host}/`, 'evil'],
			[421, '/', `[127.0.0.1]:${s.port}`],
			[421, '/', `[localhost]:${s.port}`],
			[404, `https://${host}/`], [404, `http://${host}//etc/passwd`],
		]) {
			const got = await status(target, `Host: ${name}`);
			if (got !== want)
				lines.push(`${target} at ${name}: ${got}, not ${want}`);
		}
		return lines;
	});
	await test('who opened a window lets go of it', async () => {
		s.write(`${files}/run.html`, '<p>x</p>');
		const opener = async (target) => (await s.ask(target))
			.headers['cross-origin-opener-policy'];
		const run = await s.until(async () => {
			const {status: got, headers} = await s.ask('/mihon/files/run.html');
			return got === 200 && headers;
		}, 'attachment');
		return wrong([await opener(page) === 'same-origin', 'a page'],
			[await opener('/_keikaku/') === 'same-origin', 'the desk'],
			// with both a browser shows nothing
			[run['content-security-policy'] === 'sandbox' &&
				!('cross-origin-opener-policy' in run), 'an attachment']);
	});
	await test('a blank in the name of a header', async () => {
		const lines = [];
		for (const odd of [' X: y', '\tX: y', 'X : y', 'X y: z', ` Host: ${host}`]) {
			const got = await status('/', odd, `Host: ${host}`);
			if (got !== 400)
				lines.push(`${JSON.stringify(odd)}: ${got}`);
		}
		return lines;
	});
	await s.stop();
}

// ---- names --------------------------------------------------------------------

async function names() {
	const at = site(), chapters = path.join(at, 'content/mihon/chapters');
	for (const name of [Buffer.from([0xff, 0xfe]), '\u202eevil', 'a\u001b[2J\u009b\u2028',
		'n\nerror: forged'])
		fs.writeFileSync(Buffer.concat([Buffer.from(`${chapters}/`),
			Buffer.from(name), Buffer.from('.md')]), '---\ntitel: x\n---\n');
	const s = await Server.start(at);
	await s.until(async () => (await s.ask('/_keikaku/state.json')).body
		.includes('titel'), 'findings');

	await test('names that are no text are shown as signs', async () => {
		const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e]/;
		const state = await s.ask('/_keikaku/state.json');
		const desk = await s.ask('/_keikaku/');
		const is_text = (a) => Buffer.from(a.body).equals(a.bytes);
		const all = JSON.parse(state.body).findings;
		return wrong([is_text(state), 'state.json is no text'],
			[is_text(desk), 'the desk is no text'],
			[!all.some((f) => raw.test(f.path) || /\n/.test(f.path)),
				all.map((f) => JSON.stringify(f.path)).join('\n')],
			[!raw.test(desk.body), 'signs on the desk'],
			[all.some((f) => f.path && f.path.includes('\ufffdevil.md')),
				'the name']);
	});
	for (const format of ['text', 'json', 'github', 'sarif'])
		await test(`nor does check --format ${format} send them`, () => {
			const {stdout} = spawnSync(keikaku, ['check', '--format', format,
				at]);
			const text = stdout.toString();
			return wrong([Buffer.from(text).equals(stdout), 'no text'],
				[!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text),
					'signs'],
				[text.includes('evil.md'), text]);
		});
	await s.stop();
}

// ---- a theme that never ends ----------------------------------------------------

async function loops() {
	const at = site(), other = page.replace('households', 'staying');

	fs.writeFileSync(path.join(at, 'themes/civic/layouts/indicator.html'),
		'{% while true do end %}\n');
	// so that others wait for one such page, not for each
	await test('a layout that reached a limit is not tried again', async () => {
		const s = await Server.start(at);
		const first = await s.ask(page), second = await s.ask(other);
		const third = await s.ask('/mihon/index.html');
		await s.stop();
		return wrong([first.status === 500 && /lua-steps/.test(first.body) &&
			first.body.includes(page.slice(1)), first.body],
			[second.status === 500 && second.body.includes(page.slice(1)),
				second.body],
			[third.status === 200, `${third.status}`]);
	});
}

// ---- an output that is none --------------------------------------------------

async function outputs() {
	const at = site(), out = path.join(at, 'public');
	const index = path.join(at, 'content/index.md');
	const save = (text) => fs.writeFileSync(index,
		`---\ntitle: 見本\n---\n${text}\n`);

	await test('build --watch goes on when its output becomes a link',
		async () => {
			const child = spawn(keikaku, ['build', '--watch', at]);
			const ended = new Promise((done) => child.on('exit', done));
			const s = {until: Server.prototype.until, err: ''};
			const index_page = path.join(out, 'index.html');
			process.on('exit', () => child.kill('SIGKILL'));
			child.stderr.on('data', (d) => { s.err += d; });
			await s.until(() => fs.existsSync(out), 'site');
			fs.renameSync(out, `${out}-1`);
			fs.symlinkSync(folder(), out);
			for (const text of ['first', 'second']) {
				s.err = '';
				save(text);
				await s.until(() => s.err.includes('[out-') ||
					child.exitCode !== null, 'message');
			}
			if (child.exitCode !== null)
				return [`it ended with ${child.exitCode}`];
			fs.unlinkSync(out);
			save('third');
			await s.until(() => fs.existsSync(index_page) && fs.readFileSync(
				index_page, 'utf8').includes('third'), 'page');
			child.kill('SIGINT');
			const code = await ended;
			return wrong([code === 0, `exit ${code}`]);
		});
	await test('but not one that was none from the start', async () => {
		fs.rmSync(out, {recursive: true});
		fs.symlinkSync(folder(), out);
		const {status, stderr} = spawnSync(keikaku, ['build', '--watch', at],
			{encoding: 'utf8', timeout: 20000});
		return wrong([status === 2 && /\[out-/.test(stderr),
			`${status} ${stderr}`]);
	});
}

// ---- a machine that has nothing left ------------------------------------------

async function machine() {
	const at = site();
	const start = (limit, then = '') => spawnSync('sh', ['-c',
		`ulimit ${limit}; exec "$0" serve --lang en --port 0 "$1" ${then}`,
		keikaku, at], {encoding: 'utf8', timeout: 20000,
		// which wants files of its own
		env: {...process.env, ASAN_OPTIONS: 'detect_leaks=0'}});

	await test('too few files to begin with: it says so', () =>
		[4, 5, 6].flatMap((n) => {
			const {status, stderr} = start(`-n ${n}`);
			return status === 3 && /too many open files/.test(stderr) ? [] :
				[`${n}: ${status} ${stderr}`];
		}));
	// a program with a sanitizer asks for more than all
	if (spawnSync('sh', ['-c', 'ulimit -v 200000; exec "$0" version',
		keikaku]).status === 0)
		await test('too little memory to begin with: it says so', () =>
			[60000, 100000, 200000].flatMap((n) => {
				const {status, stdout, stderr} = start(`-v ${n}`);
				return status === 3 && stdout === '' &&
					/not enough memory/.test(stderr) ? [] :
					[`${n}: ${status} ${stdout} ${stderr}`];
			}));
	await test('a closed stdout is named at the end', async () => {
		const {status, stderr} = spawnSync('sh', ['-c', '"$0" serve -q --lang ' +
			'en --port 0 "$1" >&- & sleep 2; kill -INT $!; wait $!', keikaku,
		at], {encoding: 'utf8', timeout: 20000});
		return wrong([status === 3 && /stdout: Bad file/.test(stderr),
			`${status} ${stderr}`]);
	});
}

async function main() {
	await links();
	await large();
	await origins();
	await names();
	await loops();
	await outputs();
	await machine();
	plan();
	process.exit(0);
}

main();
