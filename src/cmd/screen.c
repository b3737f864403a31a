#include "cmd/screen.h"

#include "base/utf8.h"

static bool
is_one_of(uint32_t c, const char *characters)
{
	str rest = str_of(characters);

	while (rest.n > 0)
		if (utf8_next(&rest) == c)
			return true;
	return false;
}

static bool
is_katakana(uint32_t c)
{
	return c >= U'ァ' && c <= U'ヿ' && c != U'・';
}

/* may a line begin with what comes next? not inside of a word, not with 、 */
static bool
may_break(uint32_t before, str rest)
{
	uint32_t next = utf8_next(&rest);

	if (before == ' ')
		return true;
	if (is_one_of(next, " 、。）」』】・？！：％…)]}.,:;!?%っゃゅょ") ||
	    is_one_of(before, "（「『【([{") ||
	    (is_katakana(before) && is_katakana(next)))
		return false;
	return utf8_wide(before) || utf8_wide(next);
}

/* how much of a text fits into so many columns, at least a character */
static size_t
fitting(str text, uint32_t columns)
{
	str rest = text, done = {text.p, 0};
	size_t fits = 0;
	uint32_t c;

	while (rest.n > 0) {
		c = utf8_next(&rest);
		done.n = text.n - rest.n;
		if (utf8_width(str_trim(done)) > columns && fits > 0)
			return fits;
		if (rest.n == 0 || may_break(c, rest))
			fits = done.n;
	}
	return fits;
}

void
screen_put(str text, int column, FILE *f)
{
	size_t n;

	for (;;) {
		n = fitting(text, (uint32_t)(SCREEN - column));
		fprintf(f, STR_FMT "\n",
		    STR_ARG(str_trim(str_slice(text, 0, n))));
		if (n == text.n)
			return;
		text = str_slice(text, n, text.n);
		fprintf(f, "%*s", column, "");
	}
}
