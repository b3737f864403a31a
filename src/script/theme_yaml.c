#include "script/theme_yaml.h"

#include <string.h>

#include "base/diag.h"
#include "model/decode.h"
#include "script/theme_check.h"
#include "text/yaml.h"

struct settings {
	str name, description;
	struct records pages, contrast;
};

struct rule {
	str path, layout, title, for_each;
	struct texts when;
	span path_at, for_each_at;
};

static const struct field rule_fields[] = {
	FIELD(struct rule, path, "ページの場所（{plan}/ で始まれば計画ごと）",
	    "where the page is; with {plan}/ in front one for each plan",
	    .required = true, .at = offsetof(struct rule, path_at)),
	FIELD(struct rule, layout, "レイアウトの名前", "its layout",
	    .required = true),
	FIELD(struct rule, title, "ページの名前（{name} はその値）",
	    "its title; with {name} for the value"),
	FIELD(struct rule, when, "これがある計画にだけ作る（種類か、種類.項目）",
	    "only for plans that hold this: a kind, or kind.field"),
	FIELD(struct rule, for_each, "これごとに1ページを作る（種類か、種類.項目）",
	    "one page for each of this: a kind, or kind.field",
	    .at = offsetof(struct rule, for_each_at)),
};

static const struct shape rule_shape =
    SHAPE_OF(struct rule, "page", "ページの決まり", NULL, rule_fields,
    .plain = NULL);

static const struct field contrast_fields[] = {
	FIELD(struct contrast, color, "色（#1a2220 か、CSS の --ink）",
	    "a color, #1a2220 or --ink of the CSS", .required = true,
	    .fixed = true, .at = offsetof(struct contrast, color_at)),
	FIELD(struct contrast, on, "その後ろの色", "the color behind it",
	    .required = true, .fixed = true,
	    .at = offsetof(struct contrast, on_at)),
	FIELD(struct contrast, mark, "線、印、大きな文字か（3:1 でよい）",
	    "is it a line, a sign or a large letter, for which 3:1 will do?"),
};

static const struct shape contrast_shape =
    SHAPE_OF(struct contrast, "contrast", "色の組", NULL, contrast_fields,
    .plain = NULL);

#define PAGES FIELD(struct settings, pages, "項目ごとのページのほかに作るページ", \
    "pages beside those of entities and lists", .of = &rule_shape)
#define CONTRAST FIELD(struct settings, contrast, \
    "見分けられなければならない色の組", "colors that must be told apart", \
    .of = &contrast_shape)

static const struct field fields[] = {
	FIELD(struct settings, name, "テーマの名前", "name of the theme",
	    .required = true),
	FIELD(struct settings, description, "説明", "what it is"),
	PAGES,
	CONTRAST,
};

/* a site adds to a theme, it is none */
static const struct field own_fields[] = {PAGES, CONTRAST};

const struct shape theme_shape =
    SHAPE_OF(struct settings, "theme.yaml", "theme.yaml", NULL, fields,
    .plain = NULL);
static const struct shape own_shape =
    SHAPE_OF(struct settings, "the site's theme.yaml", "サイトの theme.yaml",
    NULL, own_fields, .plain = NULL);

/* what was there before, the site's own, and more behind it */
static struct records
join(struct arena *a, const struct records *own, const struct records *more)
{
	struct records all = {ARENA_NEWN(a, struct contrast, own->n +
	    more->n + 1), own->n + more->n};

	if (own->n > 0)
		memcpy(all.items, own->items,
		    own->n * sizeof(struct contrast));
	if (more->n > 0)
		memcpy((struct contrast *)all.items + own->n, more->items,
		    more->n * sizeof(struct contrast));
	return all;
}

/* a page of the site's stands in the place of the theme's at its path */
static void
put_rule(struct theme *t, struct route_rule rule, size_t own)
{
	size_t i = 0;

	while (i < own && !str_eq(t->rules[i].path, rule.path))
		i++;
	if (i == own)
		t->rules[t->nrules++] = rule;
}

static void
add_rules(struct theme *t, const struct records *pages)
{
	const size_t own = t->nrules;
	const struct rule *r = pages->items, *end = r + pages->n;
	struct route_rule *rules = ARENA_NEWN(&t->arena, struct route_rule,
	    own + pages->n + 1);

	if (own > 0)
		memcpy(rules, t->rules, own * sizeof(*rules));
	t->rules = rules;
	for (; pages->n > 0 && r < end; r++)
		put_rule(t, (struct route_rule){.path = r->path,
		    .layout = r->layout, .title = r->title, .when = r->when,
		    .for_each = r->for_each, .at = r->path_at,
		    .for_each_at = r->for_each_at}, own);
}

bool
theme_yaml(struct theme *t, struct source *src, bool own, struct diags *d)
{
	const struct ynode *map;
	struct settings s = {0};
	size_t before = d->errors;

	map = yaml_read(&t->arena, src, 0, (uint32_t)src->text.n, d);
	if (map != NULL)
		decode(&t->arena, map, own ? &own_shape : &theme_shape,
		    NULL, &s, d);
	if (map == NULL || d->errors > before)
		return false;
	add_rules(t, &s.pages);
	t->contrast = join(&t->arena, &t->contrast, &s.contrast);
	return true;
}
