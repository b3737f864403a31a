#include "text/damage.h"

#include "text/letter.h"

/* ---- what programs print where a text was lost ---------------------------- */

/* (cid:123), a sign of a PDF without its letter: its end, or i */
static size_t
cid(str s, size_t i)
{
	const str head = STR("(cid:");
	size_t to = i + head.n;

	if (!str_starts(str_slice(s, i, s.n), head))
		return i;
	while (to < s.n && s.p[to] >= '0' && s.p[to] <= '9')
		to++;
	return to > i + head.n && to < s.n && s.p[to] == ')' ? to + 1 : i;
}

/* what a spreadsheet shows for a formula that fails */
static size_t
formula(str s, size_t i)
{
	static const str all[] = {
		{"#REF!", 5}, {"#DIV/0!", 7}, {"#N/A", 4}, {"#VALUE!", 7},
		{"#NAME?", 6}, {"#NUM!", 5}, {"#NULL!", 6}
	};

	for (size_t k = 0; k < sizeof(all) / sizeof(*all); k++)
		if (str_starts(str_slice(s, i, s.n), all[k]))
			return i + all[k].n;
	return i;
}

size_t
damage_lost(str s, size_t i)
{
	size_t to = i, end;

	while (letter_after(s, to, &end) == 0xfffd)
		to = end;
	if (to == i)
		to = cid(s, i);
	return to > i ? to - i : formula(s, i) - i;
}

/* ---- another encoding ----------------------------------------------------- */

/* what the first bytes of kana and 、 are in CP932; not in use otherwise */
static bool
is_half(uint32_t c)
{
	return c == U'縺' || c == U'繧' || c == U'繝';
}

/* the end of the line, or of as much of it as is looked at */
static size_t
line_end(str s, size_t i)
{
	enum { AHEAD_MOST = 400 };
	size_t most = s.n - i > AHEAD_MOST ? i + AHEAD_MOST : s.n;

	while (i < most && s.p[i] != '\n')
		i++;
	return i;
}

/* two in six letters: 縺ゅ＞縺ｮ */
size_t
damage_garbled(str s, size_t i)
{
	enum { NEAR = 6 };
	size_t to = line_end(s, i), at = i, end, n = NEAR;

	for (; at < to; at = end, n++) {
		if (is_half(letter_after(s, at, &end))) {
			if (n < NEAR)
				return to - i;
			n = 0;
		}
	}
	return 0;
}
