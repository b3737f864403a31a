#include "text/slip.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "text/yaml.h"

/* A list or map that is open, and the column that its lines begin at. */
struct nest {
	int col;
	int also;               /* a column written for it by mistake */
	bool list;
};

/* what the line before has left, which a deeper line may go on with */
enum after { NOTHING, KEY, DASH, TEXT };

struct block {
	struct slips s;
	struct nest open[2 * YAML_DEPTH_MOST];
	size_t n;
	enum after after;
	bool begun;             /* something has been read */
	const char *line, *eol;
	int col;                /* of what is read, in the mended text */
};

/* a column no line can have */
enum { NO_COLUMN = -1, STEP = 2 };

static struct nest *
top(struct block *b)
{
	return b->n > 0 ? &b->open[b->n - 1] : NULL;
}

/* lines no deeper than this column end what is open */
static int
floor_of(struct block *b)
{
	return b->n > 0 ? top(b)->col : NO_COLUMN;
}

static bool
at_end(const struct block *b, const char *p)
{
	return p >= b->eol || slip_comment(&b->s, p);
}

static void
push(struct block *b, int col, bool list)
{
	struct nest *l = top(b);

	if (l != NULL && l->col == col && l->list == list)
		return;
	if (b->n == 2 * YAML_DEPTH_MOST) {
		b->s.over = true;
		return;
	}
	b->open[b->n++] = (struct nest){col, NO_COLUMN, list};
}

/* close what lies deeper than a line that begins at a column */
static void
pop(struct block *b, int col, bool dash)
{
	while (b->n > 0 && top(b)->col > col) {
		b->n--;
		b->after = NOTHING;
	}
	if (b->n > 1 && !dash && top(b)->list && top(b)->col == col &&
	    b->open[b->n - 2].col == col) {
		b->n--;
		b->after = NOTHING;
	}
}

/* ---- indentation ------------------------------------------------------- */

/* What a line begins with. */
struct indent {
	const char *at;         /* the first character that is no blank */
	const char *odd;        /* the first blank that is no space, or NULL */
	int spaces;             /* before that */
	int col;                /* that was probably meant */
};

static struct indent
measure(const struct slips *s, const char *line)
{
	struct indent in = {.at = line};
	size_t n;

	for (; (n = slip_blank(s, in.at)) > 0; in.at += n) {
		if (*in.at != ' ' && in.odd == NULL) {
			in.odd = in.at;
			in.spaces = in.col;
		}
		in.col += *in.at == '\t' || n == 3 ? STEP : 1;
	}
	if (in.odd == NULL)
		in.spaces = in.col;
	return in;
}

static str
spaces(struct block *b, int n)
{
	return str_printf(b->s.arena, "%*s", n, "");
}

static str
count(struct block *b, int n)
{
	return str_printf(b->s.arena, "%d", n);
}

/* a message about the blanks of a line, which should be so many spaces */
static void
odd_indent(struct block *b, const char *line, struct indent in, int want)
{
	struct slips *s = &b->s;
	span at = slip_span(s, in.odd, in.at);

	if (*in.odd == '\t')
		diag(s->diags, MESSAGE_YAML_TAB, at, WORDS(count(b, want)));
	else
		diag(s->diags, MESSAGE_YAML_SPACE, at,
		    WORDS(count(b, want)));
	slip_mend(s, line, in.at, spaces(b, want));
}

/* the next line that is neither blank nor comment, NULL at the end */
static const char *
next_line(struct block *b, struct indent *in)
{
	const struct slips *s = &b->s;
	const char *line;

	for (line = slip_next(s, b->eol); line < s->end;
	    line = slip_next(s, line)) {
		*in = measure(s, line);
		if (in->at < slip_eol(s, line) && *in->at != '#')
			return line;
	}
	return NULL;
}

/* ---- values ------------------------------------------------------------ */

static void
done(struct block *b, const char *p)
{
	b->s.p = p;
	b->eol = slip_eol(&b->s, p);
}

/* the end of a plain text on this line */
static const char *
plain_end(const struct block *b, const char *from)
{
	const char *p;

	for (p = from; p < b->eol; p++)
		if (p > from && slip_comment(&b->s, p))
			break;
	return slip_trim(from, p);
}

/* a comment that is rather text: #1 */
static void
doubtful(struct block *b, const char *from)
{
	struct slips *s = &b->s;
	const char *p = slip_skip(s, from), *to = slip_trim(p, b->eol);

	if (p >= b->eol || *p != '#' || slip_gap(s, p + 1) || p[1] == '#')
		return;
	diag(s->diags, MESSAGE_YAML_COMMENT, slip_span(s, p, to),
	    WORDS({p, (size_t)(to - p)}));
}

