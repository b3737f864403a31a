#include "text/damage.h"

#include "text/letter.h"

static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == 0x3000;
}

static bool
is_comma(uint32_t c)
{
	return c == U'、' || c == U'。';
}

static size_t
skip(str s, size_t i)
{
	size_t end;

	while (is_blank(letter_after(s, i, &end)))
		i = end;
	return i;
}

/* the end of a letter that has a blank or nothing of a word behind it, or i */
static size_t
alone(str s, size_t i)
{
	size_t end, next;
	uint32_t c = letter_after(s, i, &end);

	if (!letter_japanese(c) && !is_comma(c))
		return i;
	c = letter_after(s, end, &next);
	return letter_japanese(c) || letter_digit(c) ? i : end;
}

/* あ い う and あ か さ: a list of kana */
static bool
is_kana_list(str s, size_t i)
{
	size_t end;
	uint32_t first = letter_after(s, i, &end), second;

	second = letter_after(s, skip(s, end), &end);
	return (first == U'あ' && (second == U'い' || second == U'か')) ||
	    (first == U'ア' && (second == U'イ' || second == U'カ'));
}

/* does a word of one letter, and a blank, end here? */
static bool
is_behind_one(str s, size_t i)
{
	size_t start = i, next;
	uint32_t c = letter_before(s, start, &start);

	if (!is_blank(c))
		return false;
	while (is_blank(c))
		c = letter_before(s, start, &start);
	return letter_japanese(c) &&
	    !letter_japanese(letter_before(s, start, &next));
}

size_t
damage_spaced(str s, size_t blank, size_t *at)
{
	enum { LEAST = 3, MOST = 300 };
	size_t to, next, end, n = 0, kana = 0;
	uint32_t c = letter_before(s, blank, at);

	if (!letter_japanese(c) ||
	    letter_japanese(letter_before(s, *at, &end)) ||
	    letter_digit(letter_before(s, *at, &end)) ||
	    is_behind_one(s, *at))
		return 0;
	for (to = next = *at; n < MOST && alone(s, next) > next; n++) {
		c = letter_after(s, next, &to);
		kana += letter_hiragana(c);
		next = skip(s, to);
	}
	return n >= LEAST && kana > 0 && !is_kana_list(s, *at) ? to - *at : 0;
}

bool
damage_spaced_whole(str s, size_t at, size_t len)
{
	size_t end, before = at;
	uint32_t c = ' ';

	while (is_blank(c))
		c = letter_before(s, before, &before);
	return !letter_japanese(c) && !letter_digit(c) &&
	    !letter_japanese(letter_after(s, skip(s, at + len), &end)) &&
	    !letter_digit(letter_after(s, skip(s, at + len), &end));
}
