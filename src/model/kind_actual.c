#include "model/indicator.h"

static const struct choices states[] = {
	{"final", "確定"}, {"provisional", "速報"}, {"partial", "年度途中"},
	{"revised", "訂正"}, {NULL, NULL}
};

static const struct field fields[] = {
	FIELD(struct actual, indicator, "指標の id", "the indicator",
	    .required = true, .of = &kind_indicator, .back = "actuals",
	    .headers = "指標 指標名"),
	FIELD(struct actual, year, "年度", "the year", .required = true,
	    .headers = "年度 年"),
	FIELD(struct actual, area, "地区の id か名前（空なら全体）",
	    "id or title of the area; empty: the whole",
	    .at = offsetof(struct actual, area_at), .headers = "地区 区",
	    .fixed = true),
	FIELD(struct actual, value, "値", "the observed value",
	    .required = true, .headers = "値 実績 実績値"),
	FIELD(struct actual, state, "確定・速報・年度途中・訂正",
	    "final, provisional, partial or revised; empty is final",
	    .of = states, .headers = "状態", .absent = "final"),
};

const struct kind kind_actual = {
	.no = KIND_actual,
	.shape = SHAPE(actual, "実績", NULL, fields),
	.folder = "actuals",
	.pages = PAGES_NONE,
	.rows = true,
	.ja = "実績値（CSV の1行）", .en = "One observed value: a row of CSV.",
};
