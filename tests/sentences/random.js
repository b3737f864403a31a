// A site of indicators made up at random: whatever may be there or not.
'use strict';

const fs = require('fs');

// a number below n, the same for the same seed on every machine
function chance(seed) {
	let state = seed * 2654435761 % 4294967296 || 1;

	return (n) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % n;
	};
}

const units = [['件', ''], ['％', ''], ['円', '億'], ['世帯', ''], ['割', ''],
	['人', '万'], ['位', ''], ['歳', ''], ['households', ''], ['', '']];
const wants = ['up', 'down', 'maintain', 'range', 'none'];
const kinds = ['level', 'flow', 'cumulative', 'share', 'survey', ''];
const qualifiers = ['', '', '', '延べ', '累計', '年間', '約'];
const comparators = ['', '', '以上', '以下', '未満', '超'];
const states = ['', '', '', '確定', '速報', '年度途中', '訂正'];
const reasons = ['新規の指標', '新規の指標のため', '調査を行わなかったため。',
	'<まだ> & "未定"'];

const quote = (text) => `"${text.replace(/"/g, '\\"')}"`;

class Maker {
	constructor(seed) {
		this.below = chance(seed);
	}

	of(list) {
		return list[this.below(list.length)];
	}

	maybe(make) {
		return this.below(2) ? make() : '';
	}

	// fiscal, calendar, a date or a placeholder; n: 令和n
	year(n) {
		return this.of([`令和${n}年度`, `令和${n}年度`, `R${n}`,
			`令和${n}年`, `令和${n + 1}年3月31日`,
			`令和${n + 1}年3月31日現在`, `20${n + 18}年度`]);
	}

	number() {
		return this.of([`${this.below(100)}`, `${this.below(1000) / 10}`,
			`${this.below(9) + 1},${100 + this.below(900)}`]);
	}

	figure(unit, year, cmp) {
		return quote(`${this.of(qualifiers)}${this.number()}` +
			`${unit.join('').replace(/(.*?)(万|億)$/, '$2$1')}${cmp}（${year}）`);
	}

	none(unit) {
		return `{value: －, reason: ${quote(this.of(reasons))}}`;
	}

	range(unit, year) {
		const from = this.below(50);

		return quote(`${from}～${from + 1 + this.below(40)}` +
			`${unit[1]}${unit[0]}（${year}）`);
	}

	target(unit, want, n) {
		if (this.below(12) === 0)
			return this.none();
		if (want === 'range')
			return this.range(unit, this.year(n));
		if (this.below(6) === 0)
			return `{value: ${quote(this.number())}, cmp: 以上, ` +
				`years: 令和${n}～${n + 1}年度, each: true}`;
		return this.figure(unit, this.year(n), this.of(comparators));
	}

	// from 令和n on
	targets(unit, want, from = 6) {
		const list = [];

		for (let n = 7; n < 13; n += 3)
			if (n >= from && this.below(2))
				list.push(this.target(unit, want, n));
		return list.length ? `[${list.join(', ')}]` : '';
	}

	baseline(unit, n) {
		return this.of([() => this.none(), () => '',
			() => this.figure(unit, this.year(n), ''),
			() => this.figure(unit, this.year(n), '')])();
	}

	revision(unit, want) {
		const n = 6 + this.below(4);
		const targets = this.targets(unit, want, n);
		const baseline = this.maybe(() => this.figure(unit, `令和5年度`, ''));

		return `[{year: 令和${n}年度, text: 見直しました。` +
			`${targets && `, targets: ${targets}`}` +
			`${baseline && `, baseline: ${baseline}`}}]`;
	}

	areas(unit, want) {
		const list = [];

		for (let n = this.below(7); n >= 0; n--) {
			const baseline = this.baseline(unit, 4);
			const targets = this.targets(unit, want);
			list.push(`{id: a${n}, title: 第${n}地区` +
				`${baseline && `, baseline: ${baseline}`}` +
				`${targets && `, targets: ${targets}`}}`);
		}
		return `[${list.join(', ')}]`;
	}

	indicator(id, earlier) {
		const unit = this.of(units.slice(0, -1)), want = this.of(wants);
		const whole = this.below(5) > 0;
		const lines = {
			id, title: `指標${id}`, unit: quote(unit[0]), want,
			kind: this.of(kinds),
			baseline: whole && this.baseline(unit, 4),
			targets: whole && this.targets(unit, want),
			revisions: whole && this.below(4) === 0 &&
				this.revision(unit, want),
			areas: (!whole || this.below(9) === 0) &&
				this.areas(unit, want),
			path: this.of(['', '', '', 'step', 'final_only', 'lua:later']),
			breaks: this.below(8) === 0 &&
				`[{year: 令和${4 + this.below(4)}年度, text: 数え直し}]`,
			replaces: earlier && this.below(9) === 0 && earlier,
		};

		this.areas_of = (lines.areas || '').match(/第\d地区/g) || [];
		return `- ${Object.entries(lines).filter(([, v]) => v)
			.map(([k, v]) => `${k}: ${v}`).join('\n  ')}\n`;
	}

	rows(id) {
		const rows = [];

		for (const area of ['', ...this.areas_of])
			for (let n = 3; n < 11; n++)
				if (this.below(3) === 0)
					rows.push(this.row(id, area, n));
		return rows;
	}

	row(id, area, n) {
		const value = this.of([this.number(), this.number(), '－', 'x']);
		const reason = value === '－' || value === 'x' ?
			this.of(reasons.slice(0, 3)) : '';
		const date = this.below(3) ? '' : `令和${n}年9月30日`;

		return [id, `令和${n}年度`, area, `"${value}"`,
			reason ? '' : this.of(states), date, reason].join(',');
	}

	plan(folder, status) {
		let yaml = '', earlier = '';
		const rows = ['指標,年度,地区,値,状態,時点,理由'];

		fs.mkdirSync(folder, {recursive: true});
		fs.writeFileSync(`${folder}/plan.md`, ['---', 'title: 計画',
			'city: 市', 'period: {from: 令和4年度, to: 令和12年度}',
			`status: ${status}`, 'status_rule: linear3@1', '---', '']
			.join('\n'));
		for (let n = 0; n < 60; n++) {
			yaml += this.indicator(`i${n}`, earlier);
			earlier = `i${n}`;
			rows.push(...this.rows(`i${n}`));
		}
		fs.writeFileSync(`${folder}/indicators.yaml`, yaml);
		fs.writeFileSync(`${folder}/actuals.csv`, rows.join('\n') + '\n');
	}
}

function random_site(site, seed) {
	const maker = new Maker(seed);

	maker.plan(`${site}/content/now`, 'adopted');
	maker.plan(`${site}/content/old`, 'closed');
	fs.writeFileSync(`${site}/site.yaml`, 'title: 計画\n' +
		(seed % 2 ? 'as_of: 令和8年6月1日\n' : ''));
}

module.exports = {random_site};
