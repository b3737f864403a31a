#include "model/check_text.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "model/prose.h"
#include "text/damage.h"
#include "text/letter.h"
#include "text/locator.h"
#include "text/scan.h"

/* A blank between two letters, and what stands there if it is damage. */
struct gap {
	span at;
	str key;                /* letters without the blank */
	size_t *seen;           /* how often the key stands elsewhere */
	struct gap *next;
};

struct checking {
	struct arena arena;
	struct diags *diags;
	struct gap *gaps;
	struct map keys;        /* of the gaps: how often they are seen */
	/* the last bytes of the two letters with which a key begins */
	bool begins[64][64];
	size_t wide, narrow;    /* numbers of two digits or more */
};

/* ---- words of a message ---------------------------------------------- */

/* a blank and the letters around it, a few on either side */
static str
around(span at)
{
	enum { LETTERS_MOST = 4 };
	str all = at.src->text;
	size_t from = at.off, to = at.off + at.len, next;

	for (int n = 0; n < LETTERS_MOST &&
	    letter_japanese(letter_before(all, from, &next)); n++)
		from = next;
	for (int n = 0; n < LETTERS_MOST &&
	    letter_japanese(letter_after(all, to, &next)); n++)
		to = next;
	return str_slice(all, from, to);
}

/* what mends the message just added, if it can be told */
static void
offer(struct checking *c, enum damage_kind kind, span at)
{
	struct buf b = {0};

	damage_mend(kind, source_text(at), &b);
	if (b.n > 0 && !locator_holds(at))
		diag_edit(c->diags, at, buf_str(&b));
	buf_done(&b);
}

static void
tell(struct checking *c, enum message m, enum damage_kind kind, span at)
{
	str piece = kind == DAMAGE_BLANK ? around(at) :
	    scan_quote(&c->arena, source_text(at)), right;
	struct buf b = {0};

	damage_mend(kind, piece, &b);
	right = str_copy(&c->arena, buf_str(&b));
	buf_done(&b);
	diag(c->diags, m, at, WORDS(piece, right));
}

static void
tell_sign(struct checking *c, span at)
{
	str piece = source_text(at), right;
	struct buf b = {0};
	size_t end;

	damage_mend(DAMAGE_SIGN, piece, &b);
	right = str_copy(&c->arena, buf_str(&b));
	buf_done(&b);
	diag(c->diags, MESSAGE_TEXT_SIGN, at, WORDS(piece, right,
	    str_printf(&c->arena, "U+%04X", letter_after(piece, 0, &end))));
	if (right.n == 0)
		diag_fix(c->diags, MESSAGE_TEXT_SIGN_UNKNOWN, NO_WORDS);
	offer(c, DAMAGE_SIGN, at);
}

/* ---- blanks ---------------------------------------------------------- */

/* one letter before a place, or behind it; its bounds */
static uint32_t
before(str s, size_t *at)
{
	return letter_before(s, *at, at);
}

static uint32_t
after(str s, size_t *at)
{
	return letter_after(s, *at, at);
}

static bool
is_name(uint32_t c)
{
	return letter_kanji(c) || letter_katakana(c);
}

/* 札幌市 市民文化局: parts of a name, and not 札 幌 市 or 札幌市 民が */
static bool
is_office(str s, size_t left, size_t behind)
{
	static const char last[] = "市区町村県都府道局部課室係会";
	size_t at, next;
	uint32_t c = letter_before(s, left, &at);

	return is_name(letter_before(s, at, &next)) && letter_kanji(c) &&
	    str_find(str_of(last), str_slice(s, at, left)) <
	    sizeof(last) - 1 && is_name(letter_after(s, behind, &next));
}

/*
 * 協 働 is damage if 協働 is a word of the plan.  A sentence or a slogan may
 * have a blank before a word (ともに考え 協働する), so where kana are beside it
 * two letters on either side must be seen together, and no word begins there.
 * {0} if it may be meant.
 */
static str
gap_key(struct arena *a, str s, const struct damage *d)
{
	size_t l = d->at, r = d->at + d->len, left, right;
	uint32_t b = letter_after(s, d->at, &left);
	uint32_t c = letter_before(s, r, &right);

	/* an enumeration may end with  など, apart from its last item */
	if (is_office(s, left, r) ||
	    str_starts(str_slice(s, right, s.n), STR("など")))
		return (str){0};
	if (!((letter_kanji(b) && letter_kanji(c)) ||
	    (letter_katakana(b) && letter_katakana(c)))) {
		if ((letter_hiragana(b) && !letter_hiragana(c)) ||
		    !letter_japanese(before(s, &l)) ||
		    !letter_japanese(after(s, &r)))
			return (str){0};
	}
	return str_printf(a, STR_FMT STR_FMT, STR_ARG(str_slice(s, l, left)),
	    STR_ARG(str_slice(s, right, r)));
}

static bool *
beginning(struct checking *c, char first, char second)
{
	return &c->begins[first & 63][second & 63];
}

