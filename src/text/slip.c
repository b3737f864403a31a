#include "text/slip.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

span
slip_span(const struct slips *s, const char *from, const char *to)
{
	return (span){s->src, s->from + (uint32_t)(from - s->text),
	    (uint32_t)(to - from)};
}

void
slip_mend(struct slips *s, const char *from, const char *to, str instead)
{
	mends_add(s->mends, s->arena, (uint32_t)(from - s->text),
	    (uint32_t)(to - from), instead);
}

void
slip_offer(struct slips *s, const char *from, const char *to, str instead)
{
	span at = slip_span(s, from, to);

	/* not where something unseen has been blanked out */
	if (memcmp(source_text(at).p, from, at.len) == 0)
		diag_edit(s->diags, at, instead);
}

/* a text between quotes that leave its characters alone */
static str
quoted(struct arena *a, const char *from, const char *to)
{
	str value = {from, (size_t)(to - from)};
	struct buf b = {0};
	char quote = '"';

	if (memchr(from, '"', value.n) != NULL ||
	    memchr(from, '\\', value.n) != NULL)
		quote = '\'';
	buf_putc(&b, quote);
	for (; from < to; from++) {
		if (*from == quote)
			buf_putc(&b, quote);
		buf_putc(&b, *from);
	}
	buf_putc(&b, quote);
	value = str_copy(a, buf_str(&b));
	buf_done(&b);
	return value;
}

enum {
	SLIPS_MOST = 200,       /* worth telling in one file */
	SHOWN_MOST = 200        /* bytes of a mended line in a message */
};

void
slip_tell(struct slips *s, enum message m, const char *from, const char *to,
    words w)
{
	diag(s->diags, m, slip_span(s, from, to), w);
	if (++s->told == SLIPS_MOST)
		s->over = true;
}

/* the line as it should be, as far as it can be shown */
static str
mended(struct slips *s, const char *from, str value)
{
	const char *head = s->head;
	str line, text = {s->text, (size_t)(s->end - s->text)};

	if (head == NULL || head > from ||
	    (size_t)(from - head) + value.n > SHOWN_MOST ||
	    memchr(head, '\n', (size_t)(from - head)) != NULL)
		head = from;
	if (value.n > SHOWN_MOST)
		value = STR("\"…\"");
	line = mends_part(s->mends, s->arena, text,
	    (uint32_t)(head - s->text), (uint32_t)(from - s->text));
	return str_printf(s->arena, STR_FMT STR_FMT, STR_ARG(line),
	    STR_ARG(value));
}

str
slip_shown(const char *from, const char *to)
{
	str all = {from, (size_t)(to - from)};

	if (all.n <= SHOWN_MOST)
		return all;
	for (all.n = SHOWN_MOST; (all.p[all.n] & 0xc0) == 0x80; all.n--)
		;
	return all;
}

str
slip_spaces(struct slips *s, int n)
{
	return str_printf(s->arena, "%*s", n, "");
}

words
slip_columns(struct slips *s, int n)
{
	return n == 0 ? WORDS(STR("なし"), STR("no space")) :
	    WORDS(str_printf(s->arena, "%d個", n),
	    str_printf(s->arena, n == 1 ? "%d space" : "%d spaces", n));
}

void
slip_odd(struct slips *s, const char *line, struct slip_indent in, int want)
{
	slip_tell(s, *in.odd == '\t' ? MESSAGE_YAML_TAB : MESSAGE_YAML_SPACE,
	    in.odd, in.at, slip_columns(s, want));
	if (want == in.col)
		slip_offer(s, line, in.at, slip_spaces(s, want));
	slip_mend(s, line, in.at, slip_spaces(s, want));
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 'it's': in quotes, of which all others stand between two letters */
static bool
has_apostrophes(const char *from, const char *to)
{
	const char *p = from + 1;

	while (p < to - 1 && (*p != *from ||
	    (is_letter(p[-1]) && is_letter(p[1]))))
		p++;
	return *from == '\'' && p == to - 1;
}

/*
 * What begins and ends with a quote may be one text, or begin with a word and
 * end with another that has quotes: nobody knows but its author.
 */
void
slip_quote(struct slips *s, enum message m, const char *from, const char *to,
    str word, bool whole)
{
	const bool both = to - from > 2 && (*from == '"' || *from == '\'') &&
	    *from == to[-1];
	const bool one = both && has_apostrophes(from, to);
	str value = one ? quoted(s->arena, from + 1, to - 1) :
	    quoted(s->arena, from, to);

	whole = whole && (one || !both);
	slip_tell(s, m, from, to, WORDS(mended(s, from, value), word));
	if (whole)
		slip_offer(s, from, to, value);
	slip_mend(s, from, to, value);
}

void
slip_colon(struct slips *s, const char *key, const char *colon,
    const char *value, const char *to)
{
	bool wide = *colon != ':';
	str name = {key, (size_t)(slip_trim(key, colon) - key)};
	str blank = value < to ? STR(" ") : STR("");
	int shown = to - value > SHOWN_MOST ? 0 : (int)(to - value);

	slip_tell(s, wide ? MESSAGE_YAML_COLON_WIDE :
	    MESSAGE_YAML_COLON_GLUED, colon, colon + (wide ? 3 : 1),
	    WORDS(str_printf(s->arena, STR_FMT ":" STR_FMT "%.*s",
	    STR_ARG(name), STR_ARG(blank), shown, value)));
	if (slip_name(key, colon))
		slip_offer(s, colon, value, value < to ? STR(": ") :
		    STR(":"));
	slip_mend(s, colon, value, value < to ? STR(": ") : STR(":"));
}

const char *
slip_no_colon(struct slips *s, const char *from, const char *to)
{
	const char *p = from;
	str shown, key;
	bool name;

	while (p < to && slip_blank(s, p) == 0)
		p++;
	name = p < to && slip_name(from, p);
	key = (str){from, (size_t)(p - from)};
	shown = slip_shown(slip_blanks(s, p, to), to);
	slip_tell(s, MESSAGE_YAML_COLON_MISSING, from, to, WORDS(name ?
	    str_printf(s->arena, STR_FMT ": " STR_FMT, STR_ARG(key),
	    STR_ARG(shown)) : STR("title: …")));
	if (!name)
		return NULL;
	slip_mend(s, p, p, STR(":"));
	return p;
}

void
slip_doubtful(struct slips *s, const char *from)
{
	const char *p = slip_skip(s, from), *eol = slip_eol(s, p);
	const char *to = slip_trim(p, eol);

	if (p < eol && *p == '#' && !slip_gap(s, p + 1) && p[1] != '#')
		slip_tell(s, MESSAGE_YAML_COMMENT, p, to,
		    WORDS(slip_shown(p, to)));
}
