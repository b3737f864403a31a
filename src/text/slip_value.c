#include "text/slip.h"

#include <string.h>

/* ---- quoted texts ------------------------------------------------------ */

/* the place where the quote on this line was meant to close */
static const char *
meant(const struct slips *s, const char *from, bool flow)
{
	const char *to = slip_plain_end(s, from);

	while (flow && to > from + 1 && strchr("]},", to[-1]) != NULL)
		to--;
	return to;
}

static const char *
unclosed(struct slips *s, const char *from, bool flow)
{
	const char *to = meant(s, from, flow);
	str quote = {from, 1};

	slip_tell(s, MESSAGE_YAML_QUOTE_OPEN, from, to,
	    WORDS(str_printf(s->arena, STR_FMT "%c",
	    STR_ARG(slip_shown(from, to)), *from), quote));
	slip_mend(s, to, to, quote);
	return to;
}

const char *
slip_quoted(struct slips *s, const char *from, int col, bool flow)
{
	const char *p;

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
	return unclosed(s, from, flow);
}

/* ---- texts on one line ------------------------------------------------- */

/* does no line below go on with a text that ends here? */
static bool
ends(const struct slips *s, const char *p, int col)
{
	const char *line = slip_next_line(s, p);
	struct slip_indent in = slip_measure(s, line);

	while (line < s->end && in.at >= slip_eol(s, line)) {
		line = slip_next_line(s, line);
		in = slip_measure(s, line);
	}
	return line == s->end || in.col <= col;
}

/* needs quotes, from here to the end of the line */
static enum slip_after
quote(struct slips *s, int col, enum message m, str word)
{
	const char *to = slip_plain_end(s, s->p);

	slip_quote(s, m, s->p, to, word, ends(s, to, col));
	s->p = to;
	return SLIP_TEXT;
}

static enum slip_after
special(struct slips *s, int col)
{
	bool item = *s->p == '-' && slip_plain_end(s, s->p) > s->p + 1;

	return quote(s, col, item ? MESSAGE_YAML_QUOTE_ITEM :
	    MESSAGE_YAML_QUOTE_FIRST, (str){s->p, 1});
}

static enum slip_after
plain(struct slips *s, int col)
{
	const char *end = slip_plain_end(s, s->p);

	if (slip_colon_in(s, s->p, end) != NULL)
		return quote(s, col, MESSAGE_YAML_QUOTE_INSIDE, STR(": "));
	s->p = end;
	slip_doubtful(s, end);
	return slip_skip(s, end) < slip_eol(s, end) ? SLIP_NOTHING : SLIP_TEXT;
}

/* after a value that is complete, nothing more may stand on its line */
static enum slip_after
complete(struct slips *s)
{
	const char *at = slip_skip(s, s->p), *eol = slip_eol(s, at);

	if (at >= eol || *at == '#')
		return SLIP_NOTHING;
	eol = slip_trim(at, eol);
	slip_tell(s, MESSAGE_YAML_QUOTE_AFTER, at, eol,
	    WORDS(STR("\"…\""), {s->p - 1, 1}));
	slip_mend(s, at, eol, STR(""));
	return SLIP_TEXT;
}

/* what closes the bracket or quote at a place, NULL if not on this line */
static const char *
partner(const char *from, const char *end)
{
	int depth = 0;
	char in = 0;
	const char *p;

	for (p = from; p < end; p++) {
		if (*p == '\\' && in == '"')
			p++;
		else if (in != 0)
			in = *p == in ? 0 : in;
		else if ((*p == '"' || *p == '\'') &&
		    (p == from || strchr(" ,[{:", p[-1]) != NULL))
			in = *p;
		else
			depth += (*p == '[' || *p == '{') -
			    (*p == ']' || *p == '}');
		if (depth == 0 && in == 0)
			return p;
	}
	return NULL;
}

/* { } around a text that has nothing of a map, such as ruby */
static bool
is_ruby(const char *from, const char *to)
{
	const char *p;

	for (p = from + 1; p < to; p++)
		if (strchr(":,\"'[{", *p) != NULL ||
		    str_starts((str){p, (size_t)(to - p)}, STR("\uff1a")))
			return false;
	return *from == '{' && slip_trim(from + 1, to) > from + 1;
}

