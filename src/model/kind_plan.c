#include "model/plan.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/md.h"

static const struct field period_fields[] = {
	FIELD(struct period, from, "最初の年度", "the first year"),
	FIELD(struct period, to, "最後の年度", "the last year"),
	FIELD(struct period, value, "－（期間を定めていないとき）",
	    "－, if there is none", .inner = true,
	    .at = offsetof(struct period, value_at), .example = "－",
	    .fixed = true),
	FIELD(struct period, reason, "期間を定めていない理由",
	    "why there is none"),
};

/* － or —, as a figure that has no value */
static bool
is_none(str text)
{
	return str_eq(text, STR("－")) || str_eq(text, STR("—")) ||
	    str_eq(text, STR("-"));
}

static bool
is_western(str text)
{
	uint32_t c = utf8_next(&text);

	return (c >= U'0' && c <= U'9') || (c >= U'０' && c <= U'９');
}

/* one end of 令和8～12年度, as a fiscal or calendar year of its own */
static struct year
end_of(struct arena *a, const struct year *years, int number)
{
	bool fiscal = years->kind == YEAR_FISCAL;
	struct year y = *years;
	struct buf b = {0};

	if (is_western(years->text))
		buf_printf(&b, "%d%s", number, fiscal ? "年度" : "年");
	else if (fiscal)
		year_print(number, &b);
	else
		year_print_calendar(number, &b);
	y.text = str_copy(a, buf_str(&b));
	y.from = y.to = y.year = number;
	buf_done(&b);
	return y;
}

static bool
read_period(struct arena *a, str text, span at, void *object,
    struct diags *d)
{
	struct period *p = object;
	struct diags quiet = {0};
	struct year y = {0};
	bool ok;

	if (is_none(text))
		return diag(d, MESSAGE_REASON_MISSING, at,
		    WORDS(STR("period")));
	ok = year_read(a, text, at, &y, &quiet);
	if (ok)
		diags_merge(d, &quiet);
	diags_done(&quiet);
	if (!ok || (y.kind != YEAR_FISCAL && y.kind != YEAR_CALENDAR) ||
	    y.open || y.tentative || y.from == y.to)
		return diag(d, MESSAGE_PERIOD, at, WORDS(text));
	p->from = end_of(a, &y, y.from);
	p->to = end_of(a, &y, y.to);
	return true;
}

static const struct shape period_shape =
    SHAPE_OF(struct period, "period", "計画期間", NULL, period_fields,
    .read = read_period);

static const struct field contact_fields[] = {
	FIELD(struct contact, department, "担当課", "the office in charge"),
	FIELD(struct contact, postal_code, "郵便番号", "postal code",
	    .fixed = true),
	FIELD(struct contact, address, "所在地", "address"),
	FIELD(struct contact, phone, "電話番号", "telephone", .fixed = true),
	FIELD(struct contact, fax, "ファクス番号", "fax", .fixed = true),
	FIELD(struct contact, email, "メールアドレス", "mail address",
	    .fixed = true, .link = LINK_MAIL),
	FIELD(struct contact, url, "問い合わせページの URL", "web address",
	    .fixed = true, .link = LINK_WEB),
};

const struct shape contact_shape =
    SHAPE(contact, "連絡先", NULL, contact_fields);

static const struct field step_fields[] = {
	FIELD(struct step, title, "取組の内容", "what is done",
	    .required = true, .headers = "取組の内容 取組 内容"),
	FIELD(struct step, years, "年度", "when", .required = true,
	    .headers = "年度"),
	FIELD(struct step, note, "補足", "how to read it",
	    .headers = "補足 注記 備考"),
};

static const struct shape step_shape =
    SHAPE(step, "工程", NULL, step_fields);

static const struct field notice_fields[] = {
	FIELD(struct notice, kinds, "示すページの種類（programmes など）",
	    "the kinds whose pages show it (such as programmes)",
	    .required = true, .fixed = true, .headers = "種類"),
	FIELD(struct notice, text, "お知らせの文", "what it says",
	    .required = true, .headers = "お知らせの文"),
};

