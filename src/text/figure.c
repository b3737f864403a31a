#include "text/figure.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/limit.h"
#include "base/utf8.h"
#include "text/amount.h"
#include "text/figure_form.h"

#define WORD(literal)  {(literal), sizeof(literal) - 1}

const str figure_scales[4] = {
	WORD(""), WORD("万"), WORD("億"), WORD("兆")
};
const str figure_comparisons[5] = {
	WORD(""), WORD("以上"), WORD("以下"), WORD("未満"), WORD("超")
};

/* ---- words before and behind --------------------------------------------- */

enum meaning { ABOUT, QUALIFIER, EACH, TENTATIVE, COMPARISON };

struct word {
	str text;
	enum meaning meaning;
	enum comparison cmp;
};

/* a word stands before those that it begins with or ends in */
static const struct word before[] = {
	{WORD("約"), ABOUT, 0}, {WORD("概ね"), ABOUT, 0},
	{WORD("おおむね"), ABOUT, 0}, {WORD("およそ"), ABOUT, 0},
	{WORD("おおよそ"), ABOUT, 0}, {WORD("ほぼ"), ABOUT, 0},
	{WORD("各年度"), EACH, 0}, {WORD("毎年度"), EACH, 0},
	{WORD("各年"), EACH, 0}, {WORD("毎年"), EACH, 0},
	{WORD("延べ"), QUALIFIER, 0}, {WORD("のべ"), QUALIFIER, 0},
	{WORD("延"), QUALIFIER, 0}, {WORD("累計"), QUALIFIER, 0},
	{WORD("累積"), QUALIFIER, 0}, {WORD("年間"), QUALIFIER, 0},
	{WORD("月間"), QUALIFIER, 0}, {WORD("週間"), QUALIFIER, 0},
	{WORD("年平均"), QUALIFIER, 0}, {WORD("月平均"), QUALIFIER, 0},
	{WORD("平均"), QUALIFIER, 0}, {WORD("合計"), QUALIFIER, 0},
	{WORD("総計"), QUALIFIER, 0}, {WORD("計"), QUALIFIER, 0},
	{WORD("最大"), QUALIFIER, 0}, {WORD("最高"), QUALIFIER, 0},
	{WORD("最低"), QUALIFIER, 0}, {WORD("全"), QUALIFIER, 0},
	{WORD("満"), QUALIFIER, 0}, {WORD("第"), QUALIFIER, 0},
	{WORD("毎月"), QUALIFIER, 0}, {WORD("毎週"), QUALIFIER, 0},
	{WORD("年"), QUALIFIER, 0}, {WORD("月"), QUALIFIER, 0},
	{WORD("週"), QUALIFIER, 0}, {WORD("n="), QUALIFIER, 0},
	{WORD("N="), QUALIFIER, 0}
};

static const struct word behind[] = {
	{WORD("以上"), COMPARISON, COMPARISON_AT_LEAST},
	{WORD("以下"), COMPARISON, COMPARISON_AT_MOST},
	{WORD("以内"), COMPARISON, COMPARISON_AT_MOST},
	{WORD("未満"), COMPARISON, COMPARISON_BELOW},
	{WORD("を下回る"), COMPARISON, COMPARISON_BELOW},
	{WORD("超"), COMPARISON, COMPARISON_ABOVE},
	{WORD("を超える"), COMPARISON, COMPARISON_ABOVE},
	{WORD("を上回る"), COMPARISON, COMPARISON_ABOVE},
	{WORD("程度"), ABOUT, 0}, {WORD("前後"), ABOUT, 0},
	{WORD("ほど"), ABOUT, 0}, {WORD("くらい"), ABOUT, 0},
	{WORD("ぐらい"), ABOUT, 0}, {WORD("弱"), ABOUT, 0},
	{WORD("強"), ABOUT, 0}, {WORD("余り"), ABOUT, 0},
	{WORD("予定"), TENTATIVE, 0}, {WORD("見込み"), QUALIFIER, 0},
	{WORD("見込"), QUALIFIER, 0}
};

#define COUNT(table)  (sizeof(table) / sizeof(*(table)))

static void
add_qualifier(const struct figure_reading *r, str s)
{
	str *q = &r->f->qualifier;

	*q = q->n == 0 ? s : str_printf(r->arena, STR_FMT STR_FMT,
	    STR_ARG(*q), STR_ARG(s));
}