/* a text that only seems to be quoted, or in brackets: more stands behind */
static bool
is_text(struct slips *s, enum message *m, str *word)
{
	const char *end = slip_plain_end(s, s->p);
	const char *close = partner(s->p, end);

	if (close == NULL)
		return false;
	*m = MESSAGE_YAML_QUOTE_AFTER;
	*word = (str){close, 1};
	if (slip_skip(s, close + 1) < end && close[1] != '#' &&
	    close[1] != *s->p)
		return true;
	*m = MESSAGE_YAML_QUOTE_FIRST;
	*word = (str){s->p, 1};
	return close + 1 == end && is_ruby(s->p, close);
}

/* ---- block texts ------------------------------------------------------- */

/* is it | or > with its signs, and how many columns do they name? */
static bool
header(const struct slips *s, int *step)
{
	const char *p;

	*step = 0;
	for (p = s->p + 1; p < s->end && strchr("+-123456789", *p) != NULL;
	    p++) {
		if (*p >= '1' && *p <= '9') {
			if (*step != 0)
				return false;
			*step = *p - '0';
		} else if (p[-1] == '+' || p[-1] == '-')
			return false;
	}
	return (slip_gap(s, p) || *p == '#') &&
	    (slip_bare(s, p) || *slip_skip(s, p) == '#');
}

/* The lines of a block text, which begin at the column of the first. */
struct part {
	int floor, col;         /* col 0: not known yet */
	bool told;              /* that they do not */
};

/* a blank line may hold anything but a tab where the text would not begin */
static void
blank_line(struct slips *s, const struct part *b, const char *line,
    struct slip_indent in)
{
	if (in.odd != NULL && *in.odd == '\t' &&
	    (b->col == 0 || in.spaces < b->col))
		slip_mend(s, line, in.at, STR(""));
}

/* a line less indented than the first, but more than what is around */
static void
shallow(struct slips *s, struct part *b, const char *line,
    struct slip_indent in)
{
	words w = slip_columns(s, b->col);

	w.word[2] = str_printf(s->arena, "%d", in.spaces);
	if (!b->told)
		slip_tell(s, MESSAGE_YAML_INDENT, in.at,
		    slip_trim(in.at, slip_eol(s, in.at)), w);
	b->told = true;
	slip_mend(s, line, line + in.spaces, slip_spaces(s, b->col));
}

/* is a line part of a block text? */
static bool
is_part(struct slips *s, struct part *b, const char *line)
{
	struct slip_indent in = slip_measure(s, line);

	if (in.at >= slip_eol(s, line)) {
		blank_line(s, b, line, in);
		return true;
	}
	if (b->col == 0 && in.spaces > b->floor && in.spaces > 0)
		b->col = in.spaces;
	if (b->col > 0 && in.spaces >= b->col)
		return true;
	if (in.spaces > b->floor && in.spaces > 0 && *in.at != '#' &&
	    (in.odd == NULL || *in.odd != '\t')) {
		shallow(s, b, line, in);
		return true;
	}
	if (in.odd == NULL || in.col <= b->floor || in.col == 0)
		return false;
	if (b->col == 0)
		b->col = (b->floor < 0 ? 0 : b->floor) + SLIP_STEP;
	slip_odd(s, line, in, b->col);
	return true;
}

static enum slip_after
block_text(struct slips *s, int floor)
{
	const char *line, *last = slip_eol(s, s->p), *from = last;
	struct part b = {.floor = floor};
	int step;

	if (!header(s, &step))
		return special(s, floor);
	if (step > 0)
		b.col = step + (floor < 0 ? 0 : floor);
	for (line = slip_next_line(s, last); line < s->end && !s->over &&
	    is_part(s, &b, line); line = slip_next_line(s, line))
		if (slip_measure(s, line).at < slip_eol(s, line))
			last = slip_eol(s, line);
	/* ">5" is rather a text than the beginning of an empty one */
	if (step > 0 && last == from)
		return special(s, floor);
	s->p = last;
	return SLIP_NOTHING;
}

/* ------------------------------------------------------------------------ */

enum slip_after
slip_value(struct slips *s, int col)
{
	enum message m;
	str word;

	if (strchr("\"'[{", *s->p) != NULL) {
		if (is_text(s, &m, &word))
			return quote(s, col, m, word);
		if (*s->p == '[' || *s->p == '{')
			slip_flow(s, col);
		else
			s->p = slip_quoted(s, s->p, col, false);
		return s->over ? SLIP_NOTHING : complete(s);
	}
	if (*s->p == '|' || *s->p == '>')
		return block_text(s, col);
	return slip_special(s, s->p, false) ? special(s, col) :
	    plain(s, col);
}
