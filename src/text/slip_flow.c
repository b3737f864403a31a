#include "text/slip.h"

#include <string.h>

#include "base/limit.h"
#include "text/yaml.h"

/* An open [ or {, and how far the entry before the next comma has come. */
struct bracket {
	const char *at;
	const char *first;      /* of the entry; NULL: nothing yet */
	const char *value;      /* after its colon */
	bool colon;
	bool full;              /* a value is complete */
};

struct flow {
	struct slips *s;
	int col;                /* lines no deeper lie outside */
	struct bracket open[LIMIT_YAML_DEPTH], *in;
	size_t n;
	const char *last;       /* after the last thing that was not blank */
};

static char
closer(const struct bracket *b)
{
	return *b->at == '[' ? ']' : '}';
}

/* a # that begins a word, on a line that closes something after it */
static bool
word(const struct slips *s, const char *p)
{
	const char *eol = slip_eol(s, p);

	return !slip_gap(s, p + 1) && p[1] != '#' &&
	    (memchr(p, ']', (size_t)(eol - p)) != NULL ||
	    memchr(p, '}', (size_t)(eol - p)) != NULL);
}

/* has the flow been left without brackets, since a key begins a line? */
static bool
outside(const struct flow *f, const char *line)
{
	return slip_outside(f->s, line, f->col) &&
	    strchr(",:[{", f->last[-1]) == NULL;
}

/* tabs may indent here, but libyaml refuses them after a plain text */
static void
indent(struct slips *s)
{
	const char *line = s->p, *at = slip_skip(s, line);

	if (memchr(line, '\t', (size_t)(at - line)) != NULL)
		slip_mend(s, line, at, STR(" "));
}

/* to the next character that is neither blank nor comment */
static bool
gap(struct flow *f)
{
	struct slips *s = f->s;

	for (;;) {
		s->p = slip_skip(s, s->p);
		if (s->p < s->end && *s->p == '#' && !word(s, s->p))
			s->p = slip_eol(s, s->p);
		if (s->p < s->end && *s->p == '\r')
			s->p++;
		if (s->p == s->end || (*s->p == '\n' && outside(f, s->p + 1)))
			return false;
		if (*s->p != '\n')
			return true;
		s->p++;
		indent(s);
	}
}

/* a CR stands before an LF only */
static bool
at_eol(const struct slips *s, const char *p)
{
	return p >= s->end || *p == '\n' || *p == '\r';
}

/* where the entry ends: at a comma or bracket of its own level */
static const char *
entry_end(const struct slips *s, const char *p)
{
	const char *from = p;
	int depth = 0;

	for (; !at_eol(s, p); p++) {
		if (strchr("[{", *p) != NULL)
			depth++;
		else if (depth == 0 && strchr(",]}", *p) != NULL)
			break;
		else if (strchr("]}", *p) != NULL)
			depth--;
	}
	return slip_trim(from, p);
}

/* does an entry end here, on its line? */
static bool
ends(const struct slips *s, const char *p)
{
	p = slip_skip(s, p);
	return p < s->end && strchr(",]}", *p) != NULL;
}

/* ---- numbers with commas ----------------------------------------------- */

/* bytes of a digit, half-width or full-width */
static size_t
digit(const char *p, const char *end)
{
	if (p < end && *p >= '0' && *p <= '9')
		return 1;
	return end - p >= 3 && memcmp(p, "\uff10", 2) == 0 &&
	    (unsigned char)p[2] >= 0x90 && (unsigned char)p[2] <= 0x99 ? 3 : 0;
}

enum { GROUPS_MOST = 6 };       /* no figure has more */

/* after ,561 or ,000,000; NULL if no such thing stands at the comma */
static const char *
thousands(const struct slips *s, const char *p)
{
	const char *after = NULL;
	size_t n, i, groups;

	for (groups = 0; p < s->end && *p == ','; groups++) {
		p++;
		for (i = 0; i < 3 && (n = digit(p, s->end)) > 0; i++)
			p += n;
		if (i < 3 || digit(p, s->end) > 0)
			break;
		if (groups == GROUPS_MOST)
			return NULL;
		after = p;
	}
	return after;
}

