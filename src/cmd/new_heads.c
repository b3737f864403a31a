#include "cmd/new_heads.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "model/kind.h"

enum { LINES_MOST = 20 };

static const struct {
	const char *word;
	enum role role;
} names[] = {
	{"成果指標", ROLE_TITLE}, {"成果指標名", ROLE_TITLE},
	{"項目", ROLE_TITLE},
	{"基準年度", ROLE_BASELINE_YEAR}, {"基準年", ROLE_BASELINE_YEAR},
	{"現状年度", ROLE_BASELINE_YEAR},
	{"目標値", ROLE_TARGET}, {"目標", ROLE_TARGET},
	{"中間目標値", ROLE_TARGET}, {"中間目標", ROLE_TARGET},
	{"最終目標値", ROLE_TARGET}, {"最終目標", ROLE_TARGET},
	{"target", ROLE_TARGET},
	{"目標年度", ROLE_TARGET_YEAR}, {"目標年", ROLE_TARGET_YEAR},
	{"実績値", ROLE_ACTUAL}, {"実績", ROLE_ACTUAL},
	{"値", ROLE_ACTUAL}, {"actual", ROLE_ACTUAL}
};

/* a year without the words that tell what its value is: 令和6年度実績 */
static size_t
year_part(str text)
{
	static const char *const words_after[] = {"実績", "目標", "中間",
	    "最終", "基準", "現状", "当初", "見込"};
	size_t n = year_head(text), at;

	for (size_t i = 0; i < sizeof(words_after) / sizeof(*words_after); i++)
		if ((at = str_find(str_slice(text, 0, n),
		    str_of(words_after[i]))) < n)
			n = at;
	return n;
}

/* without the year that it names, brackets and blanks */
static str
split(struct arena *a, str header, str *year)
{
	static const char *const dropped[] = {"(", ")", " ", "[", "]", ":"};
	str rest = utf8_nfkc(a, header);
	struct buf b = {0};
	size_t n, i;

	*year = (str){0};
	while (rest.n > 0) {
		n = year->n == 0 ? year_part(rest) : 0;
		if (n > 0) {
			*year = str_slice(rest, 0, n);
			rest = str_slice(rest, n, rest.n);
			continue;
		}
		for (i = 0; i < sizeof(dropped) / sizeof(*dropped); i++)
			if (*rest.p == *dropped[i])
				break;
		if (i == sizeof(dropped) / sizeof(*dropped))
			buf_putc(&b, *rest.p);
		rest = str_slice(rest, 1, rest.n);
	}
	rest = str_copy(a, buf_str(&b));
	buf_done(&b);
	return rest;
}

static bool
is_plain(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_CHOICE ||
	    f->type == FIELD_TEXTS;
}

/* a field of indicators, by what stands above the columns of its sheets */
static const struct field *
find_field(const struct sheets *all, str name)
{
	static const char *const sheets[] = {"indicators", "indicator-notes"};
	const struct sheet_column *c;
	const struct column *is;

	for (size_t i = 0; i < sizeof(sheets) / sizeof(*sheets); i++) {
		c = sheet_column(sheet_find(all, str_of(sheets[i])), name);
		is = c != NULL && !c->derived ? &c->is : NULL;
		if (is != NULL && is->part == COLUMN_NUMBER)
			return is->within->field;
		if (is != NULL && is->field != NULL && is->within == NULL)
			return shape_field(&kind_indicator.shape,
			    str_of(is->field->name));
	}
	return NULL;
}

static enum role
role_of(const struct field *f)
{
	static const struct {
		const char *name;
		enum role role;
	} own[] = {{"title", ROLE_TITLE}, {"id", ROLE_ID},
	    {"unit", ROLE_UNIT}, {"baseline", ROLE_BASELINE}};

	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (strcmp(f->name, own[i].name) == 0)
			return own[i].role;
	return is_plain(f) ? ROLE_FIELD : ROLE_NONE;
}

/* 年度 right behind 基準値 or 目標値 */
static enum role
year_role(str name, enum role before)
{
	if (!str_eq(name, STR("年度")) && !str_eq(name, STR("年")))
		return ROLE_NONE;
	return before == ROLE_BASELINE ? ROLE_BASELINE_YEAR :
	    before == ROLE_TARGET ? ROLE_TARGET_YEAR : ROLE_NONE;
}

static void
find_role(const struct sheets *all, str name, bool year, struct heading *h)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(str_of(names[i].word), name)) {
			h->role = names[i].role;
			return;
		}
	if (year && name.n == 0)
		h->role = ROLE_ACTUAL;
	else if ((h->field = find_field(all, name)) != NULL)
		h->role = role_of(h->field);
}

