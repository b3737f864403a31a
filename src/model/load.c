#include "model/load.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/io.h"
#include "model/decode.h"
#include "model/open.h"
#include "model/rows.h"
#include "text/csv.h"
#include "text/encoding.h"
#include "text/yaml.h"

enum { FILE_MOST = 8 << 20, PICTURE_MOST = 32 << 20 };

/* ---- which files ----------------------------------------------------- */

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

/* content/<plan>/…; rest is the path below the plan's folder */
static bool
place_plan_file(struct file *f, str rest)
{
	str first = take(&rest), name = first;

	f->kind = NULL;
	if (str_eq(first, STR("files")) && rest.n > 0) {
		f->form = FILE_ATTACHED;
		f->name = rest;
		return true;
	}
	if (rest.n == 0 && str_eq(first, STR("plan.md"))) {
		f->form = FILE_BODY;
		f->kind = &kind_plan;
		f->name = f->plan;
		return true;
	}
	if (rest.n == 0 && cut(&name, STR(".yaml"))) {
		f->form = FILE_LIST;
		f->kind = kind_find_folder(name);
		return f->kind != NULL && !f->kind->of_site &&
		    f->kind != &kind_plan;
	}
	if (rest.n == 0 && cut(&name, STR(".csv"))) {
		f->form = FILE_ROWS;
		f->kind = kind_find_folder(name);
		return f->kind != NULL && f->kind->rows;
	}
	f->kind = kind_find_folder(first);
	f->name = rest;
	if (f->kind == NULL || str_find(rest, STR("/")) < rest.n)
		return false;
	f->form = f->kind->rows ? FILE_ROWS : FILE_BODY;
	return cut(&f->name, f->kind->rows ? STR(".csv") : STR(".md")) &&
	    !f->kind->of_site && f->kind != &kind_plan;
}

static bool
place_site_file(struct file *f, str first, str rest)
{
	f->form = FILE_BODY;
	f->kind = &kind_page;
	f->name = rest.n > 0 ? rest : first;
	if (rest.n > 0 ? !str_eq(first, STR("pages")) :
	    !str_eq(first, STR("index.md")))
		return false;
	return cut(&f->name, STR(".md")) &&
	    str_find(f->name, STR("/")) == f->name.n;
}

static bool
place(struct file *f, str path)
{
	str first = take(&path);

	if (path.n == 0 || str_eq(first, STR("pages")))
		return place_site_file(f, first, path);
	f->plan = first;
	return place_plan_file(f, path);
}

static void
tell_unknown(const struct file *f, struct diags *d)
{
	struct buf names = {0};

	for (size_t i = 0; i < KIND_COUNT; i++)
		if (kinds[i] != &kind_plan && !kinds[i]->of_site)
			buf_printf(&names, "%s%s%s", names.n > 0 ? ", " : "",
			    kinds[i]->folder,
			    kinds[i] == &kind_actual ? ".csv" : ".yaml");
	diag(d, MESSAGE_FILE_UNKNOWN, (span){0},
	    WORDS(str_of(f->path), buf_str(&names)));
	buf_done(&names);
}

bool
load_list(struct arena *a, const char *folder, struct file **files,
    size_t *n, struct diags *d)
{
	struct io_entry *all;
	struct file *f;
	size_t nall, i;

	*n = 0;
	if (!io_list(a, folder, &all, &nall))
		return io_diag(d, MESSAGE_FILE_READ, str_of(folder));
	*files = ARENA_NEWN(a, struct file, nall + 1);
	for (i = 0; i < nall; i++) {
		if (all[i].type == IO_FOLDER)
			continue;
		f = &(*files)[*n];
		*f = (struct file){.size = all[i].size};
		f->path = str_printf(a, "%s/" STR_FMT, folder,
		    STR_ARG(all[i].path)).p;
		if (all[i].type == IO_FILE && place(f, all[i].path))
			(*n)++;
		else
			tell_unknown(f, d);
	}
	return true;
}

/* ---- entities --------------------------------------------------------- */

static bool
check_id(str id, span at, struct diags *d)
{
	return kind_id(id) || diag(d, MESSAGE_ID_SYNTAX, at, WORDS(id));
}