static bool
digit_before(const struct slips *s, const char *p)
{
	return (p - s->text >= 1 && digit(p - 1, p) > 0) ||
	    (p - s->text >= 3 && digit(p - 3, p) > 0);
}

/* a comma within a number; false if it is a comma like others */
static bool
number(struct flow *f)
{
	struct slips *s = f->s;
	struct bracket *b = f->in;
	bool map = *b->at == '{';
	const char *from = map ? b->value : b->first, *after, *to, *p;

	if (from == NULL || (!map && (b->colon || from[-1] == ',')) ||
	    !digit_before(s, s->p) ||
	    (after = thousands(s, s->p)) == NULL)
		return false;
	to = entry_end(s, after);
	for (p = from; p < to; p++)
		if (*p == '\n' || (*p == ':' && slip_gap(s, p + 1)))
			return false;
	s->head = b->first;
	if (map || to > after)
		slip_quote(s, MESSAGE_YAML_COMMA, from, to,
		    slip_shown(from, to), ends(s, to));
	else
		slip_tell(s, MESSAGE_YAML_COMMA_LIST, from, to,
		    WORDS(slip_shown(from, to)));
	s->p = to;
	b->full = true;
	return true;
}

/* ---- entries ----------------------------------------------------------- */

/* the colon that an entry of { } seems to have, NULL if none */
static const char *
mistyped(const char *from, const char *to)
{
	const char *p;

	for (p = from; p < to && *p != '\n'; p++) {
		if (*p == ':')
			return slip_name(from, p) ? p : NULL;
		if (p > from && str_starts((str){p, (size_t)(to - p)},
		    STR("\uff1a")))
			return p;
	}
	return NULL;
}

/* an entry of { } that has no colon, as far as YAML can see */
static void
no_colon(struct flow *f, const char *to)
{
	struct slips *s = f->s;
	const char *from = f->in->first, *colon, *p;

	to = slip_trim(from, to);
	colon = mistyped(from, to);
	for (p = from; p < to && !slip_gap(s, p); p++)
		;
	if (colon != NULL)
		slip_colon(s, from, colon, slip_blanks(s,
		    colon + (*colon == ':' ? 1 : 3), to), to);
	else if (p < to && slip_name(from, p))
		slip_no_colon(s, from, to);
	else
		slip_tell(s, MESSAGE_YAML_VALUE, from, to,
		    WORDS(slip_shown(from, to)));
}

static void
end_entry(struct flow *f)
{
	struct bracket *b = f->in;

	if (*b->at == '{' && b->first != NULL && !b->colon)
		no_colon(f, f->last);
	b->first = b->value = NULL;
	b->colon = b->full = false;
}

/* something that cannot stand where it does: the entry needs quotes */
static void
quote_entry(struct flow *f, enum message m, str word)
{
	struct slips *s = f->s;
	struct bracket *b = f->in;
	const char *from = b->value != NULL ? b->value : b->first;
	bool whole = from != NULL &&
	    memchr(from, '\n', (size_t)(s->p - from)) == NULL;
	const char *to;

	if (!whole)
		from = s->p;
	to = entry_end(s, s->p);
	if (to == s->p)
		to++;
	s->head = b->first;
	slip_quote(s, m, from, to, word, whole && ends(s, to));
	s->p = to;
	b->full = true;
}

static void
begin(struct flow *f)
{
	struct bracket *b = f->in;

	if (b->first == NULL)
		b->first = f->s->p;
	if (b->colon && b->value == NULL)
		b->value = f->s->p;
}

static void
push(struct flow *f)
{
	struct slips *s = f->s;

	if (f->n == LIMIT_YAML_DEPTH) {
		s->over = true;
		return;
	}
	f->in = &f->open[f->n++];
	*f->in = (struct bracket){.at = s->p++};
}

