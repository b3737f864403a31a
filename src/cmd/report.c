#include "cmd/report.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/utf8.h"
#include "cmd/sarif_rule.h"

static const char *const level_words[] = {"note", "warning", "error"};

/* Where a finding stands, as editors and CI count. */
struct region {
	str path, cell;
	uint32_t line, column, end_line, end_column;    /* 0: no place */
};

/* a finding with the name that it keeps when lines are added above */
struct item {
	const struct finding *finding;
	char fingerprint[17];
};

struct items {
	struct item *items;
	size_t n;
};

/* ---- fingerprints ------------------------------------------------------- */

static uint64_t
mix(uint64_t h, str s)
{
	/* FNV-1a; the length keeps "ab","c" from "a","bc" */
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
	return (h ^ s.n) * 1099511628211u;
}

/* of a line without end, only what follows */
static str
line_of(const struct finding *f)
{
	enum { LINE_MOST = 1000 };
	str line = source_place(f->at).text, rest = f->at.src->text;

	if (line.n <= LINE_MOST)
		return str_trim(line);
	rest = str_slice(rest, f->at.off, rest.n);
	return str_slice(rest, 0, rest.n < LINE_MOST ? rest.n : LINE_MOST);
}

static uint64_t
name(const struct finding *f, size_t times)
{
	uint64_t h = mix(14695981039346656037u,
	    str_of(f->code != NULL ? f->code : ""));

	if (f->at.src != NULL) {
		h = mix(h, f->at.src->path);
		h = mix(h, line_of(f));
	} else
		h = mix(h, f->text);
	return (h ^ times) * 1099511628211u;
}

static void
print(struct item *item, uint64_t hash)
{
	snprintf(item->fingerprint, sizeof(item->fingerprint), "%016llx",
	    (unsigned long long)hash);
}

/* the second of two equal lines has another fingerprint than the first */
static struct items
fingerprint(struct arena *a, const struct finding *f, size_t n)
{
	struct items all = {ARENA_NEWN(a, struct item, n), 0};
	struct map seen = {0};
	struct item *item;
	size_t *times;

	for (size_t i = 0; i < n; i++) {
		item = &all.items[all.n++];
		item->finding = &f[i];
		print(item, name(&f[i], 0));
		times = map_get(&seen, str_of(item->fingerprint));
		if (times == NULL) {
			times = ARENA_NEW(a, size_t);
			map_put(&seen, a, str_copy(a,
			    str_of(item->fingerprint)), times);
		}
		if (*times > 0)
			print(item, name(&f[i], *times));
		++*times;
	}
	return all;
}

/* ---- places ---------------------------------------------------------------- */

static str
cell_name(struct arena *a, const struct cell *c)
{
	struct buf out = {0};
	str name;

	source_column(c->column, &out);
	buf_printf(&out, "%u", c->row);
	name = str_copy(a, buf_str(&out));
	buf_done(&out);
	return name;
}

static struct region
region(struct arena *a, span at)
{
	struct region r = {0};
	struct place from, to;
	span end = at;

	if (at.src == NULL)
		return r;
	end.off += at.len;
	end.len = 0;
	from = source_place(at);
	to = source_place(end);
	r.path = at.src->path;
	if (from.cell != NULL)
		r.cell = cell_name(a, from.cell);
	r.line = from.line;
	r.column = from.col;
	r.end_line = to.line;
	r.end_column = to.col;
	return r;
}

static str
shown(struct arena *a, str path)
{
	struct buf out = {0};
	str text;

	utf8_show_line(path, &out);
	text = str_copy(a, buf_str(&out));
	buf_done(&out);
	return text;
}

/* as it is, but JSON holds no bytes that are no text */
static str
as_text(struct arena *a, str path)
{
	return utf8_bad(path) == path.n ? path : shown(a, path);
}

static void
put_number(struct buf *out, const char *key, uint32_t n)
{
	if (n > 0)
		buf_printf(out, "\"%s\": %u", key, n);
	else
		buf_printf(out, "\"%s\": null", key);
}

static void
put_text(struct buf *out, const char *key, str text)
{
	buf_printf(out, "\"%s\": ", key);
	buf_json(out, text);
}

/*
 * A file in another encoding has no lines and columns to point to, so that
 * only keikaku fix can mend it.
 */
