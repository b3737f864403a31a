#ifndef SITE_MANIFEST_H
#define SITE_MANIFEST_H

#include "base/str.h"

struct arena;
struct buf;

/*
 * Which files of an output folder are ours: a line that says so, with a sum
 * of what follows, then their paths, one a line, sorted by bytes.  It lies in
 * the folder itself.
 */
struct manifest {
	str *paths;
	size_t n;
};

/* can it be the path of a page?  See sink.h; the manifest's own cannot. */
bool manifest_allows(str path);
/*
 * Is it a path that Windows cannot hold, and why?  Not asked of what is on
 * the list already.
 */
bool manifest_foreign(str path, str *ja, str *en);
/* false if the text is not exactly what manifest_print prints, or printed */
bool manifest_read(struct arena *, str text, struct manifest *);
void manifest_print(const struct manifest *, struct buf *);
/* what is in one of the two */
struct manifest manifest_union(struct arena *, const struct manifest *,
    const struct manifest *);
/* where a path is in it; n if it is not */
size_t manifest_find(const struct manifest *, str path);
/* is there something below a folder? */
bool manifest_below(const struct manifest *, str folder);
/* is something a file where this path needs a folder?  n if there is not */
size_t manifest_above(const struct manifest *, str path);

#endif