static void
add_key(struct checking *c, str key, size_t *seen)
{
	size_t first, second;

	letter_after(key, 0, &first);
	letter_after(key, first, &second);
	*beginning(c, key.p[first - 1], key.p[second - 1]) = true;
	map_put(&c->keys, &c->arena, key, seen);
}

static void
take_gap(struct checking *c, const struct prose *p, const struct damage *d)
{
	str key = gap_key(&c->arena, p->text, d);
	struct gap *g;

	if (key.n == 0)
		return;
	g = ARENA_NEW(&c->arena, struct gap);
	*g = (struct gap){prose_span(p, d->at, d->len), key,
	    map_get(&c->keys, key), c->gaps};
	if (g->seen == NULL) {
		g->seen = ARENA_NEW(&c->arena, size_t);
		add_key(c, key, g->seen);
	}
	c->gaps = g;
}

/* a piece, and where its second and its third letter begin or would begin */
static void
see(struct checking *c, str s, size_t from, size_t second, size_t third,
    size_t to)
{
	size_t *seen;

	if (*beginning(c, s.p[second - 1], s.p[third - 1]) &&
	    (seen = map_get(&c->keys, str_slice(s, from, to))) != NULL)
		++*seen;
}

/* all pieces of 2 and of 4 letters */
static void
see_pieces(struct checking *c, str s)
{
	size_t starts[4] = {0}, i, end, n = 0;

	for (i = 0; i < s.n; i = end) {
		if (!letter_japanese(letter_after(s, i, &end))) {
			n = 0;
			continue;
		}
		starts[n++ % 4] = i;
		if (n > 1)
			see(c, s, starts[(n - 2) % 4], i, end, end);
		if (n > 3)
			see(c, s, starts[n % 4], starts[(n + 1) % 4],
			    starts[(n + 2) % 4], end);
	}
}

static void
check_gaps(struct checking *c, struct prose all)
{
	enum { SEEN_LEAST = 2 };

	while (c->gaps != NULL && prose_next(&all))
		see_pieces(c, all.text);
	for (const struct gap *g = c->gaps; g != NULL; g = g->next)
		if (*g->seen >= SEEN_LEAST) {
			tell(c, MESSAGE_TEXT_BLANK, DAMAGE_BLANK, g->at);
			offer(c, DAMAGE_BLANK, g->at);
		}
}

/* ---- digits ---------------------------------------------------------- */

/* numbers of two half-width digits or more */
static size_t
count_narrow(str s)
{
	size_t n = 0, digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		digits = s.p[i] >= '0' && s.p[i] <= '9' ? digits + 1 : 0;
		n += digits == 2;
	}
	return n;
}

/* ６5, which may be two numbers (図１20歳): only a reader can tell */
static bool
is_mixed(str piece)
{
	size_t i;

	for (i = 0; i < piece.n && (piece.p[i] < '0' || piece.p[i] > '9'); i++)
		;
	return i < piece.n;
}

/* １２. 目標 at the beginning of a line would become a list */
static bool
makes_list(str s, const struct damage *d)
{
	size_t at = d->at, end = d->at + d->len;

	while (at > 0 && (s.p[at - 1] == ' ' || s.p[at - 1] == '>'))
		at--;
	return (at == 0 || s.p[at - 1] == '\n') && end < s.n &&
	    (s.p[end] == '.' || s.p[end] == ')');
}

/* "key: " or "- " on the line before a value, so that it is in no [ ] */
static bool
is_block(span at)
{
	enum { BEFORE_MOST = 1000 };
	size_t from = (size_t)(source_place(at).text.p - at.src->text.p);
	str before = str_trim(str_slice(at.src->text, from, at.off));

	return at.src->cells == NULL && before.n > 0 &&
	    before.n <= BEFORE_MOST &&
	    strchr(":-", before.p[before.n - 1]) != NULL &&
	    str_find(before, STR("[")) == before.n &&
	    str_find(before, STR("{")) == before.n &&
	    str_find(before, STR(",")) == before.n;
}

/* within a cell or [ ] of YAML, only quotes hold a comma together */
static bool
makes_comma(const struct prose *p, const struct damage *d)
{
	str s = p->text, piece = str_slice(s, d->at, d->at + d->len);

	return str_find(piece, STR("，")) < piece.n &&
	    (s.n == 0 || strchr("\"'|>", *s.p) == NULL) && !is_block(p->at);
}

/* https://…/１２ */
static bool
is_of_address(str s, const struct damage *d)
{
	return d->at > 0 && strchr("/=_?&%#-", s.p[d->at - 1]) != NULL;
}

static void
tell_digits(struct checking *c, const struct prose *p,
    const struct damage *d)
{
	span at = prose_span(p, d->at, d->len);

	tell(c, MESSAGE_TEXT_DIGITS, d->kind, at);
	if (!is_of_address(p->text, d) && !(p->field == NULL ?
	    makes_list(p->text, d) : makes_comma(p, d)))
		offer(c, d->kind, at);
}

