#!/usr/bin/env node
// What is wrong with the pages of a folder: node tests/links.js FOLDER
// Links and anchors that lead nowhere, requests to other sites, inline
// scripts and styles, ids that stand twice, pages that nothing leads to.
'use strict';

const fs = require('fs');
const path = require('path');

// attributes whose url the browser fetches by itself, and those it follows
const FETCHED = ['src', 'srcset', 'poster', 'data', 'background', 'xlink:href',
	'formaction', 'action', 'ping', 'manifest'];
const FOLLOWED = ['href', 'cite'];

function list(folder, below = '') {
	return fs.readdirSync(path.join(folder, below), {withFileTypes: true})
		.flatMap((e) => {
			const name = path.posix.join(below, e.name);
			return e.isDirectory() ? list(folder, name) : [name];
		}).sort();
}

function decode(text) {
	const names = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': '\''};

	return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (all, name) => {
		if (names[name])
			return names[name];
		if (/^#x/i.test(name))
			return String.fromCodePoint(parseInt(name.slice(2), 16));
		if (name[0] === '#')
			return String.fromCodePoint(Number(name.slice(1)));
		return all;
	});
}

// [{name, attributes, text}]: each start tag, and the text up to the next tag
function tags(html) {
	const found = [];
	const tag = /<!--[\s\S]*?-->|<(\/?[a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;

	html = html.replace(/(<(script|style)\b[^>]*>)([\s\S]*?)(<\/\2>)/gi,
		(all, open, name, text, close) => open + text.replace(/</g, '&lt;') +
			close);
	for (const m of html.matchAll(tag)) {
		if (m[1] === undefined)
			continue;
		const attributes = {};
		for (const a of m[2].matchAll(
			/([^\s=/"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g))
			attributes[a[1].toLowerCase()] =
				decode((a[2] || '').replace(/^["']|["']$/g, ''));
		const end = m.index + m[0].length;
		const next = html.indexOf('<', end);
		found.push({name: m[1].toLowerCase(), attributes, text:
			decode(html.slice(end, next < 0 ? undefined : next))});
	}
	return found;
}

function urls(tag) {
	const found = [];

	for (const [name, value] of Object.entries(tag.attributes)) {
		if (name === 'srcset')
			for (const part of value.split(','))
				found.push({url: part.trim().split(/\s+/)[0],
					fetched: true});
		else if (FETCHED.includes(name))
			found.push({url: value, fetched: true});
		else if (FOLLOWED.includes(name))
			found.push({url: value, fetched: tag.name === 'link' &&
				!/^(canonical|license|alternate)$/
					.test(tag.attributes.rel || '')});
	}
	return found;
}

// where a url leads: {file, id}, {other: true} or {wrong: 'why'}
function target(page, url) {
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url);
	let [file, id] = url.split('#');

	if (scheme && /^(https?|mailto|tel)$/i.test(scheme[1]))
		return {other: true};
	if (scheme)
		return {wrong: `the scheme ${scheme[1]}:`};
	if (url.startsWith('//'))
		return {other: true};
	if (url === '')
		return {wrong: 'an empty link'};
	file = decodeURIComponent(file.split('?')[0]);
	if (file === '')
		file = page;
	else if (file.startsWith('/'))
		file = file.slice(1);
	else
		file = path.posix.join(path.posix.dirname(page), file);
	return {file, id: id && decodeURIComponent(id)};
}

function inline(tag) {
	const type = tag.attributes.type || '';

	if (tag.name === 'script' && !tag.attributes.src &&
	    type !== 'application/ld+json' && type !== 'application/json')
		return ['an inline script'];
	if (tag.name === 'style')
		return ['a style element'];
	return Object.keys(tag.attributes)
		.filter((name) => name === 'style' || /^on/.test(name))
		.map((name) => `<${tag.name}> has the attribute ${name}`);
}

function check_css(name, text, files) {
	const found = [];

	for (const m of text.matchAll(
		/@import\s+["']([^"']+)|url\(\s*["']?([^"')]+)/g)) {
		const to = target(name, m[1] || m[2]);
		if (/^data:/.test(m[1] || m[2]))
			continue;
		if (to.other || to.wrong)
			found.push(`a request to ${m[1] || m[2]}`);
		else if (!files.has(to.file))
			found.push(`no file ${to.file}`);
	}
	return found;
}

// what stands at an earlier address: only old links lead there
function moved(page) {
	return page.some((tag) => tag.attributes['http-equiv'] === 'refresh');
}

// lines that say what is wrong
function problems(folder) {
	const files = new Set(list(folder));
	const pages = new Map(), wrong = [], led = new Set(['index.html']);

	for (const name of files)
		if (name.endsWith('.html'))
			pages.set(name, tags(fs.readFileSync(
				path.join(folder, name), 'utf8')));
		else if (name.endsWith('.css'))
			wrong.push(...check_css(name, fs.readFileSync(
				path.join(folder, name), 'utf8'), files)
				.map((what) => `${name}: ${what}`));
	const ids = new Map([...pages].map(([name, page]) =>
		[name, page.map((t) => t.attributes.id).filter((id) => id)]));

	for (const [name, page] of pages) {
		const say = (what) => wrong.push(`${name}: ${what}`);
		const twice = ids.get(name).filter((id, i, all) =>
			all.indexOf(id) < i);
		twice.forEach((id) => say(`the id ${id} stands twice`));
		for (const tag of page) {
			inline(tag).forEach(say);
			for (const {url, fetched} of urls(tag)) {
				const to = target(name, url);
				if (to.wrong)
					say(to.wrong);
				else if (to.other && fetched)
					say(`a request to ${url}`);
				else if (to.other)
					continue;
				else if (!files.has(to.file))
					say(`${url} leads nowhere`);
				else if (to.id && pages.has(to.file) &&
				    !ids.get(to.file).includes(to.id))
					say(`${url}: no such place`);
				else if (to.file !== name)
					led.add(to.file);
			}
		}
	}
	for (const [name, page] of pages)
		if (!led.has(name) && name !== '404.html' && !moved(page))
			wrong.push(`${name}: no page leads here`);
	return wrong;
}

module.exports = {list, tags, problems};

if (require.main === module) {
	const wrong = problems(process.argv[2]);
	wrong.forEach((line) => console.log(line));
	process.exitCode = wrong.length > 0 ? 1 : 0;
}
