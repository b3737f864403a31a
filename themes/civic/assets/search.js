/* Search without a server: search/*.js, by pairs of characters, then exactly. */
(function () {
"use strict";

const ERAS = {明治: 1867, 大正: 1911, 昭和: 1925, 平成: 1988, 令和: 2018,
    m: 1867, t: 1911, s: 1925, h: 1988, r: 2018};
const MOST = 50;
const root = document.currentScript.src.replace(/assets\/.*/, "");
const loads = {}, blocks = [], shards = [];
let sizes;

window.keikaku = {
	index(found) { sizes = found; },
	block(n, pages) { blocks[n] = pages; },
	shard(n, pairs, singles) { shards[n] = [read(pairs, 2), read(singles, 1)]; }
};

/* {"0 3": "協働働の"} → from each pair to its blocks */
function read(lists, size) {
	const map = new Map();
	for (const key in lists) {
		const in_blocks = key.split(" ").map(Number);
		const all = Array.from(lists[key]);
		for (let i = 0; i < all.length; i += size)
			map.set(all.slice(i, i + size).join(""), in_blocks);
	}
	return map;
}

function load(name) {
	loads[name] = loads[name] || new Promise(function (done, failed) {
		const script = document.createElement("script");
		script.src = "search/" + name + ".js";
		script.onload = done;
		script.onerror = failed;
		document.head.append(script);
	});
	return loads[name];
}

/* ---- folding: as keikaku folded what it indexed */

const CLUSTER = /[^][\u3099\u309a\uff9e\uff9f]*/gu;
const YEAR = /^(明治|大正|昭和|平成|令和)(元|\d{1,2})(?!\d)/;
const SHORT = /^([mtshr])(\d{1,2})(?![0-9a-z])/;

/* from[i]: where the i-th letter stood */
function characters(text) {
	let folded = "";
	const from = [];
	for (const found of text.matchAll(CLUSTER)) {
		const one = /^[\s\u3000]/.test(found[0]) ? " " :
		    found[0].normalize("NFKC").replace(/[A-Z]/g, (c) => c.toLowerCase());
		folded += one;
		for (let i = 0; i < one.length; i++)
			from.push(found.index);
	}
	return {text: folded, from};
}

function year(text, inside) {
	const found = YEAR.exec(text) || (!inside && SHORT.exec(text));
	const n = found && (found[2] === "元" ? 1 : Number(found[2]));
	if (!n)
		return null;
	return {length: found[0].length, text: String(n + ERAS[found[1]])};
}

const ascii = (c) => c !== undefined && c > "\0" && c < "\x80";
const digit = (c) => c >= "0" && c <= "9";

function fold(original) {
	const all = characters(original), s = all.text, from = [];
	let out = "";
	for (let i = 0; i < s.length;) {
		const before = out[out.length - 1];
		const after = s.slice(i + 1).match(/^ *([^ ])/);
		const found = /[a-z\u4e00-\u9fff]/.test(s[i]) &&
		    year(s.slice(i, i + 6), /[0-9a-z]/.test(s[i - 1] || " "));
		if (found) {
			out += found.text;
			from.push(...Array(4).fill(all.from[i]));
			i += found.length;
		} else if ((s[i] === " " && (before === " " || !ascii(before) ||
		    !after || !ascii(after[1]))) ||
		    (s[i] === "," && digit(before) && digit(s[i + 1]))) {
			i++;
		} else {
			out += s[i];
			from.push(all.from[i++]);
		}
	}
	return {text: out, from};
}

/* ---- finding */

const both = (a, b) => a.filter((n) => b.includes(n));

/* the blocks that hold all pairs of a word */
async function candidates(word) {
	const letters = Array.from(word);
	const pairs = (letters.length > 1 ?
	    letters.slice(1).map((c, i) => [letters[i], c]) : [letters])
	    .filter((pair) => !/[ (),./:、。「」・〜]/.test(pair.join("")));
	const lists = await Promise.all(pairs.map(async function (pair) {
		const n = (pair[0].codePointAt(0) * 31 +
		    (pair[1] ? pair[1].codePointAt(0) : 0)) % sizes.shards;
		await load("shard" + n);
		return shards[n][pair[1] ? 0 : 1].get(pair.join("")) || [];
	}));
	return lists.reduce(both, Array.from({length: sizes.blocks}, (_, n) => n));
}

const folds = {};
const folded = (text) => folds["_" + text] = folds["_" + text] || fold(text);

/* 0: a section does not answer */
function score(words, kind, title, heading, text) {
	let sum = 0;
	for (const word of words) {
		const hit = (title.text === word ? 90 : 0) +
		    (title.text.includes(word) ? 60 : 0) +
		    (heading.text.includes(word) ? 30 : 0) +
		    (text.text.includes(word) ? 10 : 0);
		if (hit === 0)
			return 0;
		sum += hit;
	}
	return sum + (kind === "indicators" ? 5 : 0);
}

/* a page's best section */
function judge(page, words) {
	const [url, plan, kind, name, sections] = page;
	const title = folded(name);
	let best = null;
	for (const [anchor, heading, text] of sections.concat([["", "", ""]])) {
		const points = score(words, kind, title, folded(heading), folded(text));
		if (points > (best ? best.points : 0))
			best = {points, url: anchor ? url + "#" + anchor : url, plan, kind,
			    title: name, heading, text};
	}
	return best;
}

async function find(query, plan, kind) {
	const words = query.split(/[\s\u3000]+/).map((w) => fold(w).text).filter(Boolean);
	if (words.length === 0)
		return {words, hits: []};
	await load("index");
	const lists = await Promise.all(words.map(candidates));
	const needed = lists.reduce(both);
	await Promise.all(needed.map((n) => load("block" + n)));
	const hits = needed.flatMap((n) => blocks[n])
	    .filter((p) => (!plan || p[1] === plan) && (!kind || p[2] === kind))
	    .map((p) => judge(p, words)).filter(Boolean);
	hits.sort((a, b) => b.points - a.points || (a.url < b.url ? -1 : 1));
	return {words, hits};
}

/* ---- showing */

function mark(element, text, words) {
	const f = folded(text), ends = [];
	for (const word of words)
		for (let i = f.text.indexOf(word); i >= 0; i = f.text.indexOf(word, i + word.length))
			ends.push([f.from[i], f.from[i + word.length] ?? text.length]);
	ends.sort((a, b) => a[0] - b[0]);
	const start = ends.length && ends[0][0] > 40 ? ends[0][0] - 30 : 0;
	const stop = Math.min(text.length, start + 140);
	let at = start;
	element.append(start > 0 ? "…" : "");
	for (const [from, to] of ends) {
		if (from < at || to > stop)
			continue;
		const hit = document.createElement("mark");
		hit.textContent = text.slice(from, to);
		element.append(text.slice(at, from), hit);
		at = to;
	}
	element.append(text.slice(at, stop), stop < text.length ? "…" : "");
}

function add(parent, name, text, words) {
	const element = document.createElement(name);
	mark(element, text, words || []);
	parent.append(element);
	return element;
}

function start() {
	const box = document.getElementById("Search");
	const form = box.querySelector("form"), list = box.querySelector("ol");
	const status = box.querySelector("[role=status]");
	const {q, plan, kind} = form.elements, fields = [q, plan, kind];
	const called = (select, value) => value &&
	    Array.from(select.options).find((o) => o.value === value)?.text;
	let last = 0;

	function show(hits, words) {
		list.replaceChildren();
		for (const hit of hits.slice(0, MOST)) {
			const item = add(list, "li", ""), link = add(item, "a", hit.title, words);
			link.href = root + hit.url;
			const where = [called(plan, hit.plan), called(kind, hit.kind), hit.heading];
			add(item, "p", where.filter(Boolean).join("　")).className = "where";
			if (hit.text)
				add(item, "p", hit.text, words);
		}
	}
	async function run() {
		const mine = ++last;
		const state = new URLSearchParams();
		for (const field of fields)
			if (field.value)
				state.set(field.name, field.value);
		try { history.replaceState(null, "", "?" + state); } catch { /* file:// */ }
		try {
			const {words, hits} = await find(q.value, plan.value, kind.value);
			if (mine !== last)
				return;
			show(hits, words);
			const form = hits.length === 0 ? "none" : hits.length > MOST ? "many" : "found";
			status.textContent = words.length === 0 ? "" : box.dataset[form]
			    .replace("{q}", q.value.trim()).replace("{n}", hits.length);
		} catch {
			status.textContent = box.dataset.failed;
		}
	}
	const given = new URLSearchParams(location.search);
	for (const field of fields)
		field.value = given.get(field.name) || "";
	let wait;
	form.addEventListener("input", function () {
		clearTimeout(wait);
		wait = setTimeout(run, 150);
	});
	form.addEventListener("submit", function (event) {
		event.preventDefault();
		run();
	});
	form.hidden = false;
	if (q.value)
		run();
}

window.keikaku.find = find;
window.keikaku.fold = (text) => fold(text).text;
if (document.getElementById("Search"))
	start();
})();
