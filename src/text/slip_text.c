#include "text/slip.h"

#include <string.h>

/* ---- places ------------------------------------------------------------ */

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
