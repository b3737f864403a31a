#include "text/yaml_fold.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/letter.h"

/* Two letters with a line end between them. */
struct joint {
	str before, after;
};

/* Korean has blanks */
static bool
runs_on(uint32_t c)
{
	return utf8_wide(c) && !(c >= 0x1100 && c <= 0x11ff) &&
	    !(c >= 0x3130 && c <= 0x318f) && !(c >= 0xac00 && c <= 0xd7ff);
}

/* of a line and what follows it; false if a blank is needed */
static bool
joint(str line, str rest, struct joint *j)
{
	str head = str_trim(line), tail = str_trim(str_slice(rest, 0,
	    str_find(rest, STR("\n"))));
	size_t at, end;

	if (!runs_on(letter_before(head, head.n, &at)) ||
	    !runs_on(letter_after(tail, 0, &end)))
		return false;
	j->before = str_slice(head, at, head.n);
	j->after = str_slice(tail, 0, end);
	return true;
}

/* where the blank between the two is, from an offset on; s.n if nowhere */
static size_t
find(str s, size_t from, const struct joint *j)
{
	str rest;
	size_t i;

	for (i = from; i < s.n; i++) {
		i += str_find(str_slice(s, i, s.n), j->before);
		rest = str_slice(s, i + j->before.n, s.n);
		if (rest.n > 0 && *rest.p == ' ' && str_starts(str_slice(rest,
		    1, rest.n), j->after))
			return i + j->before.n;
	}
	return s.n;
}

/* the same, past those that were written so on the line itself */
static size_t
find_behind(str value, size_t from, str line, const struct joint *j)
{
	size_t at = find(value, from, j), i;

	for (i = find(line, 0, j); i < line.n; i = find(line, i + 1, j))
		at = find(value, at + 1, j);
	return at;
}

str
yaml_fold(struct arena *a, str value, str written)
{
	struct buf out = {0};
	size_t done = 0, n, at;
	struct joint j;
	str line;

	for (; (n = str_find(written, STR("\n"))) < written.n;
	    written = str_slice(written, n + 1, written.n)) {
		line = str_slice(written, 0, n);
		if (!joint(line, str_slice(written, n + 1, written.n), &j))
			continue;
		/* a line that keeps its end, being indented more */
		if ((at = find_behind(value, done, line, &j)) == value.n)
			break;
		buf_put(&out, str_slice(value, done, at));
		done = at + 1;
	}
	if (done > 0) {
		buf_put(&out, str_slice(value, done, value.n));
		value = str_copy(a, buf_str(&out));
	}
	buf_done(&out);
	return value;
}
