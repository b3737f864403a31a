#ifndef SITE_READING_H
#define SITE_READING_H

#include "base/diag.h"
#include "model/kind.h"

struct map;
struct ynode;

/* The values of a plan.json as people read them, in one language. */
struct reading {
	struct arena *arena;            /* for what is returned */
	const struct map *titles;       /* entities, as nodes, by id */
	enum language language;
	bool plain;                     /* ids, not what they are called */
};

/* has each value of a plan.json that is read the form that data_plan writes? */
bool reading_check(const struct ynode *root, struct diags *);
/* a text of an object, which may be NULL; nothing if it has none */
str reading_text(const struct ynode *object, const char *key);
/* what an entity is called; its id if it is not known */
str reading_title(const struct reading *, str id);
/* a field of an object; the members of a list stand on lines of their own */
str reading_value(const struct reading *, const struct field *,
    const struct ynode *object);
/* is it what a row is told apart by? */
bool reading_names(const struct field *);
/* is it nothing that people read? */
bool reading_skips(const struct field *);
/* what a field is called in a table: without what is in brackets, and id */
str reading_label(const struct reading *, const struct field *);
/* Markdown without its markup: no emphasis, nor where a link leads */
str reading_words(struct arena *, str body);
/*
 * What an entity holds beside its name: 基準値：120人（令和4年度）, a field on
 * each line, and its text; of a row it is one line, of a plan its title.
 */
str reading_entity(const struct reading *, const struct kind *,
    const struct ynode *);

#endif
