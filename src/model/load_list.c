#include "model/load.h"

#include <errno.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/limit.h"
#include "base/map.h"
#include "model/sheet.h"

/* ---- by name ------------------------------------------------------------- */

static str
take(str *path)
{
	size_t slash = str_find(*path, STR("/"));
	str head = {path->p, slash};

	*path = slash < path->n ? str_slice(*path, slash + 1, path->n)
	    : (str){0};
	return head;
}

static bool
cut(str *name, str tail)
{
	if (!str_ends(*name, tail) || name->n == tail.n)
		return false;
	name->n -= tail.n;
	return true;
}

/* purpose.en is purpose in English */
static void
take_variant(struct file *f, str *name)
{
	enum variant v;

	for (v = VARIANT_EN; v < VARIANT_COUNT; v++)
		if (cut(name, v == VARIANT_EN ? STR(".en") : STR(".easy")))
			f->variant = v;
}

/* plan.md, plan.en.md, plan.easy.md */
static bool
place_plan(struct file *f, str name)
{
	if (!cut(&name, STR(".md")))
		return false;
	take_variant(f, &name);
	f->form = FILE_BODY;
	f->kind = &kind_plan;
	f->name = f->plan;
	return str_eq(name, STR("plan"));
}

/* indicators.csv, indicator-targets.csv: by the names that are published */
static bool
place_sheet(struct file *f, const struct sheets *sheets, str name)
{
	f->sheet = sheet_find(sheets, name);
	if (f->sheet == NULL)
		return false;
	f->kind = f->sheet->kind;
	f->form = f->sheet->list != NULL ? FILE_PARTS : FILE_ROWS;
	return f->form == FILE_PARTS || f->kind != &kind_plan;
}

/* content/<plan>/…; rest is the path below the plan's folder */
static bool
place_plan_file(struct file *f, const struct sheets *sheets, str rest)
{
	str first = take(&rest), name = first;

	f->kind = NULL;
	f->variant = VARIANT_MAIN;
	if (str_eq(first, STR("files")) && rest.n > 0) {
		f->form = FILE_ATTACHED;
		f->name = rest;
		return true;
	}
	if (rest.n == 0 && place_plan(f, first))
		return true;
	if (rest.n == 0 && cut(&name, STR(".yaml"))) {
		f->form = FILE_LIST;
		f->kind = kind_find_folder(name);
		return f->kind != NULL && !f->kind->of_site &&
		    f->kind != &kind_plan;
	}
	if (rest.n == 0 && cut(&name, STR(".csv")))
		return place_sheet(f, sheets, name);
	f->kind = kind_find_folder(first);
	f->name = rest;
	if (f->kind == NULL || str_find(rest, STR("/")) < rest.n)
		return false;
	if (f->kind->rows)
		return cut(&f->name, STR(".csv")) &&
		    place_sheet(f, sheets, first);
	f->form = FILE_BODY;
	if (!cut(&f->name, STR(".md")))
		return false;
	take_variant(f, &f->name);
	return !f->kind->of_site && f->kind != &kind_plan;
}

static bool
place_site_file(struct file *f, str first, str rest)
{
	f->form = FILE_BODY;
	f->kind = &kind_page;
	f->name = rest.n > 0 ? rest : first;
	if (rest.n > 0 && !str_eq(first, STR("pages")))
		return false;
	if (!cut(&f->name, STR(".md")))
		return false;
	take_variant(f, &f->name);
	return rest.n > 0 ? str_find(f->name, STR("/")) == f->name.n :
	    str_eq(f->name, STR("index"));
}

static bool
place(struct file *f, const struct sheets *sheets, str path)
{
	str first = take(&path);

	if (path.n == 0 || str_eq(first, STR("pages")))
		return place_site_file(f, first, path);
	f->plan = first;
	return place_plan_file(f, sheets, path);
}

static void
tell_unknown(const struct file *f, struct diags *d)
{
	struct buf names = {0};

	if (f->kind == &kind_plan && f->form == FILE_ROWS) {
		diag(d, MESSAGE_PLAN_SHEET, (span){0}, WORDS(str_of(f->path)));
		return;
	}
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (kinds[i] != &kind_plan && !kinds[i]->of_site)
			buf_printf(&names, "%s%s%s", names.n > 0 ? ", " : "",
			    kinds[i]->folder,
			    kinds[i] == &kind_actual ? ".csv" : ".yaml");
	diag(d, MESSAGE_FILE_UNKNOWN, (span){0},
	    WORDS(str_of(f->path), buf_str(&names)));
	buf_done(&names);
}

