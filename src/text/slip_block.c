#include "text/slip.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limit.h"
#include "text/yaml.h"

/* A list or map that is open, and the column that its lines begin at. */
struct nest {
	int col;
	int also;               /* as they were written by mistake */
	bool list;
};

enum { NESTS_MOST = 2 * LIMIT_YAML_DEPTH };

/* What is open, and the line at hand. */
struct block {
	struct slips *s;
	struct nest nests[NESTS_MOST], *top;    /* NULL: nothing is open */
	size_t n;
	enum slip_after after;
	bool begun;             /* something has been read */
	bool told;              /* that this text should not go on */
	const char *line, *eol;
	int col;                /* of what is read, in the mended text */
	int was;                /* before that was mended */
};

enum { NO_COLUMN = -1 };

/* lines no deeper than this column end what is open */
static int
floor_of(const struct block *b)
{
	return b->top != NULL ? b->top->col : NO_COLUMN;
}

static void
leave(struct block *b)
{
	b->n--;
	b->top = b->n > 0 ? &b->nests[b->n - 1] : NULL;
	b->after = SLIP_NOTHING;
}

static void
enter(struct block *b, bool list)
{
	if (b->top != NULL && b->top->col == b->col && b->top->list == list)
		return;
	if (b->n == NESTS_MOST) {
		b->s->over = true;
		return;
	}
	b->top = &b->nests[b->n++];
	*b->top = (struct nest){b->col, b->was, list};
}

/* a list may stand no deeper than the key that it is the value of */
static bool
is_flush(const struct block *b, const struct nest *n)
{
	return n->list && n > b->nests && n[-1].col == n->col;
}

/* leave what lies deeper than a line */
static void
close(struct block *b, bool dash)
{
	while (b->top != NULL && b->top->col > b->col)
		leave(b);
	if (b->top != NULL && !dash && b->top->col == b->col &&
	    is_flush(b, b->top))
		leave(b);
}

/* the next line that is neither blank nor comment, NULL at the end */
static const char *
next_line(const struct block *b, struct slip_indent *in)
{
	const struct slips *s = b->s;
	const char *line;

	for (line = slip_next_line(s, b->eol); line < s->end;
	    line = slip_next_line(s, line)) {
		*in = slip_measure(s, line);
		if (in->at < slip_eol(s, line) && *in->at != '#')
			return line;
	}
	return NULL;
}

/* "- " */
static bool
is_dash(const struct block *b, const char *at)
{
	return *at == '-' && slip_gap(b->s, at + 1);
}

/* ---- keys -------------------------------------------------------------- */

/* what follows a key or a dash on its line */
static void
rest(struct block *b, const char *p, enum slip_after open)
{
	struct slips *s = b->s;

	p = slip_skip(s, p);
	if (slip_bare(s, p)) {
		slip_doubtful(s, p);
		b->after = open;
		return;
	}
	s->p = p;
	b->after = slip_value(s, floor_of(b));
}

static bool
is_wide(const char *p, const char *end)
{
	return str_starts((str){p, (size_t)(end - p)}, STR("\uff1a"));
}

/* a colon that was meant to end a key: full-width, or nothing after it */
static const char *
mistyped(const struct block *b, const char *from)
{
	const char *end = slip_plain_end(b->s, from), *p;

	if (strchr("\"'[{|>", *from) != NULL)
		return NULL;
	for (p = from; p < end; p++)
		if (*p == ':' || is_wide(p, end))
			return p;
	return NULL;
}

/* short, and without anything that stands in sentences only */
static bool
like_key(const char *from, const char *to)
{
	static const char *const marks[] = {
		" ", "\u3000", "、", "。", "「", "」", "（", "）"
	};
	str name = {from, (size_t)(slip_trim(from, to) - from)};
	size_t i;

	if (name.n == 0 || name.n > 48)
		return false;
	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_find(name, str_of(marks[i])) < name.n)
			return false;
	return true;
}

/* a name and a full-width colon */
static bool
is_wide_key(const struct block *b, const char *at)
{
	const char *colon = mistyped(b, at);

	return colon != NULL && *colon != ':' && slip_name(at, colon);
}