static bool
is_department(str header)
{
	return str_find(header, STR("担当")) < header.n ||
	    str_find(header, STR("所管")) < header.n;
}

/* columns that are not read are told, in a line */
static void
tell_unread(const struct import *s)
{
	const bool ja = s->language == LANGUAGE_JA;
	const struct csv_cell *cell = s->csv.header.cells;
	bool department = false;
	struct buf b = {0};

	for (size_t i = 0; i < s->csv.header.n; i++)
		if (s->heads[i].role == ROLE_NONE && cell[i].text.n > 0) {
			buf_join(&b, ja ? "、" : ", ", cell[i].text);
			department = department || is_department(cell[i].text);
		}
	if (b.n > 0)
		fprintf(stderr, ja ?
		    "keikaku: 読まなかった列：" STR_FMT "\n" :
		    "keikaku: columns that were not read: " STR_FMT "\n",
		    STR_ARG(buf_str(&b)));
	if (department)
		fprintf(stderr, "keikaku: %s: [福祉課]\n", ja ?
		    "担当課は、指標ではなく事業（programmes）に書きます。例：departments" :
		    "departments belong to programmes; for example departments");
	buf_done(&b);
}

static bool
read_heads(struct import *s, struct diags *d)
{
	const struct csv_cell *cell = s->csv.header.cells;
	struct heading *h;
	str year, name;
	bool ok = true;

	s->heads = ARENA_NEWN(s->arena, struct heading, s->csv.header.n);
	for (size_t i = 0; i < s->csv.header.n; i++) {
		h = &s->heads[i];
		name = split(s->arena, cell[i].text, &year);
		h->role = i > 0 ? year_role(name, h[-1].role) : ROLE_NONE;
		if (h->role == ROLE_NONE)
			find_role(&s->sheets, name, year.n > 0, h);
		if (h->role == ROLE_ACTUAL && year.n == 0)
			h->role = ROLE_NONE;
		if (year.n > 0 && h->role != ROLE_NONE)
			ok &= year_read(s->arena, year, cell[i].at, &h->year,
			    d);
	}
	return ok;
}

static bool
is_header(const struct import *s, str line)
{
	struct import one = {.arena = s->arena, .sheets = s->sheets};
	struct diags unsaid = {0};

	csv_read(s->arena, source_new(s->arena, (str){0}, line), &one.csv,
	    &unsaid);
	read_heads(&one, &unsaid);
	diags_done(&unsaid);
	return one.csv.header.n > 1 && new_heads_have(&one, ROLE_TITLE);
}

/* the line of the header, where others stand above it; 0 if there is none */
static size_t
find_header(const struct import *s, str text)
{
	size_t n;

	for (size_t line = 1; text.n > 0 && line <= LINES_MOST; line++) {
		n = str_find(text, STR("\n"));
		if (is_header(s, str_slice(text, 0, n)))
			return line;
		text = str_slice(text, n < text.n ? n + 1 : n, text.n);
	}
	return 0;
}

/* what is wrong with rows is told only where the header is where it is read */
bool
new_heads_read(struct import *s, struct source *src)
{
	struct diags own = {0};
	bool ok = csv_read(s->arena, src, &s->csv, &own);
	size_t line = 0;

	read_heads(s, &own);
	if (s->csv.header.n > 0 && !new_heads_have(s, ROLE_TITLE))
		line = find_header(s, src->text);
	if (line > 1) {
		diags_done(&own);
		return diag(s->diags, MESSAGE_COLUMN_LATER,
		    s->csv.header.cells[0].at,
		    WORDS(str_printf(s->arena, "%zu", line)));
	}
	ok = own.errors == 0 && ok;
	diags_merge(s->diags, &own);
	return ok;
}

bool
new_heads_check(const struct import *s)
{
	const struct csv_cell *cell = s->csv.header.cells;

	tell_unread(s);
	return new_heads_have(s, ROLE_TITLE) ||
	    diag(s->diags, MESSAGE_COLUMN_MISSING, cell[0].at,
	    WORDS(STR("指標名"), STR("title"),
	    STR("指標名、単位、基準値（令和5年度）、目標値（令和10年度）、令和6年度実績"),
	    STR("title, unit, baseline, target, actual")));
}

bool
new_heads_have(const struct import *s, enum role role)
{
	for (size_t i = 0; i < s->csv.header.n; i++)
		if (s->heads[i].role == role)
			return true;
	return false;
}
