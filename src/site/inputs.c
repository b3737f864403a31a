#include "site/inputs.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/pool.h"
#include "base/sha256.h"
#include "text/picture.h"

enum { FILE_MOST = 32 << 20 };

struct input {
	str name;               /* content/town/plan.md, theme/theme.yaml */
	const char *folder;     /* that it must be inside of */
	str path;               /* to open */
	uint64_t size, stamp;
	char digits[SHA256_DIGITS + 1];
};

struct inputs {
	struct arena *arena;
	struct input *items;
	size_t n;
};

/* ---- the list ------------------------------------------------------------------ */

static void
add(struct inputs *all, struct input one)
{
	all->items = ARENA_MORE(all->arena, all->items, all->n);
	all->items[all->n++] = one;
}

/*
 * What is below a folder that may be missing, under another name; one that is
 * no root itself is looked into where it is inside of that.
 */
static bool
add_folder(struct inputs *all, const char *root, const char *folder,
    const char *name)
{
	struct io_entry *e;
	size_t n;

	if (!io_is_folder(folder) ||
	    (root != folder && !io_is_inside(root, folder)))
		return true;
	if (!io_list(all->arena, folder, &e, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		if (e[i].type == IO_FILE)
			add(all, (struct input){
			    .name = str_printf(all->arena, "%s/" STR_FMT,
			        name, STR_ARG(e[i].path)),
			    .folder = root,
			    .path = str_printf(all->arena, "%s/" STR_FMT,
			        folder, STR_ARG(e[i].path)),
			    .size = e[i].size, .stamp = e[i].stamp});
	return true;
}

static bool
add_site(struct inputs *all, const char *folder)
{
	static const char *const files[] = {"site.yaml", "theme.yaml"};
	static const char *const folders[] = {"layouts", "lib", "assets"};
	const char *content = str_printf(all->arena, "%s/content", folder).p;
	bool ok = true;
	str path;

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		path = str_printf(all->arena, "%s/%s", folder, files[i]);
		if (io_exists(path.p))
			add(all, (struct input){.name = str_of(files[i]),
			    .folder = folder, .path = path,
			    .stamp = io_stamp(path.p)});
	}
	/* which may be a link: that is its owner's word */
	ok &= add_folder(all, content, content, "content");
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		ok &= add_folder(all, folder, str_printf(all->arena, "%s/%s",
		    folder, folders[i]).p, folders[i]);
	return ok;
}

/* ---- sums ------------------------------------------------------------------------ */

/* content/PLAN/files/NAME, unless it is a picture */
static bool
is_attachment(str name)
{
	size_t plan;

	if (!str_starts(name, STR("content/")) || picture_is(name))
		return false;
	name = str_slice(name, sizeof("content/") - 1, name.n);
	plan = str_find(name, STR("/"));
	return str_starts(str_slice(name, plan, name.n), STR("/files/"));
}

/* what cannot be read has been told when the site was loaded */
static void
sum_one(void *ctx, size_t worker, size_t i)
{
	struct input *one = &((struct inputs *)ctx)->items[i];
	struct arena a = {0};
	str bytes;

	(void)worker;
	if (!is_attachment(one->name) &&
	    io_read_inside(&a, one->folder, one->path.p, FILE_MOST, &bytes))
		sha256(bytes, one->digits);
	arena_done(&a);
}

/* the sum of the list of sums */
static str
sum(const struct inputs *all, str mode)
{
	char digits[SHA256_DIGITS + 1];
	struct buf list = {0};

	buf_put(&list, mode);
	for (size_t i = 0; i < all->n; i++)
		buf_printf(&list, "\n%s %zu " STR_FMT, all->items[i].digits,
		    (size_t)all->items[i].size, STR_ARG(all->items[i].name));
	sha256(buf_str(&list), digits);
	buf_done(&list);
	return str_copy(all->arena, str_of(digits));
}

/* ---- public ---------------------------------------------------------------------- */

uint64_t
inputs_stamp(const char *folder)
{
	struct arena a = {0};
	struct inputs all = {.arena = &a};
	uint64_t h = 14695981039346656037u;

	add_site(&all, folder);
	for (size_t i = 0; i < all.n; i++) {
		for (size_t k = 0; k < all.items[i].name.n; k++)
			h = (h ^ (unsigned char)all.items[i].name.p[k]) *
			    1099511628211u;
		h = (h ^ all.items[i].stamp) * 1099511628211u;
	}
	arena_done(&a);
	return h;
}

bool
inputs_sum(struct arena *a, const char *folder, const char *theme, str mode,
    size_t workers, str *digits, struct diags *d)
{
	struct arena mine = {0};
	struct inputs all = {.arena = &mine};
	bool ok = add_site(&all, folder) &&
	    add_folder(&all, theme, theme, "theme");

	if (!ok)
		io_diag(d, MESSAGE_FILE_READ, str_of(folder));
	pool_run(workers, ok ? all.n : 0, sum_one, &all);
	*digits = str_copy(a, sum(&all, mode));
	arena_done(&mine);
	return ok;
}
