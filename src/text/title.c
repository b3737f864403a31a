#include "text/title.h"

#include "base/buf.h"
#include "text/letter.h"

#define WORD(s) {s, sizeof(s) - 1}

/* in characters: titles that fit a line, and the longest first word */
enum { SHORT = 9, HELD = 8, RUN = 3 };

/* words of one phrase that a line may begin with */
static const str starts[] = {
	WORD("基本計画"), WORD("推進計画"), WORD("実施計画"), WORD("行動計画"),
	WORD("総合計画"), WORD("基本方針"), WORD("基本構想"),
	WORD("推進プラン"), WORD("まちづくり")
};

/* what browsers take for two phrases; each begins with a hiragana */
static const str ties[] = {
	WORD("による"), WORD("に関する"), WORD("に対する"), WORD("における"),
	WORD("に向けた"), WORD("について"), WORD("のための")
};

/* how long the one of a list is that stands at an offset */
static size_t
standing(str t, size_t at, const str *list, size_t n)
{
	const str rest = str_slice(t, at, t.n);

	for (size_t i = 0; i < n; i++)
		if (str_starts(rest, list[i]))
			return list[i].n;
	return 0;
}

static bool
is_start(str t, size_t at)
{
	return standing(t, at, starts, sizeof(starts) / sizeof(*starts)) > 0;
}

/* how long the tie is that stands at an offset */
static size_t
tie_at(str t, size_t at)
{
	size_t end;

	return letter_hiragana(letter_after(t, at, &end)) ?
	    standing(t, at, ties, sizeof(ties) / sizeof(*ties)) : 0;
}

static bool
is_particle(uint32_t c)
{
	return c == U'の' || c == U'を' || c == U'に' || c == U'と' ||
	    c == U'な';
}

static bool
is_place(uint32_t c)
{
	return c == U'市' || c == U'区' || c == U'町' || c == U'村' ||
	    c == U'県';
}

/* do more than two katakana stand in a row from here? */
static bool
is_word_after(str t, size_t at)
{
	for (int n = 0; n < RUN; n++)
		if (!letter_katakana(letter_after(t, at, &at)))
			return false;
	return true;
}

static bool
is_word_before(str t, size_t at)
{
	for (int n = 0; n < RUN; n++)
		if (!letter_katakana(letter_before(t, at, &at)))
			return false;
	return true;
}

/* is it one long phrase, as names of plans are? */
static bool
is_one_phrase(str t)
{
	for (size_t at = 0; at < t.n; )
		if (is_particle(letter_after(t, at, &at)))
			return false;
	return true;
}

/* may a line end here?  札幌市市民: the second 市 begins what follows */
static bool
may_end(str t, size_t at)
{
	size_t start, end;
	const uint32_t c = letter_after(t, at, &end);
	const uint32_t before = letter_before(t, at, &start);

	if (before == U'・')
		return true;
	if (letter_katakana(c) && (letter_kanji(before) ||
	    (letter_hiragana(before) &&
	    letter_hiragana(letter_before(t, start, &start)))))
		return is_word_after(t, at);
	if (letter_katakana(before) && letter_kanji(c))
		return is_word_before(t, at);
	return letter_kanji(before) && ((before == c && is_place(c)) ||
	    is_start(t, at)) && is_one_phrase(t);
}

/* where 第2次 or 第3期 at the head ends; 0 without */
static size_t
ordinal(str t)
{
	size_t at, end, digits = 0;
	uint32_t c;

	if (letter_after(t, 0, &at) != U'第')
		return 0;
	while (letter_digit(c = letter_after(t, at, &end))) {
		at = end;
		digits++;
	}
	return digits > 0 && c != 0 ? end : 0;
}

/* does a word or a phrase begin here? */
static bool
begins(str t, size_t at)
{
	size_t end;
	const uint32_t c = letter_after(t, at, &end);
	const uint32_t before = letter_before(t, at, &end);

	return before == U'、' || (letter_hiragana(before) &&
	    !letter_hiragana(c) && c != U'ー') || may_end(t, at) ||
	    tie_at(t, at) > 0;
}

/*
 * Where the first word ends, which is of more than one character.  One that is
 * too long for a line is held as far as its number.
 */
static size_t
first_word(str t)
{
	const size_t number = ordinal(t);
	size_t at = 0;

	for (int n = 0; at < t.n && n <= HELD; n++) {
		if (n > 1 && at >= number && begins(t, at))
			return at;
		letter_after(t, at, &at);
	}
	return number;
}

static void
put_held(str s, str class, struct buf *out)
{
	buf_puts(out, "<span class=\"");
	buf_html(out, class);
	buf_puts(out, "\">");
	buf_html(out, s);
	buf_puts(out, "</span>");
}

/* what follows the first word */
static void
put_rest(str t, size_t from, str class, struct buf *out)
{
	size_t at = from, tie;

	if (at == 0)
		letter_after(t, at, &at);
	while (at < t.n) {
		tie = tie_at(t, at);
		if (tie > 0 || may_end(t, at)) {
			buf_html(out, str_slice(t, from, at));
			from = at + tie;
			if (tie > 0)
				put_held(str_slice(t, at, from), class, out);
			else
				buf_puts(out, "<wbr>");
		}
		if (tie > 0)
			at = from;
		else
			letter_after(t, at, &at);
	}
	buf_html(out, str_slice(t, from, t.n));
}

static bool
is_short(str t)
{
	size_t at = 0;

	for (int n = 0; n < SHORT && at < t.n; n++)
		letter_after(t, at, &at);
	return at >= t.n;
}

void
title_html(str title, str class, struct buf *out)
{
	size_t first;

	if (is_short(title) || (unsigned char)*title.p < 0x80) {
		buf_html(out, title);
		return;
	}
	first = first_word(title);
	if (first > 0)
		put_held(str_slice(title, 0, first), class, out);
	put_rest(title, first, class, out);
}