/* after a value that is complete, nothing more may stand on its line */
static void
complete(struct block *b, const char *p)
{
	struct slips *s = &b->s;
	const char *at, *to;

	done(b, p);
	b->after = NOTHING;
	at = slip_skip(s, p);
	if (at >= b->eol || *at == '#')
		return;
	to = slip_trim(at, b->eol);
	diag(s->diags, MESSAGE_YAML_QUOTE_AFTER, slip_span(s, at, to),
	    WORDS(STR("\"…\""), {p - 1, 1}));
	slip_mend(s, at, to, STR(""));
	b->after = TEXT;
}

/* a quoted text on one line with more behind it: all of it needs quotes */
static bool
more_behind(struct block *b, const char *from)
{
	struct slips *s = &b->s;
	const char *p, *end = plain_end(b, from);
	int depth = 0;
	char quote = 0;

	for (p = from; p < end; p++) {
		if (quote != 0)
			quote = *p == quote ? 0 : quote;
		else if (strchr("\"'", *p) != NULL &&
		    (depth > 0 || p == from))
			quote = *p;
		else
			depth += (*p == '[' || *p == '{') -
			    (*p == ']' || *p == '}');
		if (*p == '\\' && quote == '"')
			p++;
		else if (depth == 0 && quote == 0)
			break;
	}
	if (p >= end || slip_skip(s, p + 1) >= end || p[1] == '#' ||
	    p[1] == *from)
		return false;
	slip_quote(s, MESSAGE_YAML_QUOTE_AFTER, from, end, (str){p, 1});
	done(b, b->eol);
	b->after = TEXT;
	return true;
}

static void
quote(struct block *b, enum message m, const char *from, str word)
{
	slip_quote(&b->s, m, from, plain_end(b, from), word);
	b->after = TEXT;
}

static void
plain(struct block *b, const char *from)
{
	const char *end = plain_end(b, from), *p;

	for (p = from; p < end; p++)
		if (*p == ':' && slip_gap(&b->s, p + 1)) {
			quote(b, MESSAGE_YAML_QUOTE_INSIDE, from, STR(": "));
			return;
		}
	doubtful(b, end);
	b->after = slip_skip(&b->s, end) < b->eol ? NOTHING : TEXT;
}

/* ---- block texts ------------------------------------------------------- */

/* after | or > and its signs; NULL if this is another text */
static const char *
header(const struct block *b, const char *p, int *step)
{
	*step = 0;
	for (p++; p < b->eol && strchr("+-123456789", *p) != NULL; p++) {
		if (*p >= '1' && *p <= '9') {
			if (*step != 0)
				return NULL;
			*step = *p - '0';
		} else if (p[-1] == '+' || p[-1] == '-')
			return NULL;
	}
	if (!slip_gap(&b->s, p) && *p != '#')
		return NULL;
	p = slip_skip(&b->s, p);
	return p >= b->eol || *p == '#' ? p : NULL;
}

/* is a line part of a block text, whose column it may set? */
static bool
part(struct block *b, const char *line, int *col)
{
	struct slips *s = &b->s;
	struct indent in = measure(s, line);
	int least = floor_of(b) + 1;

	if (in.at >= slip_eol(s, line)) {
		if (in.odd != NULL && *in.odd == '\t' &&
		    (*col == 0 || in.spaces < *col))
			slip_mend(s, line, in.at, STR(""));
		return true;
	}
	if (*col == 0 && in.spaces >= least && in.spaces > 0)
		*col = in.spaces;
	if (*col > 0 && in.spaces >= *col)
		return true;
	if (in.odd == NULL || in.col < least || in.col == 0)
		return false;
	if (*col == 0)
		*col = floor_of(b) < 0 ? STEP : floor_of(b) + STEP;
	odd_indent(b, line, in, *col);
	return true;
}

static void
block_text(struct block *b, const char *from)
{
	struct slips *s = &b->s;
	const char *line, *last = b->eol;
	int step, col = 0;

	if (header(b, from, &step) == NULL) {
		quote(b, MESSAGE_YAML_QUOTE_FIRST, from, (str){from, 1});
		return;
	}
	if (step > 0)
		col = step + (floor_of(b) < 0 ? 0 : floor_of(b));
	for (line = slip_next(s, from); line < s->end &&
	    part(b, line, &col); line = slip_next(s, line))
		if (measure(s, line).at < slip_eol(s, line))
			last = slip_eol(s, line);
	if (step > 0 && last == b->eol)
		quote(b, MESSAGE_YAML_QUOTE_FIRST, from, (str){from, 1});
	else {
		done(b, last);
		b->after = NOTHING;
	}
}

