#include "cmd/new.h"

#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/limit.h"
#include "base/rational.h"
#include "cmd/new_heads.h"
#include "cmd/new_text.h"
#include "model/fraction.h"
#include "model/kind.h"
#include "text/figure.h"

/*
 * A sheet of indicators as a city's office keeps it: one indicator a row,
 * the years in the header: 指標名,単位,基準値（令和5年度）,目標値（令和10年度）,
 * 令和6年度実績.
 */

enum { GUESSED_MOST = 20 };

/* A row as it is being written. */
struct row {
	const struct csv_row *csv;
	str id, title, unit;
	struct figure baseline, last;   /* of the targets */
	const struct figure **all;      /* that were read, and where */
	size_t n;
	bool want, kind;                /* is a column filled? */
};

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
read_figure(struct import *s, struct row *r, const struct csv_cell *cell,
    struct figure *f)
{
	struct figure *kept = arena_alloc(s->arena, sizeof(*kept));

	if (!figure_read(s->arena, cell->text, cell->at, f, s->diags))
		return false;
	*kept = *f;
	r->all[r->n++] = kept;
	return true;
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

	if (cell->text.n == 0 || !read_figure(s, r, cell, &r->baseline))
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
		    !read_figure(s, r, cell, &r->last))
			continue;
		buf_puts(s->indicators, before);
		put_figure(s, &r->last, cell, year_of(s, r, &s->heads[i]));
		before = ", ";
	}
	if (*before == ',')
		buf_puts(s->indicators, "]\n");
}

/* a value may name its year, but no other than its column */
static bool
has_year(struct import *s, const struct figure *f, size_t i)
{
	const struct year *year = &s->heads[i].year;

	if (f->year.kind == YEAR_NONE ||
	    (f->year.from == year->from && f->year.to == year->to))
		return true;
	return diag(s->diags, MESSAGE_FIGURE_YEARS_DIFFER, f->at,
	    WORDS(f->year.text, s->csv.header.cells[i].text, year->text));
}

static void
put_actual(struct import *s, struct row *r, size_t i)
{
	const struct csv_cell *cell = &r->csv->cells[i];
	struct figure f = {0};

	if (cell->text.n == 0 || !read_figure(s, r, cell, &f) ||
	    !has_year(s, &f, i))
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

/* what check will say of them as well, while the sheet is at hand */
static void
tell_fractions(struct import *s, const struct row *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (fraction_is(r->all, r->n, i))
			diag(s->diags, MESSAGE_FRACTION, r->all[i]->at,
			    WORDS(r->all[i]->text,
			    fraction_percent(s->arena, r->all[i])));
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
	if (figure_same_unit(unit, STR("％")))
		tell_fractions(s, r);
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
	r.all = ARENA_NEWN(s->arena, const struct figure *, csv->n + 1);
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
	    !new_heads_read(&s, source_new(a, str_of(path), text)) ||
	    !new_heads_check(&s))
		return false;
	new_text_head(&kind_indicator, language, indicators);
	if (new_heads_have(&s, ROLE_ACTUAL)) {
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
