#include "script/theme_check.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/utf8.h"
#include "model/kind.h"
#include "text/color.h"

/* ---- layouts that no page has -------------------------------------------- */

static bool
is_of_kind(str name)
{
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (str_eq(name, str_of(kinds[i]->shape.name)) ||
		    str_eq(name, str_of(kinds[i]->folder)))
			return true;
	return false;
}

static bool
is_layout(const struct theme *t, str name)
{
	static const char *const others[] = {"home", "entity", "list", "easy",
	    NULL};

	for (size_t i = 0; others[i] != NULL; i++)
		if (str_eq(name, str_of(others[i])))
			return true;
	for (size_t i = 0; i < t->nrules; i++)
		if (str_eq(name, t->rules[i].layout))
			return true;
	return is_of_kind(name);
}

static void
check_layouts(const struct theme *t, const struct chunks *all,
    struct diags *d)
{
	const str folder = STR("layouts/"), end = STR(".html");
	const struct chunk *c = all->items;

	for (; c < all->items + all->n; c++)
		if (str_starts(c->name, folder) && !is_layout(t, str_slice(
		    c->name, folder.n, c->name.n - end.n)))
			diag(d, MESSAGE_LAYOUT_UNUSED, (span){c->src, 0, 0},
			    WORDS(c->name));
}

/* ---- colors --------------------------------------------------------------- */

enum {
	CSS_MOST = 4 << 20,
	STEPS_MOST = 8,         /* of --a: var(--b) */
	TEXT_LEAST = 450, MARK_LEAST = 300      /* hundredths */
};

static bool
is_name(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' &&
	    (c | 0x20) <= 'z') || c == '-' || c == '_';
}

/* what the CSS says behind the first name: of it; {0} if it does not */
static str
declared(str css, str name)
{
	str rest;

	for (size_t i = 0; i < css.n; i += name.n) {
		i += str_find(str_slice(css, i, css.n), name);
		rest = str_trim(str_slice(css, i + name.n, css.n));
		if (i > 0 && !is_name(css.p[i - 1]) &&
		    str_starts(rest, STR(":")))
			return str_trim(str_slice(rest, 1,
			    strcspn(rest.p, ";}")));
	}
	return (str){0};
}

static bool
find_color(str css, str text, struct color *c)
{
	const str var = STR("var(");

	for (int i = 0; i < STEPS_MOST && text.n > 0; i++) {
		if (color_read(text, c))
			return true;
		if (str_starts(text, var))
			text = str_trim(str_slice(text, var.n,
			    str_find(text, STR(")"))));
		text = str_starts(text, STR("--")) ? declared(css, text) :
		    (str){0};
	}
	return false;
}

static void
check_pair(struct arena *a, str css, const struct contrast *pair,
    struct diags *d)
{
	const unsigned least = pair->mark ? MARK_LEAST : TEXT_LEAST;
	struct color color, on;
	unsigned ratio;

	if (!find_color(css, pair->color, &color)) {
		diag(d, MESSAGE_CONTRAST_COLOR, pair->color_at,
		    WORDS(pair->color));
		return;
	}
	if (!find_color(css, pair->on, &on)) {
		diag(d, MESSAGE_CONTRAST_COLOR, pair->on_at,
		    WORDS(pair->on));
		return;
	}
	ratio = color_contrast(color, on);
	if (ratio < least)
		diag(d, pair->mark ? MESSAGE_CONTRAST_MARK : MESSAGE_CONTRAST,
		    pair->color_at, WORDS(pair->color, pair->on,
		    str_printf(a, "%u.%02u", ratio / 100, ratio % 100),
		    pair->mark ? STR("3") : STR("4.5")));
}

/* all stylesheets one after another */
static void
read_css(const struct theme *t, struct arena *a, struct buf *css)
{
	const struct asset *asset = t->assets;
	str text;

	for (; asset < t->assets + t->nassets; asset++)
		if (str_ends(asset->path, STR(".css")) &&
		    io_read_inside(a, asset->folder, asset->from, CSS_MOST,
		    &text)) {
			buf_put(css, text);
			buf_putc(css, '\n');
		}
	buf_putc(css, '\0');
	css->n--;
}

static void
check_colors(const struct theme *t, struct diags *d)
{
	const struct contrast *pair = t->contrast.items;
	struct arena a = {0};
	struct buf css = {0};

	if (t->contrast.n == 0)
		return;
	read_css(t, &a, &css);
	for (size_t i = 0; i < t->contrast.n; i++)
		check_pair(&a, buf_str(&css), &pair[i], d);
	buf_done(&css);
	arena_done(&a);
}

/* ---- HTML as it is -------------------------------------------------------- */

/* is it there, whatever surrounds it, and not a part of another name? */
static bool
has_name(str line, str name)
{
	size_t at;

	for (; (at = str_find(line, name)) < line.n;
	    line = str_slice(line, at + name.n, line.n))
		if ((at == 0 || !is_name(line.p[at - 1])) &&
		    (at + name.n == line.n || !is_name(line.p[at + name.n])))
			return true;
	return false;
}

static bool
is_raw(str line)
{
	return str_find(line, STR("{*")) < line.n ||
	    has_name(line, STR("raw")) ||
	    has_name(line, STR("untranslated")) ||
	    /* by which every name can be had */
	    has_name(line, STR("_ENV"));
}

static void
put_raw(const struct chunk *c, struct buf *out)
{
	str rest = c->src->text, line;
	size_t n, number;

	for (number = 1; rest.n > 0; number++) {
		n = str_find(rest, STR("\n"));
		line = str_trim(str_slice(rest, 0, n));
		rest = str_slice(rest, n + (n < rest.n), rest.n);
		if (!is_raw(line))
			continue;
		utf8_show_line(c->src->path, out);
		buf_printf(out, ":%zu\t", number);
		utf8_show_line(line, out);
		buf_putc(out, '\n');
	}
}

/* ---- public ------------------------------------------------------------- */

void
theme_check(struct theme *t, struct diags *d)
{
	check_layouts(t, &t->own, d);
	check_layouts(t, &t->chunks, d);
	check_colors(t, d);
}

void
theme_raw(const struct theme *t, struct buf *out)
{
	for (size_t i = 0; i < t->own.n; i++)
		put_raw(&t->own.items[i], out);
	for (size_t i = 0; i < t->chunks.n; i++)
		put_raw(&t->chunks.items[i], out);
}