static size_t
count_edits(const struct finding *f)
{
	return f->nedits > 0 && utf8_bad(f->edits->at.src->text) ==
	    f->edits->at.src->text.n ? f->nedits : 0;
}

/* ---- json -------------------------------------------------------------------- */

static void
json_edits(struct buf *out, struct arena *a, const struct finding *f)
{
	const size_t n = count_edits(f);
	struct region r;

	buf_puts(out, "\"edits\": [");
	for (size_t i = 0; i < n; i++) {
		r = region(a, f->edits[i].at);
		buf_printf(out, "%s{\"line\": %u, \"column\": %u, "
		    "\"end_line\": %u, \"end_column\": %u, ",
		    i > 0 ? ", " : "", r.line, r.column, r.end_line,
		    r.end_column);
		put_text(out, "text", f->edits[i].instead);
		buf_putc(out, '}');
	}
	buf_puts(out, "], ");
}

static void
json_notes(struct buf *out, struct arena *a, const struct finding *f)
{
	struct region r;

	buf_puts(out, "\"notes\": [");
	for (size_t i = 0; i < f->nnotes; i++) {
		r = region(a, f->notes[i].at);
		buf_puts(out, i > 0 ? ", {" : "{");
		put_text(out, "path", as_text(a, r.path));
		buf_puts(out, ", ");
		put_number(out, "line", r.line);
		buf_puts(out, ", ");
		put_number(out, "column", r.column);
		buf_puts(out, ", ");
		put_text(out, "message", f->notes[i].text);
		buf_putc(out, '}');
	}
	buf_puts(out, "], ");
}

static void
json_place(struct buf *out, struct arena *a, const struct region *r)
{
	put_text(out, "path", as_text(a, r->path));
	buf_puts(out, ", ");
	put_number(out, "line", r->line);
	buf_puts(out, ", ");
	put_number(out, "column", r->column);
	buf_puts(out, ", ");
	put_number(out, "end_line", r->end_line);
	buf_puts(out, ", ");
	put_number(out, "end_column", r->end_column);
	buf_puts(out, ", ");
	put_text(out, "cell", r->cell);
	buf_puts(out, ", ");
}

static void
json(struct buf *out, struct arena *a, const struct items *all)
{
	const struct finding *f;
	struct region r;

	for (size_t i = 0; i < all->n; i++) {
		f = all->items[i].finding;
		r = region(a, f->at);
		buf_printf(out, "{\"level\": \"%s\", ",
		    level_words[f->level]);
		put_text(out, "code", f->code != NULL ? str_of(f->code) :
		    (str){0});
		buf_puts(out, ", ");
		json_place(out, a, &r);
		put_text(out, "message", f->text);
		buf_puts(out, ", ");
		put_text(out, "fix", f->fix);
		buf_puts(out, ", ");
		json_edits(out, a, f);
		buf_printf(out, "\"times\": %zu, ", f->more + 1);
		json_notes(out, a, f);
		buf_printf(out, "\"fingerprint\": \"%s\"}\n",
		    all->items[i].fingerprint);
	}
}

/* ---- github --------------------------------------------------------------------- */

/*
 * docs.github.com, "Workflow commands": % and line ends in a message, and
 * also : and , in a property.
 */
static void
github_escape(struct buf *out, str s, bool property)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '%' || s.p[i] == '\n' || s.p[i] == '\r' ||
		    (property && (s.p[i] == ':' || s.p[i] == ',')))
			buf_printf(out, "%%%02X", (unsigned char)s.p[i]);
		else
			buf_putc(out, s.p[i]);
}

static void
github(struct buf *out, struct arena *a, const struct items *all)
{
	const struct finding *f;
	struct region r;

	for (size_t i = 0; i < all->n; i++) {
		f = all->items[i].finding;
		r = region(a, f->at);
		buf_printf(out, "::%s title=%s", f->level == LEVEL_NOTE ?
		    "notice" : level_words[f->level],
		    f->code != NULL ? f->code : "keikaku");
		if (r.line > 0) {
			buf_puts(out, ",file=");
			github_escape(out, shown(a, r.path), true);
			buf_printf(out, ",line=%u,endLine=%u", r.line,
			    r.end_line);
		}
		/* GitHub takes columns within one line only */
		if (r.line > 0 && r.line == r.end_line)
			buf_printf(out, ",col=%u,endColumn=%u", r.column,
			    r.end_column);
		buf_puts(out, "::");
		github_escape(out, f->text, false);
		if (f->fix.p != NULL) {
			buf_puts(out, "%0A");
			github_escape(out, f->fix, false);
		}
		buf_putc(out, '\n');
	}
}

