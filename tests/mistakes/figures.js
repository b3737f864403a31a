// Slips of figures.
'use strict';

const {places, entries, paragraph, change, behind, number, grouped} =
	require('./site.js');

const INDICATORS = /^content\/[^/]+\/indicators\.yaml$/;
const ACTUALS = /^content\/[^/]+\/actuals\.csv$/;
const EVALUATIONS = /^content\/[^/]+\/evaluations\.yaml$/;
const SURVEYS = /^content\/[^/]+\/surveys\/[^/]+\.md$/;

const COUNTED = /([\d,.]+)(団体|件|社|人|世帯|回|法人|事業)(?=（)/;
const BASELINE = /^  baseline: (約?(?:延べ)?)([\d,.]+)([^\d（]+)（/;
const TARGET = /^(?:  targets: \[|    - )(約?(?:延べ)?)([\d,.]+)([^\d（]+)（/;

// the only target of an indicator, and its baseline
function pair(entry) {
	const targets = entry.all(TARGET);
	const baseline = entry.find(BASELINE);

	return targets.length === 1 && baseline && !entry.find(/revisions:/) &&
		entry.find(/want: (up|down)/) ? {target: targets[0], baseline} :
		null;
}

// interim and final target
function steps(entry) {
	const targets = entry.all(TARGET);

	return targets.length === 2 && entry.find(BASELINE) &&
		entry.find(/want: up/) && !entry.find(/以上|revisions:/) ?
		targets : null;
}

// rows of one indicator: their places in a sheet
function row(one) {
	return (line, i, lines) => {
		const cells = i > 0 ? line.split(',') : [];
		const near = (k) => (lines[i + k] || '').split(',')[0];
		return cells.length > 3 ? one({cells, line, i, lines,
			inner: near(-1) === cells[0] && near(1) === cells[0]}) :
			null;
	};
}

// the first option of a question, and the lines up to its end
function question(one) {
	return (line, i, lines, file) => {
		if (!/^  - id: /.test(line))
			return null;
		let end = i + 1;
		while (end < lines.length && !/^  - id: |^---/.test(lines[end]))
			end++;
		return one(lines.slice(i, end), i, file);
	};
}

// a value of an option becomes another
function option(pattern, by) {
	return (lines, i) => {
		const sums = lines.join('\n').match(/sum_of: \[.*\]/g) || [];
		const k = lines.findIndex((line) => pattern.test(line) &&
			!sums.some((sum) => sum.includes(
				/title: ([^,]*)/.exec(line)[1])));
		const title = lines.findIndex((l) => /^    title:/.test(l));
		const put = (_, n) => `value: ${(Number(n) + by).toFixed(1)}`;
		return k < 0 || !lines.some((l) => /answers: single/.test(l)) ?
			null : {...change(i + k, lines[k].replace(
				/value: ([\d.]+)/, put)), line: i + 1 + title};
	};
}

module.exports = [{
	name: 'another unit', code: 'unit-mismatch', level: 'error',
	places: (site) => places(site, INDICATORS, (line) =>
		/baseline: |targets: |^    - /.test(line) ?
			line.replace(COUNTED, '$1校') : null),
}, {
	name: 'another unit in a sheet', code: 'unit-mismatch', level: 'error',
	places: (site) => places(site, ACTUALS, row(({line}) =>
		line.replace(/(?<=[\d"])(団体|件|社|人|回|法人)(?=[",])/, 'か所'))),
}, {
	name: 'a decimal left out', code: 'decimals',
	places: (site) => places(site, ACTUALS, row(({cells, inner}) =>
		inner && /^\d\d\.\d$/.test(cells[3]) ? cells.with(3,
			cells[3].slice(0, 2)).join(',') : null)),
}, {
	name: 'a decimal left out of a target', code: 'decimals',
	places: (site) => entries(site, INDICATORS, (entry) => {
		const found = entry.all(TARGET);
		return found.length === 2 && /\.\d％/.test(found[1].m[0]) ?
			change(found[1].i, entry.lines[found[1].i].replace(
				/\.\d％/, '％')) : null;
	}),
}, {
	name: 'a target that is the baseline', code: 'target-direction',
	places: (site) => entries(site, INDICATORS, (entry) => {
		const p = pair(entry);
		return p && change(p.target.i, entry.lines[p.target.i].replace(
			p.target.m[2] + p.target.m[3],
			p.baseline.m[2] + p.baseline.m[3]));
	}),
}, {
	name: 'interim and final target exchanged', code: 'target-interim',
	places: (site) => entries(site, INDICATORS, (entry) => {
		const t = steps(entry);
		if (!t)
			return null;
		const [a, b] = t.map(({i, m}, k) => entry.lines[i].replace(m[2],
			t[1 - k].m[2]));
		return {...change(t[0].i, a), more: [change(t[1].i, b)]};
	}),
}, {
	name: 'a target behind the period', code: 'target-period',
	places: (site) => entries(site, INDICATORS, (entry) => {
		const t = entry.all(TARGET).at(-1);
		return t && !entry.find(/revisions:|以上/) ? change(t.i,
			entry.lines[t.i].replace(/(令和|Ｒ)(9|10)年/, '$116年')) :
			null;
	}),
}, {
	name: 'an actual value before the baseline', code: 'actual-early',
	places: (site) => places(site, ACTUALS, row(({cells, i, lines}) =>
		cells[1] === '令和5年度' && /^[\d.]+/.test(cells[3]) &&
		!lines[i - 1].startsWith(`${cells[0]},`) &&
		cells.at(-1).trim() === '' && cells[0] !== 'trial-sessions' &&
		cells[0] !== 'npo-corporations' ?
			cells.with(1, '令和3年度').join(',') : null)),
}, {
	name: 'an actual value of a year to come', code: 'actual-future',
	places: (site) => places(site, ACTUALS, row(({line, cells}) =>
		/\d/.test(cells[cells.length > 5 ? 3 : 2]) ? line.replace(
			/,(令和[27]年度|令和元年度),/, ',令和9年度,') : null)),
}, {
	name: 'as of a day to come', code: 'actual-future',
	places: (site) => places(site, ACTUALS, row(({line}) =>
		line.replace('令和8年9月30日', '令和9年3月31日'))),
}, {
	name: 'ten times the value', code: 'size',
	// an event may explain such a step: not beside a remark
	places: (site) => places(site, ACTUALS, row(({cells, inner, line, i,
		lines}) => [-1, 0, 1].some((k) => !/,\s*$/.test(lines[i + k])) ?
		null :
		inner && /^\d{3,}$/.test(cells[3]) ? cells.with(3,
			`${cells[3]}0`).join(',') :
		inner && /^\d\d\.\d$/.test(cells[3]) ? cells.with(3,
			cells[3].replace('.', '')).join(',') :
		inner ? line.replace(/"([\d,]+)(件|人)"/, (_, n, unit) =>
			`"${grouped(number(n) * 10)}${unit}"`) : null)),
}, {
	name: '億 for 万', code: 'size',
	places: (site) => places(site, ACTUALS, row(({line, inner}) =>
		inner ? line.replace(/万(?=回|円)/, '億').replace(
			/(約[\d.]+)億(?=円)/, '$1万') : null)),
}, {
	name: '万 or 億 left out of a target', code: 'size',
	places: (site) => entries(site, INDICATORS, (entry) => {
		const p = pair(entry);
		return p && /万|億/.test(p.target.m[3]) ? change(p.target.i,
			entry.lines[p.target.i].replace(/万|億/, '')) : null;
	}),
}, {
	name: 'a thousand times the baseline', code: 'size',
	places: (site) => entries(site, INDICATORS, (entry) => {
		const p = pair(entry);
		return p && /^[\d,]+$/.test(p.target.m[2]) &&
			number(p.target.m[2]) > 20 ? change(p.target.i,
			entry.lines[p.target.i].replace(p.target.m[2],
				`${number(p.target.m[2])}000`)) : null;
	}),
}, {
	name: 'one year twice in a sheet', code: 'actual-twice', level: 'error',
	places: (site) => places(site, ACTUALS, row(({line, i, cells}) =>
		/\d/.test(line.split(',').slice(2, 5).join()) &&
		cells[4] === '' ? behind(i, [line]) : null)),
}, {
	name: 'two targets of one year', code: 'target-order', level: 'error',
	places: (site) => entries(site, INDICATORS, (entry) => {
		const t = steps(entry);
		return t && change(t[1].i, entry.lines[t[1].i].replace(
			/（.*）/, /（.*）/.exec(entry.lines[t[0].i])[0]));
	}),
}, {
	name: 'wards that do not add up', code: 'area-sum',
	places: (site) => entries(site, INDICATORS, (entry) => {
		const b = entry.find(BASELINE);
		if (!b || b.m[1] || !/^[\d,]+$/.test(b.m[2]) ||
			entry.find(/areas:|revisions:|平均|割合/) ||
			number(b.m[2]) < 20 || !COUNTED.test(b.m[0] + '（'))
			return null;
		const n = number(b.m[2]);
		const rest = entry.lines[b.i].slice(entry.lines[b.i]
			.indexOf(b.m[2]) + b.m[2].length);
		const ward = (id, title, value) => [`    - id: ${id}`,
			`      title: ${title}`,
			`      baseline: ${grouped(value)}${rest}`];
		const half = Math.floor(n / 2);
		return {...behind(b.i, ['  areas:',
			...ward('east-ward', '東区', half),
			...ward('west-ward', '西区', n - half +
				Math.ceil(n / 10))]), line: b.i + 1};
	}),
}, {
	name: 'a sum of options that is none', code: 'sum-differs',
	places: (site) => places(site, SURVEYS, (line, i, lines, file) => {
		const next = lines.slice(i + 1, i + 4);
		if (!file.includes('mihon'))    // others have a note
			return null;
		return /^ +value: /.test(line) && next.some((l) =>
			/sum_of/.test(l)) ? line.replace(/value: (\d+)/,
				(_, n) => `value: ${Number(n) + 3}`) : null;
	}),
}, {
	name: 'single answers that are not 100', code: 'sum-whole',
	places: (site) => places(site, SURVEYS, question(option(
		/title: (移りたい|わからない|参加したことはない|知らない|無回答)/,
		-1.7))),
}, {
	name: 'a share that no rounding gives', code: 'share',
	places: (site) => places(site, EVALUATIONS, (line, i, lines) => {
		let k = i;
		while (/^ +- \{grade/.test(lines[k]))
			k++;
		return /^ +note:/.test(lines[k]) ? null : line.replace(
			/(as_published: )(\d+)(\.\d)/, (_, key, a, b) =>
				`${key}${Number(a) + 1}${b}`);
	}),
}, {
	name: 'a number of grades that is not n', code: 'tally-differs',
	places: (site) => places(site, EVALUATIONS, (line, i, lines) =>
		/counts: \[/.test(lines[i + 1]) ? line.replace(/n: (\d+)/,
			(_, n) => `n: ${Number(n) + 3}`) : null),
}, {
	name: '－ without a reason', code: 'reason-missing', level: 'error',
	places: (site) => places(site, INDICATORS, (line) => line.replace(
		/\{value: －, reason: .*\}/, '－')),
}, {
	name: '－ without a reason in a sheet', code: 'reason-missing',
	level: 'error',
	places: (site) => places(site, ACTUALS, row(({line, cells}) =>
		cells.includes('－') ? line.replace(/[^,]+ため/, '') : null)),
}, {
	name: '％ for ポイント', code: 'points',
	places: paragraph('参加したことのある人の割合は、81.3％から84.2％へ、' +
		'2.9％増えました。'),
}, {
	name: 'no wanted direction', code: 'want-missing', level: 'error',
	places: (site) => entries(site, INDICATORS, (entry) => {
		const want = entry.find(/^  want: (up|down)/);
		return want && entry.find(TARGET) ? {at: want.i, del: 1,
			put: [], line: entry.from + 1} : null;
	}),
}, {
	name: '以下 for 以上', code: 'target-comparison',
	places: (site) => entries(site, INDICATORS, (entry) => {
		const found = entry.find(/^    - [\d,]+\D+以上（/);
		return found && entry.find(/want: up/) ? change(found.i,
			entry.lines[found.i].replace('以上', '以下')) : null;
	}),
}, {
	name: 'a comma in a wrong place', code: 'figure-comma', level: 'error',
	places: (site) => places(site, INDICATORS, (line) =>
		line.replace(/^(  baseline: |    - )([\d]+),(\d)(?=\d\d\D)/,
			'$1$2$3,')),
}];
