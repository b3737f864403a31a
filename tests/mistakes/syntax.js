// Slips of YAML and CSV, and what points nowhere.
'use strict';

const {places, entries, paragraph, change, behind} = require('./site.js');

const LISTS =
	/^content\/[^/]+\/(goals|indicators|programmes|terms|events)\.yaml$/;
const INDICATORS = /^content\/[^/]+\/indicators\.yaml$/;
const ACTUALS = /^content\/[^/]+\/actuals\.csv$/;

const indent = (by) => (line) => line.replace(/^  (?=(title|summary): )/, by);
const cell = (one) => (line, i) => i > 0 ? one(line) : null;

module.exports = [{
	name: 'a tab', code: 'yaml-tab', level: 'error',
	places: (site) => places(site, LISTS, indent('\t')),
}, {
	name: 'a full-width colon', code: 'yaml-colon', level: 'error',
	places: (site) => places(site, LISTS, (line) => line.replace(
		/^(  (?:title|number|unit|kind)): /, '$1：')),
}, {
	name: 'a full-width blank', code: 'yaml-space', level: 'error',
	places: (site) => places(site, LISTS, indent('　')),
}, {
	name: 'an unknown key', code: 'key-unknown', level: 'error',
	places: (site) => places(site, LISTS, (line) => line.replace(
		/^  (summary|description|source|subtitle): /,
		(_, key) => `  ${key.slice(1)}: `)),
}, {
	name: 'a goal that there is not', code: 'ref-unknown', level: 'error',
	places: (site) => places(site, INDICATORS, (line) => line.replace(
		/^  goal: (.*)/, '  goal: x-$1')),
}, {
	name: 'a row of an indicator that there is not', code: 'ref-unknown',
	level: 'error',
	places: (site) => places(site, ACTUALS, cell((line) =>
		line.replace(/^([a-z0-9-]+),/, '$1s,'))),
}, {
	name: 'a link to what is not there', code: 'ref-unknown',
	level: 'error',
	places: (site) => places(site,
		/^content\/[^/]+\/(chapters\/[^/]+|plan)\.md$/, (line) =>
			line.replace(/\]\((?:goal|chapter|term):([a-z0-9-]+)\)/,
				'](goal:no-$1)')),
}, {
	name: 'a link to a file that is not there', code: 'attachment-missing',
	level: 'error',
	places: paragraph('[申込書](application.pdf)を出してください。'),
}, {
	name: 'a comma without quotes', code: 'csv-row', level: 'error',
	places: (site) => places(site, ACTUALS, cell((line) =>
		/,[^,"]+$/.test(line.trim()) ?
			line.replace(/"([\d,]+[件人])"/, '$1') : null)),
}, {
	name: 'a word for a number', code: 'figure-none', level: 'error',
	places: (site) => places(site, ACTUALS, cell((line) =>
		line.includes('"') ? null :
			line.replace(/,\d[\d.]*(?=[件回団社,])/, ',調査中'))),
}, {
	name: 'an area that there is not', code: 'area-unknown', level: 'error',
	places: (site) => places(site, ACTUALS, cell((line) =>
		line.replace(/,(北|南)地区,/, ',西地区,'))),
}, {
	name: 'a state that there is not', code: 'value-choice', level: 'error',
	places: (site) => places(site, ACTUALS, cell((line) =>
		line.replace(/,(年度途中|速報|訂正),/, ',途中集計,'))),
}];
