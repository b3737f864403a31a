#include "site/section.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/tag.h"

struct reading {
	struct arena *arena;
	struct sections *sections;
	struct buf text, heading;
	str anchor;             /* of the section that is being read */
	str skipped;            /* the element that is left out, or {0} */
	size_t depth;           /* of elements of that name within it */
	bool in_main, in_title, in_heading;
};

static bool
is_one_of(const struct tag *t, const char *const *names)
{
	for (; *names != NULL; names++)
		if (tag_is(t, *names))
			return true;
	return false;
}

static bool
is_void(const struct tag *t)
{
	static const char *const names[] = {"br", "hr", "img", "input", "wbr",
	    "meta", "link", "col", "source", NULL};

	return is_one_of(t, names);
}

/* what does not part words */
static bool
is_inline(const struct tag *t)
{
	static const char *const names[] = {"!--", "a", "abbr", "b", "code", "data",
	    "em", "i", "mark", "rp", "rt", "ruby", "span", "strong",
	    "sub", "sup", "time", "wbr", NULL};

	return is_one_of(t, names);
}

static bool
is_left_out(const struct tag *t)
{
	static const char *const names[] = {"nav", "svg", "form", "button",
	    "template", "script", "style", "rt", "rp", NULL};
	str value;

	if (t->end || is_void(t))
		return false;
	return is_one_of(t, names) || tag_attribute(t, "hidden", &value) ||
	    (tag_attribute(t, "data-search", &value) &&
	    str_eq(value, STR("off")));
}

/* ---- sections --------------------------------------------------------------- */

/* U+200B, U+2060 and U+FEFF are for the eye only */
static bool
is_joiner(str s)
{
	if (s.p[0] != '\xe2' && s.p[0] != '\xef')
		return false;
	return str_starts(s, STR("\u200b")) || str_starts(s, STR("\u2060")) ||
	    str_starts(s, STR("\ufeff"));
}

/* without blanks at the ends, and with one where there are several */
static str
keep(struct arena *a, struct buf *b)
{
	size_t n = 0;
	bool blank;

	for (size_t i = 0; i < b->n; i++) {
		blank = strchr(" \n\t\r", b->p[i]) != NULL && b->p[i] != '\0';
		if (is_joiner(str_slice(buf_str(b), i, b->n)))
			i += 2;
		else if (!blank)
			b->p[n++] = b->p[i];
		else if (n > 0 && b->p[n - 1] != ' ')
			b->p[n++] = ' ';
	}
	b->n = 0;
	return str_copy(a, (str){b->p, n > 0 && b->p[n - 1] == ' ' ?
	    n - 1 : n});
}

static void
end_section(struct reading *r)
{
	struct sections *all = r->sections;
	struct section s = {r->anchor, {0}, {0}};

	s.heading = keep(r->arena, &r->heading);
	s.text = keep(r->arena, &r->text);
	r->anchor = STR("");
	if (s.heading.n == 0 && s.text.n == 0)
		return;
	all->items = ARENA_MORE(r->arena, all->items, all->n);
	all->items[all->n++] = s;
}

/* an id plain enough to stand in an address as it is */
static str
anchor(struct arena *a, const struct tag *t)
{
	struct buf plain = {0};
	str id;

	if (!tag_attribute(t, "id", &id))
		return (str){0};
	tag_plain(id, &plain);
	id = str_copy(a, buf_str(&plain));
	buf_done(&plain);
	return id;
}

static void
begin_heading(struct reading *r, const struct tag *t)
{
	str id = anchor(r->arena, t);

	if (tag_heading(t) == 1 && r->sections->title.p == NULL) {
		r->in_title = true;
		return;
	}
	/* an article's heading is the section that it began */
	if (r->heading.n > 0 || r->text.n > 0 || r->anchor.n == 0)
		end_section(r);
	if (id.n > 0)
		r->anchor = id;
	r->in_heading = true;
}

static void
begin(struct reading *r, const struct tag *t)
{
	static const char *const items[] = {"article", "li", "tr", "dt", NULL};
	str id;

	if (tag_heading(t)) {
		begin_heading(r, t);
	} else if (is_one_of(t, items) && (id = anchor(r->arena, t)).n > 0) {
		end_section(r);
		r->anchor = id;
	}
}

static void
end(struct reading *r, const struct tag *t)
{
	if (!tag_heading(t))
		return;
	if (r->in_title)
		r->sections->title = keep(r->arena, &r->heading);
	r->in_title = r->in_heading = false;
}

/* ---- reading ------------------------------------------------------------------ */

static void
put_text(struct reading *r, const struct tag *t)
{
	struct buf *to = r->in_title || r->in_heading ? &r->heading : &r->text;

	if (to->n == 0 && str_trim(t->before).n == 0)
		return;
	tag_plain(t->before, to);
	if (!is_inline(t) && to->n > 0)
		buf_putc(to, ' ');
}

/* is the tag inside of what is left out, or does it begin it? */
static bool
skip(struct reading *r, const struct tag *t)
{
	bool same = r->skipped.n == t->name.n && r->skipped.n > 0 &&
	    memcmp(r->skipped.p, t->name.p, t->name.n) == 0;

	if (r->skipped.n > 0) {
		if (same && t->end && --r->depth == 0)
			r->skipped = (str){0};
		else if (same && !t->end)
			r->depth++;
		return true;
	}
	if (!is_left_out(t))
		return false;
	put_text(r, t);
	r->skipped = t->name;
	r->depth = 1;
	return true;
}

/* data-search="off" or "title" of a page */
static bool
wants(const struct tag *main, const char *word)
{
	str value;

	return tag_attribute(main, "data-search", &value) &&
	    str_eq(value, str_of(word));
}

void
sections_read(struct arena *a, str html, struct sections *sections)
{
	struct reading r = {.arena = a, .sections = sections,
	    .anchor = STR("")};
	struct tag t;
	bool title_only = false;

	*sections = (struct sections){0};
	while (tag_next(&html, &t)) {
		if (tag_is(&t, "main")) {
			if (t.end && r.in_main && r.skipped.n == 0)
				put_text(&r, &t);
			if (t.end || wants(&t, "off"))
				break;
			r.in_main = true;
			title_only = wants(&t, "title");
			continue;
		}
		if (title_only && sections->title.n > 0)
			break;
		if (!r.in_main || skip(&r, &t))
			continue;
		put_text(&r, &t);
		if (t.end)
			end(&r, &t);
		else
			begin(&r, &t);
	}
	if (r.in_title)
		sections->title = keep(a, &r.heading);
	if (!title_only)
		end_section(&r);
	buf_done(&r.text);
	buf_done(&r.heading);
}
