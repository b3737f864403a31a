#include "model/indicator.h"

#include "base/diag.h"

static const struct field revision_fields[] = {
	FIELD(struct revision, year, "見直しが効く最初の年度",
	    "the first year that it holds for", .required = true,
	    .headers = "年度 年"),
	FIELD(struct revision, text, "見直しの説明", "what was changed, and why",
	    .headers = "説明"),
	FIELD(struct revision, baseline, "新しい基準値", "where it starts now",
	    .headers = "基準値"),
	FIELD(struct revision, targets, "新しい目標値（その年度からのもの）",
	    "the targets of that year and later ones", .headers = "目標値"),
};

static const struct shape revision_shape =
    SHAPE(revision, "見直し", NULL, revision_fields);

static const struct field area_fields[] = {
	FIELD(struct area, id, "変わらない名前（a-z 0-9 -）",
	    "the name that never changes", .required = true, .fixed = true,
	    .headers = "ID"),
	FIELD(struct area, title, "地区名", "its name", .required = true,
	    .headers = "地区名 名称"),
	FIELD(struct area, baseline, "基準値", "where it starts",
	    .headers = "基準値"),
	FIELD(struct area, targets, "目標値", "where it shall be, and when",
	    .headers = "目標値"),
	FIELD(struct area, revisions, "目標値などの見直し",
	    "targets or a baseline set anew", .of = &revision_shape),
	FIELD(struct area, notes, "注記", "notes", .headers = "注記 備考"),
};

static const struct shape area_shape =
    SHAPE(area, "地区", NULL, area_fields);

static const struct field mark_fields[] = {
	FIELD(struct mark, year, "年度", "the year", .required = true,
	    .headers = "年度 年"),
	FIELD(struct mark, text, "内容", "what happened", .required = true,
	    .headers = "内容"),
};

static const struct shape mark_shape =
    SHAPE(mark, "できごと", NULL, mark_fields);

static const struct choices kinds_of_values[] = {
	{"level", "水準"}, {"flow", "年間"}, {"cumulative", "累計"},
	{"share", "割合"}, {"survey", "調査"}, {NULL, NULL}
};

static const struct choices wants[] = {
	{"up", "増やす"}, {"down", "減らす"}, {"maintain", "保つ"},
	{"range", "範囲"}, {"none", "なし"}, {NULL, NULL}
};

static const struct field fields[] = {
	FIELD(struct indicator, goal, "属する目標の id（なければ計画全体）",
	    "the goal it measures; absent: the plan's own",
	    .of = &kind_goal, .back = "indicators",
	    .headers = "属する目標 目標 施策"),
	FIELD(struct indicator, unit, "単位", "the unit of its values",
	    .required = true, .headers = "単位"),
	FIELD(struct indicator, kind, "値の種類", "what sort of value",
	    .of = kinds_of_values, .headers = "値の種類 種類"),
	FIELD(struct indicator, want, "望ましい向き",
	    "the direction that is wanted", .of = wants,
	    .headers = "望ましい向き 向き 方向"),
	FIELD(struct indicator, baseline, "基準値", "where it starts",
	    .headers = "基準値 基準 現状値 現状 当初値 策定時 策定時の値"),
	FIELD(struct indicator, targets, "目標値",
	    "where it shall be, and when", .headers = "目標値 目標"),
	FIELD(struct indicator, revisions, "目標値などの見直し",
	    "targets or a baseline set anew", .of = &revision_shape),
	FIELD(struct indicator, tolerance, "横ばいとみる幅（指標の単位で）",
	    "what counts as unchanged, in its unit",
	    .headers = "横ばいとみる幅"),
	FIELD(struct indicator, path, "目標までの道すじ",
	    "the way to the target: linear, step, final_only, lua:NAME",
	    .at = offsetof(struct indicator, path_at), .absent = "linear",
	    .fixed = true, .headers = "目標までの道すじ 道すじ"),
	FIELD(struct indicator, areas, "地区別の値",
	    "wards with figures of their own", .of = &area_shape),
	FIELD(struct indicator, definition, "数えるもの", "what is counted",
	    .headers = "数えるもの 定義"),
	FIELD(struct indicator, source, "出典", "where the values come from",
	    .headers = "出典"),
	FIELD(struct indicator, method, "測りかた", "how it is measured",
	    .headers = "測りかた 測定方法 算出方法"),
	FIELD(struct indicator, continues, "続きである前の指標",
	    "the indicator that it continues", .of = &kind_indicator,
	    .back = "continued_by", .headers = "続きである前の指標"),
	FIELD(struct indicator, replaces, "置き換えた前の指標",
	    "the indicator that it replaces", .of = &kind_indicator,
	    .back = "replaced_by", .headers = "置き換えた前の指標"),
	FIELD(struct indicator, breaks, "系列の断絶", "breaks of the series",
	    .of = &mark_shape),
	FIELD(struct indicator, events, "値に影響したできごと",
	    "what moved the values", .of = &mark_shape),
};

static void
check(struct entity *e, struct diags *d)
{
	const struct indicator *i = (const struct indicator *)e;
	const struct area *areas = i->areas.items;
	bool targets = i->targets.n > 0;

	for (size_t n = 0; n < i->areas.n; n++)
		targets = targets || areas[n].targets.n > 0;
	if (targets && i->want.at == 0)
		diag(d, MESSAGE_WANT_MISSING, e->at, WORDS(e->id));
}

const struct kind kind_indicator = {
	.no = KIND_indicator,
	.shape = SHAPE(indicator, "指標", &entity_shape, fields),
	.folder = "indicators",
	.pages = PAGES_EACH,
	.ja = "進み具合を測る指標", .en = "What progress is measured by.",
	.check = check,
};
