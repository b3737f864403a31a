#include "text/yaml.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limit.h"
#include "base/map.h"
#include "text/mend.h"
#include "text/slips.h"
#include "text/unseen.h"
#include "text/yaml_fold.h"

enum { TWICE_MOST = 200 };      /* keys given twice worth telling */

struct reader {
	yaml_parser_t parser;
	yaml_event_t event;
	struct arena *arena;
	const struct source *src;
	struct diags *diags;
	struct mends mends;
	str text;               /* what libyaml reads */
	uint32_t from, to;      /* what that was in the source */
	size_t index, off;      /* a character of it and its first byte */
	bool slipped;           /* the slips explain what libyaml says */
	int depth;
	size_t values;
};

/* ---- places ------------------------------------------------------------ */

static bool
is_inside(const struct reader *r, size_t off)
{
	return off < r->text.n &&
	    ((unsigned char)r->text.p[off] & 0xc0) == 0x80;
}

/* libyaml counts characters: its marks move on as the text is read */
static uint32_t
offset(struct reader *r, yaml_mark_t mark)
{
	for (; r->index < mark.index && r->off < r->text.n; r->index++)
		for (r->off++; is_inside(r, r->off); r->off++)
			;
	for (; r->index > mark.index && r->off > 0; r->index--)
		for (r->off--; is_inside(r, r->off); r->off--)
			;
	return r->from + mends_origin(&r->mends, (uint32_t)r->off);
}

static span
where(struct reader *r)
{
	uint32_t from = offset(r, r->event.start_mark);
	uint32_t to = offset(r, r->event.end_mark);

	return (span){r->src, from, to > from ? to - from : 0};
}

/* the place of a token of so many bytes, if they are there */
static span
token(struct reader *r, yaml_mark_t mark, uint32_t len)
{
	uint32_t off = offset(r, mark);

	return (span){r->src, off, len < r->to - off ? len : r->to - off};
}

/* ---- what libyaml says ------------------------------------------------- */

static const struct problem {
	const char *text;       /* a part of what it says; NULL: the end */
	enum message message;
	const char *instead;    /* what to write, if the place is where the
	                           thing began; "": the sign itself */
} problems[] = {
	{"could not find expected ':'", MESSAGE_YAML_COLON_MISSING,
	    "title: …"},
	{"while scanning a quoted scalar", MESSAGE_YAML_QUOTE_OPEN,
	    "\"…\""},
	{"did not find expected ',' or ']'", MESSAGE_YAML_BRACKET, ""},
	{"did not find expected ',' or '}'", MESSAGE_YAML_BRACKET, ""},
	{"did not find expected '-' indicator", MESSAGE_YAML_ITEM, NULL},
	{"did not find expected key", MESSAGE_YAML_ENTRY, NULL},
	{"mapping values are not allowed", MESSAGE_YAML_ENTRY, NULL},
	{"block sequence entries are not", MESSAGE_YAML_ENTRY, NULL},
	{"did not find expected <document start>", MESSAGE_YAML_ENTRY, NULL},
	{"found unknown escape character", MESSAGE_YAML_ESCAPE, NULL},
	{"did not find expected hexdecimal", MESSAGE_YAML_ESCAPE, NULL},
	{"found invalid Unicode character", MESSAGE_YAML_ESCAPE, NULL},
	{NULL, 0, NULL}
};

static bool
said(const char *by_libyaml, const struct problem *p)
{
	return by_libyaml != NULL && strstr(by_libyaml, p->text) != NULL;
}

/* NULL if it is none that we have words for */
static const struct problem *
known(const yaml_parser_t *parser)
{
	const struct problem *p;

	for (p = problems; p->text != NULL; p++)
		if (said(parser->problem, p) || said(parser->context, p))
			return p;
	return NULL;
}

/* what its reader refuses has no mark, only an offset */
static void
report_character(struct reader *r)
{
	size_t off = r->parser.problem_offset;
	span at = {r->src, r->from, 0};

	if (off < r->text.n)
		at.off += mends_origin(&r->mends, (uint32_t)off);
	diag(r->diags, MESSAGE_YAML_SYNTAX, at,
	    WORDS(str_of(r->parser.problem)));
}

/* in libyaml's own words */
static void
report_other(struct reader *r, span at, span began)
{
	diag(r->diags, MESSAGE_YAML_SYNTAX, at,
	    WORDS(str_of(r->parser.problem)));
	if (began.src != NULL && began.off != at.off)
		diag_note(r->diags, MESSAGE_YAML_BEGAN, began, NO_WORDS);
}

