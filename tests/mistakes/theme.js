// Slips of a site and of its theme, which are found on the pages.
'use strict';

const {places, change} = require('./site.js');

const HOME = /^themes\/civic\/layouts\/home\.html$/;
const SITE = /^site\.yaml$/;

// at the end of what home.html puts on the front page
const home = (put, message) => (site) => places(site, HOME,
	(line) => /frame\.close\(\)/.test(line) ? {del: 0, put: [put],
		line: 0, message} : null);

const on = {theme: 'civic', late: true};

module.exports = [{
	name: 'a broken link in a layout', code: 'page-link', level: 'error',
	...on, places: home('<p><a href="contact.html">問い合わせ</a></p>',
		'contact.html'),
}, {
	name: 'an asset that is not there', code: 'page-link', level: 'error',
	...on, places: home('<p><img src="assets/logo.svg" alt=""></p>',
		'assets/logo.svg'),
}, {
	name: 'a link to an id that is not there', code: 'page-anchor',
	level: 'error',
	...on, places: home('<p><a href="#Top">上へ</a></p>', '#Top'),
}, {
	name: 'an id twice on a page', code: 'page-id', level: 'error',
	...on, places: home('<p id="Same"></p><p id="Same"></p>',
		'Same'),
}, {
	name: 'a picture without alt', code: 'page-alt', level: 'error',
	...on, places: home('<p><img src="data:image/gif,"></p>',
		'index.html'),
}, {
	name: 'a table of cells only', code: 'page-table',
	...on, places: home('<table><tr><td>1</td></tr></table>', 'index.html'),
}, {
	name: 'a color too pale to read', code: 'contrast',
	...on, places: (site) => places(site, /^themes\/civic\/theme\.yaml$/,
		(line) => line.replace('--ink-3, on: --paper',
			'--line, on: --paper')),
}, {
	name: 'a title that another page has', code: 'page-title',
	...on, places: (site) => places(site,
		/^content\/(sagamihara-2|sapporo-4)\/programmes\.yaml$/,
		(line, i, lines) => /^  title: /.test(line) && i > 4 ? {
			put: [lines.slice(0, i).filter((l) =>
				/^  title: /.test(l)).at(-1)],
			line: 0, message: '/programmes/'} : null),
}, {
	name: 'a field that there is not', code: 'lua-field', level: 'error',
	...on, alone: true,
	places: (site) => places(site, HOME, (line, i) =>
		/frame\.close\(\)/.test(line) ? {del: 0,
			put: ['<p>{{ site.organization }}</p>'],
			line: i + 1} : null),
}, {
	name: 'a {% if %} without end', code: 'lua-syntax', level: 'error',
	...on, alone: true,
	places: (site) => places(site, HOME, (line, i) =>
		/frame\.close\(\)/.test(line) ? {del: 0,
			put: ['{% if site.banner then %}'], line: i + 3} :
			null),
}, {
	name: 'an unknown key of the site', code: 'key-unknown', level: 'error',
	places: (site) => places(site, SITE, (line) => line.replace(
		/^(descripti|langua)(on|ge):/, '$1n$2:')),
}, {
	name: 'a date that is none', code: 'year-number', level: 'error',
	places: (site) => places(site, SITE, (line, i) =>
		/^as_of/.test(line) ? change(i, 'as_of: 令和0年11月22日') : null),
}];
