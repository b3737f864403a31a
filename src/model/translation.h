#ifndef MODEL_TRANSLATION_H
#define MODEL_TRANSLATION_H

#include "base/map.h"
#include "model/field.h"

struct arena;
struct diags;
struct ynode;

/*
 * A page in another form: in English, or in plain words (やさしい日本語).  The
 * model holds what the main page shows.  What another variant shows in place
 * of a text is found by the text itself, so that a unit or an office that
 * was translated once is translated wherever it stands.  Where one text was
 * given several translations each holds in its own place, and the first in
 * all others.
 */
enum variant { VARIANT_MAIN, VARIANT_EN, VARIANT_EASY, VARIANT_COUNT };

/* of file names, urls and plan.json: "", en, easy */
extern const str variant_names[VARIANT_COUNT];

/* One text, and what a variant shows for it. */
struct translation {
	str main, text;
	enum variant variant;
};

struct translations {
	struct translation *items;
	size_t n;
};

/* All of them, by the text, and by the place in memory where it stands. */
struct lexicon {
	struct map texts[VARIANT_COUNT], places[VARIANT_COUNT];
};

/* {ja: …, en: …}, which may stand for a text that is not fixed */
extern const struct shape translation_shape;
/* is it such a map? */
bool translation_is(const struct ynode *);
/* the Japanese one of such a map; other nodes are themselves */
const struct ynode *translation_main(const struct ynode *);
/* reads such a map; false after a message */
bool translation_read(struct arena *, const struct ynode *map, str *main,
    struct diags *);
/*
 * Each text of a YAML map of some shape, as it is written: a scalar or such a
 * map.  A figure's value is none.
 */
typedef void translation_visit(void *ctx, const struct ynode *text,
    const struct field *);
void translation_each(const struct ynode *map, const struct shape *,
    translation_visit *, void *ctx);
/* those of a YAML map of some shape */
void translation_list(struct arena *, const struct ynode *map,
    const struct shape *, struct translations *);
void translation_add(struct arena *, struct translations *, str main,
    str text, enum variant);

/* the lexicon points to them from here on */
void lexicon_add(struct lexicon *, struct arena *,
    const struct translations *);
/* {0} if there is none */
str lexicon_find(const struct lexicon *, enum variant, str main);

#endif
