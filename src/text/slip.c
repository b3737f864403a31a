#include "text/slip.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

/* ---- places ------------------------------------------------------------ */

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

size_t
slip_blank(const struct slips *s, const char *p)
{
	str rest = {p, (size_t)(s->end - p)};

	if (p < s->end && (*p == ' ' || *p == '\t'))
		return 1;
	if (str_starts(rest, STR("\u3000")))
		return 3;
	return str_starts(rest, STR("\u00a0")) ? 2 : 0;
}

const char *
slip_blanks(const struct slips *s, const char *p, const char *to)
{
	size_t n;

	while (p < to && (n = slip_blank(s, p)) > 0)
		p += n;
	return p;
}

bool
slip_gap(const struct slips *s, const char *p)
{
	return p == s->end || *p == ' ' || *p == '\t' || *p == '\n' ||
	    *p == '\r';
}

const char *
slip_skip(const struct slips *s, const char *p)
{
	while (p < s->end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

const char *
slip_eol(const struct slips *s, const char *p)
{
	const char *nl = p;

	while (nl < s->end && *nl != '\n')
		nl++;
	return nl > p && nl[-1] == '\r' ? nl - 1 : nl;
}

const char *
slip_next_line(const struct slips *s, const char *p)
{
	const char *nl = memchr(p, '\n', (size_t)(s->end - p));

	return nl != NULL ? nl + 1 : s->end;
}

const char *
slip_trim(const char *from, const char *to)
{
	while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	return to;
}

struct slip_indent
slip_measure(const struct slips *s, const char *line)
{
	struct slip_indent in = {.at = line};
	size_t n;

	for (; (n = slip_blank(s, in.at)) > 0; in.at += n) {
		if (*in.at != ' ' && in.odd == NULL) {
			in.odd = in.at;
			in.spaces = in.col;
		}
		in.col += *in.at == '\t' || n == 3 ? SLIP_STEP : 1;
	}
	if (in.odd == NULL)
		in.spaces = in.col;
	return in;
}

/* ---- what stands there ------------------------------------------------- */

bool
slip_comment(const struct slips *s, const char *p)
{
	return p < s->end && *p == '#' &&
	    (p == s->text || slip_gap(s, p - 1));
}

bool
slip_bare(const struct slips *s, const char *p)
{
	p = slip_skip(s, p);
	return p >= slip_eol(s, p) || slip_comment(s, p);
}

const char *
slip_plain_end(const struct slips *s, const char *from)
{
	const char *eol = slip_eol(s, from), *p;

	for (p = from; p < eol; p++)
		if (p > from && slip_comment(s, p))
			break;
	return slip_trim(from, p);
}

const char *
slip_colon_in(const struct slips *s, const char *p, const char *to)
{
	for (; p < to; p++)
		if (*p == ':' && slip_gap(s, p + 1))
			return p;
	return NULL;
}

/* after a quoted text that ends on its line, or NULL */
static const char *
closed(const char *p, const char *eol)
{
	char quote = *p++;

	for (; p < eol; p++) {
		if (*p == '\\' && quote == '"')
			p++;
		else if (*p == quote && quote == '\'' && p + 1 < eol &&
		    p[1] == '\'')
			p++;
		else if (*p == quote)
			return p + 1;
	}
	return NULL;
}

const char *
slip_key(const struct slips *s, const char *p)
{
	const char *eol = slip_eol(s, p), *colon;

	if (p == eol || strchr("[{|>#", *p) != NULL)
		return NULL;
	if (*p == '"' || *p == '\'') {
		if ((p = closed(p, eol)) == NULL)
			return NULL;
		p = slip_skip(s, p);
		return p < eol && *p == ':' && slip_gap(s, p + 1) ? p : NULL;
	}
	colon = slip_colon_in(s, p, slip_plain_end(s, p));
	for (; colon != NULL && p < colon; p++)
		if (*p == '[' || *p == '{')
			return NULL;
	return colon;
}

bool
slip_name(const char *p, const char *to)
{
	to = slip_trim(p, to);
	if (p == to)
		return false;
	for (; p < to; p++)
		if (!(*p >= 'a' && *p <= 'z') && !(*p >= '0' && *p <= '9') &&
		    *p != '_' && *p != '-')
			return false;
	return true;
}

bool
slip_outside(const struct slips *s, const char *line, int col)
{
	const char *p = line, *colon;
	size_t left;

	while (p < s->end && *p == ' ')
		p++;
	left = (size_t)(s->end - p);
	if (p == line && left >= 3 && slip_gap(s, p + 3) &&
	    (memcmp(p, "---", 3) == 0 || memcmp(p, "...", 3) == 0))
		return true;
	if (p - line > col || left == 0)
		return false;
	if (*p == '-' && slip_gap(s, p + 1))
		return true;
	colon = slip_key(s, p);
	return colon != NULL && slip_name(p, colon);
}

bool
slip_special(const struct slips *s, const char *p, bool flow)
{
	if (strchr("%@`*&!,]}", *p) != NULL)
		return true;
	if (flow)
		return strchr("|>?:", *p) != NULL ||
		    (*p == '-' && slip_gap(s, p + 1));
	return strchr("-?:", *p) != NULL && slip_gap(s, p + 1);
}

/* ---- messages ---------------------------------------------------------- */

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
	slip_mend(s, line, in.at, slip_spaces(s, want));
}

void
slip_quote(struct slips *s, enum message m, const char *from, const char *to,
    str word)
{
	str value = quoted(s->arena, from, to);

	slip_tell(s, m, from, to, WORDS(mended(s, from, value), word));
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

/* ---- the whole --------------------------------------------------------- */

/* what YAML refuses, or takes for a line end that nobody sees */
static bool
unseen(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
	    (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 ||
	    c == 0xfffe || c == 0xffff;
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
		if (!s->over)
			slip_tell(s, MESSAGE_YAML_CHARACTER, at.p, rest.p,
			    WORDS(str_printf(s->arena, "U+%04X", c)));
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