/* ---- what a line holds ------------------------------------------------- */

static void
value(struct block *b, const char *p)
{
	struct slips *s = &b->s;

	switch (*p) {
	case '"':
	case '\'':
		if (!more_behind(b, p))
			complete(b, slip_quoted(s, p, floor_of(b), false));
		break;
	case '[':
	case '{':
		if (more_behind(b, p))
			break;
		s->p = p;
		if (slip_flow(s, floor_of(b)))
			complete(b, s->p);
		break;
	case '|':
	case '>':
		block_text(b, p);
		break;
	default:
		if (slip_special(s, p, false))
			quote(b, MESSAGE_YAML_QUOTE_FIRST, p, (str){p, 1});
		else
			plain(b, p);
	}
}

/* what follows a key or a dash on its line */
static void
rest(struct block *b, const char *p, enum after open)
{
	p = slip_skip(&b->s, p);
	if (!at_end(b, p)) {
		value(b, p);
		return;
	}
	doubtful(b, p);
	b->after = open;
}

/* a colon that was meant to end a key: full-width, or nothing after it */
static const char *
mistyped(const struct block *b, const char *from)
{
	const char *end = plain_end(b, from), *p;

	if (strchr("\"'[{|>", *from) != NULL)
		return NULL;
	for (p = from; p < end; p++)
		if (*p == ':' ||
		    str_starts((str){p, (size_t)(end - p)}, STR("\uff1a")))
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

/* must a line without a key have one?  As its place or the next line says */
static bool
key_due(struct block *b, const char *at, enum after after)
{
	const struct nest *l = top(b);
	const char *colon = mistyped(b, at), *next;
	struct indent in;
	bool name;

	if (l == NULL && after == NOTHING)
		return strchr("\"'[{|>", *at) == NULL;
	if (l != NULL && !l->list && l->col == b->col)
		return true;
	name = colon != NULL && *colon != ':' && slip_name(at, colon);
	if (name && after == KEY)
		return true;
	if (next_line(b, &in) == NULL || in.col != b->col)
		return false;
	if (slip_key(&b->s, in.at) != NULL)
		return true;
	next = in.at + strcspn(in.at, ":\n\xef");
	return name && str_starts((str){next, (size_t)(b->s.end - next)},
	    STR("\uff1a")) && slip_name(in.at, next);
}

/* a line that should hold a key and does not */
static void
no_key(struct block *b, const char *at)
{
	struct slips *s = &b->s;
	const char *colon = mistyped(b, at), *p, *end = plain_end(b, at);

	if (colon != NULL && like_key(at, colon)) {
		p = colon + (*colon == ':' ? 1 : 3);
		while (p < end && slip_blank(s, p) > 0)
			p += slip_blank(s, p);
		slip_colon(s, at, colon, p, end);
		push(b, b->col, false);
		rest(b, p, KEY);
		return;
	}
	for (p = at; p < end && slip_blank(s, p) == 0; p++)
		;
	diag(s->diags, MESSAGE_YAML_COLON_MISSING, slip_span(s, at, end),
	    WORDS(p < end && slip_name(at, p) ?
	    str_printf(s->arena, "%.*s:%.*s", (int)(p - at), at,
	    (int)(end - p), p) : STR("title: …")));
	slip_mend(s, at, at, STR("# "));
}

static void
content(struct block *b, const char *at, enum after after)
{
	struct slips *s = &b->s;
	const char *colon = slip_key(s, at);

	if (colon == NULL) {
		if (key_due(b, at, after))
			no_key(b, at);
		else
			value(b, at);
		return;
	}
	if (slip_special(s, at, false))
		slip_quote(s, MESSAGE_YAML_QUOTE_FIRST, at,
		    slip_trim(at, colon), (str){at, 1});
	push(b, b->col, false);
	rest(b, colon + 1, KEY);
}

/* ---- items ------------------------------------------------------------- */

/* bytes of a mark that paper lists begin with */
static size_t
bullet(const char *p, const char *eol)
{
	static const char *const marks[] = {
		"・", "－", "−", "‐", "–", "—", "●", "○", "•"
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_starts((str){p, (size_t)(eol - p)},
		    str_of(marks[i])))
			return strlen(marks[i]);
	return 0;
}

/* does the next line begin like this one? */
static bool
repeated(struct block *b, const char *at, size_t n)
{
	struct indent in;

	return next_line(b, &in) != NULL && in.col == b->col &&
	    (size_t)(b->s.end - in.at) >= n && memcmp(at, in.at, n) == 0;
}

/* is this, not being "- ", meant as an item? */
static bool
item_meant(struct block *b, const char *at, size_t n)
{
	const struct nest *l = top(b);
	const char *p = at + n;

	if (p >= b->eol)
		return false;
	if (*at == '-' && (*p == '-' || *p == '>'))
		return false;
	if (l != NULL && l->list && l->col == b->col)
		return true;
	if (*at == '-' && (b->n == 0 || slip_key(&b->s, at) != NULL))
		return true;
	if (b->after != KEY)
		return false;
	return repeated(b, at, n) ||
	    (*at == '-' && (*p < '0' || *p > '9'));
}

/* a mended item: where its text begins */
static const char *
mended_item(struct block *b, const char *at, size_t n)
{
	struct slips *s = &b->s;
	const char *p = at + n, *end = plain_end(b, at);
	str mark = {at, n};

	while (p < end && slip_blank(s, p) > 0)
		p += slip_blank(s, p);
	if (*at == '-' && p > at + n && at[1] == '\t')
		diag(s->diags, MESSAGE_YAML_TAB_DASH,
		    slip_span(s, at + 1, p), NO_WORDS);
	else
		diag(s->diags, *at == '-' ? MESSAGE_YAML_DASH :
		    MESSAGE_YAML_BULLET, slip_span(s, at, at + n),
		    WORDS(str_printf(s->arena, "- %.*s", (int)(end - p), p),
		    mark));
	slip_mend(s, at, p, STR("- "));
	return p;
}

/* the text of the item that begins here, NULL if none does */
static const char *
item(struct block *b, const char *at)
{
	struct slips *s = &b->s;
	const char *p = at + 1;
	size_t n;

	if (*at == '-' && slip_gap(s, p)) {
		while (p < b->eol && *p == ' ')
			p++;
		if (p >= b->eol || *p != '\t')
			return p;
		if (at_end(b, slip_skip(s, p)))
			return slip_skip(s, p);
		return mended_item(b, at, 1);
	}
	n = *at == '-' ? 1 : bullet(at, b->eol);
	if (n == 0 || !(slip_blank(s, p) > 0 || item_meant(b, at, n)))
		return NULL;
	return mended_item(b, at, n);
}

/* ---- lines ------------------------------------------------------------- */

/* the column of a level that a line may have been meant for */
static int
fit(struct block *b, int col, bool dash)
{
	int best = col, near = -1, away;
	size_t i;

	if (b->n == 0 || (col > top(b)->col &&
	    (b->after == KEY || b->after == DASH || top(b)->list)))
		return col;
	for (i = 0; i < b->n; i++) {
		const struct nest *l = &b->open[i];

		if (l->also == col)
			return l->col;
		if (l->list && !dash && (i == 0 ||
		    b->open[i - 1].col != l->col))
			continue;
		away = l->col > col ? l->col - col : col - l->col;
		if (near < 0 || away <= near) {
			near = away;
			best = l->col;
		}
	}
	return near < 0 ? col + STEP : best;
}

static void
items(struct block *b, const char *at)
{
	const struct slips *s = &b->s;
	enum after after = b->after;
	const char *p;

	while ((p = item(b, at)) != NULL) {
		bool glued = !slip_gap(s, at + 1);

		push(b, b->col, true);
		b->after = after = DASH;
		if (at_end(b, p)) {
			doubtful(b, p);
			return;
		}
		b->col += glued || at[1] == '\t' ? 2 : (int)(p - at);
		at = p;
		if (glued && slip_key(s, at) != NULL) {
			push(b, b->col, false);
			top(b)->also = b->col - 1;
		}
	}
	content(b, at, after);
}

/* is a line with text part of the plain text above it? */
static bool
goes_on(struct block *b, struct indent in)
{
	const char *colon;

	if (b->after != TEXT || in.spaces <= floor_of(b))
		return b->after == TEXT && in.odd != NULL &&
		    in.col > floor_of(b) && slip_key(&b->s, in.at) == NULL;
	colon = slip_key(&b->s, in.at);
	return colon == NULL || !slip_name(in.at, colon);
}

static void
go_on(struct block *b, struct indent in)
{
	struct slips *s = &b->s;
	const char *end = plain_end(b, in.at), *p;

	if (in.spaces <= floor_of(b))
		odd_indent(b, b->line, in, in.col);
	if (*in.at == '-' && in.at + 1 < end && in.at[1] != '-' &&
	    in.at[1] != '>') {
		diag(s->diags, MESSAGE_YAML_DASH_TEXT,
		    slip_span(s, in.at, end), NO_WORDS);
		return;
	}
	for (p = in.at; p < end; p++)
		if (*p == ':' && slip_gap(s, p + 1)) {
			diag(s->diags, MESSAGE_YAML_COLON_TEXT,
			    slip_span(s, p, p + 1), NO_WORDS);
			slip_mend(s, p, p + 1, STR("\uff1a"));
		}
	doubtful(b, end);
	if (slip_skip(s, end) < b->eol)
		b->after = NOTHING;
}

/* a line that begins a key or an item */
static void
structure(struct block *b, struct indent in)
{
	bool dash = *in.at == '-' || (b->n > 0 && top(b)->list &&
	    bullet(in.at, b->eol) > 0);
	int want = fit(b, in.col, dash);
	size_t i;

	if (in.odd != NULL)
		odd_indent(b, b->line, in, want);
	else if (want != in.col) {
		for (i = 0; i < b->n && b->open[i].also != in.col; i++)
			;
		if (i == b->n)
			diag(b->s.diags, MESSAGE_YAML_INDENT,
			    slip_span(&b->s, in.at, plain_end(b, in.at)),
			    WORDS(count(b, want), count(b, in.col)));
		slip_mend(&b->s, b->line, in.at, spaces(b, want));
	}
	b->col = want;
	pop(b, want, dash);
	items(b, in.at);
}

/* --- begins a document, once; more than that libyaml tells */
static bool
marker(struct block *b)
{
	const char *p = b->line;

	if (b->eol - p < 3 || !slip_gap(&b->s, p + 3) ||
	    (memcmp(p, "---", 3) != 0 && memcmp(p, "...", 3) != 0))
		return b->eol > p && !b->begun && *p == '%' &&
		    (b->s.over = true);
	if (b->begun || *p == '.' || !at_end(b, slip_skip(&b->s, p + 3)))
		b->s.over = true;
	b->begun = true;
	return true;
}

static void
line(struct block *b)
{
	struct slips *s = &b->s;
	struct indent in;

	b->line = s->p;
	b->eol = slip_eol(s, s->p);
	in = measure(s, s->p);
	s->head = in.at;
	if (in.at >= b->eol || *in.at == '#') {
		if (in.odd != NULL)
			slip_mend(s, b->line, in.at, STR(""));
		if (in.at < b->eol && b->after == TEXT)
			b->after = NOTHING;
	} else if (!marker(b)) {
		if (goes_on(b, in))
			go_on(b, in);
		else
			structure(b, in);
		b->begun = true;
	}
	s->p = slip_next(s, b->eol);
}

/* ---- characters -------------------------------------------------------- */

/* what YAML refuses, or takes for a line end that nobody sees */
static bool
unseen(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
	    (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 ||
	    c == 0xfffe || c == 0xffff;
}

/* the same length, with spaces for unseen characters and LF for a lone CR */
static str
clean(struct slips *s, str text)
{
	str rest = text, at;
	char *copy = NULL;
	uint32_t c;
	size_t n;

	while (rest.n > 0) {
		at = rest;
		c = utf8_next(&rest);
		n = at.n - rest.n;
		if (!unseen(c) && (c != '\r' || (rest.n > 0 &&
		    *rest.p == '\n')))
			continue;
		if (copy == NULL)
			copy = memcpy(arena_alloc(s->arena, text.n + 1),
			    text.p, text.n);
		memset(copy + (at.p - text.p), c == '\r' ? '\n' : ' ', n);
		diag(s->diags, MESSAGE_YAML_CHARACTER,
		    slip_span(s, at.p, rest.p),
		    WORDS(str_printf(s->arena, "U+%04X", c)));
	}
	return copy != NULL ? (str){copy, text.n} : text;
}

str
slips_mend(struct arena *a, const struct source *src, uint32_t from,
    uint32_t to, struct mends *mends, struct diags *d)
{
	struct block b = {.s = {.arena = a, .src = src, .diags = d,
	    .mends = mends, .from = from}};
	struct slips *s = &b.s;
	str text = str_slice(src->text, from, to);

	s->text = text.p;
	text = clean(s, text);
	s->text = s->p = text.p;
	s->end = s->p + text.n;
	while (s->p < s->end && !s->over)
		line(&b);
	return mends_apply(mends, a, text);
}