static void
check_digits(struct checking *c, struct prose all)
{
	enum { TIMES = 5 };
	struct damage d;
	size_t i;

	if (c->wide == 0 || c->wide * TIMES > c->narrow)
		return;
	while (prose_next(&all))
		for (i = 0; damage_next(all.text, i, &d); i = d.at + d.len)
			if (d.kind == DAMAGE_DIGITS && !is_mixed(
			    str_slice(all.text, d.at, d.at + d.len)))
				tell_digits(c, &all, &d);
}

/* ---- one text -------------------------------------------------------- */

static bool
is_contact(const struct field *f)
{
	return f != NULL && f >= contact_shape.fields &&
	    f < contact_shape.fields + contact_shape.nfields;
}

static void
tell_narrow(struct checking *c, const struct prose *p,
    const struct damage *d)
{
	span at = prose_span(p, d->at, d->len);
	size_t end;
	uint32_t first = letter_after(p->text, d->at, &end);

	tell(c, MESSAGE_TEXT_NARROW, d->kind, at);
	/* ﾞ and ﾟ are parts of the letter before them */
	if (first != 0xff9e && first != 0xff9f)
		offer(c, d->kind, at);
}

static void
tell_spaced(struct checking *c, const struct prose *p,
    const struct damage *d)
{
	span at = prose_span(p, d->at, d->len);

	tell(c, MESSAGE_TEXT_SPACED, DAMAGE_SPACED, at);
	if (damage_spaced_whole(p->text, d->at, d->len))
		offer(c, DAMAGE_SPACED, at);
}

static void
tell_brackets(struct checking *c, span at)
{
	tell(c, MESSAGE_TEXT_BRACKETS, DAMAGE_BRACKETS, at);
	offer(c, DAMAGE_BRACKETS, at);
}

static void
take(struct checking *c, const struct prose *p, const struct damage *d)
{
	span at = prose_span(p, d->at, d->len);

	switch (d->kind) {
	case DAMAGE_SIGN:
		tell_sign(c, at);
		break;
	case DAMAGE_NARROW:
		tell_narrow(c, p, d);
		break;
	case DAMAGE_LOST:
		tell(c, MESSAGE_TEXT_LOST, d->kind, at);
		break;
	case DAMAGE_GARBLED:
		tell(c, MESSAGE_TEXT_GARBLED, d->kind, at);
		break;
	case DAMAGE_SPACED:
		tell_spaced(c, p, d);
		break;
	case DAMAGE_DIGITS:
		if (is_mixed(source_text(at)))
			tell(c, MESSAGE_TEXT_DIGITS_MIXED, d->kind, at);
		else
			c->wide++;
		break;
	case DAMAGE_BLANK:
		take_gap(c, p, d);
		break;
	case DAMAGE_STARS:
		if (p->field != NULL)
			tell(c, MESSAGE_TEXT_STARS, d->kind, at);
		break;
	case DAMAGE_MAIL:
	case DAMAGE_PHONE:
		if (!is_contact(p->field))
			tell(c, MESSAGE_TEXT_CONTACT, d->kind, at);
		break;
	case DAMAGE_BRACKETS:
		if (p->field == NULL)
			tell_brackets(c, at);
		break;
	case DAMAGE_TWICE:
		break;
	}
}

/* no digits, and no signs of Markdown or YAML */
static bool
is_letters(str s)
{
	static const char others[] = "、。・「」";
	size_t i, end;

	for (i = 0; i < s.n; i = end)
		if (!letter_japanese(letter_after(s, i, &end)) &&
		    str_find(str_of(others), str_slice(s, i, end)) ==
		    strlen(others))
			return false;
	return true;
}

/* a piece, and what stands there of it further times */
static span
repeated(span at)
{
	str text = at.src->text, piece = source_text(at);
	span all = at;

	while (str_starts(str_slice(text, all.off + all.len, text.n), piece))
		all.len += at.len;
	return all;
}

static void
tell_twice(struct checking *c, span at)
{
	tell(c, MESSAGE_TEXT_TWICE, DAMAGE_TWICE, at);
	if (is_letters(source_text(at)) && !locator_holds(at))
		diag_edit(c->diags, repeated(at), (str){"", 0});
}

static void
check_twice(struct checking *c, const struct prose *p)
{
	size_t from = 0, line, at, len;
	str rest;

	for (; from < p->text.n; from += line + 1) {
		rest = str_slice(p->text, from, p->text.n);
		line = str_find(rest, STR("\n"));
		if (damage_twice(str_slice(rest, 0, line), &at, &len))
			tell_twice(c, prose_span(p, from + at, len));
	}
}

static void
check_one(struct checking *c, const struct prose *p)
{
	struct damage d;

	for (size_t i = 0; damage_next(p->text, i, &d); i = d.at + d.len)
		take(c, p, &d);
	check_twice(c, p);
	c->narrow += count_narrow(p->text);
}

void
check_text(const struct prose *all, struct diags *diags)
{
	struct checking c = {.diags = diags};
	struct prose p = *all;

	while (prose_next(&p))
		check_one(&c, &p);
	check_gaps(&c, *all);
	check_digits(&c, *all);
	arena_done(&c.arena);
}
