#include "text/slips.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "text/slip.h"

/* what YAML refuses, or takes for a line end that nobody sees */
static bool
unseen(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
	    (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 ||
	    c == 0xfffe || c == 0xffff;
}

/* from a lone CR on: LF for each of them */
static void
offer_lf(struct slips *s, const char *p, str text)
{
	const char *end = text.p + text.n;
	str rest = {p, (size_t)(end - p)};
	struct buf b = {0};

	for (; p < end; p++)
		buf_putc(&b, *p == '\r' && (p + 1 == end || p[1] != '\n') ?
		    '\n' : *p);
	diag_edit(s->diags, slip_span(s, rest.p, end), buf_str(&b));
	buf_done(&b);
}

static void
tell_unseen(struct slips *s, str text, const char *p, const char *to,
    uint32_t c)
{
	if (s->over || (c == '\r' && s->cr))
		return;
	if (c == '\r') {
		slip_tell(s, MESSAGE_YAML_CR, p, to, NO_WORDS);
		offer_lf(s, p, text);
	} else
		slip_tell(s, MESSAGE_YAML_CHARACTER, p, to,
		    WORDS(str_printf(s->arena, "U+%04X", c)));
	s->cr = s->cr || c == '\r';
}

/* the same length, with spaces for such characters, LF for a lone CR */
static str
clean(struct slips *s, str text)
{
	str rest = text, at;
	char *copy = NULL;
	uint32_t c;

	while (rest.n > 0) {
		at = rest;
		c = utf8_next(&rest);
		if (c == '\r' ? rest.n > 0 && *rest.p == '\n' : !unseen(c))
			continue;
		if (copy == NULL)
			copy = memcpy(arena_alloc(s->arena, text.n + 1),
			    text.p, text.n);
		memset(copy + (at.p - text.p), c == '\r' ? '\n' : ' ',
		    at.n - rest.n);
		tell_unseen(s, text, at.p, rest.p, c);
	}
	return copy != NULL ? (str){copy, text.n} : text;
}

str
slips_mend(struct arena *a, const struct source *src, uint32_t from,
    uint32_t to, struct mends *mends, struct diags *d)
{
	struct slips s = {.arena = a, .src = src, .diags = d,
	    .mends = mends, .from = from};
	str text = str_slice(src->text, from, to);

	s.text = text.p;
	text = clean(&s, text);
	s.text = s.p = text.p;
	s.end = s.p + text.n;
	slip_block(&s);
	return mends_apply(mends, a, text);
}
