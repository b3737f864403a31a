// What the checks of pages need besides node: the packages of tests/node,
// Chromium, Java.  What is missing is an error, never left out.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const path = require('path');

const node = path.join(__dirname, '..', 'node');

function installed(name, version) {
	const file = path.join(node, 'node_modules', name, 'package.json');

	return fs.existsSync(file) &&
		JSON.parse(fs.readFileSync(file, 'utf8')).version === version;
}

// installs what package.json names, if it is not there
function modules() {
	const wanted = JSON.parse(fs.readFileSync(
		path.join(node, 'package.json'), 'utf8')).dependencies;

	if (Object.entries(wanted).every(([name, v]) => installed(name, v)))
		return;
	const npm = spawnSync('npm', ['ci', '--silent', '--prefix', node],
		{encoding: 'utf8'});
	if (npm.status !== 0)
		throw new Error(`npm ci: ${npm.stderr || npm.error}`);
}

// where a file of an npm package is
function module_file(name, file = '') {
	return path.join(node, 'node_modules', name, file);
}

// the path of Chromium
function chromium() {
	const said = spawnSync(path.join(__dirname, '../../scripts/browser'),
		{encoding: 'utf8'});

	if (said.status !== 0)
		throw new Error(said.stderr.trim());
	return said.stdout.trim();
}

// what a command prints; an error if it cannot be run or fails
function output(command, ...operands) {
	const said = spawnSync(command, operands,
		{encoding: 'utf8', maxBuffer: 1 << 28});

	if (said.error)
		throw new Error(`${command}: ${said.error.message}`);
	if (said.status !== 0)
		throw new Error(`${command}: ${said.stderr}`);
	return said.stdout;
}

module.exports = {modules, module_file, chromium, output};
