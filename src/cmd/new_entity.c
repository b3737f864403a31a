#include "cmd/new.h"

#include <errno.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/limit.h"
#include "base/source.h"
#include "cmd/new_text.h"
#include "cmd/options.h"
#include "cmd/schema.h"
#include "cmd/site_above.h"
#include "model/load.h"
#include "text/encoding.h"
#include "text/yaml.h"

/* Where the new one goes. */
struct making {
	struct arena arena;
	const struct options *options;
	const struct kind *kind;
	const char *site;       /* its folder, with a slash behind; "": here */
	const char *root;       /* the same, as a folder */
	str plan_id;            /* {0}: a page of the site */
	struct new_words words;
	struct file *files;     /* of the content */
	size_t nfiles;
};

/* ---- which plan ------------------------------------------------------------ */

/* the site around the current folder, and the plan whose folder that is */
static bool
find_site(struct making *m)
{
	const str content = STR("content/");
	str above, below = {0};

	m->site = "";
	m->root = ".";
	if (io_exists("site.yaml"))
		return true;
	above = site_above(&m->arena, ".", &below);
	m->root = above.p;
	m->site = str_printf(&m->arena, STR_FMT "/", STR_ARG(above)).p;
	if (str_starts(below, content)) {
		below = str_slice(below, content.n, below.n);
		m->plan_id = str_slice(below, 0, str_find(below, STR("/")));
	}
	return above.n > 0;
}

static size_t
count_plans(const struct making *m, str *only)
{
	size_t n = 0;

	for (size_t i = 0; i < m->nfiles; i++)
		if (m->files[i].kind == &kind_plan) {
			*only = m->files[i].plan;
			n++;
		}
	return n;
}

/* mihon/new-id names both; a row has no id, so its operand is the plan */
static bool
read_operand(struct making *m)
{
	str all = str_of(m->options->noperands > 1 ?
	    m->options->operands[1] : "");
	size_t slash = str_find(all, STR("/"));

	if (m->kind->of_site) {
		m->words.id = all;
		m->plan_id = (str){0};
	} else if (m->kind->rows) {
		if (slash > 0)
			m->plan_id = str_slice(all, 0, slash);
	} else if (slash < all.n) {
		m->plan_id = str_slice(all, 0, slash);
		m->words.id = str_slice(all, slash + 1, all.n);
	} else
		m->words.id = all;
	return m->kind->rows || kind_id(m->words.id);
}

static bool
has_plan(const struct making *m)
{
	for (size_t i = 0; i < m->nfiles; i++)
		if (m->files[i].kind == &kind_plan &&
		    str_eq(m->files[i].plan, m->plan_id))
			return true;
	return false;
}

static int
find_plan(struct making *m)
{
	const struct options *o = m->options;
	struct diags d = {0};
	str only;

	load_list(&m->arena, str_printf(&m->arena, "%scontent", m->site).p,
	    &m->files, &m->nfiles, &d);
	diags_done(&d);
	if (m->kind->of_site)
		return EXIT_GOOD;
	if (m->plan_id.n == 0 && count_plans(m, &only) == 1)
		m->plan_id = only;
	if (m->plan_id.n == 0)
		return new_refuse(o, "計画の id も書いてください（例）",
		    "name the plan too, such as", m->kind->rows ?
		    "midori-2030" : "midori-2030/new-id");
	return has_plan(m) ? EXIT_GOOD : new_refuse(o,
	    "この計画はありません", "there is no such plan",
	    str_copy(&m->arena, m->plan_id).p);
}

/* ---- ids that are taken ---------------------------------------------------- */

static bool
is_taken(const struct making *m, const struct entity *e)
{
	for (size_t i = 0; i < e->aliases.n; i++)
		if (str_eq(e->aliases.items[i], m->words.id))
			return true;
	return !e->kind->rows && str_eq(e->id, m->words.id);
}

/* the file that holds an entity of the id; NULL if none does */
static const char *
look_through(struct making *m)
{
	const char *found = NULL;
	struct diags d = {0};
	struct file *f;

	for (size_t i = 0; i < m->nfiles; i++) {
		f = &m->files[i];
		if (f->kind == NULL || !str_eq(f->plan, m->plan_id))
			continue;
		load_read(&m->arena, f, &d);
		for (size_t k = 0; k < f->n; k++) {
			if (f->items[k]->kind == &kind_plan)
				m->words.plan = (const void *)f->items[k];
			else if (found == NULL && !m->kind->rows &&
			    is_taken(m, f->items[k]))
				found = f->path;
		}
	}
	diags_done(&d);
	return found;
}

/* ---- documents and actuals ------------------------------------------------------ */

