#ifndef SITE_SINK_H
#define SITE_SINK_H

#include "base/str.h"

struct diags;

/*
 * Where finished pages go: build writes a folder, check looks for what is
 * wrong with them, serve sums them up, publish does all three.  Whoever
 * renders does not know which.
 *
 * Paths are relative, with "/" between names of 1 to 255 bytes.  A path with
 * "." or ".." as a name, a backslash or a control character is refused, and
 * so are two pages at one path, or one at a folder of another.
 */
struct sink;

/*
 * The output folder and what it must stay away from.  It may be neither the
 * site nor the home directory nor above them; and neither one of keep_out
 * nor above nor below one.
 */
struct sink_place {
	const char *out, *site;
	const char *const *keep_out;
	size_t nkeep_out;
	bool keep;              /* the site before stays beside it, as OUT-old;
	                         * where that cannot be it is refused */
	bool in_place;          /* the folder stays: its files change one by one */
	bool part;              /* for a part of a site: see part.h */
};

/* what the name of the site before ends in */
#define SINK_OLD  "-old"

struct sink_count {
	size_t written, same, removed;
};

/*
 * A folder that changes as a whole, at the commit, and not at all if nothing
 * differs.  Only what a list in the folder says is ours is ever replaced or
 * removed; a part of a site never takes the place of a site, nor the other
 * way round.  NULL after a message, with nothing written: it belongs to the
 * machine if its code begins with "file-", else to the command line.
 */
struct sink *sink_folder(const struct sink_place *, struct diags *);
/* counts */
struct sink *sink_none(void);

/* What became of a page. */
enum sink_result {
	SINK_SAME, SINK_WRITTEN,
	SINK_TAKEN,             /* another page of this run is in the way */
	SINK_REFUSED,           /* after a message; others may go on */
	SINK_FAILED             /* after a message; it is no use to go on */
};

struct sink_path {
	str path;               /* NUL follows */
	enum sink_result how;   /* SINK_SAME or SINK_WRITTEN */
};

/* A kind of sink; ctx is what sink_new got.  Only put must be there. */
struct sink_kind {
	/* from any thread */
	enum sink_result (*put)(void *ctx, str path, str bytes,
	    struct diags *);
	enum sink_result (*copy)(void *ctx, str path, const char *folder,
	    const char *from, struct diags *);
	/* is it worth making?  NULL: everything is */
	bool (*wants)(void *ctx, str path);
	/* are the bytes looked at?  NULL: all are */
	bool (*reads)(str path);
	/* all paths, sorted by bytes, none twice; how many were removed */
	bool (*commit)(void *ctx, const struct sink_path *, size_t n,
	    size_t *removed, struct diags *);
	/* see sink_torn */
	bool (*torn)(const void *ctx);
	void (*free)(void *ctx);
};

struct sink *sink_new(const struct sink_kind *, void *ctx);

/*
 * A page, from any thread.  Once the machine has failed, what follows does
 * nothing and returns true: it was said.
 */
bool sink_put(struct sink *, str path, str bytes, struct diags *);
/* the same with the bytes of a file, which must be inside of a folder */
bool sink_copy(struct sink *, str path, const char *folder, const char *from,
    struct diags *);
/* will it take what is put at a path, so that it is worth making? */
bool sink_wants(const struct sink *, str path);
/* does it look at the bytes that are put there? else any will do */
bool sink_reads(const struct sink *, str path);
/* publish; false, without a word, if a put had been false */
bool sink_commit(struct sink *, struct diags *);
/* did a commit that failed change some files, which the next one mends? */
bool sink_torn(const struct sink *);
/* so far; removed after the commit */
struct sink_count sink_count(const struct sink *);
/* what was put and not committed is thrown away */
void sink_free(struct sink *);

#endif