/*
 * The parent is the one around it; it may say so, but nothing else.  What
 * stands inside a draft is one.
 */
static void
set_parent(struct arena *a, struct entity *e, const struct entity *parent,
    str plan, struct diags *d)
{
	const struct field *f = shape_field(&e->kind->shape, STR("parent"));
	struct ref *r = (struct ref *)((char *)e + f->offset);

	if (r->id.n > 0 && !str_eq(r->id, parent->id) &&
	    !str_eq(r->id, str_printf(a, STR_FMT "/" STR_FMT, STR_ARG(plan),
	    STR_ARG(parent->id))))
		diag(d, MESSAGE_PARENT_TWICE, r->at, WORDS(e->id, parent->id,
		    r->id));
	*r = (struct ref){.id = parent->id, .at = e->at};
	e->draft = e->draft || parent->draft;
}

static void
refuse_item(struct arena *a, const struct ynode *n, const struct kind *k,
    struct diags *d)
{
	if (k->rows)
		decode_refuse(a, n, &k->shape, d);
	else
		diag(d, MESSAGE_VALUE_KEYS, n->at, WORDS(
		    str_of(k->shape.name), str_of(k->shape.ja)));
}

static void read_list(struct arena *, const struct ynode *, struct file *,
    const struct entity *parent, struct diags *);

static void
read_item(struct arena *a, const struct ynode *n, struct file *f,
    const struct entity *parent, struct diags *d)
{
	static const char *const children[] = {"children", NULL};
	const struct shape *s = &f->kind->shape;
	bool tree = kind_is_tree(f->kind);
	const struct ynode *id;
	struct entity *e;
	span at;

	if (n->type != YNODE_MAP) {
		refuse_item(a, n, f->kind, d);
		return;
	}
	id = yaml_find(n, STR("id"));
	at = decode_place(n);
	e = load_entity(a, f->kind, id != NULL ? id->at : at);
	e->from = at.off;
	decode(a, n, s, tree ? children : NULL, e, d);
	passage_list(a, n, s, &e->texts);
	open_list(a, &e->texts, &e->open);
	if (f->kind->rows) {
		f->items[f->n++] = e;
		return;
	}
	if (id == NULL || (id->type == YNODE_SCALAR && e->id.n == 0)) {
		diag(d, MESSAGE_KEY_MISSING, id != NULL ? id->key->at : at,
		    WORDS(str_of(s->name), str_of(s->ja), STR("id"),
		    STR("変わらない名前"), STR("the name that never changes")));
		return;
	}
	if (id->type != YNODE_SCALAR || !check_id(e->id, id->at, d))
		return;
	if (parent != NULL)
		set_parent(a, e, parent, f->plan, d);
	f->items[f->n++] = e;
	if (tree && (n = yaml_find(n, STR("children"))) != NULL)
		read_list(a, n, f, e, d);
}

static void
read_list(struct arena *a, const struct ynode *list, struct file *f,
    const struct entity *parent, struct diags *d)
{
	const struct shape *s = &f->kind->shape;
	const struct ynode *n;

	if (list->type != YNODE_LIST) {
		diag(d, MESSAGE_VALUE_LIST, list->at, WORDS(str_of(s->name),
		    str_of(s->ja), str_of(shape_at(s, 0)->name)));
		return;
	}
	for (n = list->child; n != NULL; n = n->next)
		read_item(a, n, f, parent, d);
}

/* ---- Markdown with front matter -------------------------------------- */

/* the line after the next one that is "---"; 0 if there is none */
static uint32_t
after_dashes(const struct source *s, uint32_t line)
{
	for (; line + 1 < s->nlines; line++)
		if (str_eq(source_line_text(s, line), STR("---")))
			return line + 1;
	return 0;
}

static void
read_body(struct arena *a, struct entity *e, span body, struct diags *d)
{
	struct md_facts *facts = ARENA_NEW(a, struct md_facts);

	e->body = body;
	md_read(a, body, model_scheme, facts, d);
	e->facts = facts;
}

/* names of folders that a site has for itself */
static bool
is_reserved(str id)
{
	static const char *const names[] = {"assets", "pages", "en", "data",
	    "search"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq(id, str_of(names[i])))
			return true;
	return false;
}