/* ---- sarif ------------------------------------------------------------------------ */

static void
sarif_uri(struct buf *out, str path)
{
	static const char plain[] = "-._~/0123456789"
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

	for (size_t i = 0; i < path.n; i++)
		if (strchr(plain, path.p[i]) != NULL && path.p[i] != '\0')
			buf_putc(out, path.p[i]);
		else
			buf_printf(out, "%%%02X", (unsigned char)path.p[i]);
}

static void
sarif_file(struct buf *out, const struct region *r)
{
	buf_puts(out, "\"artifactLocation\": {\"uri\": \"");
	sarif_uri(out, r->path);
	buf_puts(out, "\"}, ");
}

static void
sarif_region(struct buf *out, const struct region *r)
{
	buf_printf(out, "{\"startLine\": %u, \"startColumn\": %u, "
	    "\"endLine\": %u, \"endColumn\": %u}", r->line, r->column,
	    r->end_line, r->end_column);
}

static void
sarif_place(struct buf *out, const struct region *r)
{
	buf_puts(out, "{\"physicalLocation\": {");
	sarif_file(out, r);
	buf_puts(out, "\"region\": ");
	sarif_region(out, r);
	buf_puts(out, "}}");
}

static void
sarif_message(struct buf *out, const struct finding *f)
{
	struct buf whole = {0};

	buf_put(&whole, f->text);
	if (f->fix.p != NULL)
		buf_join(&whole, "\n", f->fix);
	buf_puts(out, "\"message\": {");
	put_text(out, "text", buf_str(&whole));
	buf_putc(out, '}');
	buf_done(&whole);
}

static void
sarif_notes(struct buf *out, struct arena *a, const struct finding *f)
{
	struct region r;
	size_t put = 0;

	for (size_t i = 0; i < f->nnotes; i++) {
		if ((r = region(a, f->notes[i].at)).line == 0)
			continue;
		buf_puts(out, put++ > 0 ? ", " : ", \"relatedLocations\": [");
		sarif_place(out, &r);
	}
	if (put > 0)
		buf_putc(out, ']');
}

/* what an editor offers to write instead */
static void
sarif_edits(struct buf *out, struct arena *a, const struct finding *f)
{
	const size_t n = count_edits(f);
	struct region r;

	if (n == 0)
		return;
	r = region(a, f->edits->at);
	buf_puts(out, ", \"fixes\": [{\"artifactChanges\": [{");
	sarif_file(out, &r);
	buf_puts(out, "\"replacements\": [");
	for (size_t i = 0; i < n; i++) {
		r = region(a, f->edits[i].at);
		buf_puts(out, i > 0 ? ", {\"deletedRegion\": " :
		    "{\"deletedRegion\": ");
		sarif_region(out, &r);
		buf_puts(out, ", \"insertedContent\": {");
		put_text(out, "text", f->edits[i].instead);
		buf_puts(out, "}}");
	}
	buf_puts(out, "]}]}]");
}

static void
sarif_result(struct buf *out, struct arena *a, const struct item *item)
{
	const struct finding *f = item->finding;
	struct region r = region(a, f->at);

	buf_putc(out, '{');
	if (f->code != NULL)
		buf_printf(out, "\"ruleId\": \"%s\", ", f->code);
	buf_printf(out, "\"level\": \"%s\", ", level_words[f->level]);
	sarif_message(out, f);
	if (r.line > 0) {
		buf_puts(out, ", \"locations\": [");
		sarif_place(out, &r);
		buf_putc(out, ']');
	}
	sarif_notes(out, a, f);
	sarif_edits(out, a, f);
	buf_printf(out, ", \"partialFingerprints\": {\"keikaku/v1\": \"%s\"}}",
	    item->fingerprint);
}

/* every code that occurs, once */
static void
sarif_rules(struct buf *out, struct arena *a, const struct items *all,
    enum language language)
{
	struct map seen = {0};
	const struct finding *f;

	for (size_t i = 0; i < all->n; i++) {
		f = all->items[i].finding;
		if (f->code == NULL || map_get(&seen, str_of(f->code)) != NULL)
			continue;
		buf_puts(out, seen.n > 0 ? ",\n" : "\n");
		sarif_rule(out, f->code, language);
		map_put(&seen, a, str_of(f->code), out);
	}
}