static void
report_syntax(struct reader *r)
{
	const struct problem *p = known(&r->parser);
	span at = token(r, r->parser.problem_mark, 1), began = {0};
	str instead, sign;

	if (r->parser.context != NULL)
		began = token(r, r->parser.context_mark, 1);
	if (p == NULL) {
		report_other(r, at, began);
		return;
	}
	if (p->instead != NULL && began.src != NULL)
		at = began;
	sign = source_text(at);
	instead = str_of(p->instead != NULL ? p->instead : "");
	diag(r->diags, p->message, at,
	    WORDS(instead.n > 0 ? instead : sign, sign));
}

static void
report(struct reader *r)
{
	if (r->parser.error == YAML_MEMORY_ERROR)
		abort();
	if (r->slipped)
		return;
	if (r->parser.error == YAML_READER_ERROR)
		report_character(r);
	else
		report_syntax(r);
}

static bool
next(struct reader *r)
{
	yaml_event_delete(&r->event);
	if (yaml_parser_parse(&r->parser, &r->event))
		return true;
	report(r);
	return false;
}

/* ---- plain data -------------------------------------------------------- */

static bool
refuse(struct reader *r, span at, str ja, str en)
{
	return diag(r->diags, MESSAGE_YAML_EXTRA, at, WORDS(ja, en));
}

/* is a value without anchor and tag?  It may begin with a !, * or &. */
static bool
check_plain(struct reader *r)
{
	const yaml_event_t *e = &r->event;
	const yaml_char_t *anchor = NULL, *tag = NULL;
	span at = token(r, e->start_mark, 1);

	if (e->type == YAML_SCALAR_EVENT) {
		anchor = e->data.scalar.anchor;
		tag = e->data.scalar.tag;
	} else if (e->type == YAML_SEQUENCE_START_EVENT) {
		anchor = e->data.sequence_start.anchor;
		tag = e->data.sequence_start.tag;
	} else if (e->type == YAML_MAPPING_START_EVENT) {
		anchor = e->data.mapping_start.anchor;
		tag = e->data.mapping_start.tag;
	} else
		return refuse(r, at, STR("別名（*）"), STR("aliases (*)"));
	if (anchor != NULL)
		return refuse(r, at, STR("アンカー（&）"), STR("anchors (&)"));
	if (tag != NULL)
		return refuse(r, at, STR("タグ（!）"), STR("tags (!)"));
	return true;
}

static bool
check_key(struct reader *r, const struct ynode *key)
{
	if (key->type != YNODE_SCALAR ||
	    (key->scalar.n == 0 && !key->quoted))
		return diag(r->diags, MESSAGE_YAML_KEY, key->at, NO_WORDS);
	if (!key->quoted && str_eq(key->scalar, STR("<<")))
		return refuse(r, key->at, STR("取り込み（<<）"),
		    STR("merge keys (<<)"));
	return true;
}

/* is it neither one value too many nor too long? */
static bool
check_size(struct reader *r)
{
	const yaml_event_t *e = &r->event;
	span at = token(r, e->start_mark, 1);

	if (r->values++ == LIMIT_YAML_VALUES)
		return diag(r->diags, MESSAGE_YAML_VALUES, at, NO_WORDS);
	return e->type != YAML_SCALAR_EVENT ||
	    e->data.scalar.length <= LIMIT_YAML_TEXT ||
	    diag(r->diags, MESSAGE_YAML_TEXT, at, NO_WORDS);
}

/* ---- the tree ---------------------------------------------------------- */

static struct ynode *read_value(struct reader *);

/* false when there is no next item: at the end, or after a message */
static bool
next_item(struct reader *r, yaml_event_type_t end)
{
	return next(r) && r->event.type != end;
}

static bool
read_list(struct reader *r, struct ynode *list)
{
	struct ynode **last = &list->child;

	while (next_item(r, YAML_SEQUENCE_END_EVENT)) {
		if ((*last = read_value(r)) == NULL)
			return false;
		last = &(*last)->next;
	}
	return r->event.type == YAML_SEQUENCE_END_EVENT;
}

static bool
is_new(struct reader *r, struct map *seen, struct ynode *key)
{
	struct ynode *first = map_put(seen, r->arena, key->scalar, key);

	if (first == NULL)
		return true;
	diag(r->diags, MESSAGE_KEY_TWICE, key->at, WORDS(key->scalar));
	diag_note(r->diags, MESSAGE_FIRST_HERE, first->at, NO_WORDS);
	return false;
}

static bool
read_map(struct reader *r, struct ynode *map)
{
	struct ynode **last = &map->child, *key, *n;
	struct map seen = {0};
	size_t twice = 0;

	while (twice < TWICE_MOST && next_item(r, YAML_MAPPING_END_EVENT)) {
		r->values--;            /* a key is none */
		if ((key = read_value(r)) == NULL || !check_key(r, key) ||
		    !next(r) || (n = read_value(r)) == NULL)
			return false;
		n->key = key;
		if (!is_new(r, &seen, key)) {
			twice++;
			continue;
		}
		*last = n;
		last = &n->next;
	}
	return r->event.type == YAML_MAPPING_END_EVENT;
}

