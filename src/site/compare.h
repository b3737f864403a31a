#ifndef SITE_COMPARE_H
#define SITE_COMPARE_H

#include "base/diag.h"
#include "model/kind.h"

/*
 * Two versions of a plan side by side: what a 新旧対照表 shows.  A version is
 * the text of a plan.json, as it was published or as it would be.
 */
struct version;

enum change_how { CHANGE_ADDED, CHANGE_REMOVED, CHANGE_CHANGED };

/* One row of the table. */
struct change {
	enum change_how how;
	const struct kind *kind;
	const char *place;      /* in the text: 基準値; NULL: all of it */
	str id, title;          /* of the entity */
	str old, new;           /* as people read them; empty if there is none */
	str reason;             /* of an update that is in the new one only */
};

struct changes {
	struct change *items;
	size_t n, cap;
};

/* NULL after a message; memory from the arena */
struct version *version_read(struct arena *, const struct source *,
    struct diags *);
str version_id(const struct version *);
str version_title(const struct version *);
/*
 * In the order of the kinds and of the new version, what was removed at the
 * end of its kind.  A version may be NULL: a plan that is new, or gone.
 */
void compare(struct arena *, const struct version *old,
    const struct version *new, enum language, struct changes *);

#endif