static void
sarif(struct buf *out, struct arena *a, const struct items *all,
    enum language language)
{
	buf_puts(out, "{\"$schema\": \"https://json.schemastore.org/"
	    "sarif-2.1.0.json\", \"version\": \"2.1.0\", \"runs\": [\n"
	    "{\"tool\": {\"driver\": {\"name\": \"keikaku\", \"version\": \""
	    VERSION "\", \"rules\": [");
	sarif_rules(out, a, all, language);
	buf_puts(out, "]}}, \"columnKind\": \"unicodeCodePoints\", "
	    "\"results\": [\n");
	for (size_t i = 0; i < all->n; i++) {
		sarif_result(out, a, &all->items[i]);
		buf_puts(out, i + 1 < all->n ? ",\n" : "\n");
	}
	buf_puts(out, "]}]}\n");
}

/* ---- baseline ---------------------------------------------------------------------- */

enum { BASELINE_MOST = 64 << 20 };

/* the fingerprint of a line of json as it is printed above */
static str
find_fingerprint(str line)
{
	static const char key[] = "\"fingerprint\": \"";
	size_t at = str_find(line, STR(key));

	if (at == line.n)
		return (str){0};
	return str_slice(line, at + sizeof(key) - 1, at + sizeof(key) + 15);
}

bool
baseline_read(struct arena *a, const char *path, struct baseline *b,
    struct diags *d)
{
	str text, line, found;
	size_t end;

	*b = (struct baseline){0};
	if (!io_read(a, path, BASELINE_MOST, &text))
		return io_diag(d, MESSAGE_FILE_READ, str_of(path));
	for (; text.n > 0; text = str_slice(text, end + 1, text.n)) {
		end = str_find(text, STR("\n"));
		line = str_slice(text, 0, end);
		if (end == text.n)
			end--;
		if (str_trim(line).n == 0)
			continue;
		found = find_fingerprint(line);
		if (found.n != 16)
			return diag(d, MESSAGE_BASELINE, (span){0},
			    WORDS(str_of(path)));
		map_put(&b->known, a, found, b);
	}
	return true;
}

/* what is new, and how many were not */
static size_t
leave_out(struct items *all, const struct baseline *b)
{
	size_t kept = 0, i;

	for (i = 0; i < all->n; i++)
		if (all->items[i].finding->level == LEVEL_ERROR || b == NULL ||
		    map_get(&b->known, str_of(all->items[i].fingerprint)) ==
		    NULL)
			all->items[kept++] = all->items[i];
	i = all->n - kept;
	all->n = kept;
	return i;
}

/* ---- public -------------------------------------------------------------------------- */

static const char *const formats[] = {"text", "json", "github", "sarif"};

bool
report_format(const char *name, enum report_format *format)
{
	if (name == NULL)
		name = formats[REPORT_TEXT];
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(formats[i], name) == 0) {
			*format = (enum report_format)i;
			return true;
		}
	return false;
}

static void
text(struct buf *out, const struct items *all, enum language language)
{
	for (size_t i = 0; i < all->n; i++)
		finding_put(all->items[i].finding, language, out);
}

static void
count(const struct finding *f, struct report_count *c)
{
	if (f->level == LEVEL_ERROR)
		c->errors++;
	else if (f->level == LEVEL_WARNING)
		c->warnings++;
	if (f->nedits > 0 && f->level != LEVEL_NOTE)
		c->mendable++;
}

struct report_count
report_print(const struct diags *d, enum report_format format,
    enum language language, const struct baseline *b, FILE *f)
{
	struct arena a = {0};
	struct report_count c = {0};
	struct buf out = {0};
	size_t n;
	struct finding *findings = diags_findings(d, language, &a, &n);
	struct items all = fingerprint(&a, findings, n);

	c.known = leave_out(&all, b);
	for (size_t i = 0; i < all.n; i++)
		count(all.items[i].finding, &c);
	if (format == REPORT_TEXT)
		text(&out, &all, language);
	else if (format == REPORT_JSON)
		json(&out, &a, &all);
	else if (format == REPORT_GITHUB)
		github(&out, &a, &all);
	else
		sarif(&out, &a, &all, language);
	if (out.n > 0)
		fwrite(out.p, 1, out.n, f);
	buf_done(&out);
	arena_done(&a);
	return c;
}
