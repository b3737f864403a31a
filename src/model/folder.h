#ifndef MODEL_FOLDER_H
#define MODEL_FOLDER_H

#include "base/diag.h"
#include "base/map.h"
#include "model/model.h"

struct cluster;
struct file;

struct names {
	str *items;             /* each once */
	size_t n;
};

/*
 * What is read together: the files of a plan, or those of the site's pages.
 * Two folders of one stamp hold the same bytes, if both are settled.
 */
struct folder {
	str id;                 /* of the plan; {0}: of the site */
	struct file **files;    /* in their order, while it is loaded */
	size_t n;
	uint64_t stamp;
	bool settled;           /* nothing in it was just being written */
	bool read;
	struct names names;     /* of plans: its own, and all that it uses */
	struct names pages;     /* page:about: those it has, if it is the
	                           site's, else those it uses */
	struct arena arena;     /* what was read, until a cluster has it */
	struct diags diags;
	struct cluster *cluster;
};

struct folders {
	struct folder *items;   /* in the order of their files */
	size_t n;
};

/* of the files of load_list; memory from the arena */
void folder_list(struct arena *, struct file *, size_t n, struct folders *);
/* read those that are not yet, on some threads */
void folder_read(const struct folders *, size_t nworkers);

#endif