static const struct shape notice_shape =
    SHAPE(notice, "お知らせ", NULL, notice_fields);

static const struct choices statuses[] = {
	{"skeleton", "骨格"}, {"draft", "素案"}, {"consultation", "意見募集"},
	{"adopted", "策定"}, {"closed", "終了"}, {NULL, NULL}
};

static const struct field fields[] = {
	FIELD(struct plan, subtitle, "副題", "subtitle"),
	FIELD(struct plan, summary, "目的を一文で",
	    "its purpose in one sentence"),
	FIELD(struct plan, city, "自治体名", "the city", .required = true),
	FIELD(struct plan, code, "全国地方公共団体コード（6桁）",
	    "code of the local government, 6 digits",
	    .at = offsetof(struct plan, code_at), .fixed = true),
	FIELD(struct plan, period, "計画期間", "first and last year",
	    .of = &period_shape),
	FIELD(struct plan, status, "計画の段階", "how far its making has come",
	    .of = statuses, .required = true),
	FIELD(struct plan, version, "版", "version"),
	FIELD(struct plan, published, "策定・公表の時期",
	    "when it was published"),
	FIELD(struct plan, levels, "体系の段の名前（上から）",
	    "names of the depths of the tree of goals",
	    .headers = "体系の段の名前"),
	FIELD(struct plan, supersedes, "前の計画", "the plan before it",
	    .of = &kind_plan, .back = "superseded_by"),
	FIELD(struct plan, upper_plans, "上位計画", "plans above it",
	    .headers = "上位計画"),
	FIELD(struct plan, ordinance, "根拠となる条例など",
	    "the ordinance it rests on"),
	FIELD(struct plan, organisation, "策定した組織",
	    "who made the plan"),
	FIELD(struct plan, contact, "問い合わせ先", "whom to ask",
	    .of = &contact_shape),
	FIELD(struct plan, status_rule, "判定の規則（linear3@1）",
	    "the rule of status (linear3@1)",
	    .at = offsetof(struct plan, status_rule_at),
	    .example = "linear3@1", .fixed = true),
	FIELD(struct plan, tolerance, "横ばいとみる幅（指標に書けばそちら）",
	    "what counts as unchanged, unless the indicator says"),
	FIELD(struct plan, schedule, "計画全体の工程",
	    "the timetable of the whole plan", .of = &step_shape),
	FIELD(struct plan, grades, "人による評価の段階（よいものから）",
	    "the scale of human evaluation, best first", .of = &grade_shape),
	FIELD(struct plan, forms, "事例に使う協働の形の一覧",
	    "the forms that its cases may have", .of = &entry_shape),
	FIELD(struct plan, areas, "事例に使う領域の一覧",
	    "the areas that its cases may have", .of = &entry_shape),
	FIELD(struct plan, fields, "事例に使う分野の一覧",
	    "the fields that its cases may have", .of = &entry_shape),
	FIELD(struct plan, notices, "ある種類のページすべてに示すお知らせ",
	    "what every page of some kinds shows", .of = &notice_shape),
	FIELD(struct plan, source, "出典", "where the content comes from"),
	FIELD(struct plan, source_url, "出典の URL",
	    "the web address of the source", .fixed = true,
	    .link = LINK_WEB),
};

/* 011002: weights 6 to 2 on the first five digits; conventions of the 総務省 */
static char
check_digit(str code)
{
	int sum = 0;

	for (int i = 0; i < 5; i++)
		sum += (code.p[i] - '0') * (6 - i);
	return (char)('0' + (11 - sum % 11) % 10);
}

static bool
is_digits(str s, size_t n)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n == n;
}

/* {value: －, reason: …}, or from and to */
static void
check_none(const struct period *p, struct diags *d)
{
	bool years = p->from.kind != YEAR_NONE || p->to.kind != YEAR_NONE;

	if (p->value.n > 0 && (years || !is_none(p->value)))
		diag(d, MESSAGE_PERIOD, p->value_at, WORDS(p->value));
	else if (p->value.n > 0 && p->reason.n == 0)
		diag(d, MESSAGE_REASON_MISSING, p->value_at,
		    WORDS(STR("period")));
}

