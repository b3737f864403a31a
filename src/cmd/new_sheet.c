#include "cmd/new.h"

#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/limit.h"
#include "base/rational.h"
#include "base/utf8.h"
#include "cmd/new_text.h"
#include "model/sheet.h"
#include "text/csv.h"
#include "text/figure.h"

/*
 * A sheet of indicators as a city's office keeps it: one indicator a row,
 * the years in the header: 指標名,単位,基準値（令和5年度）,目標値（令和10年度）,
 * 令和6年度実績.  Columns are called as in the sheets that model/ reads, and
 * as here.
 */

enum { GUESSED_MOST = 20, LINES_MOST = 20 };

enum role {
	ROLE_NONE, ROLE_TITLE, ROLE_ID, ROLE_UNIT, ROLE_BASELINE,
	ROLE_BASELINE_YEAR, ROLE_TARGET, ROLE_TARGET_YEAR, ROLE_ACTUAL,
	ROLE_FIELD
};

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

struct heading {
	enum role role;
	struct year year;
	const struct field *field;
};

struct import {
	struct arena *arena;
	struct diags *diags;
	enum language language;
	struct sheets sheets;
	struct csv csv;
	struct heading *heads;
	struct buf *indicators, *actuals;
	struct buf guessed;     /* cells whose reason is not in the sheet */
	size_t nguessed;
};

/* A row as it is being written. */
struct row {
	const struct csv_row *csv;
	str id, title, unit;
	struct figure baseline, last;   /* of the targets */
	bool want, kind;                /* is a column filled? */
};

