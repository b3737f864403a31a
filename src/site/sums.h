#ifndef SITE_SUMS_H
#define SITE_SUMS_H

#include "base/str.h"

struct arena;
struct buf;
struct diags;
struct sink;

/*
 * The SHA-256 of each file of a published site.  The list of them lies in the
 * site, as sha256sum(1) prints and checks it; it does not name itself.
 */
#define SUMS_NAME  "SHA256SUMS"

struct sum {
	str path, digits;
};

struct sums {
	struct sum *items;      /* by the bytes of the path, none twice */
	size_t n;
};

/* false if it is not what sums_print prints; the text must stay */
bool sums_read(struct arena *, str text, struct sums *);
void sums_print(const struct sums *, struct buf *);
bool sums_same(const struct sums *, const struct sums *);
/*
 * Of what a folder's own list (manifest.h) names and is there now; none if
 * there is no list.  False after a message.
 */
bool sums_of_folder(struct arena *, const char *folder, struct sums *,
    struct diags *);
/*
 * What differs between two: called by path; how is '+' where it is new, '-'
 * where it is no more, '*' where its bytes are others.
 */
void sums_compare(const struct sums *old, const struct sums *new,
    void (*tell)(void *ctx, str path, char how), void *ctx);

/* A sink that passes on to another or two, and sums up what they get. */
struct summing;

/* the second may be NULL */
struct summing *summing_new(struct sink *, struct sink *);
/* as long as the summing is there; not to be committed */
struct sink *summing_sink(struct summing *);
/* once all was put; its memory is the summing's */
struct sums summing_sums(struct summing *);
void summing_free(struct summing *);

#endif