/* must a line without a key have one?  As its place or the next line says */
static bool
key_due(const struct block *b, const char *at, enum slip_after after)
{
	struct slip_indent in;

	if (b->top != NULL && !b->top->list && b->top->col == b->col)
		return true;
	if (strchr("\"'[{|>", *at) != NULL)
		return false;
	if (b->top == NULL && after == SLIP_NOTHING)
		return true;
	if (after == SLIP_KEY && is_wide_key(b, at))
		return true;
	if (next_line(b, &in) == NULL || in.col != b->col)
		return false;
	return (!is_dash(b, in.at) && slip_key(b->s, in.at) != NULL) ||
	    (is_wide_key(b, at) && is_wide_key(b, in.at));
}

/* a line that should hold a key and does not */
static void
no_key(struct block *b, const char *at)
{
	struct slips *s = b->s;
	const char *colon = mistyped(b, at), *end = slip_plain_end(s, at), *p;

	if (colon != NULL && like_key(at, colon)) {
		p = slip_blanks(s, colon + (*colon == ':' ? 1 : 3), end);
		slip_colon(s, at, colon, p, end);
	} else if (b->was != b->col ||
	    (p = slip_no_colon(s, at, end)) == NULL) {
		slip_mend(s, at, at, STR("# "));
		return;
	}
	enter(b, false);
	rest(b, p, SLIP_KEY);
}

static void
content(struct block *b, const char *at, enum slip_after after)
{
	struct slips *s = b->s;
	const char *colon = slip_key(s, at);
	bool wide = colon != NULL && is_wide_key(b, at);

	if (colon == at) {
		slip_tell(s, MESSAGE_YAML_KEY, at, at + 1, NO_WORDS);
		slip_mend(s, at, at, STR("# "));
	} else if (colon != NULL && !wide) {
		if (slip_special(s, at, false))
			slip_quote(s, MESSAGE_YAML_QUOTE_FIRST, at,
			    slip_trim(at, colon), (str){at, 1}, true);
		enter(b, false);
		rest(b, colon + 1, SLIP_KEY);
	} else if (wide || (!slip_special(s, at, false) &&
	    key_due(b, at, after)))
		no_key(b, at);
	else {
		s->p = at;
		b->after = slip_value(s, floor_of(b));
	}
}

/* ---- items ------------------------------------------------------------- */

/* bytes of a mark that lists on paper begin with */
static size_t
bullet(const char *p, const char *end)
{
	static const char *const marks[] = {
		"・", "－", "−", "‐", "–", "—", "●", "○", "•"
	};
	size_t i;

	if (p < end && (unsigned char)*p < 0x80)
		return 0;
	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_starts((str){p, (size_t)(end - p)},
		    str_of(marks[i])))
			return strlen(marks[i]);
	return 0;
}

/* is the next line an item too, or does it begin like this one? */
static bool
is_repeated(const struct block *b, const char *at, size_t n)
{
	struct slip_indent in;

	if (next_line(b, &in) == NULL || in.col != b->col)
		return false;
	return is_dash(b, in.at) || ((size_t)(b->s->end - in.at) >= n &&
	    memcmp(at, in.at, n) == 0);
}

/* does a line that begins with n bytes of a mark mean an item? */
static bool
is_item(const struct block *b, const char *at, size_t n)
{
	const struct slips *s = b->s;
	const char *p = at + n, *key = slip_key(s, at);
	bool dash = *at == '-';

	if (p >= b->eol || (dash && strchr("->:", *p) != NULL))
		return false;
	if ((dash && slip_blank(s, p) > 0) ||
	    (b->top != NULL && b->top->list && b->top->col == b->col))
		return true;
	if (key != NULL && (dash || slip_name(slip_blanks(s, p, key), key)))
		return true;
	if (b->after == SLIP_KEY)
		return is_repeated(b, at, n) ||
		    (dash && (*p < '0' || *p > '9'));
	return dash && b->top == NULL;
}

