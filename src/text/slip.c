#include "text/slip.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

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
slip_next(const struct slips *s, const char *p)
{
	const char *nl = memchr(p, '\n', (size_t)(s->end - p));

	return nl != NULL ? nl + 1 : s->end;
}

const char *
slip_eol(const struct slips *s, const char *p)
{
	const char *nl = memchr(p, '\n', (size_t)(s->end - p));

	if (nl == NULL)
		nl = s->end;
	return nl > p && nl[-1] == '\r' ? nl - 1 : nl;
}

const char *
slip_trim(const char *from, const char *to)
{
	while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	return to;
}

/* ---- what stands there ------------------------------------------------- */

bool
slip_comment(const struct slips *s, const char *p)
{
	return p < s->end && *p == '#' &&
	    (p == s->text || slip_gap(s, p - 1));
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
	const char *eol = slip_eol(s, p), *from = p;

	if (p == eol || strchr("[{|>#", *p) != NULL)
		return NULL;
	if (*p == '"' || *p == '\'') {
		if ((p = closed(p, eol)) == NULL)
			return NULL;
		p = slip_skip(s, p);
		return p < eol && *p == ':' && slip_gap(s, p + 1) ? p : NULL;
	}
	for (; p < eol; p++) {
		if (*p == ':' && slip_gap(s, p + 1))
			return p;
		if (p > from && slip_comment(s, p))
			return NULL;
	}
	return NULL;
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

/* ---- quoted texts ------------------------------------------------------ */

/* the place where the quote on this line was meant to close */
static const char *
meant(const struct slips *s, const char *from, bool flow)
{
	const char *to = slip_trim(from, slip_eol(s, from)), *p;

	for (p = from + 1; p < to; p++)
		if (slip_comment(s, p))
			return slip_trim(from, p);
	while (flow && to > from + 1 && strchr("]},", to[-1]) != NULL)
		to--;
	return to;
}

static const char *
unclosed(struct slips *s, const char *from, bool flow)
{
	const char *to = meant(s, from, flow);
	str quote = {from, 1};

	diag(s->diags, MESSAGE_YAML_QUOTE_OPEN, slip_span(s, from, to),
	    WORDS(str_printf(s->arena, "%.*s%c", (int)(to - from), from,
	    *from), quote));
	slip_mend(s, to, to, quote);
	return to;
}

const char *
slip_quoted(struct slips *s, const char *from, int col, bool flow)
{
	bool *lost = &s->lost[*from == '"'];
	const char *p;

	if (*lost)
		return unclosed(s, from, flow);
	for (p = from + 1; p < s->end; p++) {
		if (*p == *from && *p == '\'' && p + 1 < s->end &&
		    p[1] == '\'')
			p++;
		else if (*p == *from)
			return p + 1;
		else if (*p == '\\' && *from == '"' && p + 1 < s->end &&
		    p[1] != '\n' && p[1] != '\r')
			p++;
		else if (*p == '\n' && slip_outside(s, p + 1, col))
			return unclosed(s, from, flow);
	}
	*lost = true;
	return unclosed(s, from, flow);
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

enum { SHOWN_MOST = 200 };      /* bytes of a mended line in a message */

/* the line as it should be, as far as it can be shown */
static str
mended(struct slips *s, const char *from, str value)
{
	const char *head = s->head;
	int n;

	if (head == NULL || head > from ||
	    (size_t)(from - head) + value.n > SHOWN_MOST ||
	    memchr(head, '\n', (size_t)(from - head)) != NULL)
		head = from;
	n = (int)(from - head);
	if (value.n > SHOWN_MOST)
		value = STR("\"…\"");
	return str_printf(s->arena, "%.*s" STR_FMT, n, head, STR_ARG(value));
}

void
slip_quote(struct slips *s, enum message m, const char *from, const char *to,
    str word)
{
	str value = quoted(s->arena, from, to);

	diag(s->diags, m, slip_span(s, from, to),
	    WORDS(mended(s, from, value), word));
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

	diag(s->diags, wide ? MESSAGE_YAML_COLON_WIDE :
	    MESSAGE_YAML_COLON_GLUED,
	    slip_span(s, colon, colon + (wide ? 3 : 1)),
	    WORDS(str_printf(s->arena, STR_FMT ":" STR_FMT "%.*s",
	    STR_ARG(name), STR_ARG(blank), shown, value)));
	slip_mend(s, colon, value, value < to ? STR(": ") : STR(":"));
}
