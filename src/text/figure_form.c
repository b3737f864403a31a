#include "text/figure_form.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limit.h"
#include "base/utf8.h"

struct form {
	struct figure_reading *r;
	struct figure *f;
	struct buf main, shown;
	size_t from, to;        /* where the main part stands in the text */
};

bool
figure_fault(const struct figure_reading *r, enum message message, str part)
{
	return diag(r->diags, message, r->at,
	    WORDS(scan_quote(r->arena, str_trim(r->text)),
	    scan_quote(r->arena, part)));
}

/* ---- as on a page -------------------------------------------------------- */

static bool
digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* what a character looks like beside numbers */
static uint32_t
face(uint32_t written, uint32_t folded, uint32_t next, bool after_digit)
{
	if (digit(folded))
		return folded;
	if (after_digit && digit(next) && (folded == ',' || folded == '.'))
		return folded;
	if (!after_digit && digit(next) && !scan_long_dash(written) &&
	    (folded == '-' || folded == '+'))
		return folded;
	return written;
}

static bool
ends_in_number(const struct buf *b)
{
	char last = b->n > 0 ? b->p[b->n - 1] : '\0';

	return (last >= '0' && last <= '9') || last == ',' || last == '.';
}

/* false: 14 579, two numbers that only a gap keeps apart */
static bool
spell(struct buf *out, str s)
{
	bool after_digit = false, gap = true, ok = true;
	uint32_t written, folded;
	struct scan rest;

	while (s.n > 0) {
		written = utf8_next(&s);
		if (scan_blank(written)) {
			gap = true;
			continue;
		}
		folded = scan_fold(written);
		rest = (struct scan){s, 0};
		ok &= !(gap && digit(folded) && ends_in_number(out));
		utf8_put(out, face(written, folded, scan_peek(&rest),
		    after_digit));
		after_digit = folded != '~' &&
		    (after_digit || digit(folded));
		gap = false;
	}
	return ok;
}

/* ---- brackets ------------------------------------------------------------ */

static int
bracket(uint32_t c)
{
	c = scan_fold(c);
	if (c == '(' || c == '[' || c == U'〔' || c == U'【')
		return 1;
	return c == ')' || c == ']' || c == U'〕' || c == U'】' ? -1 : 0;
}

/* the bytes before the next bracket; rest begins behind it */
static str
before_bracket(str *rest, int *turn)
{
	str s = *rest, here;

	for (*turn = 0; rest->n > 0;) {
		here = *rest;
		if ((*turn = bracket(utf8_next(rest))) != 0)
			return str_slice(s, 0, s.n - here.n);
	}
	return s;
}

/* the bytes before the bracket that closes; rest begins behind it */
static bool
inside(str *rest, str *content)
{
	str s = *rest, part;
	int depth = 1, turn;

	while (rest->n > 0) {
		part = before_bracket(rest, &turn);
		depth += turn;
		if (depth == 0) {
			*content = str_slice(s, 0,
			    (size_t)(part.p - s.p) + part.n);
			return true;
		}
	}
	return false;
}

/* ---- what brackets say --------------------------------------------------- */

static bool
is_year(str s)
{
	size_t n = year_head(s);

	return n > 0 && str_trim(str_slice(s, n, s.n)).n == 0;
}

static bool
take_year(const struct form *fm, str s)
{
	const struct figure_reading *r = fm->r;

	if (fm->f->year.kind != YEAR_NONE)
		return figure_fault(r, str_find(r->text, STR("→")) <
		    r->text.n ? MESSAGE_FIGURE_SEVERAL : MESSAGE_FIGURE_YEARS,
		    s);
	return year_read(r->arena, s, scan_part(r->at, r->text, s),
	    &fm->f->year, r->diags);
}

