#include "model/load.h"

#include <errno.h>
#include <string.h>

#include "base/diag.h"
#include "base/io.h"
#include "base/limit.h"
#include "model/decode.h"
#include "model/open.h"
#include "model/parts.h"
#include "model/rows.h"
#include "text/active.h"
#include "text/csv.h"
#include "text/encoding.h"
#include "text/yaml.h"

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
    struct parts *, const struct entity *parent, struct diags *);

static void
read_item(struct arena *a, struct ynode *n, struct file *f,
    struct parts *parts, const struct entity *parent, struct diags *d)
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
	parts_attach(parts, n, id != NULL ? id->scalar : (str){0}, e, d);
	decode(a, n, s, tree ? children : NULL, e, d);
	passage_list(a, n, s, &e->texts);
	open_list(a, &e->texts, &e->open);
	translation_list(a, n, s, &e->translations);
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
		read_list(a, n, f, parts, e, d);
}

static void
read_list(struct arena *a, const struct ynode *list, struct file *f,
    struct parts *parts, const struct entity *parent, struct diags *d)
{
	const struct shape *s = &f->kind->shape;
	struct ynode *n;

	if (list->type != YNODE_LIST) {
		diag(d, MESSAGE_VALUE_LIST, list->at, WORDS(str_of(s->name),
		    str_of(s->ja), str_of(shape_at(s, 0)->name)));
		return;
	}
	for (n = list->child; n != NULL; n = n->next)
		read_item(a, n, f, parts, parent, d);
}

/* ---- Markdown with front matter -------------------------------------- */

static bool
is_dashes(const struct source *s, uint32_t line)
{
	str text = source_line_text(s, line);

	if (line == 0 && str_starts(text, STR("\ufeff")))
		text = str_slice(text, 3, text.n);
	return str_eq(text, STR("---"));
}

/* the line after the next one that is "---"; 0 if there is none */
static uint32_t
after_dashes(const struct source *s, uint32_t line)
{
	for (; line + 1 < s->nlines; line++)
		if (is_dashes(s, line))
			return line + 1;
	return 0;
}

static const struct md_facts *
read_body(struct arena *a, span body, struct diags *d)
{
	struct md_facts *facts = ARENA_NEW(a, struct md_facts);

	md_read(a, body, model_scheme, facts, d);
	return facts;
}

/* without keys it is the body of an entity that another file has */
static bool
read_bare(struct arena *a, struct file *f, const struct source *src,
    struct diags *d)
{
	const span all = {src, 0, (uint32_t)src->text.n};

	if (f->kind->of_site || f->kind == &kind_plan)
		return diag(d, MESSAGE_FRONT_MISSING, (span){src, 0, 0},
		    NO_WORDS);
	f->body = all;
	f->facts = read_body(a, all, d);
	return true;
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
read_keys(struct arena *a, struct ynode *map, const struct file *f,
    struct parts *parts, struct entity *e, struct diags *d)
{
	const struct ynode *id = yaml_find(map, STR("id"));

	parts_attach(parts, map, f->name, e, d);
	decode(a, map, &f->kind->shape, NULL, e, d);
	passage_list(a, map, &f->kind->shape, &e->texts);
	open_list(a, &e->texts, &e->open);
	translation_list(a, map, &f->kind->shape, &e->translations);
	if (id != NULL && !str_eq(e->id, f->name))
		diag(d, f->kind == &kind_plan ? MESSAGE_ID_FOLDER :
		    MESSAGE_ID_FILE, id->at, WORDS(e->id, f->name));
	e->id = f->name;
}

static void
read_front(struct arena *a, struct file *f, const struct source *src,
    struct parts *parts, struct diags *d)
{
	uint32_t body = 0, from = src->lines[1 < src->nlines ? 1 : 0];
	struct ynode none = {.type = YNODE_MAP, .at = {src, 0, 0}};
	struct ynode *map;
	size_t before = d->errors;
	struct entity *e;
	span at = {src, 0, 0};

	if (after_dashes(src, 0) != 1) {
		read_bare(a, f, src, d);
		return;
	}
	if ((body = after_dashes(src, 1)) == 0) {
		diag(d, MESSAGE_FRONT_OPEN, at, NO_WORDS);
		return;
	}
	e = load_entity(a, f->kind, at);
	e->id = f->name;
	map = yaml_read(a, src, from, src->lines[body - 1], d);
	if (map == NULL && d->errors == before)
		map = &none;
	if (map != NULL) {
		e->at.off = map->at.off;
		read_keys(a, map, f, parts, e, d);
	}
	if (f->kind == &kind_plan && is_reserved(e->id))
		diag(d, MESSAGE_ID_RESERVED, at, WORDS(e->id));
	if (str_eq(e->id, STR("index")) ? f->kind == &kind_page :
	    check_id(e->id, at, d))
		f->items[f->n++] = e;
	e->body = (span){src, src->lines[body],
	    (uint32_t)src->text.n - src->lines[body]};
	e->facts = read_body(a, e->body, d);
}

/* ---- the same in another language, or in plain words ----------------- */

/* its front matter translates texts, and tells nothing else */
static bool
check_texts(const struct ynode *map, const struct shape *s, str name,
    struct diags *d)
{
	const struct field *f;
	const struct ynode *v;
	bool ok = true;

