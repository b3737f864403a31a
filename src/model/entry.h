#ifndef MODEL_ENTRY_H
#define MODEL_ENTRY_H

#include "model/field.h"

/*
 * Lists that a plan defines in its front matter, for others of its files to
 * choose from: grades, forms, areas, fields.
 */
struct entry {
	str id, number, title, text;    /* a grade has id and title only */
	span id_at, title_at;
};

extern const struct shape entry_shape, grade_shape;

/* by id, title or number, as written; NULL if there is none */
const struct entry *entry_find(const struct records *, str name);
/*
 * The entry that a field of others names, in full-width letters or not; key
 * is the list's name in the plan.  NULL if nothing is named or the list is
 * empty, and after a message.
 */
const struct entry *entry_choose(const struct records *, const char *key,
    const struct field *, str name, span at, struct diags *);
/* each has an id and a title of its own; ids of entries are ASCII */
void entry_check(const struct records *, const struct shape *,
    struct diags *);

#endif