/* （延べ） stays where it was written */
static bool
take_word(struct form *fm, str s)
{
	static const char *const qualifiers[] = {
		"延べ", "のべ", "累計", "累積", "年間", "月間", "合計",
		"平均", "年平均", "見込み", "見込", NULL
	};
	struct figure *f = fm->f;
	bool known = false;
	size_t i;

	if (str_eq(s, STR("予定")))
		known = f->tentative = true;
	else if (str_eq(s, STR("約")) || str_eq(s, STR("概数")))
		known = f->about = true;
	for (i = 0; !known && qualifiers[i] != NULL; i++)
		if (str_eq(s, str_of(qualifiers[i]))) {
			f->qualifier = s;
			known = true;
		}
	if (known) {
		buf_puts(&fm->shown, "（");
		buf_put(&fm->shown, s);
		buf_puts(&fm->shown, "）");
	}
	return known;
}

static void
take_note(const struct form *fm, str s)
{
	str *note = &fm->f->note;

	if (note->n > 0)
		s = str_printf(fm->r->arena, STR_FMT "、" STR_FMT,
		    STR_ARG(*note), STR_ARG(s));
	*note = s;
}

static bool
take_bracket(struct form *fm, str content)
{
	str comma = STR("、"), part;
	size_t n;

	content = str_trim(content);
	if (content.n > 0 && is_year(content))
		return take_year(fm, content);
	while (content.n > 0) {
		n = str_find(content, comma);
		part = str_trim(str_slice(content, 0, n));
		content = n < content.n ?
		    str_slice(content, n + comma.n, content.n) : (str){0};
		if (part.n > 0 && is_year(part)) {
			if (!take_year(fm, part))
				return false;
		} else if (part.n > 0 && !take_word(fm, part))
			take_note(fm, part);
	}
	return true;
}

/* ---- the whole ----------------------------------------------------------- */

/* how long is the year before the number? Ｒ４ 905法人, 令和4年度：905法人 */
static size_t
heading(str s)
{
	size_t n = year_head(s);
	str head = str_slice(s, 0, n), rest = str_slice(s, n, s.n);
	uint32_t first, after;

	if (n == 0 || str_trim(rest).n == 0)
		return 0;
	after = utf8_next(&rest);
	if (!scan_blank(after) && scan_fold(after) != ':')
		return 0;
	first = scan_fold(utf8_next(&head));
	if ((digit(first) || first == SCAN_CIRCLE) &&
	    str_find(head, STR("年")) == head.n)
		return 0;               /* 2022 is as likely a number */
	return n;
}

static bool
take_main(struct form *fm, str s)
{
	size_t from;

	s = str_trim(s);
	if (s.n == 0)
		return true;
	from = (size_t)(s.p - fm->r->text.p);
	if (fm->main.n == 0)
		fm->from = from;
	fm->to = from + s.n;
	spell(&fm->shown, s);
	if (!spell(&fm->main, s))
		return figure_fault(fm->r, MESSAGE_FIGURE_SEVERAL, s);
	return true;
}

static bool
take_apart(struct form *fm)
{
	str rest = fm->r->text, content;
	size_t n = heading(rest);
	int turn;

	if (n > 0) {
		if (!take_year(fm, str_slice(rest, 0, n)))
			return false;
		rest = str_slice(rest, n, rest.n);
		utf8_next(&rest);       /* the blank or colon */
	}
	while (rest.n > 0) {
		if (!take_main(fm, before_bracket(&rest, &turn)))
			return false;
		if (turn == 0)
			break;
		if (turn < 0 || !inside(&rest, &content))
			return figure_fault(fm->r, MESSAGE_FIGURE_BRACKET,
			    (str){0});
		if (!take_bracket(fm, content))
			return false;
	}
	return true;
}

bool
figure_form_read(struct figure_reading *r)
{
	struct form fm = {.r = r, .f = r->f};
	bool ok;

	if (r->text.n > LIMIT_FIGURE)
		return diag(r->diags, MESSAGE_FIGURE_LONG, r->at, NO_WORDS);
	ok = take_apart(&fm);
	r->f->text = str_copy(r->arena, buf_str(&fm.shown));
	r->in.text = str_copy(r->arena, buf_str(&fm.main));
	if (fm.to > fm.from)
		r->f->at = scan_part(r->at, r->text,
		    str_slice(r->text, fm.from, fm.to));
	buf_done(&fm.main);
	buf_done(&fm.shown);
	return ok;
}