/* an item that begins with n bytes of something else: its text */
static const char *
mend_item(struct block *b, const char *at, size_t n)
{
	struct slips *s = b->s;
	const char *end = slip_plain_end(s, at);
	const char *p = slip_blanks(s, at + n, end);
	str mark = {at, n}, shown = slip_shown(p, end);
	enum message m = *at != '-' ? MESSAGE_YAML_BULLET :
	    at[1] == '\t' ? MESSAGE_YAML_TAB_DASH : MESSAGE_YAML_DASH;

	slip_tell(s, m, at, at + n, WORDS(str_printf(s->arena,
	    "- " STR_FMT, STR_ARG(shown)), mark));
	if (b->was == b->col && (m == MESSAGE_YAML_TAB_DASH ||
	    (m == MESSAGE_YAML_DASH && slip_key(s, p) == NULL)))
		slip_offer(s, at, p, STR("- "));
	slip_mend(s, at, p, STR("- "));
	return p;
}

/* the text of the item that begins here, NULL if none does */
static const char *
item(struct block *b, const char *at, bool *mended)
{
	struct slips *s = b->s;
	const char *p = at + 1;
	size_t n;

	*mended = false;
	if (*at == '-' && slip_gap(s, p)) {
		while (p < b->eol && *p == ' ')
			p++;
		if (p >= b->eol || *p != '\t' || slip_bare(s, p))
			return slip_skip(s, p);
	}
	n = *at == '-' ? 1 : bullet(at, b->eol);
	if (n == 0 || !is_item(b, at, n))
		return NULL;
	*mended = true;
	return mend_item(b, at, n);
}

/* the items that a line begins, and what the last of them holds */
static void
items(struct block *b, const char *at)
{
	struct slips *s = b->s;
	enum slip_after after = b->after;
	bool mended;
	const char *p;

	for (; (p = item(b, at, &mended)) != NULL; at = p) {
		enter(b, true);
		b->after = after = SLIP_DASH;
		if (s->over || slip_bare(s, p)) {
			slip_doubtful(s, p);
			return;
		}
		b->col += mended ? 2 : (int)(p - at);
		b->was += mended && p > at + 1 ? 2 : (int)(p - at);
	}
	content(b, at, after);
}

/* ---- lines ------------------------------------------------------------- */

/* may a line begin where an open list or map does? */
static bool
may_begin(const struct block *b, size_t i, bool dash)
{
	const struct nest *nest = &b->nests[i];

	if (dash)
		return nest->list ||
		    (nest == b->top && b->after == SLIP_KEY);
	return !nest->list || is_flush(b, nest);
}

/* the column that a line was probably meant to begin at */
static int
fit(const struct block *b, int col, bool dash)
{
	int best = dash ? col : col + SLIP_STEP, nearest = -1, away;
	size_t i;

	if (b->top == NULL || (col > b->top->col && (b->after == SLIP_KEY ||
	    b->after == SLIP_DASH || (b->top->list && !dash))))
		return col;
	for (i = 0; i < b->n; i++) {
		if (!may_begin(b, i, dash))
			continue;
		away = b->nests[i].also == col ? 0 :
		    abs(b->nests[i].col - col);
		if (nearest < 0 || away <= nearest) {
			nearest = away;
			best = b->nests[i].col;
		}
	}
	return best;
}

/* a wrong column is told once: what follows in it belongs together */
static bool
is_known(struct block *b, int col)
{
	struct nest *nest;
	size_t i;

	for (i = b->n; i > 0; i--) {
		nest = &b->nests[i - 1];
		if (nest->col != b->col)
			continue;
		if (nest->also == col)
			return true;
		nest->also = col;
		break;
	}
	return false;
}

/* does an open list begin its lines at a column? */
static bool
is_list(const struct block *b, int col)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->nests[i].list && b->nests[i].col == col)
			return true;
	return false;
}

/* indent a line as it was meant */
static void
indent(struct block *b, struct slip_indent in, bool dash)
{
	struct slips *s = b->s;
	words w;

	b->was = in.col;
	b->col = fit(b, in.col, dash);
	if (in.odd != NULL) {
		slip_odd(s, b->line, in, b->col);
		return;
	}
	if (b->col == in.col)
		return;
	if (!is_known(b, in.col)) {
		w = slip_columns(s, b->col);
		w.word[2] = str_printf(s->arena, "%d", in.col);
		slip_tell(s, MESSAGE_YAML_INDENT, in.at,
		    slip_plain_end(s, in.at), w);
	}
	slip_mend(s, b->line, in.at, slip_spaces(s, b->col));
}

