#ifndef MODEL_CLUSTER_H
#define MODEL_CLUSTER_H

#include <stdatomic.h>

#include "model/folder.h"

/*
 * Plans that name each other, directly or not, and the site's pages with
 * those that they name: it depends on others only for whether a page is
 * there.  It is linked and checked by itself, and when its files are as they
 * were, a newer model has it too, as it is.
 */
struct cluster {
	atomic_size_t holders;
	struct model model;     /* of these folders; sealed once it is done */
	struct diags diags;
	struct folder *folders; /* without what was read in them */
	size_t n;
	struct file **files;    /* of all folders, until it is done */
	size_t nfiles;
	bool done;
	bool lasting;           /* a newer model may have it */
};

/*
 * Read the folders, as far as clusters of an older model (NULL: there is
 * none) do not hold them as they are, and put them together: those and new
 * ones, which are not linked yet; all are held.
 */
void cluster_list(struct arena *, const struct folders *,
    const struct clusters *older, const struct model_options *,
    struct clusters *);
/* what concerns no other, for each that is not done, on so many threads */
void cluster_each(const struct clusters *, size_t nworkers,
    void (*job)(struct cluster *, const void *ctx), const void *ctx);
/* it is linked and checked, and never changes again */
void cluster_end(struct cluster *);
struct cluster *cluster_hold(struct cluster *);
/* no longer */
void cluster_drop(struct cluster *);

#endif
