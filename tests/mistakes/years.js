// Slips of years and dates.
'use strict';

const {places, entries, change} = require('./site.js');

const INDICATORS = /^content\/[^/]+\/indicators\.yaml$/;
const ACTUALS = /^content\/[^/]+\/actuals\.csv$/;
const EVENTS = /^content\/[^/]+\/events\.yaml$/;
const PROGRAMMES = /^content\/[^/]+\/programmes\.yaml$/;

module.exports = [{
	name: 'a year 0', code: 'year-number', level: 'error',
	places: (site) => places(site, INDICATORS, (line) =>
		/baseline: [^{]/.test(line) ? line.replace(
			/(令和|平成)(\d+|元)(?=年)/, '$10') : null),
}, {
	name: 'a year of an era that had ended', code: 'year-era',
	places: (site) => places(site, INDICATORS, (line) =>
		/baseline: \S/.test(line) ? line.replace('令和4年度',
			'平成34年度') : null),
}, {
	name: 'another era', code: 'year-far',
	places: (site) => places(site, ACTUALS, (line) => line.replace(
		/,令和([56])年度,(?=.*\d)/, ',平成$1年度,')),
}, {
	name: 'a calendar year among fiscal ones', code: 'year-calendar',
	places: (site) => places(site, ACTUALS, (line) => line.replace(
		/,((?:令和|平成)\d+)年度,(?=.*\d)/, ',$1年,')),
}, {
	name: 'an answer before the question', code: 'event-order',
	places: (site) => entries(site, EVENTS, (entry, file) => {
		const kind = entry.find(/^  kind: (答申|策定)/);
		const date = entry.find(/^  date: 令和(\d)年\d+月/);
		return kind && date && /mihon|sapporo-4/.test(file) ?
			change(date.i, entry.lines[date.i].replace(/令和\d年/,
				`令和${Number(date.m[1]) - 1}年`).replace(
				/令和4年.*|令和5年3月/, (old) =>
					old.replace(/\d+月/, '2月'))) : null;
	}),
}, {
	name: 'a day that there is not', code: 'year-date', level: 'error',
	places: (site) => places(site,
		/^content\/[^/]+\/(events|updates)\.yaml$/, (line) =>
			/date: /.test(line) ? line.replace(/月\d+日$/, '月32日') :
				null),
}, {
	name: 'years that run backwards', code: 'year-order', level: 'error',
	places: (site) => places(site, PROGRAMMES, (line) => line.replace(
		/year: 令和(\d+)～(\d+)年度/, 'year: 令和$2～$1年度')),
}, {
	name: 'two calendars that disagree', code: 'year-disagrees',
	level: 'error',
	places: (site) => places(site, EVENTS, (line) =>
		/date: [^・～]*$/.test(line) ?
		line.replace(/令和(\d)年/, (_, n) =>
			`令和${n}（${2018 + Number(n) + 1}）年`) : null),
}, {
	name: 'a value with the year of another row', code: 'figure-years',
	level: 'error',
	places: (site) => places(site, ACTUALS, (line) => line.replace(
		/"([\d,]+)(件|人)"/, '"$1$2（平成20年度）"')),
}];
