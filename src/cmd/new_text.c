#include "cmd/new_text.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/csv.h"

/*
 * How an entity of a kind begins, behind its id and title: {1} is the plan's
 * first year, {2} its last, {3} the year before it, {4} today, {5} a file.
 * 〇〇 and ● are for its author to write: text/open.h.
 */
static const struct form {
	const struct kind *kind;
	bool body;
	const char *title_ja, *title_en;
	const char *lines;
	const char *body_ja, *body_en;
} forms[] = {
	{&kind_goal, false, "〇〇（目標の名称）",
	    "〇〇 (name of the goal)", "", NULL, NULL},
	{&kind_programme, false, "〇〇（事業の名称）",
	    "〇〇 (name of the programme)",
	    "departments: [〇〇課]\n", NULL, NULL},
	{&kind_indicator, false, "〇〇（指標の名称）",
	    "〇〇 (name of the indicator)",
	    "unit: 件\n"
	    "kind: flow\n"
	    "want: up\n"
	    "baseline: ●件（{3}）\n"
	    "targets: [●件以上（{2}）]\n", NULL, NULL},
	{&kind_evaluation, false, "〇〇（評価の説明）",
	    "〇〇 (the judgement in words)",
	    "year: {1}\n", NULL, NULL},
	{&kind_survey, true, "〇〇（調査の名称）", "〇〇 (name of the survey)",
	    "population: 〇〇歳以上の市民\n"
	    "method: 〇〇\n"
	    "n: 1000\n"
	    "questions:\n"
	    "  - id: q1\n"
	    "    title: 〇〇（問の文）\n"
	    "    answers: single\n"
	    "    options:\n"
	    "      - {title: はい, value: ●％}\n"
	    "      - {title: いいえ, value: ●％}\n",
	    "〇〇（調査のあらましを書きます。）",
	    "〇〇 (what the survey was about.)"},
	{&kind_case, true, "〇〇（事例の名称）", "〇〇 (name of the case)",
	    "summary: 〇〇（どのような協働かを一文で書きます。）\n",
	    "〇〇（事例のくわしい内容を書きます。）",
	    "〇〇 (the whole story.)"},
	{&kind_term, false, "〇〇（用語）", "〇〇 (term)",
	    "definition: 〇〇（用語の意味を書きます。）\n", NULL, NULL},
	{&kind_event, false, "〇〇（できごとの名称）",
	    "〇〇 (name of the event)",
	    "date: {4}\n", NULL, NULL},
	{&kind_chapter, true, "〇〇（章の名称）",
	    "〇〇 (title of the chapter)", "",
	    "〇〇（本文を Markdown で書きます。）",
	    "〇〇 (prose, in Markdown.)"},
	{&kind_document, false, "〇〇（資料の名称）",
	    "〇〇 (name of the document)",
	    "file: {5}\n", NULL, NULL},
	{&kind_actual, false, NULL, NULL, "", NULL, NULL},
	{&kind_update, false, "〇〇（更新した内容）", "〇〇 (what was changed)",
	    "date: {4}\n", NULL, NULL},
	{&kind_page, true, "〇〇（ページの名称）",
	    "〇〇 (title of the page)", "",
	    "〇〇（本文を Markdown で書きます。）",
	    "〇〇 (prose, in Markdown.)"},
};

static const struct form *
find(const struct kind *k)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (forms[i].kind == k)
			return &forms[i];
	return NULL;
}

bool
new_text_known(const struct kind *k)
{
	return find(k) != NULL;
}

bool
new_text_body(const struct kind *k)
{
	return find(k)->body;
}

/* ---- comments ------------------------------------------------------------ */

static size_t
longest_name(const struct shape *s)
{
	const struct field *f;
	size_t longest = 0;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++)
		if (strlen(f->name) > longest)
			longest = strlen(f->name);
	return longest;
}

static void
put_meaning(const struct field *f, bool ja, struct buf *out)
{
	const struct choices *c = f->type == FIELD_CHOICE ? f->of : NULL;
	const char *before = ja ? "：" : ": ";

	buf_puts(out, ja ? f->ja : f->en);
	for (; c != NULL && c->word != NULL; c++) {
		buf_printf(out, "%s%s", before, c->word);
		before = ja ? "、" : ", ";
	}
	buf_putc(out, '\n');
}

void
new_text_head(const struct kind *k, enum language language, struct buf *out)
{
	bool ja = language == LANGUAGE_JA;
	int wide = (int)longest_name(&k->shape) + 1;
	const struct field *f;
	bool needed;

	buf_printf(out, "# yaml-language-server: "
	    "$schema=../../.keikaku/schema/%s.json\n", k->shape.name);
	buf_printf(out, ja ? "# %s。書ける項目（* は必ず書くもの）：\n" :
	    "# %s Keys (* must be there):\n", ja ? k->ja : k->en);
	for (size_t i = 0; (f = shape_at(&k->shape, i)) != NULL; i++) {
		needed = f->required || (!k->rows && i == 0);
		buf_printf(out, "#   %s%-*s ", f->name,
		    wide - (int)strlen(f->name), needed ? "*" : "");
		put_meaning(f, ja, out);
	}
}