static bool
is_of(const struct making *m, const struct file *f, const struct kind *k)
{
	return f->kind == k && str_eq(f->plan, m->plan_id);
}

static bool
is_listed(const struct making *m, str name)
{
	const struct field *of = shape_field(&kind_document.shape,
	    STR("file"));
	const struct file *f;

	for (f = m->files; f < m->files + m->nfiles; f++)
		for (size_t i = 0; is_of(m, f, &kind_document) && i < f->n; i++)
			if (str_eq(*(const str *)field_of(of, f->items[i]),
			    name))
				return true;
	return false;
}

/* a document is about the first attachment that is in no list yet */
static bool
find_attachment(struct making *m)
{
	const struct file *f;

	for (f = m->files; f < m->files + m->nfiles; f++)
		if (f->form == FILE_ATTACHED && is_of(m, f, NULL) &&
		    !is_listed(m, f->name)) {
			m->words.file = f->name;
			return true;
		}
	return false;
}

/* the sheet that all actuals are in: further rows are typed into it */
static int
write_rows(struct making *m, const char *path)
{
	struct buf ids = {0}, text = {0};
	const struct file *f;
	int code = EXIT_GOOD;

	for (f = m->files; f < m->files + m->nfiles; f++)
		for (size_t i = 0; is_of(m, f, &kind_indicator) && i < f->n;
		    i++)
			buf_put(&ids, (str){(const char *)&f->items[i]->id,
			    sizeof(str)});
	new_text_rows(&m->words, (const void *)ids.p, ids.n / sizeof(str),
	    &text);
	if (!io_write_new_inside(m->root, path, buf_str(&text)))
		code = new_fail(m->options, path);
	buf_done(&ids);
	buf_done(&text);
	return code;
}

/* ---- lists ------------------------------------------------------------------- */

static bool
is_crlf(str text)
{
	size_t n = str_find(text, STR("\n"));

	return n > 0 && n < text.n && text.p[n - 1] == '\r';
}

static size_t
count_items(const struct ynode *list)
{
	const struct ynode *n;
	size_t count = 0;

	for (n = list != NULL ? list->child : NULL; n != NULL; n = n->next)
		count++;
	return count;
}

/* YAML that is well-formed; *list is NULL if it is nothing but comments */
static bool
parse(struct making *m, const char *path, str text, struct ynode **list,
    struct diags *d)
{
	size_t before = d->errors;
	struct source *src = source_new(&m->arena, str_of(path), text);

	*list = NULL;
	if (!encoding_check(src, d))
		return false;
	*list = yaml_read(&m->arena, src, 0, (uint32_t)text.n, d);
	return d->errors == before;
}

/* the blanks before the dashes of a list; false if it has none: [a, b] */
static bool
list_indent(const struct ynode *list, size_t *indent)
{
	struct place p;

	*indent = 0;
	if (list == NULL)
		return true;
	p = source_place(list->at);
	*indent = p.col - 1;
	return list->type == YNODE_LIST && *source_text(list->at).p == '-';
}

/* line ends as the file has them */
static void
put_text(str text, bool crlf, struct buf *out)
{
	for (size_t i = 0; i < text.n; i++) {
		if (crlf && text.p[i] == '\n')
			buf_putc(out, '\r');
		buf_putc(out, text.p[i]);
	}
}

static void
join(const struct making *m, str old, size_t indent, struct buf *out)
{
	bool crlf = is_crlf(old);
	struct buf entry = {0};

	buf_put(out, old);
	if (old.n > 0 && old.p[old.n - 1] != '\n')
		buf_puts(out, crlf ? "\r\n" : "\n");
	new_text_entry(m->kind, &m->words, indent, &entry);
	put_text(buf_str(&entry), crlf, out);
	buf_done(&entry);
}

static int
refuse_list(const struct making *m, const char *path)
{
	return new_refuse(m->options,
	    "このファイルには書き足せません。「- id: …」を並べた一覧にしてください",
	    "cannot add to this file; make it a list of '- id: …'", path);
}

/* what comes of it is read again before anything is written */
static int
add(struct making *m, const char *path, str old, struct diags *d)
{
	struct ynode *list, *longer;
	struct buf all = {0};
	size_t indent;
	int code = EXIT_GOOD;

	if (!parse(m, path, old, &list, d))
		return EXIT_PROBLEMS;
	if (!list_indent(list, &indent))
		return refuse_list(m, path);
	join(m, old, indent, &all);
	if (!parse(m, path, buf_str(&all), &longer, d) ||
	    count_items(longer) != count_items(list) + 1)
		code = refuse_list(m, path);
	else if (!io_replace_inside(m->root, path, old, buf_str(&all)))
		code = new_fail(m->options, path);
	buf_done(&all);
	return code;
}

