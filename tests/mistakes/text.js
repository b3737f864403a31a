// Damage and slips of prose.
'use strict';

const {places, prose, paragraph, entries, change, bodyOf, planOf} =
	require('./site.js');

const BODIES = /^content\/.*\.md$/;
const SIGNS = {不: '丌', 握: '揜', 目: '⽬', 長: '⻑', 民: '⺠', 生: '⽣',
	行: '⾏', 見: '⾒', 高: '⾼', 力: '⼒'};
const NARROW = {ボランティア: 'ﾎﾞﾗﾝﾃｨｱ', センター: 'ｾﾝﾀｰ', サポート: 'ｻﾎﾟｰﾄ',
	ワークショップ: 'ﾜｰｸｼｮｯﾌﾟ', コミュニティ: 'ｺﾐｭﾆﾃｨ', まち: null};
const WORDS = /(協|市|計|活|団|地|指|目|事|施)(働|民|画|動|体|域|標|業|策)(?!など)/;

const first = (line, map) => {
	const key = Object.keys(map).filter((k) => map[k] && line.includes(k))
		.sort((a, b) => line.indexOf(a) - line.indexOf(b))[0];
	return key ? line.replace(key, map[key]) : null;
};
const wide = (text) => text.replace(/\d/g, (c) =>
	String.fromCharCode(c.charCodeAt(0) + 0xfee0));

// a heading that is not the first of its body, and the level before it
const headings = (one) => (site) => places(site, BODIES,
	(line, i, lines) => {
		const before = lines.slice(bodyOf(lines), i).filter((l) =>
			/^#+ /.test(l)).at(-1);
		return /^#+ /.test(line) && i >= bodyOf(lines) && before ?
			one(line, /^#+/.exec(before)[0].length) : null;
	});

const links = (one) => (site) => places(site,
	/^content\/[^/]+\/(chapters\/[^/.]+|plan)\.md$/,
	(line, i, lines) => i >= bodyOf(lines) ? one(line) : null);

module.exports = [{
	name: 'signs that a PDF has for letters', code: 'text-sign',
	places: (site) => prose(site, (line) => first(line, SIGNS)),
}, {
	name: 'such a sign in a list', code: 'text-sign',
	places: (site) => places(site, /^content\/[^/]+\/[a-z]+\.yaml$/,
		(line) => /(summary|description|text|definition): /.test(line) ?
			first(line, SIGNS) : null),
}, {
	name: 'a blank beside the name of an office', code: 'text-blank',
	places: (site) => prose(site, (line, i, lines, file) =>
		site.times(planOf(file), '市民') > 4 ?
			line.replace(/市民(?=[ぁ-ん])/, '市 民') : null),
}, {
	name: 'half a line twice', code: 'text-twice',
	places: (site) => prose(site, (line) => line.replace(
		/^(.{8,30}、)(?=.{6})/, '$1$1')),
}, {
	name: 'a blank in a word', code: 'text-blank',
	places: (site) => prose(site, (line, i, lines, file) => {
		const m = WORDS.exec(line);
		return m && site.times(planOf(file), m[0]) > 4 ?
			line.replace(m[0], `${m[1]} ${m[2]}`) : null;
	}),
}, {
	name: 'full-width digits', code: 'digits-wide',
	places: (site) => prose(site, (line, i, lines, file) =>
		/mihon|sendai/.test(file) ? line.replace(/\d{2,}/, wide) :
			null),
}, {
	name: 'half-width kana', code: 'text-narrow',
	places: (site) => prose(site, (line) => first(line, NARROW)),
}, {
	name: 'a word in another width', code: 'word-width',
	places: (site) => prose(site, (line, i, lines, file) =>
		site.times(planOf(file), 'NPO') > 3 ?
			line.replace('NPO', 'ＮＰＯ') : null),
}, {
	name: 'another spelling of a term', code: 'word-spelling',
	places: (site) => places(site,
		/^content\/[^/]+\/(chapters\/.*\.md|(programmes|goals)\.yaml)$/,
		(line, i, lines, file) => {
			const terms = site.files.get(
				`content/${planOf(file)}/terms.yaml`) || [];
			return /title:|part_of|「/.test(line) ||
				!terms.some((l) =>
					/title: .*サポートセンター(,|$)/.test(l)) ?
				null : line.replace('サポートセンター',
					'サポートセンタ');
		}),
}, {
	name: 'another sign for ー', code: 'word-spelling',
	places: (site) => prose(site, (line, i, lines, file) => {
		const m = /[ァ-ヴ]+ー[ァ-ヴ]*/.exec(line);
		return m && site.times(planOf(file), m[0]) > 2 ?
			line.replace(m[0], m[0].replace('ー', '−')) : null;
	}),
}, {
	name: 'a literal *', code: 'star-escape',
	places: (site) => prose(site, (line) => line.replace(/市民(?!\*)/,
		'市民*')),
}, {
	name: 'a link to こちら', code: 'link-vague',
	places: links((line) => line.replace(/\[[^\]]+\](?=\()/, '[こちら]')),
}, {
	name: 'a URL as the text of a link', code: 'link-vague',
	places: paragraph('市のページは[https://www.example.jp/a](https://' +
		'www.example.jp/a)です。'),
}, {
	name: 'a heading that jumps', code: 'heading-jump',
	theme: 'civic',
	places: headings((line, level) => line.replace(/^#+/,
		'#'.repeat(level + 2))),
}, {
	name: 'a picture without text', code: 'alt-missing', level: 'error',
	places: paragraph('![](map.svg)', /^content\/mihon\/chapters\/.*\.md$/),
}, {
	name: 'a table without header', code: 'table-head',
	places: (site) => places(site, BODIES, (line, i, lines) =>
		/^\|[ :|-]+\|$/.test(lines[i + 1]) ? line.replace(/[^|]+/g,
			' ') : null),
}, {
	name: 'stars in a list', code: 'markup-literal',
	places: (site) => places(site, /^content\/[^/]+\/[a-z]+\.yaml$/,
		(line) => line.replace(
			/((?:summary|description|definition): )(市民)(.*)/,
			'$1"**$2**$3"')),
}, {
	name: 'stars that make nothing bold', code: 'markup-literal',
	places: (site) => prose(site, (line) => line.replace(
		/、(.{4,}?)。/, '、** $1 **。')),
}, {
	name: 'a mail address in prose', code: 'contact-outside',
	places: paragraph('くわしくは、担当のsuzuki@example.jpまでお知らせください。'),
}, {
	name: 'a phone number in prose', code: 'contact-outside',
	places: paragraph('くわしくは、市民課（電話 011-222-3333）にお聞きください。'),
}, {
	name: 'a link in full-width brackets', code: 'link-brackets',
	places: links((line) => line.replace(/\[([^\]]+)\]\((\w+:[^)]+)\)/,
		'［$1］（$2）')),
}];
