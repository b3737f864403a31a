#include "cmd/changes.h"

#include <stdint.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/utf8.h"
#include "site/sums.h"

enum { PAGE_MOST = 8 << 20 };

/* '-', '>' a page that leads elsewhere, '+', '*' */
enum how { REMOVED, MOVED, ADDED, CHANGED, HOWS };

static const char signs[] = "->+*";
/* so many are shown, the rest is counted; what goes is shown to the last */
static const size_t most[HOWS] = {SIZE_MAX, SIZE_MAX, 20, 20};

struct changes {
	const char *old_folder, *folder;
	struct buf lines[HOWS];
	size_t n[HOWS], pages;  /* pages that go */
};

/* what stands between two marks in a page */
static bool
quote(struct arena *a, const char *folder, str path, str before, str behind,
    str *found)
{
	str text, name = str_printf(a, "%s/" STR_FMT, folder, STR_ARG(path));
	size_t at;

	if (!io_read_inside(a, folder, name.p, PAGE_MOST, &text))
		return false;
	at = str_find(text, before);
	if (at == text.n)
		return false;
	text = str_slice(text, at + before.n, text.n);
	*found = str_slice(text, 0, str_find(text, behind));
	return true;
}

/* where the page of an old address leads: what feed_alias wrote */
static bool
leads(struct arena *a, const char *folder, str path, str *to)
{
	return quote(a, folder, path,
	    STR("http-equiv=\"refresh\" content=\"0; url="), STR("\""), to);
}

static void
add(struct changes *c, enum how how, str path, const char *sign, str to)
{
	struct buf *b = &c->lines[how];

	if (++c->n[how] > most[how])
		return;
	buf_printf(b, "%c ", signs[how]);
	utf8_show_line(path, b);
	if (to.n > 0) {
		buf_printf(b, " %s", sign);
		utf8_show_line(to, b);
	}
	buf_putc(b, '\n');
}

static void
note(void *ctx, str path, char how)
{
	struct changes *c = ctx;
	struct arena a = {0};
	bool page = str_ends(path, STR(".html"));
	str to = {0};

	if (how == '-') {
		c->pages += page;
		if (page && c->old_folder != NULL)
			quote(&a, c->old_folder, path, STR("<title>"),
			    STR("</title>"), &to);
		add(c, REMOVED, path, "", to);
	} else if (page && c->folder != NULL && leads(&a, c->folder, path, &to))
		add(c, MOVED, path, "→ ", to);
	else
		add(c, how == '+' ? ADDED : CHANGED, path, "", to);
	arena_done(&a);
}

static void
put(const struct changes *c, enum how how, bool ja, FILE *f)
{
	fwrite(c->lines[how].p, 1, c->lines[how].n, f);
	if (c->n[how] > most[how])
		fprintf(f, ja ? "%c ほか%zu件\n" : "%c %zu more\n", signs[how],
		    c->n[how] - most[how]);
}

/* an address that people know need not lead nowhere */
static void
advise(const struct changes *c, bool ja, FILE *f)
{
	if (c->pages > 0 && c->folder != NULL)
		fputs(ja ? "id を変えただけのページは、新しいほうに「aliases: "
		    "[古い id]」と書くと、古いアドレスからも開けます。\n" :
		    "Where only an id was changed, 'aliases: [old-id]' in "
		    "the new one keeps the old address.\n", f);
}

void
changes_print(const struct sums *old, const char *old_folder,
    const struct sums *new, const char *folder, enum language language,
    FILE *f)
{
	struct changes c = {.old_folder = old_folder, .folder = folder};
	bool ja = language == LANGUAGE_JA;

	sums_compare(old, new, note, &c);
	for (enum how how = REMOVED; how < HOWS; how++) {
		if (c.n[how] > 0)
			put(&c, how, ja, f);
		buf_done(&c.lines[how]);
	}
	if (sums_same(old, new))
		fputs(ja ? "公開中のサイトと同じです。\n" :
		    "The public site is the same.\n", f);
	else
		fprintf(f, ja ? "なくなる%zu（うちページ%zu）、移る%zu、足す%zu、"
		    "変わる%zu、そのまま%zu\n" : "%zu go (%zu of them pages), "
		    "%zu lead elsewhere, %zu new, %zu changed, %zu as they "
		    "were\n", c.n[REMOVED], c.pages, c.n[MOVED], c.n[ADDED],
		    c.n[CHANGED], new->n - c.n[MOVED] - c.n[ADDED] -
		    c.n[CHANGED]);
	advise(&c, ja, f);
}