/* false: a second comparison */
static bool
apply(const struct figure_reading *r, const struct word *w)
{
	struct figure *f = r->f;

	if (w->meaning == ABOUT)
		f->about = true;
	else if (w->meaning == QUALIFIER)
		add_qualifier(r, w->text);
	else if (w->meaning == EACH)
		f->each = true;
	else if (w->meaning == TENTATIVE)
		f->tentative = true;
	else if (f->cmp != COMPARISON_NONE)
		return false;
	else
		f->cmp = w->cmp;
	return true;
}

/* 1人当たり */
static void
each_of(struct figure_reading *r, str word)
{
	struct scan ahead = r->in;

	ahead.off = str_find(ahead.text, word) + word.n;
	if (ahead.off >= ahead.text.n)
		return;
	add_qualifier(r, str_slice(ahead.text, 0, ahead.off));
	r->in = ahead;
}

static void
words_before(struct figure_reading *r)
{
	size_t i = 0;

	each_of(r, STR("当たり"));
	if (r->in.off == 0)
		each_of(r, STR("あたり"));
	while (i < COUNT(before))
		if (scan_take(&r->in, before[i].text.p)) {
			apply(r, &before[i]);
			i = 0;
		} else
			i++;
}

/* takes the words off the end of what follows the number */
static bool
words_behind(const struct figure_reading *r, str *rest)
{
	size_t i = 0;

	while (i < COUNT(behind)) {
		if (!str_ends(*rest, behind[i].text)) {
			i++;
			continue;
		}
		if (!apply(r, &behind[i]))
			return false;
		rest->n -= behind[i].text.n;
		i = 0;
	}
	return true;
}

/* ---- unit ---------------------------------------------------------------- */

/* the figures of m2, m3 and CO2 are part of the word */
static bool
second_number(str unit)
{
	struct scan in = {unit, 0};
	uint32_t c, last = 0;

	for (; (c = scan_next(&in)) != 0; last = c)
		if (c >= '0' && c <= '9' && ((c != '2' && c != '3') ||
		    (last != 'm' && last != 'O')))
			return true;
	return false;
}

/* no part of a sentence: 人以上とする。 */
static bool
is_word(str unit)
{
	static const char wrong[] = "を、。「」『』:;!?=→⇒…△●~,.\"\ufffd";
	struct scan in = {unit, 0};
	uint32_t c;
	size_t i;

	for (i = 1; i < COUNT(figure_comparisons); i++)
		if (str_find(unit, figure_comparisons[i]) < unit.n)
			return false;
	while ((c = scan_next(&in)) != 0)
		for (str rest = STR(wrong); rest.n > 0;)
			if (c < ' ' || c == utf8_next(&rest))
				return false;
	return true;
}

static size_t
characters(str s)
{
	size_t n = 0;

	for (; s.n > 0; n++)
		utf8_next(&s);
	return n;
}

static bool
check_unit(const struct figure_reading *r, str unit)
{
	if (unit.n == 0)
		return true;
	if (second_number(unit))
		return figure_fault(r, MESSAGE_FIGURE_SEVERAL, unit);
	if (!is_word(unit))
		return figure_fault(r, MESSAGE_FIGURE_SYNTAX, unit);
	if (characters(unit) > LIMIT_UNIT)
		return figure_fault(r, MESSAGE_FIGURE_UNIT, unit);
	return true;
}

static str
rest_of(const struct scan *in)
{
	return str_slice(in->text, in->off, in->text.n);
}

/* what is left behind the number: words and the unit */
static bool
read_unit(const struct figure_reading *r)
{
	str unit = rest_of(&r->in);

	if (!words_behind(r, &unit))
		return figure_fault(r, MESSAGE_FIGURE_SYNTAX, rest_of(&r->in));
	r->f->unit = unit.n > 0 ? unit : (str){0};
	r->f->to = (uint32_t)r->in.off;
	r->f->behind = (uint32_t)(r->in.off + unit.n);
	return check_unit(r, unit);
}

/* ---- numbers ------------------------------------------------------------- */

static bool
read_amount(struct figure_reading *r, struct amount *m)
{
	enum message why;

	if (!amount_read(&r->in, m, &why))
		return figure_fault(r, why, (str){0});
	return true;
}

/* past the sign of a range, if a number follows it; *unit is before it */
static bool
range_sign(struct scan *in, str *unit)
{
	struct scan ahead = *in;
	size_t from = in->off, to = from;
	uint32_t c;

	for (; scan_peek(&ahead) != 0; to = ahead.off) {
		if (!scan_take(&ahead, "から")) {
			c = scan_next(&ahead);
			if (c != '~' && c != '-')
				continue;
		}
		if (amount_next(&ahead)) {
			*unit = str_slice(in->text, from, to);
			*in = ahead;
			return true;
		}
	}
	return false;
}

