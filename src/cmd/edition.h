#ifndef CMD_EDITION_H
#define CMD_EDITION_H

#include <stdint.h>

#include "base/buf.h"

struct diags;
struct pipeline;
struct route;

/*
 * A site as it was when it was read, for many threads: it lives as long as
 * somebody holds it, also when a newer one has taken its place.
 */
struct edition;

/* takes over what is loaded, and is held once */
struct edition *edition_new(struct pipeline *);
struct edition *edition_hold(struct edition *);
/* no longer; NULL is nothing */
void edition_drop(struct edition *);

enum edition_found {
	EDITION_NOTHING,        /* the site has no such path */
	EDITION_MADE,
	EDITION_FAILED          /* after a message */
};

/* What is at a path of the site: bytes that are made now, or a file. */
struct made {
	struct buf bytes;
	int file;               /* open, to be closed; 0: none */
	uint64_t size;          /* its bytes */
};

enum edition_found edition_make(struct edition *, str path, struct made *,
    struct diags *);
/* the page there; NULL if there is none, or what is there is no page */
const struct route *edition_route(const struct edition *, str path);
const struct pipeline *edition_pipeline(const struct edition *);

#endif
