// In a page of `keikaku serve`: keeps it up to date while files are saved,
// and shows what is wrong with them.
(() => {
'use strict';

const script = document.currentScript;
const own = script.dataset;
const ja = own.lang !== 'en';
const framed = window !== window.top;
const base = '/_keikaku/';
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

function copyAttributes(to, from) {
	for (const {name} of [...to.attributes])
		if (!from.hasAttribute(name) && !kept(to, name))
			to.removeAttribute(name);
	for (const {name, value} of from.attributes)
		if (to.getAttribute(name) !== value && !kept(to, name))
			to.setAttribute(name, value);
}

const isOurs = (n) => n === host || n === script ||
	(n.nodeType === 1 && n.matches('script[src^="/_keikaku/"]'));

const key = (n) => n.nodeType === 1 ? n.localName + '#' + n.id : n.nodeType;

// each child finds the first like it behind the one before: the rest goes
function morphChildren(to, from) {
	const old = [...to.childNodes].filter((n) => !isOurs(n));
	let at = 0;

	for (const next of [...from.childNodes].filter((n) => !isOurs(n))) {
		let i = at;
		while (i < old.length && key(old[i]) !== key(next))
			i++;
		if (i < old.length && (i === at || next.id || i - at < 8)) {
			for (; at < i; at++)
				old[at].remove();
			morph(old[at++], next);
		} else
			to.insertBefore(document.importNode(next, true),
				old[at] ?? (host.parentNode === to ? host : null));
	}
	for (; at < old.length; at++)
		old[at].remove();
}

function morph(to, from) {
	if (to.isEqualNode(from))
		return;
	if (to.nodeType !== 1) {
		if (to.nodeValue !== from.nodeValue)
			to.nodeValue = from.nodeValue;
		return;
	}
	copyAttributes(to, from);
	morphChildren(to, from);
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

function change(text) {
	const next = new DOMParser().parseFromString(text, 'text/html');
	const told = next.querySelector('script[src="/_keikaku/live.js"]');
	const {scrollX: x, scrollY: y} = window;
	const focus = document.activeElement;

	if (!told)
		return;
	unmark(document.body);
	copyAttributes(document.documentElement, next.documentElement);
	document.title = next.title;
	morph(document.body, next.body);
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
	const open = shown && (shown.errors > 0 ? !folded :
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
	bar.hidden = framed;
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

async function readState() {
	const answer = await fetch(base + 'state.json');
	const state = await answer.json();

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

// ---- the stream ---------------------------------------------------------------------

let source = null, told = null;

function hear(event) {
	lost = false;
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
	if (event.state !== told) {
		told = event.state;
		if (!framed)
			readState().catch(() => {
				told = null;
			});
	}
}

function connect() {
	if (source || document.hidden)
		return;
	source = new EventSource(base + 'events');
	source.onmessage = (e) => hear(JSON.parse(e.data));
	source.onerror = () => {
		lost = true;
		drawBar();
	};
	source.onopen = () => {
		lost = false;
		drawBar();
	};
}

// a browser has six connections to a server for all its pages
function disconnect() {
	if (source)
		source.close();
	source = null;
}

document.addEventListener('visibilitychange', () => {
	if (document.hidden)
		disconnect();
	else
		connect();
});
addEventListener('pagehide', disconnect);
addEventListener('pageshow', connect);

document.body.append(host);
recall();
markOpen(document.body);
drawBar();
connect();
})();
