// This repository's site, or N times its plans, each under ids of its own.
'use strict';

const fs = require('fs');
const path = require('path');

const plans = fs.readdirSync('content', {withFileTypes: true})
	.filter((e) => e.isDirectory() &&
		fs.existsSync(`content/${e.name}/plan.md`))
	.map((e) => e.name).sort((a, b) => b.length - a.length);
const named = new RegExp(`(?<![\\w-])(${plans.join('|')})(?![\\w-])`, 'g');

// other ids, where they are no part of an address or a comment
const rename = (text, end) => text.split('\n').map((line) =>
	/http|^#/.test(line) ? line : line.replace(named, `$1${end}`)).join('\n');

// two plans of one title would be a finding
const retitle = (text, end) => text
	.replace(/^title: \{ja: ([^,]*), en: (.*)\}$/m,
		`title: {ja: $1${end}, en: $2 ${end}}`)
	.replace(/^title: ([^{"\n]*)$/m, `title: $1${end}`);

function copy(from, to, end) {
	fs.mkdirSync(to, {recursive: true});
	for (const e of fs.readdirSync(from, {withFileTypes: true})) {
		const [a, b] = [path.join(from, e.name), path.join(to, e.name)];
		if (e.isDirectory())
			copy(a, b, end);
		else if (!/\.(md|yaml)$/.test(e.name) || a.includes('/files/'))
			fs.copyFileSync(a, b);
		else {
			const text = rename(fs.readFileSync(a, 'utf8'), end);
			fs.writeFileSync(b, e.name === 'plan.md' ?
				retitle(text, end) : text);
		}
	}
}

// into a folder; returns the id of one copy of the plan that is a specimen
function copies(to, n) {
	const content = path.join(to, 'content');
	const ends = n === 1 ? [''] : Array.from({length: n},
		(_, i) => `-${String(i).padStart(3, '0')}`);

	fs.mkdirSync(content, {recursive: true});
	fs.copyFileSync('site.yaml', path.join(to, 'site.yaml'));
	fs.cpSync('themes', path.join(to, 'themes'), {recursive: true});
	for (const e of fs.readdirSync('content', {withFileTypes: true})) {
		const from = path.join('content', e.name);
		if (plans.includes(e.name))
			for (const end of ends)
				copy(from, path.join(content, e.name + end), end);
		else if (e.isDirectory())
			copy(from, path.join(content, e.name), ends[0]);
		else
			fs.writeFileSync(path.join(content, e.name),
				rename(fs.readFileSync(from, 'utf8'), ends[0]));
	}
	return 'mihon' + ends[ends.length >> 1];
}

module.exports = {copies};