/* a line that begins a key or an item */
static void
begin(struct block *b, struct slip_indent in)
{
	bool dash = *in.at == '-' || (bullet(in.at, b->eol) > 0 &&
	    is_list(b, in.col));

	b->told = false;
	indent(b, in, dash);
	close(b, dash);
	items(b, in.at);
}

/* could it be a key?  Then it is not a text that goes on. */
static bool
is_word(const char *p, const char *to)
{
	for (to = slip_trim(p, to); p < to; p++)
		if (*p <= ' ' || (unsigned char)*p > 0x7e)
			return false;
	return true;
}

/* an item, or "-b", below a text is none */
static bool
is_lost_item(const char *p, const char *end)
{
	return *p == '-' && p + 1 < end && strchr("->0123456789", p[1]) == NULL;
}

/* is a line with text part of the plain text above it? */
static bool
goes_on(const struct block *b, struct slip_indent in)
{
	const char *colon = slip_key(b->s, in.at);

	if (b->after != SLIP_TEXT || (is_lost_item(in.at, b->eol) &&
	    b->top != NULL && b->top->list))
		return false;
	if (in.spaces > floor_of(b))
		return colon == NULL || !is_word(in.at, colon);
	return in.odd != NULL && in.col > floor_of(b) && colon == NULL;
}

static void
go_on(struct block *b, struct slip_indent in)
{
	struct slips *s = b->s;
	const char *end = slip_plain_end(s, in.at), *p;

	if (in.spaces <= floor_of(b))
		slip_odd(s, b->line, in, in.col);
	if (is_lost_item(in.at, end) && !b->told) {
		slip_tell(s, MESSAGE_YAML_DASH_TEXT, in.at, end, NO_WORDS);
		b->told = true;
	}
	for (p = in.at; (p = slip_colon_in(s, p, end)) != NULL; p++) {
		if (!b->told)
			slip_tell(s, MESSAGE_YAML_COLON_TEXT, p, p + 1,
			    NO_WORDS);
		slip_mend(s, p, p + 1, STR("\uff1a"));
		b->told = true;
	}
	slip_doubtful(s, end);
	if (slip_skip(s, end) < b->eol)
		b->after = SLIP_NOTHING;
	s->p = end;
}

/* --- begins the document; more than one, or a directive, libyaml tells */
static bool
is_marker(struct block *b)
{
	const char *p = b->line;
	str first = {p, (size_t)(b->eol - p)};

	if (slip_outside(b->s, p, NO_COLUMN)) {
		b->s->over = b->begun || *p == '.' || !slip_bare(b->s, p + 3);
		b->begun = true;
		return true;
	}
	if (b->begun || !(str_starts(first, STR("%YAML")) ||
	    str_starts(first, STR("%TAG"))))
		return false;
	return b->s->over = true;
}

/* blank, or a comment: what it is indented with does not matter */
static bool
is_empty(struct block *b, struct slip_indent in)
{
	if (in.at < b->eol && *in.at != '#')
		return false;
	if (in.odd != NULL)
		slip_mend(b->s, b->line, in.at, STR(""));
	if (in.at < b->eol && b->after == SLIP_TEXT)
		b->after = SLIP_NOTHING;
	return true;
}

static void
line(struct block *b)
{
	struct slips *s = b->s;
	struct slip_indent in = slip_measure(s, s->p);

	b->line = s->p;
	b->eol = slip_eol(s, s->p);
	s->head = in.at;
	if (!is_empty(b, in) && !is_marker(b)) {
		if (goes_on(b, in))
			go_on(b, in);
		else
			begin(b, in);
		b->begun = true;
	}
	s->p = slip_next_line(s, s->p);
}

void
slip_block(struct slips *s)
{
	struct block b = {.s = s};

	while (s->p < s->end && !s->over)
		line(&b);
}