/* a file that would be read if its name did not begin with a dot */
static void
tell_hidden(struct arena *a, struct file *f, const struct sheets *sheets,
    const struct io_entry *e, str name, struct diags *d)
{
	const str folder = str_slice(e->path, 0, e->path.n - name.n);

	while (name.n > 0 && *name.p == '.')
		name = str_slice(name, 1, name.n);
	if (e->type == IO_FILE && e->size > 0 && place(f, sheets,
	    str_printf(a, STR_FMT STR_FMT, STR_ARG(folder), STR_ARG(name))))
		diag(d, MESSAGE_FILE_HIDDEN, (span){0}, WORDS(
		    str_of(f->path), name));
}

/* ---- files that are read together --------------------------------------- */

/* Files of one kind and plan, in the order of their names. */
struct group {
	struct file *first, *last;
};

static str
group_name(struct arena *a, const struct file *f)
{
	return str_printf(a, STR_FMT "/%s", STR_ARG(f->plan), f->kind->folder);
}

static void
add_file(struct group *g, struct file *f)
{
	if (g->last != NULL)
		g->last->next = f;
	else
		g->first = f;
	f->follows = g->last != NULL;
	g->last = f;
}

/* an entity is whole only with its lists: one worker reads both */
static void
group_files(struct file *files, size_t n)
{
	struct map groups = {0};
	struct arena a = {0};
	struct group *g;
	size_t i;

	for (i = 0; i < n; i++)
		if (files[i].kind != NULL && files[i].form == FILE_PARTS)
			map_put(&groups, &a, group_name(&a, &files[i]),
			    ARENA_NEW(&a, struct group));
	for (i = 0; groups.n > 0 && i < n; i++) {
		g = files[i].kind == NULL ? NULL : map_get(&groups,
		    group_name(&a, &files[i]));
		if (g != NULL)
			add_file(g, &files[i]);
	}
	arena_done(&a);
}

/* why the content could not be listed */
static bool
tell_folder(const char *folder, const struct io_entry *all, size_t n,
    struct diags *d)
{
	int error = errno;

	for (size_t i = 0; error == ELOOP && i < n; i++)
		if (all[i].error == ELOOP)
			return diag(d, MESSAGE_CONTENT_DEEP, (span){0},
			    WORDS(all[i].path));
	return io_diag(d, MESSAGE_FILE_READ, str_of(folder));
}

/* the name itself of a path */
static str
last(str path)
{
	size_t at = path.n;

	while (at > 0 && path.p[at - 1] != '/')
		at--;
	return str_slice(path, at, path.n);
}

/* is it a file to be read?  It is told of what is none. */
static bool
take_file(struct arena *a, struct file *f, const struct sheets *sheets,
    const struct io_entry *e, struct diags *d)
{
	const str name = last(e->path);

	if (str_starts(name, STR("."))) {
		tell_hidden(a, f, sheets, e, name, d);
		return false;
	}
	if (e->type != IO_FILE || !place(f, sheets, e->path)) {
		tell_unknown(f, d);
		return false;
	}
	return f->form != FILE_ATTACHED || e->size <= LIMIT_ATTACHED ||
	    diag(d, MESSAGE_ATTACHED_LARGE, (span){0},
	    WORDS(str_of(f->path)));
}

bool
load_list(struct arena *a, const char *folder, struct file **files,
    size_t *n, struct diags *d)
{
	struct io_entry *all;
	struct sheets sheets;
	struct file *f;
	size_t nall, i;

	*n = 0;
	if (!io_list_hidden(a, folder, &all, &nall))
		return tell_folder(folder, all, nall, d);
	sheets_plan(a, &sheets);
	*files = ARENA_NEWN(a, struct file, nall + 1);
	for (i = 0; i < nall; i++) {
		if (all[i].type == IO_FOLDER)
			continue;
		f = &(*files)[*n];
		*f = (struct file){.folder = folder, .size = all[i].size,
		    .stamp = all[i].stamp, .settled = all[i].settled};
		f->path = str_printf(a, "%s/" STR_FMT, folder,
		    STR_ARG(all[i].path)).p;
		*n += take_file(a, f, &sheets, &all[i], d);
	}
	(*files)[*n] = (struct file){0};
	group_files(*files, *n);
	return true;
}