/* both ends in one scale: that of the second, unless the first has its own */
static bool
level(struct amount *low, struct amount *high, bool bare)
{
	if (low->scale == SCALE_ONE && bare)
		low->scale = high->scale;
	return low->scale == high->scale ||
	    (amount_expand(low) && amount_expand(high));
}

static bool
read_range(struct figure_reading *r, struct amount *low, str unit)
{
	struct figure *f = r->f;
	struct amount high;

	if (!read_amount(r, &high) || !read_unit(r))
		return false;
	if (f->unit.n == 0 && unit.n > 0) {
		f->unit = unit;
		if (!check_unit(r, unit))
			return false;
	} else if (unit.n > 0 && !figure_same_unit(unit, f->unit))
		return figure_fault(r, MESSAGE_FIGURE_SYNTAX, unit);
	if (f->cmp != COMPARISON_NONE)
		return figure_fault(r, MESSAGE_FIGURE_SYNTAX,
		    figure_comparisons[f->cmp]);
	if (!level(low, &high, unit.n == 0))
		return figure_fault(r, MESSAGE_FIGURE_DIGITS, (str){0});
	low->circle = low->circle || high.circle;
	if (!low->circle && decimal_compare(low->value, high.value) > 0)
		return figure_fault(r, MESSAGE_FIGURE_RANGE, (str){0});
	f->is_range = !low->circle;
	if (f->is_range)
		f->upper = high.value;
	return true;
}

static bool
read_numbers(struct figure_reading *r)
{
	struct figure *f = r->f;
	struct amount m;
	str unit;

	if (!read_amount(r, &m))
		return false;
	if (range_sign(&r->in, &unit) ? !read_range(r, &m, unit) :
	    !read_unit(r))
		return false;
	f->placeholder = m.circle;
	f->has_value = !m.circle;
	if (f->has_value) {
		f->value = m.value;
		f->scale = m.scale;
	}
	return true;
}

/* ---- the whole ----------------------------------------------------------- */

/* what cannot be read, up to the number; a text may hold none at all */
static bool
no_number(const struct figure_reading *r)
{
	struct scan in = r->in;
	size_t from = in.off;

	for (; in.off < in.text.n; scan_next(&in))
		if (amount_next(&in))
			return figure_fault(r, MESSAGE_FIGURE_SYNTAX,
			    str_slice(in.text, from, in.off));
	return figure_fault(r, MESSAGE_FIGURE_NONE, (str){0});
}

/* －, —, －％, and … (not available) or x (suppressed): no value */
static bool
no_value(struct figure_reading *r)
{
	struct scan in = {r->in.text, 0};
	uint32_t c = scan_next(&in);

	if (c == '-') {
		while (scan_peek(&in) == '-')
			scan_next(&in);
		r->f->text = STR("－");
	} else if (scan_peek(&in) != 0) {
		return false;
	} else if (c == U'…') {
		r->f->text = STR("…");
	} else if (c == 'x' || c == 'X') {
		r->f->text = STR("x");
	} else
		return false;
	r->in = in;
	return true;
}

static bool
read_main(struct figure_reading *r)
{
	if (r->in.text.n == 0)
		return figure_fault(r, MESSAGE_FIGURE_NONE, (str){0});
	words_before(r);
	if (amount_next(&r->in)) {
		r->f->from = (uint32_t)r->in.off;
		return read_numbers(r);
	}
	if (no_value(r))
		return read_unit(r);
	return no_number(r);
}

/* where a place of the text without its brackets is in the text with them */
static uint32_t
place(str text, uint32_t at, bool behind_brackets)
{
	static const str open = WORD("（"), close = WORD("）");
	size_t i = 0;

	for (; i < text.n; i++)
		if (str_starts(str_slice(text, i, text.n), open) &&
		    (at > 0 || behind_brackets))
			i += str_find(str_slice(text, i, text.n), close) +
			    close.n - 1;
		else if (at-- == 0)
			break;
	return (uint32_t)i;
}

/* what read_main found in what it was given, in the text */
static void
set_places(struct figure *f)
{
	f->from = place(f->text, f->from, true);
	f->to = place(f->text, f->to, false);
	f->behind = place(f->text, f->behind, false);
}

bool
figure_read(struct arena *a, str text, span at, struct figure *f,
    struct diags *d)
{
	struct figure_reading r = {a, d, f, text, at, {{0}, 0}};

	*f = (struct figure){.at = at};
	if (str_trim(text).n == 0)
		return true;
	if (!figure_form_read(&r) || !read_main(&r))
		return false;
	if (f->has_value || f->placeholder)
		set_places(f);
	return true;
}