/* ---- values -------------------------------------------------------------- */

void
new_text_scalar(str text, struct buf *out)
{
	static const char special[] = "\"'#:[]{},&*!|>%@`\\";
	bool plain = text.n > 0 && strchr("-?~=", text.p[0]) == NULL &&
	    str_trim(text).n == text.n;

	for (size_t i = 0; i < text.n; i++)
		plain = plain && (unsigned char)text.p[i] >= ' ' &&
		    strchr(special, text.p[i]) == NULL;
	if (plain)
		buf_put(out, text);
	else
		buf_json(out, text);
}

/* the plan's first and last year; without them some that are as good */
static void
put_word(const struct new_words *w, char which, struct buf *out)
{
	const struct period *p = w->plan != NULL ?
	    w->plan->period.object : NULL;
	int from = p != NULL && p->from.from > 0 ? p->from.from : 2026;
	int to = p != NULL && p->to.to > 0 ? p->to.to : from + 4;

	if (which == '4')
		buf_put(out, w->today);
	else if (which == '5')
		new_text_scalar(w->file, out);
	else
		year_print(which == '1' ? from : which == '2' ? to :
		    from - 1, out);
}

static void
put_lines(const struct new_words *w, const char *lines, size_t indent,
    struct buf *out)
{
	const char *p;

	for (p = lines; *p != '\0'; p++) {
		if (p == lines || p[-1] == '\n')
			buf_printf(out, "%*s", (int)indent, "");
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '5' &&
		    p[2] == '}') {
			put_word(w, p[1], out);
			p += 2;
		} else
			buf_putc(out, *p);
	}
}

static str
title(const struct form *f, const struct new_words *w)
{
	return w->title.n > 0 ? w->title :
	    str_of(w->language == LANGUAGE_JA ? f->title_ja : f->title_en);
}

void
new_text_rows(const struct new_words *w, const str *ids, size_t n,
    struct buf *out)
{
	const bool ja = w->language == LANGUAGE_JA;
	struct buf year = {0};

	/* a spreadsheet program tells UTF-8 by its BOM */
	buf_puts(out, "\uFEFF");
	buf_puts(out, ja ? "指標,年度,地区,値,状態,理由,備考\r\n" :
	    "indicator,year,area,value,state,reason,note\r\n");
	put_word(w, '1', &year);
	for (size_t i = 0; i < n; i++) {
		csv_put(out, ids[i]);
		csv_put(out, buf_str(&year));
		csv_put(out, (str){0});
		csv_put_number(out, STR("－"));
		csv_put(out, (str){0});
		csv_put(out, ja ? STR("まだ集計していません") :
		    STR("not counted yet"));
		csv_put(out, (str){0});
		csv_end(out);
	}
	buf_done(&year);
}

void
new_text_entry(const struct kind *k, const struct new_words *w,
    size_t indent, struct buf *out)
{
	const struct form *f = find(k);

	buf_printf(out, "%*s- ", (int)indent, "");
	if (k->rows) {
		/* the first of its lines stands behind the dash */
		put_lines(w, f->lines, 0, out);
		buf_printf(out, "%*stext: ", (int)indent + 2, "");
		new_text_scalar(title(f, w), out);
		buf_putc(out, '\n');
		return;
	}
	buf_printf(out, "id: " STR_FMT "\n%*stitle: ", STR_ARG(w->id),
	    (int)indent + 2, "");
	new_text_scalar(title(f, w), out);
	buf_putc(out, '\n');
	put_lines(w, f->lines, indent + 2, out);
}

/* is a key among the lines of the form? */
static bool
is_there(const struct form *f, const char *name)
{
	size_t n = strlen(name);
	const char *p;

	for (p = f->lines; p != NULL && *p != '\0'; p = strchr(p, '\n')) {
		p += *p == '\n';
		if (strncmp(p, name, n) == 0 && p[n] == ':')
			return true;
	}
	return strcmp(name, "id") == 0 || strcmp(name, "title") == 0;
}

void
new_text_file(const struct kind *k, const struct new_words *w,
    struct buf *out)
{
	bool ja = w->language == LANGUAGE_JA;
	int wide = (int)longest_name(&k->shape) + 2;
	const struct form *f = find(k);
	const struct field *field;

	buf_puts(out, "---\ntitle: ");
	new_text_scalar(title(f, w), out);
	buf_putc(out, '\n');
	put_lines(w, f->lines, 0, out);
	for (size_t i = 0; (field = shape_at(&k->shape, i)) != NULL; i++) {
		if (is_there(f, field->name))
			continue;
		buf_printf(out, "# %s:%*s# ", field->name,
		    wide - (int)strlen(field->name), "");
		put_meaning(field, ja, out);
	}
	buf_printf(out, "---\n%s\n", ja ? f->body_ja : f->body_en);
}
