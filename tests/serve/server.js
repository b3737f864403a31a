// A preview of a site of its own, for the tests of `keikaku serve`.
'use strict';

const {spawn} = require('child_process');
const fs = require('fs');
const http = require('http');
const net = require('net');
const os = require('os');
const path = require('path');

const keikaku = path.resolve(process.env.KEIKAKU || 'build/asan/keikaku');
const folders = [];
const running = new Set();
process.on('exit', () => {
	for (const child of running)
		child.kill('SIGKILL');
	for (const folder of folders)
		fs.rmSync(folder, {recursive: true, force: true});
});

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

function folder() {
	const made = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));

	folders.push(made);
	return made;
}

// one plan of this repository, with its theme
function site() {
	const at = folder();

	fs.cpSync('content/mihon', path.join(at, 'content/mihon'),
		{recursive: true});
	fs.writeFileSync(path.join(at, 'content/index.md'),
		'---\ntitle: 見本\n---\n計画の見本です。\n');
	fs.cpSync('themes', path.join(at, 'themes'), {recursive: true});
	fs.writeFileSync(path.join(at, 'site.yaml'), 'title: 見本\n');
	return at;
}

class Server {
	constructor(at, ...options) {
		this.at = at;
		this.out = this.err = '';
		this.events = [];
		this.child = spawn(keikaku, ['serve', at, ...options],
			{env: {...process.env, LANG: 'ja_JP.UTF-8', LC_ALL: ''}});
		running.add(this.child);
		this.child.stdout.on('data', (d) => { this.out += d; });
		this.child.stderr.on('data', (d) => { this.err += d; });
		this.ended = new Promise((done) => this.child.on('exit',
			(code, signal) => {
				running.delete(this.child);
				done(code ?? signal);
			}));
	}

	static async start(at, ...options) {
		const it = new Server(at, ...(options.includes('--port') ? [] :
			['--port', '0']), ...options);

		await it.until(() => it.out.includes('\n') ||
			it.child.exitCode !== null, 'an address');
		it.url = it.out.trim();
		it.port = Number(new URL(it.url).port);
		return it;
	}

	async until(holds, what, most = 60000) {
		const start = Date.now();

		for (;;) {
			const got = await holds();
			if (got)
				return got;
			if (Date.now() - start > most)
				throw new Error(`no ${what} after ${most} ms`);
			await sleep(10);
		}
	}

	// {status, headers, body}
	ask(target, {method = 'GET', headers = {}} = {}) {
		return new Promise((done, fail) => {
			const r = http.request({host: '127.0.0.1', port: this.port,
				path: target, method, headers, agent: false}, (answer) => {
				const parts = [];
				answer.on('data', (d) => parts.push(d));
				answer.on('end', () => done({status: answer.statusCode,
					headers: answer.headers,
					bytes: Buffer.concat(parts),
					body: Buffer.concat(parts).toString()}));
				answer.on('error', fail);
			});
			r.on('error', fail);
			r.end();
		});
	}

	// the first line of what comes back for these bytes
	raw(bytes, most = 20000) {
		return new Promise((done) => {
			const s = net.connect(this.port, '127.0.0.1');
			let said = '';
			s.setTimeout(most, () => s.destroy());
			s.on('data', (d) => { said += d; });
			s.on('error', () => {});
			s.on('close', () => done(said.split('\r\n')[0]));
			s.write(bytes);
		});
	}

	async state() {
		return JSON.parse((await this.ask('/_keikaku/state.json')).body);
	}

	// gathers events from now on
	async listen() {
		await new Promise((done, fail) => {
			this.stream = http.get({host: '127.0.0.1', port: this.port,
				path: '/_keikaku/events', agent: false}, (answer) => {
				let left = '';
				answer.on('data', (d) => {
					left += d;
					const all = left.split('\n\n');
					left = all.pop();
					for (const e of all) {
						const data = e.match(/^data: (.*)$/m);
						if (data)
							this.events.push(JSON.parse(data[1]));
					}
				});
				answer.on('error', () => {});
				done();
			});
			this.stream.on('error', fail);
		});
		await this.until(() => this.events.length > 0, 'event');
	}

	get last() {
		return this.events[this.events.length - 1];
	}

	// what the change does: all pages are made, or an error is known
	async after(change) {
		const {version, state} = this.last;

		await change();
		await this.until(async () => this.last.state !== state &&
			(this.last.version !== version ?
				(await this.state()).render !== null :
				(await this.state()).errors > 0), 'new state');
		return this.state();
	}

	// what the change does: another site is shown, perhaps not yet checked
	async shown(change) {
		const {version} = this.last;

		await change();
		await this.until(() => this.last.version !== version, 'version');
	}

	file(name) {
		return path.join(this.at, name);
	}

	read(name) {
		return fs.readFileSync(this.file(name), 'utf8');
	}

	write(name, text) {
		fs.writeFileSync(this.file(name), text);
	}

	// as editors save: a file beside it, and then in its place
	replace(name, text) {
		const beside = this.file(name) + '~';

		fs.writeFileSync(beside, text);
		fs.renameSync(beside, this.file(name));
	}

	async stop() {
		this.child.kill('SIGTERM');
		return Promise.race([this.ended, sleep(20000).then(() => 'late')]);
	}
}

module.exports = {Server, site, folder, sleep, keikaku};
