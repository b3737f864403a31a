#include "text/japanese.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/tag.h"

static bool
is_japanese(uint32_t c)
{
	return c == 0x3005 || c == 0x3007 || (c >= 0x3041 && c <= 0x30ff &&
	    c != 0x30fb && c != 0x30a0) || (c >= 0x3400 && c <= 0x9fff) ||
	    (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff66 && c <= 0xff9f) ||
	    (c >= 0x20000 && c <= 0x3ffff);
}

bool
japanese_in(str text)
{
	while (text.n > 0)
		if ((unsigned char)*text.p < 0xe3)
			text = str_slice(text, 1, text.n);
		else if (is_japanese(utf8_next(&text)))
			return true;
	return false;
}

/* ---- tags --------------------------------------------------------------- */

struct marking {
	struct buf *out;
	size_t marks;
	struct tag last;        /* the tag just before */
	str within;             /* the element that says its language, or {0} */
	size_t depth;           /* of elements of that name in it */
	bool drawing;           /* in an svg */
};

static bool
is_one_of(const struct tag *t, const char *const *all)
{
	for (; *all != NULL; all++)
		if (tag_is(t, *all))
			return true;
	return false;
}

/* has no end tag */
static bool
is_void(const struct tag *t)
{
	static const char *const names[] = {"area", "base", "br", "col",
	    "embed", "hr", "img", "input", "link", "meta", "source", "track",
	    "wbr", "!--", NULL};

	return is_one_of(t, names) || str_ends(t->attributes, STR("/"));
}

/* how deep in an element that says its language */
static void
count_within(struct marking *m, const struct tag *t)
{
	if (!str_eq(t->name, m->within) || is_void(t))
		return;
	m->depth = t->end ? m->depth - 1 : m->depth + 1;
	if (m->depth == 0)
		m->within = (str){0};
}

static void
take_tag(struct marking *m, const struct tag *t)
{
	str lang;

	m->last = *t;
	if (m->within.n > 0) {
		count_within(m, t);
		return;
	}
	if (tag_is(t, "svg"))
		m->drawing = !t->end;
	if (!t->end && tag_attribute(t, "lang", &lang) && !is_void(t) &&
	    !tag_is(t, "html")) {
		m->within = t->name;
		m->depth = 1;
	}
}

/* ---- texts -------------------------------------------------------------- */

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* a word of other letters; NPO法人 is none, &amp; too */
static bool
is_foreign(str word)
{
	return !japanese_in(word) && word.n > 0 && is_letter(*word.p);
}

/* the next word with the blanks before it */
static str
next_word(str text, size_t *from)
{
	size_t i = 0;

	while (i < text.n && is_blank(text.p[i]))
		i++;
	*from = i;
	while (i < text.n && !is_blank(text.p[i]))
		i++;
	return str_slice(text, 0, i);
}

static bool
is_mixed(str text)
{
	size_t from;
	str word;

	for (; text.n > 0; text = str_slice(text, word.n, text.n)) {
		word = next_word(text, &from);
		if (is_foreign(str_slice(word, from, word.n)))
			return true;
	}
	return false;
}

/* is the text all that its element holds? */
static bool
is_alone(const struct marking *m, const struct tag *next)
{
	return !m->last.end && next->end && m->last.name.n > 0 &&
	    !is_void(&m->last) && str_eq(m->last.name, next->name);
}

/* words that hold Japanese, and those of neither kind between two of them */
static void
put_run(struct marking *m, str run)
{
	const char *name = m->drawing ? "tspan" : "span";

	m->marks++;
	buf_printf(m->out, "<%s lang=\"ja\">", name);
	buf_put(m->out, run);
	buf_printf(m->out, "</%s>", name);
}

static void
put_mixed(struct marking *m, str text)
{
	size_t i = 0, from, run = text.n, end = 0;
	str word;

	for (; i < text.n; i += word.n) {
		word = next_word(str_slice(text, i, text.n), &from);
		if (japanese_in(word)) {
			if (run == text.n) {
				buf_put(m->out, str_slice(text, end, i + from));
				run = i + from;
			}
			end = i + word.n;
		} else if (run < text.n &&
		    is_foreign(str_slice(word, from, word.n))) {
			put_run(m, str_slice(text, run, end));
			run = text.n;
		}
	}
	if (run < text.n)
		put_run(m, str_slice(text, run, end));
	buf_put(m->out, str_slice(text, end, text.n));
}

/* what may hold no element but text */
static bool
is_plain(const struct tag *t)
{
	static const char *const names[] = {"title", "option", "textarea",
	    "desc", NULL};

	return is_one_of(t, names);
}

static void
take_text(struct marking *m, str text, const struct tag *next)
{
	if (m->within.n > 0 || !japanese_in(text)) {
		buf_put(m->out, text);
	} else if (is_alone(m, next) && !is_mixed(text)) {
		m->marks++;
		m->out->n--;
		buf_puts(m->out, " lang=\"ja\">");
		buf_put(m->out, text);
	} else if (!m->last.end && is_plain(&m->last)) {
		buf_put(m->out, text);
	} else
		put_mixed(m, text);
}

size_t
japanese_mark(str html, struct buf *out)
{
	struct marking m = {.out = out};
	struct tag t = {0};
	str rest = html;
	const char *tag;

	while (tag_next(&rest, &t)) {
		take_text(&m, t.before, &t);
		tag = t.before.p + t.before.n;
		buf_put(out, (str){tag, (size_t)(rest.p - tag)});
		take_tag(&m, &t);
		html = rest;
	}
	buf_put(out, html);
	return m.marks;
}