/* lists and maps in brackets span both; others point at their beginning */
static bool
read_items(struct reader *r, struct ynode *n, bool flow)
{
	span end;

	if (r->depth == LIMIT_YAML_DEPTH)
		return diag(r->diags, MESSAGE_YAML_DEPTH, n->at, NO_WORDS);
	r->depth++;
	if (!(n->type == YNODE_LIST ? read_list(r, n) : read_map(r, n)))
		return false;
	r->depth--;
	end = where(r);
	if (flow)
		n->at.len = end.off + end.len - n->at.off;
	else if (n->type == YNODE_LIST)
		n->at.len = 1;
	else if (n->child != NULL)
		n->at = n->child->key->at;
	return true;
}

/* the line end of a block text is not part of what a message shows */
static void
read_scalar(struct reader *r, struct ynode *n)
{
	const yaml_event_t *e = &r->event;
	const char *p = r->src->text.p + n->at.off;
	const str written = source_text(n->at);

	n->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	n->scalar = str_copy(r->arena, (str){
	    (const char *)e->data.scalar.value, e->data.scalar.length});
	if (e->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		unseen_value(n->scalar, n->at, r->diags);
	if (e->data.scalar.style != YAML_LITERAL_SCALAR_STYLE)
		n->scalar = yaml_fold(r->arena, n->scalar, written);
	while (n->at.len > 0 && (p[n->at.len - 1] == '\n' ||
	    p[n->at.len - 1] == '\r'))
		n->at.len--;
}

/* the value whose first event has just been read */
static struct ynode *
read_value(struct reader *r)
{
	struct ynode *n = ARENA_NEW(r->arena, struct ynode);
	const yaml_event_t *e = &r->event;
	bool flow;

	if (!check_plain(r) || !check_size(r))
		return NULL;
	n->at = where(r);
	if (e->type == YAML_SCALAR_EVENT) {
		read_scalar(r, n);
		return n;
	}
	n->type = e->type == YAML_SEQUENCE_START_EVENT ? YNODE_LIST : YNODE_MAP;
	flow = n->type == YNODE_LIST ?
	    e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE :
	    e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	return read_items(r, n, flow) ? n : NULL;
}

/* ---- documents --------------------------------------------------------- */

static bool
check_directives(struct reader *r)
{
	const yaml_event_t *e = &r->event;

	if (e->data.document_start.version_directive == NULL &&
	    e->data.document_start.tag_directives.start ==
	    e->data.document_start.tag_directives.end)
		return true;
	return refuse(r, token(r, e->start_mark, 1), STR("指示行（%）"),
	    STR("directives (%)"));
}

static bool
check_end(struct reader *r)
{
	if (!next(r) || !next(r))
		return false;
	return r->event.type == YAML_STREAM_END_EVENT ||
	    refuse(r, token(r, r->event.start_mark, 3),
	    STR("2つ目の文書（---）"), STR("a second document (---)"));
}

/* a lone --- holds an empty text, which is as good as nothing */
static bool
is_nothing(const struct ynode *n)
{
	return n->type == YNODE_SCALAR && n->scalar.n == 0 && !n->quoted;
}

static struct ynode *
read_document(struct reader *r)
{
	struct ynode *n;

	if (!next(r) || !next(r) || r->event.type == YAML_STREAM_END_EVENT)
		return NULL;
	if (!check_directives(r) || !next(r) ||
	    (n = read_value(r)) == NULL || !check_end(r))
		return NULL;
	return is_nothing(n) ? NULL : n;
}

static uint32_t
skip_bom(const struct source *src, uint32_t from, uint32_t to)
{
	return str_starts(str_slice(src->text, from, to), STR("\ufeff")) ?
	    from + 3 : from;
}

struct ynode *
yaml_read(struct arena *a, const struct source *src, uint32_t from,
    uint32_t to, struct diags *d)
{
	struct reader r = {.arena = a, .src = src, .diags = d};
	size_t errors = d->errors;
	struct ynode *n;

	r.from = from == 0 ? skip_bom(src, from, to) : from;
	r.to = to;
	r.text = slips_mend(a, src, r.from, to, &r.mends, d);
	r.slipped = d->errors > errors;
	unseen_check((span){src, r.from, to - r.from}, true, d);
	if (!yaml_parser_initialize(&r.parser))
		abort();
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser,
	    (const unsigned char *)r.text.p, r.text.n);
	n = read_document(&r);
	yaml_event_delete(&r.event);
	yaml_parser_delete(&r.parser);
	return n;
}

struct ynode *
yaml_find(const struct ynode *map, str key)
{
	struct ynode *n;

	if (map->type != YNODE_MAP)
		return NULL;
	for (n = map->child; n != NULL; n = n->next)
		if (str_eq(n->key->scalar, key))
			return n;
	return NULL;
}
