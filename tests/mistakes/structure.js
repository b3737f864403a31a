// What does not fit together.
'use strict';

const {places, entries, prose, paragraph, change, behind, planOf} =
	require('./site.js');

const YAML = /^content\/[^/]+\/[a-z]+\.yaml$/;
const GOALS = /^content\/[^/]+\/goals\.yaml$/;
const PROGRAMMES = /^content\/[^/]+\/programmes\.yaml$/;
const INDICATORS = /^content\/[^/]+\/indicators\.yaml$/;
const EVALUATIONS = /^content\/[^/]+\/evaluations\.yaml$/;

// the numbers of neighbours in goals.yaml: of those children whose last one
// has two before it
function last(one) {
	return (site) => places(site, GOALS, (line, i, lines) => {
		const m = /^( +)number: "?(\d-)(\d)"?$/.exec(line);
		const same = (k) => (lines[k] || '').startsWith(
			`${m[1]}number: `) && lines[k].includes(m[2]);
		if (!m || Number(m[3]) < 2 || lines.slice(i + 1).some((l) =>
			l.startsWith(`${m[1]}number: `) && l.includes(m[2])))
			return null;
		return same(i) ? line.replace(m[2] + m[3], m[2] +
			one(Number(m[3]))) : null;
	});
}

// ids that nothing refers to
const unused = (site, file, id) =>
	!new RegExp(`[\\n:/\\[, ]${id}\\b`).test(site.plans.get(planOf(file))
		.replaceAll(`- id: ${id}\n`, '')) &&
	[...site.plans.values()].every((text) =>
		!text.includes(`${planOf(file)}/${id}`));

