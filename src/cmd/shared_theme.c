#include "cmd/shared_theme.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/memory.h"

struct shared_theme {
	atomic_size_t holders;
	struct theme theme;
	struct arena arena;
	str site, folder;
	bool silent;            /* nothing was said of it */
};

/* the theme's folder may be NULL, which is no name of any */
static str
name(struct arena *a, const char *folder)
{
	return folder != NULL ? str_copy(a, str_of(folder)) : (str){0};
}

struct shared_theme *
shared_theme_load(const char *site, const char *folder, const char *root,
    struct diags *d, bool *ok)
{
	struct shared_theme *t = memory_new(1, sizeof(*t));
	const struct diag *last = d->last;

	atomic_init(&t->holders, 1);
	t->site = name(&t->arena, site);
	t->folder = name(&t->arena, folder);
	*ok = theme_load(&t->theme, t->site.p,
	    folder != NULL ? t->folder.p : NULL, name(&t->arena, root).p, d);
	t->silent = *ok && d->last == last;
	return t;
}

struct shared_theme *
shared_theme_hold(struct shared_theme *t, const char *site,
    const char *folder)
{
	if (t == NULL || !t->silent || folder == NULL ||
	    !str_eq(t->site, str_of(site)) ||
	    !str_eq(t->folder, str_of(folder)))
		return NULL;
	atomic_fetch_add(&t->holders, 1);
	return t;
}

const struct theme *
shared_theme(const struct shared_theme *t)
{
	return &t->theme;
}

void
shared_theme_drop(struct shared_theme *t)
{
	if (t == NULL || atomic_fetch_sub(&t->holders, 1) > 1)
		return;
	theme_done(&t->theme);
	arena_done(&t->arena);
	free(t);
}