/* ---- headers --------------------------------------------------------------- */

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
has_role(const struct import *s, enum role role)
{
	for (size_t i = 0; i < s->csv.header.n; i++)
		if (s->heads[i].role == role)
			return true;
	return false;
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
	return one.csv.header.n > 1 && has_role(&one, ROLE_TITLE);
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
static bool
read_rows(struct import *s, struct source *src)
{
	struct diags own = {0};
	bool ok = csv_read(s->arena, src, &s->csv, &own);
	size_t line = 0;

	read_heads(s, &own);
	if (s->csv.header.n > 0 && !has_role(s, ROLE_TITLE))
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

static bool
check_header(const struct import *s)
{
	const struct csv_cell *cell = s->csv.header.cells;

	tell_unread(s);
	return has_role(s, ROLE_TITLE) || diag(s->diags, MESSAGE_COLUMN_MISSING, cell[0].at,
	    WORDS(STR("指標名"), STR("title"),
	    STR("指標名、単位、基準値（令和5年度）、目標値（令和10年度）、令和6年度実績"),
	    STR("title, unit, baseline, target, actual")));
}

/* ---- figures ------------------------------------------------------------------ */

/* the year of a column, unless another column of the row has it */
static str
year_of(const struct import *s, const struct row *r, const struct heading *h)
{
	enum role other = h->role == ROLE_BASELINE ? ROLE_BASELINE_YEAR :
	    ROLE_TARGET_YEAR;
	size_t at = (size_t)(h - s->heads);

	if (h->year.text.n > 0 || h->role == ROLE_ACTUAL)
		return h->year.text;
	if (at + 1 < s->csv.header.n && h[1].role == other)
		return r->csv->cells[at + 1].text;
	for (size_t i = 0; i < s->csv.header.n; i++)
		if (s->heads[i].role == other)
			return r->csv->cells[i].text;
	return (str){0};
}

static bool
read_figure(struct import *s, const struct csv_cell *cell, struct figure *f)
{
	return figure_read(s->arena, cell->text, cell->at, f, s->diags);
}

/* nobody gave this reason: which cells have it is told at the end */
static const char *
no_value(struct import *s, const struct csv_cell *cell)
{
	const struct cell *place = source_place(cell->at).cell;

	if (s->nguessed++ < GUESSED_MOST && place != NULL) {
		buf_puts(&s->guessed, " ");
		source_column(place->column, &s->guessed);
		buf_printf(&s->guessed, "%u", (unsigned)place->row);
	}
	return "元の表に値がありません";
}

static void
tell_guessed(const struct import *s)
{
	if (s->nguessed == 0)
		return;
	fprintf(stderr, s->language == LANGUAGE_JA ?
	    "keikaku: 値のないところに、仮の理由「元の表に値がありません」を書きました。"
	    "ほんとうの理由に直してください（%zuか所、表の" STR_FMT "%s）\n" :
	    "keikaku: where there is no value, a reason was made up: 元の表に値が"
	    "ありません; write the true one (%zu cells:" STR_FMT "%s)\n",
	    s->nguessed, STR_ARG(buf_str(&s->guessed)),
	    s->nguessed > GUESSED_MOST ? " …" : "");
}

static void
put_figure(struct import *s, const struct figure *f,
    const struct csv_cell *cell, str year)
{
	struct buf b = {0}, *out = s->indicators;

	if (!f->has_value && !f->placeholder) {
		buf_puts(out, "{value: －, ");
		if (year.n > 0) {
			buf_puts(out, "year: ");
			buf_json(out, year);
			buf_puts(out, ", ");
		}
		buf_printf(out, "reason: %s}", no_value(s, cell));
		return;
	}
	buf_put(&b, cell->text);
	if (f->year.kind == YEAR_NONE && year.n > 0)
		buf_printf(&b, "（" STR_FMT "）", STR_ARG(year));
	buf_json(out, buf_str(&b));
	buf_done(&b);
}

static void
put_baseline(struct import *s, struct row *r, size_t i)
{
	const struct csv_cell *cell = &r->csv->cells[i];

	if (cell->text.n == 0 || !read_figure(s, cell, &r->baseline))
		return;
	buf_puts(s->indicators, "  baseline: ");
	put_figure(s, &r->baseline, cell, year_of(s, r, &s->heads[i]));
	buf_putc(s->indicators, '\n');
}

static void
put_targets(struct import *s, struct row *r)
{
	const struct csv_cell *cell;
	const char *before = "  targets: [";

	for (size_t i = 0; i < s->csv.header.n; i++) {
		cell = &r->csv->cells[i];
		if (s->heads[i].role != ROLE_TARGET || cell->text.n == 0 ||
		    !read_figure(s, cell, &r->last))
			continue;
		buf_puts(s->indicators, before);
		put_figure(s, &r->last, cell, year_of(s, r, &s->heads[i]));
		before = ", ";
	}
	if (*before == ',')
		buf_puts(s->indicators, "]\n");
}

static void
put_actual(struct import *s, const struct row *r, size_t i)
{
	const struct csv_cell *cell = &r->csv->cells[i];
	struct figure f = {0};

	if (cell->text.n == 0 || !read_figure(s, cell, &f))
		return;
	csv_put(s->actuals, r->id);
	csv_put(s->actuals, s->heads[i].year.text);
	if (f.has_value || f.placeholder) {
		csv_put(s->actuals, cell->text);
		csv_put(s->actuals, (str){0});
	} else {
		csv_put_number(s->actuals, STR("－"));
		csv_put(s->actuals, str_of(no_value(s, cell)));
	}
	csv_end(s->actuals);
}

/* ---- rows ------------------------------------------------------------------------ */

static bool
is_known(const struct figure *f)
{
	return f->has_value && !f->is_range;
}

/* the direction from the baseline to the last target */
static const char *
guess_want(const struct row *r)
{
	int order = 1;

	if (r->last.is_range)
		return "range";
	if (r->last.cmp == COMPARISON_AT_MOST ||
	    r->last.cmp == COMPARISON_BELOW)
		return "down";
	if (is_known(&r->last) && is_known(&r->baseline))
		order = rational_compare(rational_of_decimal(r->last.value,
		    figure_power(&r->last)), rational_of_decimal(
		    r->baseline.value, figure_power(&r->baseline)));
	return order > 0 ? "up" : order < 0 ? "down" : "maintain";
}

static void
put_field(struct import *s, struct row *r, size_t i)
{
	const struct field *f = s->heads[i].field;
	str text = r->csv->cells[i].text;

	if (text.n == 0)
		return;
	buf_printf(s->indicators, "  %s: ", f->name);
	new_text_scalar(text, s->indicators);
	buf_putc(s->indicators, '\n');
	r->want = r->want || strcmp(f->name, "want") == 0;
	r->kind = r->kind || strcmp(f->name, "kind") == 0;
}

static void
find_names(struct import *s, struct row *r, size_t number)
{
	const struct csv_cell *cell;

	r->id = str_printf(s->arena, "indicator-%zu", number);
	for (size_t i = 0; i < s->csv.header.n; i++) {
		cell = &r->csv->cells[i];
		if (s->heads[i].role == ROLE_TITLE)
			r->title = cell->text;
		else if (s->heads[i].role == ROLE_UNIT)
			r->unit = cell->text;
		else if (s->heads[i].role == ROLE_ID && cell->text.n > 0) {
			r->id = cell->text;
			if (!kind_id(r->id))
				diag(s->diags, MESSAGE_ID_SYNTAX, cell->at,
				    WORDS(r->id));
		}
	}
	if (r->title.n == 0)
		diag(s->diags, MESSAGE_CELL_MISSING, r->csv->cells[0].at,
		    WORDS(STR("指標名"), STR("名称"),
		    STR("what it is called")));
}

static void
put_unit(struct import *s, const struct row *r)
{
	str unit = r->unit.n > 0 ? r->unit : r->last.unit.n > 0 ?
	    r->last.unit : r->baseline.unit;

	if (unit.n == 0)
		diag(s->diags, MESSAGE_CELL_MISSING, r->csv->cells[0].at,
		    WORDS(STR("単位"), STR("単位"),
		    STR("the unit of its values")));
	buf_puts(s->indicators, "  unit: ");
	new_text_scalar(unit, s->indicators);
	buf_putc(s->indicators, '\n');
	if (!r->kind && figure_same_unit(unit, STR("％")))
		buf_puts(s->indicators, "  kind: share\n");
	if (!r->want && r->last.text.n > 0)
		buf_printf(s->indicators, "  want: %s  "
		    "# 基準値と目標値から。確かめてください\n",
		    guess_want(r));
}

/* ※注, 合計: what stands below tables; its text, else nothing */
static str
remark(const struct csv_row *r)
{
	static const char *const begins[] = {"※", "＊", "*", "注", "（注", "(注"};
	str text = {0};
	size_t i;

	for (i = 0; i < r->n && text.n == 0; i++)
		text = r->cells[i].text;
	for (i = 0; i < sizeof(begins) / sizeof(*begins); i++)
		if (str_starts(text, str_of(begins[i])))
			return text;
	return text.n <= sizeof("合計") - 1 && str_ends(text, STR("計")) ?
	    text : (str){0};
}

static void
put_row(struct import *s, const struct csv_row *csv, size_t number)
{
	struct row r = {.csv = csv};
	str rest = remark(csv);

	if (rest.n > 0) {
		diag(s->diags, MESSAGE_CSV_REMARK, csv->cells[0].at,
		    WORDS(rest));
		return;
	}
	find_names(s, &r, number);
	buf_printf(s->indicators, "- id: " STR_FMT "\n  title: ",
	    STR_ARG(r.id));
	new_text_scalar(r.title, s->indicators);
	buf_putc(s->indicators, '\n');
	for (size_t i = 0; i < s->csv.header.n; i++)
		if (s->heads[i].role == ROLE_FIELD)
			put_field(s, &r, i);
		else if (s->heads[i].role == ROLE_BASELINE)
			put_baseline(s, &r, i);
		else if (s->heads[i].role == ROLE_ACTUAL)
			put_actual(s, &r, i);
	put_targets(s, &r);
	put_unit(s, &r);
}

bool
new_sheet(struct arena *a, const char *path, enum language language,
    struct buf *indicators, struct buf *actuals, struct diags *d)
{
	struct import s = {.arena = a, .diags = d, .language = language,
	    .indicators = indicators, .actuals = actuals};
	size_t before = d->errors;
	str text;

	if (!io_read(a, path, LIMIT_FILE, &text))
		return io_diag(d, MESSAGE_FILE_READ, str_of(path));
	sheets_plan(a, &s.sheets);
	if (!csv_decode(a, str_of(path), text, &text, d) ||
	    !read_rows(&s, source_new(a, str_of(path), text)) ||
	    !check_header(&s))
		return false;
	new_text_head(&kind_indicator, language, indicators);
	if (has_role(&s, ROLE_ACTUAL)) {
		buf_puts(actuals, "指標,年度,値,理由,");
		csv_end(actuals);
	}
	for (size_t i = 0; i < s.csv.n; i++)
		put_row(&s, &s.csv.rows[i], i + 1);
	if (d->errors == before)
		tell_guessed(&s);
	buf_done(&s.guessed);
	return d->errors == before;
}