module.exports = [{
	name: 'an id twice', code: 'id-twice', level: 'error',
	places: (site) => entries(site, YAML, (entry, file) => {
		const other = entry.lines.slice(0, entry.from).map((l) =>
			/^- id: (.*)/.exec(l)).filter((m) => m).at(-1);
		return other && unused(site, file, entry.id) ?
			change(entry.from, `- id: ${other[1]}`) : null;
	}),
}, {
	name: 'an id with _', code: 'id-syntax', level: 'error',
	places: (site) => entries(site, YAML, (entry, file) =>
		unused(site, file, entry.id) && entry.id.includes('-') ?
			change(entry.from, entry.lines[entry.from].replace(
				/(\w)-(\w)/, '$1_$2')) : null),
}, {
	name: 'a number left out', code: 'number-gap',
	places: last((n) => n + 2),
}, {
	name: 'a number repeated', code: 'number-twice',
	places: last((n) => n - 1),
}, {
	name: 'a goal without measure', code: 'goal-empty',
	places: (site) => entries(site,
		/^content\/sapporo-4\/programmes\.yaml$/, (entry) => {
			const at = entry.find(/placements: \[(.*)\]/);
			const goals = 'content/sapporo-4/goals.yaml';
			const line = site.files.get(goals).findIndex((l) =>
				l === `    - id: ${at.m[1]}`);
			const other = at.m[1] === 'youth' ? 'hub' : 'youth';
			return {...change(at.i, `  placements: [${other}]`),
				seen: {file: goals, line: line + 1}};
		}),
}, {
	name: 'a programme without department', code: 'department-missing',
	places: (site) => entries(site, /^content\/mihon\/programmes\.yaml$/,
		(entry) => {
			const at = entry.find(/departments:/);
			return {at: at.i, del: 1, put: [],
				line: entry.from + 1};
		}),
}, {
	name: 'a placement that points nowhere', code: 'ref-unknown',
	level: 'error',
	places: (site) => places(site, PROGRAMMES, (line) => line.replace(
		/(placements: \[|goal: )([a-z0-9-]+)/, '$1$2x')),
}, {
	name: 'another count in prose', code: 'count-differs',
	places: (site) => places(site, /^content\/[^/]+\/plan\.md$/,
		(line) => /^[^#|]*[^#|\d第](\d+)(つの|の)(基本目標|基本施策|施策|目標)/
			.test(line) && !/^( |-)/.test(line) ? line.replace(
			/(\d+)(つの|の)(?=基本目標|基本施策|施策|目標)/, (_, n, no) =>
				`${Number(n) + 21}${no}`) : null),
}, {
	name: 'another count behind its noun', code: 'count-differs',
	places: (site) => paragraph('この計画の基本施策は37つです。',
		/^content\/(sagamihara-2|sapporo-4)\/plan\.md$/)(site),
}, {
	name: 'another count of indicators in prose', code: 'count-differs',
	places: (site) => places(site, /^content\/mihon\/plan\.md$/, (line) =>
		line.replace('17の指標', '71の指標')),
}, {
	name: 'another count of programmes in prose', code: 'count-differs',
	places: (site) => places(site, /^content\/mihon\/plan\.md$/, (line) =>
		line.replace('24の取組', '42の取組')),
}, {
	name: 'a grade that the results contradict', code: 'grade-contradicts',
	places: (site) => places(site, EVALUATIONS, (line, i, lines) => {
		const actuals = 'content/mihon/actuals.csv';
		const rows = site.files.get(actuals);
		const at = rows.findIndex((l) =>
			l.startsWith('donated-total,令和7年度'));
		return /goal: giving/.test(lines[i - 1]) &&
			/令和7年度/.test(lines[i - 2]) ? {
				...change(i, '  grade: A'),
				more: [{file: actuals, ...change(at,
					rows[at].replace('2.7', '1.9'))}]} :
			null;
	}),
}, {
	name: 'a date that is open in an adopted plan', code: 'placeholder',
	level: 'error',
	places: (site) => prose(site, (line, i, lines, file) =>
		/mihon|sagamihara|sapporo-4/.test(file) ? line.replace(
			/(令和|平成)\d+年/, '$1●年') : null),
}, {
	name: 'an open target in an adopted plan', code: 'placeholder',
	level: 'error',
	places: (site) => entries(site, INDICATORS, (entry, file) => {
		const at = entry.all(/^    - [\d,.]+\D+（/).at(-1);
		return at && /mihon|sagamihara|sapporo-4/.test(file) ?
			change(at.i, entry.lines[at.i].replace(/- [\d,.]+/,
				'- ●')) : null;
	}),
}, {
	name: 'years between two plans', code: 'lineage-period',
	places: (site) => places(site, /^content\/sapporo-3\/plan\.md$/,
		(line, i) => /^status:/.test(line) ? {...behind(i,
			['period: {from: 平成31年度, to: 令和4年度}']),
		seen: {file: 'content/sapporo-4/plan.md', line: 1 +
			site.files.get('content/sapporo-4/plan.md').indexOf(
				'supersedes: sapporo-3')}} : null),
}, {
	name: 'a plan before that is not closed', code: 'lineage-status',
	places: (site) => places(site, /^content\/sapporo-3\/plan\.md$/,
		(line, i) => /^status:/.test(line) ? {...change(i,
			'status: adopted'),
		seen: {file: 'content/sapporo-4/plan.md', line: 1 +
			site.files.get('content/sapporo-4/plan.md').indexOf(
				'supersedes: sapporo-3')}} : null),
}, {
	name: 'a programme that is part of itself', code: 'part-cycle',
	level: 'error',
	places: (site) => entries(site, PROGRAMMES, (entry) => {
		const at = entry.find(/^  part_of: (.*)/);
		return at && change(at.i, `  part_of: ${entry.id}`);
	}),
}, {
	name: 'a grade that the plan does not have', code: 'entry-unknown',
	level: 'error',
	places: (site) => places(site, EVALUATIONS, (line) => line.replace(
		/grade: [ABC]/, 'grade: S')),
}, {
	name: 'a form that the plan does not have', code: 'entry-unknown',
	level: 'error',
	places: (site) => places(site, /^content\/[^/]+\/cases.*/, (line) =>
		line.replace(/^( *)form: .*/, '$1form: 共済')),
}];