static void
leave(struct flow *f)
{
	f->n--;
	if (f->n > 0) {
		f->in = &f->open[f->n - 1];
		f->in->full = true;
	}
}

static str
one(const char *p)
{
	return (str){p, 1};
}

/* at a closing bracket: if it is that of another one, this is not closed */
static void
pop(struct flow *f)
{
	struct slips *s = f->s;
	const struct bracket *b = f->in;
	char right = closer(b);
	str want = right == ']' ? STR("]") : STR("}");
	size_t i;

	end_entry(f);
	if (*s->p == right) {
		s->p++;
		leave(f);
		return;
	}
	slip_tell(s, MESSAGE_YAML_BRACKET_OPEN, b->at, b->at + 1,
	    WORDS(one(b->at), want));
	for (i = 0; i < f->n && closer(&f->open[i]) != *s->p; i++)
		;
	slip_mend(s, s->p, i < f->n ? s->p : s->p + 1, want);
	s->p += i == f->n;
	leave(f);
}

/* a plain text on one line */
static void
plain(struct flow *f)
{
	struct slips *s = f->s;
	struct bracket *b = f->in;

	for (; !at_eol(s, s->p) && strchr(",]}", *s->p) == NULL; s->p++) {
		if (strchr("[{", *s->p) != NULL) {
			quote_entry(f, MESSAGE_YAML_QUOTE_INSIDE,
			    one(s->p));
			return;
		}
		if (*s->p == ':' && slip_gap(s, s->p + 1)) {
			if (!b->colon)
				return;
			quote_entry(f, MESSAGE_YAML_QUOTE_INSIDE, STR(": "));
			return;
		}
		if (slip_comment(s, s->p))
			return;
	}
}

/* after a complete value: only a comma, a bracket or a colon may follow */
static bool
beyond(struct flow *f)
{
	struct slips *s = f->s;
	struct bracket *b = f->in;

	if (!b->full || strchr(",]}", *s->p) != NULL)
		return false;
	if (*s->p == ':' && !b->colon)
		return false;
	quote_entry(f, MESSAGE_YAML_QUOTE_AFTER, one(f->last - 1));
	return true;
}

static void
step(struct flow *f)
{
	struct slips *s = f->s;
	struct bracket *b = f->in;

	if (beyond(f))
		return;
	if (*s->p == ']' || *s->p == '}')
		pop(f);
	else if (*s->p == ',') {
		if (!number(f)) {
			end_entry(f);
			s->p++;
		}
	} else if (*s->p == ':' && b->first != NULL && !b->colon) {
		b->colon = true;
		b->full = false;
		s->p++;
	} else {
		begin(f);
		if (*s->p == '[' || *s->p == '{')
			push(f);
		else if (*s->p == '"' || *s->p == '\'') {
			s->p = slip_quoted(s, s->p, f->col, true);
			b->full = true;
		} else if (slip_special(s, s->p, true) || *s->p == '#')
			quote_entry(f, MESSAGE_YAML_QUOTE_FIRST,
			    one(s->p));
		else
			plain(f);
	}
}

/* brackets that nothing closes are closed where the text was last */
static void
unclosed(struct flow *f)
{
	struct slips *s = f->s;
	char all[LIMIT_YAML_DEPTH + 1];
	size_t i;

	for (i = 0; i < f->n; i++)
		all[i] = closer(&f->open[f->n - 1 - i]);
	all[i] = '\0';
	slip_tell(s, MESSAGE_YAML_BRACKET_OPEN, f->in->at, f->in->at + 1,
	    WORDS(one(f->in->at), str_slice(str_of(all), 0, 1)));
	slip_mend(s, f->last, f->last, str_printf(s->arena, "%s", all));
	s->p = f->last;
}

void
slip_flow(struct slips *s, int col)
{
	struct flow f = {.s = s, .col = col};
	const char *head = s->head;

	push(&f);
	while (f.n > 0 && !s->over) {
		f.last = s->p;
		if (!gap(&f)) {
			unclosed(&f);
			break;
		}
		step(&f);
	}
	s->head = head;
}