static void
check_period(const struct period *p, struct diags *d)
{
	if (p != NULL)
		check_none(p, d);
	if (p != NULL && p->from.kind != YEAR_NONE && p->to.kind != YEAR_NONE &&
	    p->to.from < p->from.from && p->to.from != 0)
		diag(d, MESSAGE_YEAR_ORDER, p->to.at, WORDS(p->to.text));
}

static void
refuse_kind(str name, span at, struct diags *d)
{
	str names[2 * KIND_COUNT];
	size_t n = 0, near;

	diag(d, MESSAGE_NOTICE_KIND, at, WORDS(name));
	for (size_t i = 0; i < KIND_COUNT; i++) {
		if (kinds[i]->of_site)
			continue;
		names[n++] = str_of(kinds[i]->folder);
		names[n++] = str_of(kinds[i]->shape.name);
	}
	near = str_nearest(name, names, n);
	if (near < n)
		diag_fix(d, MESSAGE_DID_YOU_MEAN,
		    WORDS(str_of(kinds[near / 2]->folder)));
}

/* programme is as good as programmes; from here it is the folder */
static void
check_notice(struct notice *n, struct diags *d)
{
	const struct kind *k;

	for (size_t i = 0; i < n->kinds.n; i++) {
		k = kind_find_folder(n->kinds.items[i]);
		if (k == NULL)
			k = kind_find(n->kinds.items[i]);
		if (k == NULL || k->of_site)
			refuse_kind(n->kinds.items[i], n->kinds.places[i], d);
		else
			n->kinds.items[i] = str_of(k->folder);
	}
}

static void
check(struct entity *e, struct diags *d)
{
	const struct plan *p = (const struct plan *)e;
	char right[6];

	check_period(p->period.object, d);
	entry_check(&p->grades, &grade_shape, d);
	entry_check(&p->forms, &entry_shape, d);
	entry_check(&p->areas, &entry_shape, d);
	entry_check(&p->fields, &entry_shape, d);
	for (size_t i = 0; i < p->notices.n; i++)
		check_notice((struct notice *)p->notices.items + i, d);
	if (p->code.n == 0)
		return;
	if (!is_digits(p->code, 6)) {
		diag(d, MESSAGE_PLAN_CODE, p->code_at, WORDS(p->code));
		return;
	}
	memcpy(right, p->code.p, 5);
	right[5] = check_digit(p->code);
	if (right[5] != p->code.p[5])
		diag(d, MESSAGE_PLAN_CODE_CHECK, p->code_at,
		    WORDS(p->code, ((str){right, sizeof(right)})));
}

const struct kind kind_plan = {
	.no = KIND_plan,
	.shape = SHAPE(plan, "計画", &entity_shape, fields),
	.folder = "plans",
	.pages = PAGES_EACH,
	.ja = "計画そのもの", .en = "The document itself.",
	.check = check,
};

const struct attachment *
plan_file(const struct plan *p, str path)
{
	for (size_t i = 0; i < p->nfiles; i++)
		if (str_eq(p->files[i].path, path))
			return &p->files[i];
	return NULL;
}

static void
list_links(const struct md_facts *f, struct arena *a, struct map *files)
{
	str url;

	for (size_t i = 0; f != NULL && i < f->nlinks; i++) {
		url = f->links[i].url;
		map_put(files, a, str_slice(url, 0, str_find(url, STR("#"))),
		    files);
	}
}

void
plan_list_files(const struct entity *e, struct arena *a, struct map *files)
{
	const struct field *f = shape_field(&e->kind->shape, STR("file"));

	for (enum variant v = VARIANT_MAIN; v < VARIANT_COUNT; v++)
		list_links(entity_facts(e, v), a, files);
	if (e->kind == &kind_document)
		map_put(files, a, *(const str *)field_of(f, e), files);
}
