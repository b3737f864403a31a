// What the tests of docs/promises.md share: sites, what stands in a folder,
// and runs in which something goes wrong.  POINTS is how much is tried.
'use strict';

const {execFileSync, spawnSync} = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const os = require('os');
const path = require('path');

const points = Number(process.env.POINTS || 25);
const long = points >= 100;
const keikaku = path.resolve(process.env.KEIKAKU || 'build/keikaku');
const place = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(place, {recursive: true, force: true}));

const at = (...names) => path.join(place, ...names);
const fault = at('fault.so');

execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', fault,
	path.join(__dirname, '../fault.c')]);

// ---- folders ----------------------------------------------------------------

const remove = (name) => fs.rmSync(at(name), {recursive: true, force: true});

// all that is below a folder, as text: path, kind, bytes; null if there is none
function look(folder) {
	const lines = [];
	const visit = (below) => {
		const entries = fs.readdirSync(path.join(folder, below),
			{withFileTypes: true});

		for (const e of entries) {
			const name = path.join(below, e.name);
			const full = path.join(folder, name);

			if (e.isDirectory()) {
				lines.push(`${name}/`);
				visit(name);
			} else
				lines.push(`${name} ${e.isFile() ? hash(full) :
					'is no file'}`);
		}
	};

	if (!fs.existsSync(folder))
		return null;
	visit('');
	return lines.sort().join('\n');
}

function hash(file) {
	return crypto.createHash('sha256').update(fs.readFileSync(file))
		.digest('hex');
}

// what a build left behind, in or beside its output
function litter(out) {
	return fs.readdirSync(place).filter((n) => /^\..*keikaku/.test(n))
		.concat(!fs.existsSync(at(out)) ? [] : fs.readdirSync(at(out))
			.filter((n) => /^\.keikaku./.test(n)));
}

// ---- sites --------------------------------------------------------------------

const files = {
	'themes/plain/theme.yaml': 'name: x\n',
	'themes/plain/assets/plain.css': 'a { color: blue }\n',
	'themes/plain/layouts/home.html': '<title>{{ site.title }}</title>',
	'themes/plain/layouts/list.html': '<title>{{ #page.list }}</title>',
	'themes/plain/layouts/entity.html':
		'<title>{{ page.entity.title }}</title>{% body(page.entity) %}',
	'content/town/plan.md': '---\ntitle: x\ncity: x\nstatus: draft\n---\n',
	'content/town/files/a.txt': 'a file\n',
	'content/town/documents.yaml': '- {id: a, title: a, file: a.txt}\n',
};

// a site of so many chapters, each a page: from first to the one before last
function site(name, first, last, text) {
	const write = (file, bytes) => {
		fs.mkdirSync(at(name, path.dirname(file)), {recursive: true});
		fs.writeFileSync(at(name, file), bytes);
	};

	remove(name);
	for (const [file, bytes] of Object.entries(files))
		write(file, bytes);
	write('site.yaml', `title: ${text}\ntheme: plain\n`);
	for (let i = first; i < last; i++)
		write(`content/town/chapters/c${i}.md`, `---\ntitle: ${i}\n` +
			`---\n${i % 3 === 0 ? 'It stays the same.' : text}\n`);
}

// ---- runs -----------------------------------------------------------------------

// see fault.c; a process that dies takes no disk with it, so that none is needed
const preload = {LD_PRELOAD: fault, FAULT_DISK: '1'};

// builds a site into a folder; env: see fault.c
function build(name, out, env = {}, args = ['-j1'], quiet = ['--quiet']) {
	return spawnSync(keikaku, ['build', at(name), '-o', at(out), ...quiet,
		...args], {encoding: 'utf8', timeout: 60000, cwd: place,
		maxBuffer: 1 << 26, env: {PATH: process.env.PATH,
			HOME: '/nowhere', LANG: 'en_US.UTF-8', ...preload,
			...env}});
}

// builds without any trouble, or nothing that follows makes sense
function must(name, out, args) {
	const run = build(name, out, {}, args);

	if (run.status !== 0)
		throw new Error(`${name}: ${run.status} ${run.stderr}`);
	return look(at(out));
}

// how many calls of each kind a build makes
function count(name, out, args, quiet) {
	build(name, out, {FAULT_COUNT: at('count')}, args, quiet);
	return JSON.parse(fs.readFileSync(at('count'), 'utf8'));
}

const say = (run) => `${run.status ?? run.signal}: ` +
	run.stderr.trim().split('\n').join(' / ');

// ---- two sites for one output ---------------------------------------------------

// what stands in an output: the old site, the new one, or anything else
function which(out, old, now) {
	const is = look(at(out));

	return is === old ? 'old' : is === now ? 'new' : 'neither';
}

site('a', 0, 4, 'old');
site('b', 1, 5, 'new');
const B = must('b', 'out'), A = must('a', 'out');

module.exports = {points, long, keikaku, place, preload, at, remove, look, litter,
	site, build, must, count, say, which, A, B};
