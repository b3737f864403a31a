#include "model/indicator.h"

#include "base/diag.h"

static const struct field revision_fields[] = {
	FIELD(struct revision, year, "見直しが効く最初の年度",
	    "the first year that it holds for", .required = true),
	FIELD(struct revision, text, "見直しの説明", "what was changed, and why"),
	FIELD(struct revision, baseline, "新しい基準値", "where it starts now"),
	FIELD(struct revision, targets, "新しい目標値（その年度からのもの）",
	    "the targets of that year and later ones"),
};

static const struct shape revision_shape =
    SHAPE(revision, "見直し", NULL, revision_fields);

static const struct field area_fields[] = {
	FIELD(struct area, id, "変わらない名前（a-z 0-9 -）",
	    "the name that never changes", .required = true),
	FIELD(struct area, title, "地区名", "its name", .required = true),
	FIELD(struct area, baseline, "基準値", "where it starts"),
	FIELD(struct area, targets, "目標値", "where it shall be, and when"),
	FIELD(struct area, revisions, "目標値などの見直し",
	    "targets or a baseline set anew", .of = &revision_shape),
	FIELD(struct area, notes, "注記", "notes"),
};

static const struct shape area_shape =
    SHAPE(area, "地区", NULL, area_fields);

static const struct field mark_fields[] = {
	FIELD(struct mark, year, "年度", "the year", .required = true),
	FIELD(struct mark, text, "内容", "what happened", .required = true),
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
	    .of = &kind_goal, .back = "indicators"),
	FIELD(struct indicator, unit, "単位", "the unit of its values",
	    .required = true),
	FIELD(struct indicator, kind, "値の種類", "what sort of value",
	    .of = kinds_of_values),
	FIELD(struct indicator, want, "望ましい向き",
	    "the direction that is wanted", .of = wants),
	FIELD(struct indicator, baseline, "基準値", "where it starts"),
	FIELD(struct indicator, targets, "目標値",
	    "where it shall be, and when"),
	FIELD(struct indicator, revisions, "目標値などの見直し",
	    "targets or a baseline set anew", .of = &revision_shape),
	FIELD(struct indicator, tolerance, "横ばいとみる幅（指標の単位で）",
	    "what counts as unchanged, in its unit"),
	FIELD(struct indicator, path, "目標までの道すじ",
	    "the way to the target: linear, step, final_only, lua:NAME",
	    .absent = "linear"),
	FIELD(struct indicator, areas, "地区別の値",
	    "wards with figures of their own", .of = &area_shape),
	FIELD(struct indicator, definition, "数えるもの", "what is counted"),
	FIELD(struct indicator, source, "出典", "where the values come from"),
	FIELD(struct indicator, method, "測りかた", "how it is measured"),
	FIELD(struct indicator, continues, "続きである前の指標",
	    "the indicator that it continues", .of = &kind_indicator,
	    .back = "continued_by"),
	FIELD(struct indicator, replaces, "置き換えた前の指標",
	    "the indicator that it replaces", .of = &kind_indicator,
	    .back = "replaced_by"),
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

const struct area *
indicator_area(const struct indicator *i, str name)
{
	const struct area *areas = i->areas.items;

	for (size_t n = 0; n < i->areas.n; n++)
		if (str_eq(areas[n].id, name) || str_eq(areas[n].title, name))
			return &areas[n];
	return NULL;
}
