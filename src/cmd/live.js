// In a page of `keikaku serve`: keeps it up to date while files are saved,
// and shows what is wrong with them.
(() => {
'use strict';

const script = document.currentScript;
const own = script.dataset;
const ja = own.lang !== 'en';
const framed = window !== window.top;
const base = '/_keikaku/';
const desk = location.pathname === base;        // it lists all that itself
let {version, css, script: scripts} = own;
let shown = null;               // the state whose findings are shown
let folded = false;             // the list of errors, by hand

const say = (a, b) => ja ? a : b;

function element(name, attributes = {}, ...children) {
	const e = document.createElement(name);
	for (const [key, value] of Object.entries(attributes))
		if (typeof value === 'function')
			e.addEventListener(key, value);
		else if (value !== null && value !== undefined)
			e.setAttribute(key, value);
	e.append(...children.filter((c) => c !== null && c !== undefined));
	return e;
}

// ---- the page, made like another ---------------------------------------------

// what the reader has done to an element is not the page's to undo
const kept = (e, name) => (name === 'open' &&
	(e.localName === 'details' || e.localName === 'dialog')) ||
	name === 'data-keikaku';

// was: the same element as the server had it before, or null; where it has not
// changed there, what the page's own scripts have made of it stays
function copyAttributes(to, was, from) {
	const names = new Set([...to.getAttributeNames(),
		...from.getAttributeNames()]);

	for (const name of names) {
		const value = from.getAttribute(name);
		if (kept(to, name) || value === to.getAttribute(name) ||
			(was && was.getAttribute(name) === value))
			continue;
		if (value === null)
			to.removeAttribute(name);
		else
			to.setAttribute(name, value);
	}
}

const isOurs = (n) => n === host || n === script ||
	(n.nodeType === 1 && n.matches('script[src^="/_keikaku/"]'));

const key = (n) => n.nodeType === 1 ? n.localName + '#' + n.id : n.nodeType;

const children = (n) => [...n.childNodes].filter((c) => !isOurs(c));

// as the server had them before, if there are as many of the same kinds
function before(old, was) {
	const all = was ? children(was) : [];

	return all.length === old.length &&
		all.every((n, i) => key(n) === key(old[i])) ? all : [];
}

// each child finds the first like it behind the one before: the rest goes
function morphChildren(to, was, from) {
	const old = children(to), all = before(old, was);
	let at = 0;

	for (const next of children(from)) {
		let i = at;
		while (i < old.length && key(old[i]) !== key(next))
			i++;
		if (i < old.length && (i === at || next.id || i - at < 8)) {
			for (; at < i; at++)
				old[at].remove();
			morph(old[at], all[at] ?? null, next);
			at++;
		} else
			to.insertBefore(document.importNode(next, true),
				old[at] ?? (host.parentNode === to ? host : null));
	}
	for (; at < old.length; at++)
		old[at].remove();
}

function morph(to, was, from) {
	if (to.isEqualNode(from) || (was && was.isEqualNode(from)))
		return;
	if (to.nodeType !== 1) {
		if (to.nodeValue !== from.nodeValue)
			to.nodeValue = from.nodeValue;
		return;
	}
	copyAttributes(to, was, from);
	morphChildren(to, was, from);
}

// what is still open in a text: ●, 〇〇
function markOpen(root) {
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	const found = [];

	while (walker.nextNode()) {
		const p = walker.currentNode.parentElement;
		if (/●|〇〇|○○/.test(walker.currentNode.nodeValue) && p &&
		    !p.closest('script, style, textarea, svg, title, mark[data-keikaku]'))
			found.push(walker.currentNode);
	}
	for (const node of found) {
		const parts = node.nodeValue.split(/(●+|〇〇+|○○+)/);
		node.replaceWith(...parts.map((text, i) => i % 2 === 0 ? text :
			element('mark', {'data-keikaku': 'open',
				title: say('まだ決まっていません', 'not decided yet')},
			text)));
	}
}

function unmark(root) {
	for (const mark of root.querySelectorAll('mark[data-keikaku]')) {
		const parent = mark.parentNode;
		mark.replaceWith(...mark.childNodes);
		parent.normalize();
	}
}

// ---- new versions ---------------------------------------------------------------

function swapStyles(stamp) {
	for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
		const url = new URL(old.href);
		if (url.origin !== location.origin || old.dataset.keikaku)
			continue;
		url.searchParams.set('keikaku', stamp);
		const next = old.cloneNode();
		next.href = url.href;
		old.dataset.keikaku = 'old';
		next.addEventListener('load', () => old.remove());
		next.addEventListener('error', () => old.remove());
		old.after(next);
	}
}

// what a reload of the page would lose
const place = 'keikaku ' + location.pathname;

function remember() {
	sessionStorage.setItem(place, JSON.stringify({
		y: scrollY, x: scrollX,
		open: [...document.querySelectorAll('details')].map((d) => d.open),
		texts: [...document.querySelectorAll('input, textarea, select')]
			.map((i) => i.type === 'checkbox' || i.type === 'radio' ?
				i.checked : i.value),
	}));
}

function recall() {
	const was = JSON.parse(sessionStorage.getItem(place) ?? 'null');

	sessionStorage.removeItem(place);
	if (!was)
		return;
	document.querySelectorAll('details').forEach((d, i) => {
		d.open = was.open[i] ?? d.open;
	});
	document.querySelectorAll('input, textarea, select').forEach((i, n) => {
		if (typeof was.texts[n] === 'boolean')
			i.checked = was.texts[n];
		else if (was.texts[n] !== undefined && i.type !== 'file')
			i.value = was.texts[n];
	});
	searchAgain();
	scrollTo(was.x, was.y);
}

// what a script of the page has made of what was typed is made anew
function searchAgain() {
	for (const i of document.querySelectorAll('input, textarea'))
		if (i.value && i.type !== 'hidden' && i.value !== i.defaultValue)
			i.dispatchEvent(new Event('input', {bubbles: true}));
}

async function toParent() {
	let path = location.pathname;

	while (path !== '/') {
		path = path.replace(/[^/]*\/?$/, '');
		const there = await fetch(path, {method: 'HEAD'});
		if (there.ok) {
			location.replace(path);
			return;
		}
	}
}

let fetching = false, again = false;

async function refresh() {
	if (fetching) {
		again = true;
		return;
	}
	fetching = true;
	try {
		const answer = await fetch(location.pathname + location.search);
		if (answer.status === 404 && own.missing === undefined)
			await toParent();
		else if (answer.ok || answer.status === 404)
			change(await answer.text());
	} catch {
		again = false;  // the stream tells when the server is back
	}
	fetching = false;
	if (again) {
		again = false;
		refresh();
	}
}

let latest = null;              // the page as the server had it

function parse(text) {
	const next = new DOMParser().parseFromString(text, 'text/html');
	const told = next.querySelector('script[src="/_keikaku/live.js"]');

	if (told)
		told.remove();
	return {next, told};
}

async function readFirst() {
	const answer = await fetch(location.pathname + location.search);
	const {next, told} = parse(await answer.text());

	if (told && told.dataset.version === version && !latest)
		latest = next;
}

function change(text) {
	const {next, told} = parse(text);
	const {scrollX: x, scrollY: y} = window;
	const focus = document.activeElement;

	if (!told)
		return;
	unmark(document.body);
	copyAttributes(document.documentElement,
		latest && latest.documentElement, next.documentElement);
	document.title = next.title;
	morph(document.body, latest && latest.body, next.body);
	latest = next;
	for (const name of Object.keys(own))
		if (!(name in told.dataset))
			delete own[name];
	Object.assign(own, told.dataset);
	({version} = own);
	markOpen(document.body);
	searchAgain();
	if (focus && focus.isConnected && focus !== document.activeElement)
		focus.focus({preventScroll: true});
	scrollTo({left: x, top: y, behavior: 'instant'});
	drawBar();
	document.dispatchEvent(new CustomEvent('keikaku:change'));
}

// ---- what is wrong ----------------------------------------------------------------

const host = element('keikaku-live', {'data-keikaku': 'live'});
const root = host.attachShadow({mode: 'open'});
const bar = element('nav', {class: 'bar', 'aria-label': 'keikaku'});
const panel = element('section', {class: 'panel', role: 'region',
	'aria-label': say('まちがい', 'Findings'), tabindex: '0', hidden: ''});
const banner = element('p', {class: 'draft', hidden: ''});
const style = element('link', {rel: 'stylesheet', href: base + 'live.css'});
let lost = false;

root.append(style, banner, panel, bar);

const words = {
	error: say('エラー', 'error'), warning: say('注意', 'warning'),
	note: say('補足', 'note'),
};

function drawFinding(f) {
	const where = f.path && (f.cell ? `${f.path} ${f.cell}` :
		`${f.path}:${f.line}:${f.column}`);

	return element('li', {class: f.level},
		where && element('p', {}, element('a',
			{href: f.edit, title: say('エディターで開く',
				'open in the editor')}, where)),
		element('p', {}, element('span', {class: 'level'},
			words[f.level]), ': ' + f.message +
			(f.code ? ` [${f.code}]` : '')),
		typeof f.marked === 'string' ? element('pre', {}, f.before,
			element('mark', {}, f.marked || ' '), f.after) : null,
		f.fix ? element('p', {class: 'fix'},
			say('直し方：', 'fix: ') + f.fix) : null,
		f.times > 1 ? element('p', {}, say(`同じことが、ほかに${f.times - 1}回`,
			`the same ${f.times - 1} more times`)) : null,
		f.notes ? element('ol', {}, ...f.notes.map(drawFinding)) : null);
}

function drawPanel() {
	const open = shown && !desk && (shown.errors > 0 ? !folded :
		folded === null && shown.warnings > 0);

	panel.hidden = !open;
	panel.classList.toggle('mild', Boolean(shown && shown.errors === 0));
	panel.replaceChildren();
	if (!open)
		return;
	panel.append(element('h2', {}, shown.errors === 0 ?
		say(`注意${shown.warnings}件`, `${shown.warnings} warnings`) :
		say(`エラー${shown.errors}件、注意${shown.warnings}件。` +
			'直るまで、前のページのままです。',
		`${shown.errors} errors, ${shown.warnings} warnings. ` +
			'The page stays as it was until they are mended.')),
	element('ol', {}, ...shown.findings.map(drawFinding)));
}

function toggle() {
	if (shown.errors > 0)
		folded = !folded;
	else
		folded = folded === null ? false : null;
	drawPanel();
}

function drawBar() {
	const n = shown ? shown.errors || shown.warnings : 0;
	const level = shown && shown.errors > 0 ? 'error' : 'warning';
	const here = encodeURIComponent(location.pathname.slice(1));

	banner.hidden = own.draft === undefined;
	banner.textContent = say('下書き（公開されません）',
		'draft, not published');
	bar.hidden = framed || desk;
	bar.replaceChildren(
		...(lost ? [element('span', {class: 'lost'},
			say('つながっていません', 'not connected'))] : []),
		...(n > 0 ? [element('button', {type: 'button', class: level,
			click: toggle}, `${words[level]} ${n}`)] : []),
		...(own.edit ? [element('a', {href: own.edit, title: own.file},
			say('編集', 'edit'))] : []),
		element('a', {href: `${base}narrow?${here}`}, '320px'),
		element('button', {type: 'button', click: () => print()},
			say('印刷', 'print')),
		element('a', {href: base}, say('一覧', 'all')));
}

function show(state) {
	if (shown && shown.errors === 0 && state.errors > 0)
		folded = false;
	if (state.errors === 0 && folded !== null)
		folded = false;
	shown = state;
	drawPanel();
	drawBar();
	document.dispatchEvent(new CustomEvent('keikaku:state',
		{detail: state}));
}

// ---- what the server tells -----------------------------------------------------------

function follow(event) {
	if (event.script !== scripts) {
		remember();
		location.reload();
		return;
	}
	if (event.css !== css) {
		({css} = event);
		swapStyles(event.version);
	}
	if (event.version !== version)
		refresh();
}

async function readState() {
	const answer = await fetch(base + 'state.json');
	const state = await answer.json();

	const other = shown && shown.state !== state.state;
	if (!framed)
		show(state);
	follow(state);
	if (desk && other)
		refresh();
}

function hear(event) {
	if (lost !== Boolean(event.lost)) {
		lost = Boolean(event.lost);
		drawBar();
	}
	if (event.lost)
		return;
	follow(event);
	if (!shown || event.state !== shown.state)
		readState().catch(() => {});
}

// A browser has six connections to a server for all its pages: one page
// listens for all of them, and when it is closed the next.
const channel = new BroadcastChannel('keikaku');

channel.onmessage = (e) => hear(e.data);

function spread(event) {
	hear(event);
	channel.postMessage(event);
}

function listen() {
	const source = new EventSource(base + 'events');

	source.onmessage = (e) => spread(JSON.parse(e.data));
	source.onerror = () => spread({lost: true});
	return source;
}

let leave = null;               // stop listening

function join() {
	if (leave)
		return;
	if (!navigator.locks) {
		const source = listen();
		leave = () => source.close();
		return;
	}
	const wait = new AbortController();
	leave = () => wait.abort();
	navigator.locks.request('keikaku', {signal: wait.signal}, () =>
		new Promise((done) => {
			const source = listen();
			leave = () => {
				source.close();
				done();
			};
		})).catch(() => {});
}

addEventListener('pagehide', () => {
	leave();
	leave = null;
});
addEventListener('pageshow', (e) => {
	join();
	if (e.persisted)
		readState().catch(() => {});
});

document.body.append(host);
recall();
markOpen(document.body);
drawBar();
join();
readFirst().catch(() => {});
readState().catch(() => {});
})();
