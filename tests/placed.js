// The kinds of tests/facts/ that a plan places and counts.
//   programme  title, flag, and in any number where it stands (1-(1)①,
//              3-(2)④（再掲）), 担当課：…, 目標：…, 全体：… (part_of)
//   actual     an indicator's title, and its values: 66,117人（平成28年度）
//   event      title, nothing, date
'use strict';

// fold, on_page, same_figure and check_title are those of content.js
module.exports = (data, {fold, on_page, same_figure, check_title}) => {
	const same = (a, b) => fold(a) === fold(b);
	const goal = (id) => data.goals.find((g) => g.id === id);

	function row(programme) {
		const whole = data.programmes.find((p) =>
			p.id === programme.part_of);

		return [
			...programme.placements.map((p) =>
				(goal(p.goal).number || '') + (p.number || '') +
				(p.note ? `（${p.note}）` : '')),
			...programme.departments.map((name) => `担当課：${name}`),
			...(programme.target ? [`目標：${programme.target}`] : []),
			...(whole ? [`全体：${whole.title}`] : []),
		];
	}

	function programme([title, flag, ...facts]) {
		const wrong = check_title(data.programmes, [title, flag]);
		const found = data.programmes.find((p) => same(p.title, title));

		if (!found || !facts.length)
			return wrong;
		return [
			...wrong,
			...(row(found).join() === facts.join() ? [] :
				[`${row(found)}, not ${facts}`]),
			...found.placements.flatMap((p) =>
				on_page(goal(p.goal), title)),
			...facts.filter((fact) => /^(担当課|目標|全体)：/.test(fact))
				.flatMap((fact) =>
					on_page(found, fact.replace(/^.*?：/, ''))),
		];
	}

	function actual([title, ...facts]) {
		const indicator = data.indicators.find((i) =>
			same(i.title, title));

		if (!indicator)
			return ['no such indicator in plan.json'];
		const rows = data.actuals.filter((a) =>
			a.indicator === indicator.id);
		return [
			...(rows.length === facts.length ? [] :
				[`${rows.length} actuals, not ${facts.length}`]),
			...facts.flatMap((fact, i) =>
				same_figure(rows[i] && rows[i].value, fact)),
			...facts.flatMap((fact) => on_page(indicator,
				fact.replace(/（.*/, ''))),
		];
	}

	function event([title, , date]) {
		const found = data.events.find((e) => same(e.title, title));
		const wrong = check_title(data.events, [title]);

		if (!found || !date)
			return wrong;
		return [
			...wrong,
			...(same(found.date, date) ? [] :
				[`${found.date}, not ${date}`]),
			...on_page(found, date),
		];
	}

	// nothing more than the facts, of the kinds that they list
	function counts(facts) {
		const listed = (kind) => facts.filter(([k]) => k === kind);
		const placed = listed('programme').flatMap(([, , , ...row]) => row)
			.filter((fact) => !/^(担当課|目標|全体)：/.test(fact));
		const all = [
			['actuals', data.actuals.length, listed('actual')
				.flatMap(([, , ...row]) => row).length],
			['events', data.events.length, listed('event').length],
			['placements', data.programmes.flatMap((p) =>
				p.placements).length, placed.length],
		];

		return all.filter(([, have, n]) => n && have !== n)
			.map(([kind, have, n]) => `${have} ${kind}, not ${n}`);
	}

	return {programme, actual, event, counts};
};
