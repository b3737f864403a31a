// The pages of a built site as files: which there are, of which kinds, what
// each must have, what each weighs.
'use strict';

const fs = require('fs');
const path = require('path');
const zlib = require('zlib');
const {list, tags} = require('../links.js');

// A page has what a reader has to load before reading: these files.
const LOADED = {stylesheet: 'href', icon: 'href'};

// what stands at an old address only leads on: no page to be read
function is_forward(html) {
	return /<meta http-equiv="refresh"/.test(html);
}

const is_translated = (page) => page.startsWith('en/');

class Folder {
	constructor(folder) {
		this.folder = path.resolve(folder);
		this.files = list(this.folder);
		this.pages = this.files.filter((name) => name.endsWith('.html') &&
			!is_forward(this.read(name)));
		this.plans = this.files
			.filter((name) => /^[^/]+\/data\/plan\.json$/.test(name))
			.map((name) => name.split('/')[0]);
		this.tags = new Map(this.pages.map((page) =>
			[page, tags(this.read(page))]));
	}

	file(name) {
		return path.join(this.folder, name);
	}

	read(name) {
		return fs.readFileSync(this.file(name), 'utf8');
	}

	size(name) {
		return fs.statSync(this.file(name)).size;
	}

	plan(id) {
		return JSON.parse(this.read(`${id}/data/plan.json`));
	}

	// midori/goals/heal.html is of the kind midori/goals/*; every plan has
	// its own, because its content brings out other parts of a layout
	// Pages in another language are made by the same layouts: few are enough.
	kind(page) {
		const parts = page.split('/');

		if (is_translated(page))
			return /^en\/[^/]+\/(indicators|chapters)\/./.test(page) ?
				`en/*/${parts[2]}/*` : parts.length > 2 ? 'en/*' : page;
		return parts.length < 3 || parts[2] === 'index.html' ? page :
			[...parts.slice(0, 2), '*'].join('/');
	}

	// of each kind the longest page: it holds most of what its layout can make
	chosen() {
		const kinds = new Map();

		for (const page of this.pages) {
			const kind = this.kind(page);
			kinds.set(kind, [...kinds.get(kind) || [], page]);
		}
		return [...kinds.values()].map((all) =>
			all.sort((a, b) => this.size(b) - this.size(a))[0]);
	}

	// what is worth a visit: the main pages, and of the others the chosen
	visited() {
		const chosen = new Set(this.chosen());

		return this.pages.filter((page) => !is_translated(page) ||
			chosen.has(page));
	}

	find(page, name, attribute, value) {
		return this.tags.get(page).filter((t) => t.name === name &&
			(!attribute || (t.attributes[attribute] || '').split(/\s+/)
				.includes(value)));
	}

	title(page) {
		return (this.find(page, 'title')[0] || {text: ''}).text.trim();
	}

	// the files that a page loads before it can be read: style, scripts, icon
	loaded(page) {
		const urls = this.tags.get(page).flatMap(({name, attributes}) => {
			const kind = Object.keys(LOADED).find((rel) =>
				(attributes.rel || '').split(/\s+/).includes(rel));
			if (name === 'script')
				return attributes.src || [];
			return name === 'link' && kind ? attributes[LOADED[kind]] : [];
		});

		return [...new Set(urls)].map((url) => path.posix.join(
			url.startsWith('/') ? '' : path.posix.dirname(page),
			url.split(/[?#]/)[0]));
	}

	// bytes of a file as a server sends it, compressed
	sent(name) {
		this.zipped = this.zipped || new Map();
		if (!this.zipped.has(name))
			this.zipped.set(name, zlib.gzipSync(
				fs.readFileSync(this.file(name))).length);
		return this.zipped.get(name);
	}

	// bytes that are sent for a page, without pictures and data
	weight(page) {
		return [page, ...this.loaded(page)]
			.reduce((sum, name) => sum + this.sent(name), 0);
	}
}

// ---- what each page must have -----------------------------------------------

// has: is it the path from the front page to this page?
function breadcrumb(folder, page) {
	const all = folder.tags.get(page);

	return all.some((nav, i) => {
		if (nav.name !== 'nav')
			return false;
		const end = all.findIndex((t, j) => j > i && t.name === '/nav');
		const inside = all.slice(i, end);
		const links = inside.filter((t) => t.name === 'a');

		return inside.some((t) => t.name === 'ol') && links.length > 0 &&
			path.posix.join(path.posix.dirname(page),
				links[0].attributes.href) ===
				(is_translated(page) ? 'en/index.html' : 'index.html') &&
			inside.some((t) => t.attributes['aria-current'] === 'page');
	});
}

function parts(folder) {
	return folder.pages.flatMap((page) => {
		const one = (name) => folder.find(page, name).length === 1;
		const html = folder.find(page, 'html')[0];

		return [
			[one('h1'), 'not one h1'],
			[one('main'), 'not one main'],
			[html && html.attributes.lang, '<html> has no lang'],
			[folder.title(page), 'no title'],
			[/^(en\/)?(index|404)\.html$/.test(page) || breadcrumb(folder, page),
				'no breadcrumb'],
		].filter(([good]) => !good).map(([, what]) => `${page}: ${what}`);
	});
}

function titles(folder) {
	const first = new Map();

	return folder.pages.flatMap((page) => {
		const title = `${folder.find(page, 'html')[0].attributes.lang} ` +
			folder.title(page).normalize('NFKC').replace(/\s+/g, ' ');
		const other = first.get(title);
		first.set(title, other || page);
		return other ? [`${page}: the title of ${other}, ${title}`] : [];
	});
}

// A page is small if its HTML is, and if all that is sent for it is; the print
// version holds a whole plan and may be larger.
function weights(folder, limit) {
	const heavy = (what, weigh) => folder.pages
		.filter((page) => !/(^|\/)print\.html$/.test(page))
		.map((page) => ({page, bytes: weigh(page)}))
		.filter(({bytes}) => bytes >= limit)
		.sort((a, b) => b.bytes - a.bytes)
		.map(({page, bytes}) => `${page}: ${bytes} bytes ${what}`);

	return [...heavy('of HTML', (page) => folder.size(page)),
		...heavy('sent', (page) => folder.weight(page))];
}

module.exports = {Folder, parts, titles, weights};
