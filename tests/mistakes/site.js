// The texts of a site as lines, and what mistakes are made of: places.
'use strict';

const fs = require('fs');
const path = require('path');

// mulberry32: the same seed gives the same mistakes on every machine
function random(seed) {
	let state = seed >>> 0;

	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	return {
		below: (n) => Math.floor(next() * n),
		pick: (list) => list[Math.floor(next() * list.length)],
	};
}

function list(root, folder) {
	const found = [];

	for (const entry of fs.readdirSync(path.join(root, folder),
		{withFileTypes: true})) {
		const file = `${folder}/${entry.name}`;
		if (entry.isDirectory())
			found.push(...list(root, file));
		else if (/\.(md|yaml|csv|html|lua)$/.test(file))
			found.push(file);
	}
	return found.sort();
}

class Site {
	constructor(root) {
		const paths = ['site.yaml', ...list(root, 'content'),
			...list(root, 'themes')];

		this.files = new Map(paths.map((file) => [file,
			fs.readFileSync(path.join(root, file), 'utf8')
				.split('\n')]));
		this.plans = new Map();
		for (const file of paths) {
			const plan = planOf(file);
			this.plans.set(plan, (this.plans.get(plan) || '') +
				this.files.get(file).join('\n'));
		}
	}

	// how often a text stands in the files of a plan
	times(plan, text) {
		return this.plans.get(plan).split(text).length - 1;
	}
}

function planOf(file) {
	const parts = file.split('/');

	return parts[0] === 'content' && parts.length > 2 ? parts[1] : '';
}

/*
 * A place where a mistake can be made: {file, at, del, put, line}, the lines
 * from at (from 0) that are replaced, what by, and on which line (from 1) it
 * is to be found.  It may be found elsewhere ({seen: {file, line}}), and may
 * have further changes ({more: [place]}).
 */

/*
 * The places of all files whose name matches.  one(line, i, lines, file)
 * gives another line, or part of a place, or nothing.
 */
function places(site, name, one) {
	const found = [];

	for (const [file, lines] of site.files) {
		if (!name.test(file))
			continue;
		lines.forEach((line, i) => {
			const place = one(line, i, lines, file);
			if (typeof place === 'string' && place !== line)
				found.push({file, at: i, del: 1, put: [place],
					line: i + 1});
			else if (place && typeof place === 'object')
				found.push({file, at: i, del: 1, line: i + 1,
					...place});
		});
	}
	return found;
}

// the entries of a YAML list that begin in the first column
function entries(site, name, one) {
	return places(site, name, (line, i, lines, file) => {
		if (!line.startsWith('- '))
			return null;
		let end = i + 1;
		while (end < lines.length && !/^[-#]/.test(lines[end]) &&
			lines[end] !== '')
			end++;
		return one(new Entry(lines, i, end), file);
	});
}

// lines from .. end of a file
class Entry {
	constructor(lines, from, end) {
		Object.assign(this, {lines, from, end});
	}

	// the first line that matches: {i, m}
	find(pattern) {
		return this.all(pattern)[0] || null;
	}

	all(pattern) {
		const found = [];

		for (let i = this.from; i < this.end; i++) {
			const m = pattern.exec(this.lines[i]);
			if (m)
				found.push({i, m});
		}
		return found;
	}

	get id() {
		const found = this.find(/^- id: ([a-z0-9-]+)/);
		return found ? found.m[1] : '';
	}
}

// one line becomes others
const change = (i, ...put) => ({at: i, del: 1, put, line: i + 1});
// new lines behind a line; found on the nth of them
const behind = (i, put, n = 0) => ({at: i + 1, del: 0, put, line: i + 2 + n});

function bodyOf(lines) {
	return lines[0] === '---' ? lines.indexOf('---', 1) + 1 : 0;
}

const CHAPTERS = /^content\/[^/]+\/(chapters\/[^/.]+|plan)\.md$/;

// lines of a body that begin a paragraph or go on with one, without links
function prose(site, one, name = CHAPTERS) {
	return places(site, name, (line, i, lines, file) =>
		i < bodyOf(lines) || !/^[^#|>!\-\s\d\[`]/.test(line) ||
			/[[\]`*{}|<「」]/.test(line) || line.length < 12 ?
			null : one(line, i, lines, file));
}

// a new paragraph at the end of a body
const paragraph = (text, name = CHAPTERS) => (site) =>
	places(site, name, (line, i, lines) => i !== lines.length - 1 ||
		line !== '' ? null : {del: 0, put: ['', text], line: i + 2});

// the numbers of a figure
const number = (text) => Number(text.replace(/[,，]/g, ''));
const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

module.exports = {Site, random, planOf, places, entries, prose, paragraph,
	change, behind, bodyOf, number, grouped, CHAPTERS};
