#include "model/translation.h"

#include "base/arena.h"
#include "model/decode.h"
#include "text/yaml.h"

const str variant_names[VARIANT_COUNT] = {{"", 0}, {"en", 2}, {"easy", 4}};

struct languages {
	str ja, en;
};

static const struct field fields[] = {
	FIELD(struct languages, ja, "日本語", "in Japanese",
	    .required = true, .fixed = true),
	FIELD(struct languages, en, "英語", "in English", .fixed = true),
};

const struct shape translation_shape =
    SHAPE_OF(struct languages, "text", "ことば", NULL, fields,
    .plain = NULL);

bool
translation_is(const struct ynode *n)
{
	return yaml_find(n, STR("ja")) != NULL ||
	    yaml_find(n, STR("en")) != NULL;
}

const struct ynode *
translation_main(const struct ynode *n)
{
	const struct ynode *ja = yaml_find(n, STR("ja"));

	return ja != NULL ? ja : n;
}

bool
translation_read(struct arena *a, const struct ynode *map, str *main,
    struct diags *d)
{
	struct languages both = {0};
	bool ok = decode(a, map, &translation_shape, NULL, &both, d);

	*main = both.ja;
	return ok;
}

/* ---- listing ------------------------------------------------------------ */

void
translation_add(struct arena *a, struct translations *all, str main,
    str text, enum variant variant)
{
	if (main.n == 0 || text.n == 0)
		return;
	all->items = ARENA_MORE(a, all->items, all->n);
	all->items[all->n++] = (struct translation){main, text, variant};
}

struct listing {
	struct arena *arena;
	struct translations *out;
};

static void
list_text(void *ctx, const struct ynode *n, const struct field *f)
{
	struct listing *l = ctx;
	const struct ynode *ja = yaml_find(n, STR("ja"));
	const struct ynode *en = yaml_find(n, STR("en"));

	if (!f->fixed && ja != NULL && en != NULL)
		translation_add(l->arena, l->out, ja->scalar, en->scalar,
		    VARIANT_EN);
}

static void
visit(const struct ynode *n, const struct field *f, translation_visit *take,
    void *ctx)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_TEXTS:
		take(ctx, n, f);
		break;
	case FIELD_RECORD:
	case FIELD_RECORDS:
		translation_each(n, f->of, take, ctx);
		break;
	case FIELD_FIGURE:
	case FIELD_FIGURES:
		translation_each(n, &figure_shape, take, ctx);
		break;
	default:
		break;
	}
}

void
translation_each(const struct ynode *map, const struct shape *s,
    translation_visit *take, void *ctx)
{
	const struct ynode *v, *item;
	const struct field *f;

	if (map->type != YNODE_MAP)
		return;
	for (v = map->child; v != NULL; v = v->next) {
		f = shape_field(s, v->key->scalar);
		if (f == NULL || (s == &figure_shape &&
		    str_eq(v->key->scalar, STR("value"))))
			continue;
		if (v->type != YNODE_LIST)
			visit(v, f, take, ctx);
		else
			for (item = v->child; item != NULL; item = item->next)
				visit(item, f, take, ctx);
	}
}

void
translation_list(struct arena *a, const struct ynode *map,
    const struct shape *s, struct translations *out)
{
	struct listing l = {a, out};

	translation_each(map, s, list_text, &l);
}

/* ---- the lexicon -------------------------------------------------------- */

/* the bytes of an address, as the key of a map */
static str
place(const char *const *p)
{
	return (str){(const char *)p, sizeof(*p)};
}

void
lexicon_add(struct lexicon *l, struct arena *a,
    const struct translations *all)
{
	struct translation *t;

	for (size_t i = 0; i < all->n; i++) {
		t = &all->items[i];
		map_put(&l->texts[t->variant], a, t->main, t);
		map_put(&l->places[t->variant], a, place(&t->main.p), t);
	}
}

str
lexicon_find(const struct lexicon *l, enum variant variant, str main)
{
	const struct translation *t;

	t = map_get(&l->places[variant], place(&main.p));
	if (t == NULL || t->main.n != main.n)
		t = map_get(&l->texts[variant], main);
	return t != NULL ? t->text : (str){0};
}