/* the id is the file's name; it may be written, but not another */
static void
read_keys(struct arena *a, const struct ynode *map, const struct file *f,
    struct entity *e, struct diags *d)
{
	const struct ynode *id = yaml_find(map, STR("id"));

	decode(a, map, &f->kind->shape, NULL, e, d);
	passage_list(a, map, &f->kind->shape, &e->texts);
	open_list(a, &e->texts, &e->open);
	if (id != NULL && !str_eq(e->id, f->name))
		diag(d, f->kind == &kind_plan ? MESSAGE_ID_FOLDER :
		    MESSAGE_ID_FILE, id->at, WORDS(e->id, f->name));
	e->id = f->name;
}

static void
read_front(struct arena *a, struct file *f, const struct source *src,
    struct diags *d)
{
	uint32_t body = 0, from = src->lines[1 < src->nlines ? 1 : 0];
	struct ynode none = {.type = YNODE_MAP, .at = {src, 0, 0}};
	const struct ynode *map;
	size_t before = d->errors;
	struct entity *e;
	span at = {src, 0, 0};

	if (after_dashes(src, 0) == 1)
		body = after_dashes(src, 1);
	if (body == 0) {
		diag(d, after_dashes(src, 0) == 1 ? MESSAGE_FRONT_OPEN :
		    MESSAGE_FRONT_MISSING, at, NO_WORDS);
		return;
	}
	e = load_entity(a, f->kind, at);
	e->id = f->name;
	map = yaml_read(a, src, from, src->lines[body - 1], d);
	if (map == NULL && d->errors == before)
		map = &none;
	if (map != NULL) {
		e->at.off = map->at.off;
		read_keys(a, map, f, e, d);
	}
	if (f->kind == &kind_plan && is_reserved(e->id))
		diag(d, MESSAGE_ID_RESERVED, at, WORDS(e->id));
	if (str_eq(e->id, STR("index")) ? f->kind == &kind_page :
	    check_id(e->id, at, d))
		f->items[f->n++] = e;
	read_body(a, e, (span){src, src->lines[body],
	    (uint32_t)src->text.n - src->lines[body]}, d);
}

/* ---- files ------------------------------------------------------------ */

static size_t
count_nodes(const struct ynode *n)
{
	size_t i = 0;

	for (; n != NULL; n = n->next)
		i += 1 + count_nodes(n->child);
	return i;
}

/* the size of a picture, so that a page does not jump while it loads */
static void
measure(struct file *f)
{
	struct arena a = {0};
	str bytes;

	if (picture_is(f->name) && io_read(&a, f->path, PICTURE_MOST, &bytes))
		f->picture = picture_read(bytes);
	arena_done(&a);
}

void
load_read(struct arena *a, struct file *f, struct diags *d)
{
	const struct ynode *list;
	struct source *src;
	str path = str_of(f->path), text;

	if (f->form == FILE_ATTACHED) {
		measure(f);
		return;
	}
	if (!io_read(a, f->path, FILE_MOST, &text)) {
		if (errno == EFBIG)
			diag(d, MESSAGE_CONTENT_LARGE, (span){0}, WORDS(path));
		else
			io_diag(d, MESSAGE_FILE_READ, path);
		return;
	}
	if (f->form == FILE_ROWS) {
		if (csv_decode(a, path, text, &text, d))
			rows_read(a, f, source_new(a, path, text), d);
		return;
	}
	src = source_new(a, path, text);
	if (!encoding_check(src, d))
		return;
	if (f->form == FILE_BODY) {
		f->items = ARENA_NEWN(a, struct entity *, 1);
		read_front(a, f, src, d);
		return;
	}
	list = yaml_read(a, src, 0, (uint32_t)text.n, d);
	if (list == NULL)
		return;
	f->items = ARENA_NEWN(a, struct entity *, count_nodes(list->child));
	read_list(a, list, f, NULL, d);
}

struct entity *
load_entity(struct arena *a, const struct kind *kind, span at)
{
	struct entity *e = arena_alloc(a, kind->shape.size);

	e->kind = kind;
	e->at = at;
	e->from = at.off;
	return e;
}
