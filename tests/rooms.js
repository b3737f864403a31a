#!/usr/bin/env node
// The order of the source: which file may include which.
'use strict';

const {execFileSync} = require('child_process');
const fs = require('fs');
const path = require('path');
const {check, plan} = require('./tap.js');

const ROOMS = ['base', 'text', 'model', 'site', 'script', 'cmd'];
// a library and the files that may know it
const OWNERS = [
	['utf8proc.h', /^base\/utf8\.c$/],
	['yaml.h', /^text\/yaml\.c$/],
	['cmark.h', /^text\/md(_[a-z]+)?\.[ch]$/],
	['iconv.h', /^text\/encoding\.c$/],
	['lua.h', /^script\//],
	['lauxlib.h', /^script\//],
	['lualib.h', /^script\//],
	['pthread.h', /^base\/thread\.c$/],
	['sys/inotify.h', /^base\/io_watch\.c$/],
	['microhttpd.h', /^cmd\/http\.c$/],
];
const LINES_MOST = 600;

const files = [];
for (const room of ROOMS)
	for (const name of fs.readdirSync(`src/${room}`).sort())
		files.push(read(`${room}/${name}`));
files.push(read('main.c'));

function read(name) {
	const text = fs.readFileSync(`src/${name}`, 'utf8');
	const includes = [...text.matchAll(/^#\s*include\s+(["<])(.+?)[">]/gm)]
		.map((m) => ({own: m[1] === '"', name: m[2]}));
	return {name, room: path.dirname(name), text, includes};
}

function list(wrong) {
	return files.flatMap((f) => [].concat(wrong(f))
		.filter((w) => w).map((w) => `src/${f.name}: ${w}`));
}

check('a room includes itself and the rooms before it', list((f) =>
	f.includes.filter((i) => i.own && f.room !== '.').map((i) => {
		const room = ROOMS.indexOf(path.dirname(i.name));
		if (room < 0)
			return `"${i.name}" names no room`;
		return room > ROOMS.indexOf(f.room) &&
			`"${i.name}" is of a later room`;
	})));

check('each library is known to its owner only', list((f) =>
	f.includes.filter((i) => !i.own).map((i) => {
		const owner = OWNERS.find(([name]) => name === i.name);
		return owner && !owner[1].test(f.name) &&
			`<${i.name}> is not for this file`;
	})));

// <stdio.h>, <sys/stat.h>: what is neither the system's nor listed above
const SYSTEM = new Set(('arpa/inet assert ctype dirent errno fcntl float inttypes ' +
	'fnmatch langinfo limits linux/fs linux/openat2 locale malloc math netdb netinet/in poll ' +
	'signal spawn stdalign ' +
	'stdarg stdatomic stdbool stddef stdint stdio stdlib string ' +
	'strings sys/auxv sys/file sys/inotify sys/mman sys/resource ' +
	'sys/pidfd sys/signalfd sys/stat ' +
	'sys/types sys/wait sys/syscall sys/ioctl sys/socket sys/random ' +
	'sys/statfs sys/vfs sys/time time unistd wchar').split(' ')
	.map((name) => `${name}.h`));

check('each library is listed with its owner', list((f) =>
	f.includes.filter((i) => !i.own).map((i) => !SYSTEM.has(i.name) &&
		!OWNERS.some(([name]) => name === i.name) &&
		`<${i.name}> is new here`)));

const FILES_OF_SYSTEM = ['fcntl.h', 'dirent.h', 'sys/stat.h', 'sys/mman.h',
	'sys/file.h', 'linux/fs.h'];

check('only base/io* touches the file system', list((f) =>
	!/^base\/(io\w*|arena|heap)\.[ch]$/.test(f.name) && [
		...f.includes.filter((i) => FILES_OF_SYSTEM.includes(i.name))
			.map((i) => `<${i.name}>`),
		...[...f.text.matchAll(/\b(fopen|open|openat|mkdir|unlink|rename|opendir)\(/g)]
			.map((m) => m[0] + ')')
			.filter((call) => !f.text.includes(`\n${call.slice(0, -1)}`)),
	]));

check('a .c file includes its own header first', list((f) => {
	const own = f.name.replace(/\.c$/, '.h');

	return f.name.endsWith('.c') && own !== f.name &&
		files.some((g) => g.name === own) &&
		(f.includes.length === 0 || f.includes[0].name !== own) &&
		`"${own}" is not the first`;
}));

function circle(name, above) {
	if (above.includes(name))
		return [...above.slice(above.indexOf(name)), name].join(' > ');
	const f = files.find((g) => g.name === name);
	for (const i of f ? f.includes : []) {
		const found = i.own && i.name.endsWith('.h') &&
			circle(i.name, [...above, name]);
		if (found)
			return found;
	}
	return null;
}

check('headers include each other in no circle', list((f) =>
	f.name.endsWith('.h') && circle(f.name, [])));

// a table, such as that of the messages, may be as long as it needs
check(`no file has more than ${LINES_MOST} lines`, list((f) => {
	const lines = f.text.split('\n').length - 1;

	return !f.name.endsWith('.def') && lines > LINES_MOST &&
		`${lines} lines`;
}));

const flags = execFileSync('pkg-config', ['--cflags-only-I', 'libcmark',
	'yaml-0.1', 'lua5.4', 'libutf8proc'], {encoding: 'utf8'});

check('each header compiles alone', list((f) => {
	if (!f.name.endsWith('.h'))
		return null;
	try {
		execFileSync('cc', ['-std=c17', '-D_GNU_SOURCE', '-Isrc',
			...flags.split(/\s+/).filter((s) => s), '-x', 'c',
			'-fsyntax-only', `src/${f.name}`], {stdio: 'pipe'});
		return null;
	} catch (e) {
		return e.stderr.toString().split('\n')[0];
	}
}));

plan();
