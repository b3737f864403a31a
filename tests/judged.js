// The kinds of tests/facts/ that people have said: evaluations and surveys.
//   evaluation  year, goal or 全体, base, n, and A 44 62.0％ for each grade
//   question    number, title, n or －, single, multiple, partly or －
//   option      its question's number, answer, value, an earlier value
'use strict';

// fold and on_page are those of content.js
module.exports = (id, data, fold, on_page) => {
	const same = (a, b) => fold(a) === fold(b);
	const questions = data.surveys.flatMap((survey) =>
		survey.questions.map((q) => ({...q, survey})));

	function tallies(year, of, base) {
		const goal = data.goals.find((g) => same(g.title, of));

		return data.evaluations.filter((e) => same(e.year, year) &&
			!e.programme && e.goal === (goal ? goal.id : null) &&
			(goal || of === '全体'))
			.flatMap((e) => e.tallies).filter((t) => t.base === base);
	}

	function evaluation([year, of, base, n, ...counts]) {
		const found = tallies(year, of, base);
		const page = {url: `${id}/evaluation/index.html`};

		if (found.length !== 1)
			return [`${found.length} times in plan.json`];
		const have = found[0].counts.map((c) => [c.grade, c.count.text,
			c.as_published.text].join(' '));
		return [
			...(found[0].n.value === n ? [] :
				[`n ${found[0].n.value} should be ${n}`]),
			...(same(have.join(), counts.join()) ? [] :
				[`${have} should be ${counts}`]),
			...on_page(page, n),
			...counts.flatMap((c) => c.split(' ').slice(1)
				.flatMap((text) => on_page(page, text))),
		];
	}

	function question([number, title, n, answers]) {
		const found = questions.filter((q) => q.number === number &&
			same(q.title, title));

		if (found.length !== 1)
			return [`${found.length} times in plan.json`];
		const have = found[0];
		return [
			...(same(have.n ? have.n.text : '－', n) ? [] :
				[`n should be ${n}`]),
			...((have.answers || '－') === answers ? [] :
				[`${have.answers} answers, not ${answers}`]),
			...on_page(have.survey, title),
			...(n === '－' ? [] : on_page(have.survey, n)),
		];
	}

	function option([number, title, value, earlier]) {
		const found = questions.filter((q) => q.number === number)
			.flatMap((q) => q.options.map((o) =>
				({...o, survey: q.survey})))
			.filter((o) => same(o.title, title));

		if (found.length !== 1)
			return [`${found.length} times in plan.json`];
		const have = found[0];
		const before = (have.earlier || []).map((f) =>
			`${f.text}（${f.year}）`).join();
		return [
			...(same(have.value && have.value.text, value) ? [] :
				[`the value should be ${value}`]),
			...(same(before, earlier) ? [] :
				[`${before} should be ${earlier}`]),
			...on_page(have.survey, title),
			...[value, earlier].filter((text) => text).flatMap((text) =>
				on_page(have.survey, text.replace(/（.*/, ''))),
		];
	}

	// nothing more than the facts
	function counts(facts) {
		const have = {
			evaluation: data.evaluations.flatMap((e) => e.tallies),
			question: questions,
			option: questions.flatMap((q) => q.options),
		};

		return Object.entries(have).map(([kind, all]) => [kind, all.length,
			facts.filter(([k]) => k === kind).length])
			.filter(([, n, listed]) => n !== listed)
			.map(([kind, n, listed]) => `${n} ${kind}s, not ${listed}`);
	}

	return {evaluation, question, option, counts};
};
