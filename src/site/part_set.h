#ifndef SITE_PART_SET_H
#define SITE_PART_SET_H

#include "site/part.h"

struct diags;

/* The parts of a site, in folders; all the same but for their number. */
struct part_set {
	const char *const *folders;
	struct part *items;     /* in the order of the folders */
	size_t n;
	size_t nfiles;          /* of all of them */
};

/*
 * Their lists; the folders must stay.  False after a message: something is no
 * part, or was changed, is of another site, program or number of parts, is
 * there twice, or is missing.
 */
bool part_set_read(struct arena *, const char *const *folders, size_t n,
    struct part_set *, struct diags *);
/*
 * The ith file of all, from 0, if it is as its part says; its folder's part
 * and the bytes.  From any thread.  False after a message.
 */
bool part_set_file(const struct part_set *, size_t i, struct arena *,
    const struct part_file **, str *bytes, struct diags *);

#endif