static int
append(struct making *m, const char *path)
{
	struct diags d = {0};
	int code;
	str old;

	if (!io_read_inside(&m->arena, m->root, path, LIMIT_FILE, &old))
		return new_fail(m->options, path);
	code = add(m, path, old, &d);
	if (code == EXIT_PROBLEMS)
		diags_print(&d, m->options->language, DIAGS_MOST, stderr);
	diags_done(&d);
	return code;
}

/* ---- files --------------------------------------------------------------------- */

static int
create(struct making *m, const char *path, bool list)
{
	struct buf text = {0};
	bool ok;

	if (list) {
		new_text_head(m->kind, m->words.language, &text);
		new_text_entry(m->kind, &m->words, 0, &text);
	} else
		new_text_file(m->kind, &m->words, &text);
	ok = io_write_new_inside(m->root, path, buf_str(&text));
	buf_done(&text);
	return ok ? EXIT_GOOD : new_fail(m->options, path);
}

/* so that the first line of a list leads somewhere */
static void
keep_schemas(struct making *m)
{
	const char *folder = str_printf(&m->arena, "%s%s", m->site,
	    schema_folder).p;
	struct options quiet = *m->options;

	quiet.quiet = true;
	if (!io_exists(folder))
		schema_write(&quiet, m->root, folder);
}

static int
write_list(struct making *m, const char *path)
{
	int code = io_exists(path) ? append(m, path) : create(m, path, true);

	if (code == EXIT_GOOD)
		keep_schemas(m);
	return code;
}

static int
write_file(struct making *m, const char *folder, const char **path)
{
	*path = str_printf(&m->arena, "%s/" STR_FMT ".md", folder,
	    STR_ARG(m->words.id)).p;
	return create(m, *path, false);
}

/* the list that is there; else a file for what has a body, or a new list */
static int
write_out(struct making *m)
{
	const char *base = str_printf(&m->arena, "%scontent/" STR_FMT "%s%s",
	    m->site, STR_ARG(m->plan_id), m->plan_id.n > 0 ? "/" : "",
	    m->kind->folder).p;
	const char *path = str_printf(&m->arena, "%s.%s", base,
	    m->kind == &kind_actual ? "csv" : "yaml").p;
	int code;

	/* the list and the folder of files: either may be a link */
	if (!io_stays_inside(m->root, path) ||
	    !io_stays_inside(m->root, base))
		return new_fail(m->options, path);
	if (m->kind == &kind_actual)
		code = write_rows(m, path);
	else if (m->kind->of_site || (new_text_body(m->kind) && !io_exists(path)))
		code = write_file(m, base, &path);
	else
		code = write_list(m, path);
	if (code == EXIT_GOOD && !m->options->quiet)
		printf("%s\n", path);
	return code;
}

static void
find_words(struct making *m)
{
	const struct options *o = m->options;
	bool ja = o->language == LANGUAGE_JA;
	const char *what = str_printf(&m->arena, ja ? "%sの%s" : "%s: %s",
	    ja ? m->kind->shape.ja : m->kind->shape.name, ja ?
	    m->kind->rows ? "説明" : "名称" : m->kind->rows ? "text" :
	    "title").p;

	m->words.language = o->language;
	m->words.today = new_today(&m->arena);
	if (o->title != NULL)
		m->words.title = str_of(o->title);
	else if (new_asks(o) && m->kind != &kind_actual)
		m->words.title = new_ask(&m->arena, o, what, what, (str){0});
}

static int
make(struct making *m)
{
	const struct options *o = m->options;
	const char *there;
	int code;

	if (!find_site(m))
		return new_refuse(o, "サイトのフォルダーで実行してください。ありません",
		    "run it in the folder of a site; there is no",
		    "site.yaml");
	if (!read_operand(m))
		return new_refuse(o, "id は a-z 0-9 - で書きます（例：new-id）",
		    "an id is written with a-z 0-9 - (such as new-id)",
		    o->noperands > 1 ? o->operands[1] : "");
	if ((code = find_plan(m)) != EXIT_GOOD)
		return code;
	if ((there = look_through(m)) != NULL)
		return new_refuse(o, "この id はもうあります。何も書き換えていません",
		    "the id is there already; nothing was changed", there);
	if (m->kind == &kind_document && !find_attachment(m))
		return new_refuse(o, "載せるファイルを先に置いてください",
		    "put the file there first", str_printf(&m->arena,
		    "content/" STR_FMT "/files/",
		    STR_ARG(m->plan_id)).p);
	find_words(m);
	return write_out(m);
}

int
new_entity(const struct options *o, const struct kind *k)
{
	struct making m = {.options = o, .kind = k};
	int code = make(&m);

	arena_done(&m.arena);
	return code;
}
