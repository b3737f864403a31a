// The validators of HTML, CSS and SVG, on all files of a built site.
'use strict';

const {execFile} = require('child_process');
const path = require('path');
const {module_file} = require('./need.js');

// vnu's CSS does not know container queries yet
const UNKNOWN = new RegExp('^CSS: (Unrecognized at-rule “@container”|' +
	'“container(-type|-name)?”: Property “container(-type|-name)?” ' +
	'doesn\'t exist\\.)$');

// what a command writes to stdout and stderr, whatever its status
function run(command, operands) {
	return new Promise((done, fail) => execFile(command, operands,
		{encoding: 'utf8', maxBuffer: 1 << 28}, (error, out, err) =>
			error && typeof error.code === 'string' ?
				fail(new Error(`${command}: ${error.message}`)) :
				done({out, err})));
}

function parse(command, {out, err}) {
	try {
		return JSON.parse(out || err);
	} catch (e) {
		throw new Error(`${command} said: ${err || out || 'nothing'}`);
	}
}

async function vnu(folder) {
	const said = parse('vnu', await run('java', ['-Xss4m', '-jar',
		module_file('vnu-jar', 'build/dist/vnu.jar'), '--format', 'json',
		'--also-check-css', '--also-check-svg', '--skip-non-html',
		folder.folder]));

	return said.messages.filter((m) => !UNKNOWN.test(m.message))
		.map((m) => `${path.relative(folder.folder, decodeURI(
			(m.url || '').replace(/^file:/, '')))}:${m.lastLine}: ` +
			m.message);
}

async function html_validate(folder) {
	const said = parse('html-validate', await run(process.execPath, [
		module_file('.bin/html-validate'), '--preset',
		'standard,a11y', '--formatter', 'json', folder.folder]));

	return said.flatMap(({filePath, messages}) => messages.map((m) =>
		`${path.relative(folder.folder, filePath)}:${m.line}: ` +
		`${m.message} (${m.ruleId})`));
}

module.exports = {vnu, html_validate};