	for (v = map->child; v != NULL; v = v->next) {
		f = shape_field(s, v->key->scalar);
		if (f != NULL && (f->fixed || (f->type != FIELD_TEXT &&
		    f->type != FIELD_TEXTS)))
			ok = diag(d, MESSAGE_VARIANT_KEY, v->key->at,
			    WORDS(v->key->scalar, name));
	}
	return ok;
}

/* the front matter, which may be left out, is texts of the entity */
static void
read_variant(struct arena *a, struct file *f, const struct source *src,
    struct diags *d)
{
	const struct shape *s = &f->kind->shape;
	struct entity *e = load_entity(a, f->kind, (span){src, 0, 0});
	uint32_t body = 0;
	const struct ynode *map;

	e->id = f->name;
	f->items[f->n++] = e;
	if (after_dashes(src, 0) == 1 && (body = after_dashes(src, 1)) == 0) {
		diag(d, MESSAGE_FRONT_OPEN, e->at, NO_WORDS);
		return;
	}
	if (body > 0) {
		map = yaml_read(a, src, src->lines[1], src->lines[body - 1],
		    d);
		if (map != NULL && check_texts(map, s, f->name, d)) {
			decode_part(a, map, s, e, d);
			passage_list(a, map, s, &e->texts);
			open_list(a, &e->texts, &e->open);
		}
		e->id = f->name;
	}
	e->body = (span){src, src->lines[body],
	    (uint32_t)src->text.n - src->lines[body]};
	e->facts = read_body(a, e->body, d);
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

	if (picture_is(f->name) && io_read_inside(&a, f->folder, f->path,
	    LIMIT_PICTURE, &bytes))
		f->picture = picture_read(bytes);
	arena_done(&a);
}

/* what a browser would run, on the site's own address */
static void
check_active(const struct file *f, struct diags *d)
{
	struct arena a = {0};
	str bytes = {0};

	if (active_name(f->name))
		diag(d, MESSAGE_ATTACHMENT_ACTIVE, (span){0},
		    WORDS(str_of(f->path)));
	else if (!active_drawing(f->name))
		;
	else if (!io_read_inside(&a, f->folder, f->path, LIMIT_PICTURE,
	    &bytes) && errno != EFBIG)
		io_diag(d, MESSAGE_FILE_READ, str_of(f->path));
	else if (bytes.p == NULL || active_svg(bytes))
		diag(d, MESSAGE_ATTACHMENT_SCRIPT, (span){0},
		    WORDS(str_of(f->path)));
	arena_done(&a);
}

static void
read_sheet(struct arena *a, struct file *f, struct source *src,
    struct parts *parts, struct diags *d)
{
	if (f->form == FILE_PARTS)
		parts_read(parts, f->sheet, src, d);
	else
		rows_read(a, f, src, parts, d);
}

static void
read_file(struct arena *a, struct file *f, struct parts *parts,
    struct diags *d)
{
	struct ynode *list;
	struct source *src;
	str path = str_of(f->path), text;

	if (f->form == FILE_ATTACHED) {
		measure(f);
		check_active(f, d);
		return;
	}
	if (f->unsaved != NULL)
		text = *f->unsaved;
	else if (!io_read_inside(a, f->folder, f->path, LIMIT_FILE, &text)) {
		if (errno == EFBIG)
			diag(d, MESSAGE_CONTENT_LARGE, (span){0}, WORDS(path));
		else
			io_diag(d, MESSAGE_FILE_READ, path);
		return;
	}
	if (f->sheet != NULL) {
		if (csv_decode(a, path, text, &text, d))
			read_sheet(a, f, source_new(a, path, text), parts, d);
		return;
	}
	src = source_new(a, path, text);
	if (!encoding_check(src, d))
		return;
	if (f->form == FILE_BODY) {
		f->items = ARENA_NEWN(a, struct entity *, 1);
		if (f->variant != VARIANT_MAIN)
			read_variant(a, f, src, d);
		else
			read_front(a, f, src, parts, d);
		return;
	}
	list = yaml_read(a, src, 0, (uint32_t)text.n, d);
	if (list == NULL)
		return;
	f->items = ARENA_NEWN(a, struct entity *, count_nodes(list->child));
	read_list(a, list, f, parts, NULL, d);
}

/* where a file could not be read, nothing is missed that may be in it */
static void
read_group(struct arena *a, struct file *first, struct diags *d)
{
	struct parts parts = {.arena = a};
	bool whole = true;
	size_t before;
	struct file *f;

	for (f = first; f != NULL; f = f->next)
		if (f->form == FILE_PARTS)
			read_file(a, f, &parts, d);
	parts_sort(&parts, d);
	for (f = first; f != NULL; f = f->next) {
		if (f->form == FILE_PARTS)
			continue;
		before = d->errors;
		read_file(a, f, &parts, d);
		whole = whole && (f->n > 0 || d->errors == before);
	}
	parts_done(&parts, whole, d);
}

void
load_read(struct arena *a, struct file *f, struct diags *d)
{
	if (f->follows)
		return;
	if (f->next != NULL || f->form == FILE_PARTS)
		read_group(a, f, d);
	else
		read_file(a, f, NULL, d);
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
