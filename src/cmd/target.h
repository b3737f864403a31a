#ifndef CMD_TARGET_H
#define CMD_TARGET_H

#include "base/arena.h"
#include "site/sums.h"

struct buf;
struct diags;
struct options;
struct target_kind;

/*
 * Where a site is published: a folder, rsync:HOST:PATH, where rsync alone
 * answers rsync://HOST/PATH or rsync:HOST::PATH, or rclone:REMOTE:PATH.  The
 * site before is kept beside it, its name followed by "-old".  What returns
 * false has said why.
 */
struct target {
	const struct target_kind *kind;
	const struct options *options;  /* of the site */
	struct arena *arena;
	str host;               /* HOST or REMOTE; all before PATH of a daemon */
	str parent, name;       /* PATH, in two; parent may be empty */
	bool there;             /* once it was looked at */
};

/* the site that is public, or the one that was before it */
enum target_site { TARGET_PUBLIC, TARGET_OLD };

struct target_kind {
	bool (*look)(struct target *, enum target_site, struct sums *,
	    struct diags *);
	/* the files of a folder take the place of those that are public */
	bool (*put)(struct target *, const char *folder, const struct sums *,
	    struct diags *);
	/* the one before again, and that one becomes the one before */
	bool (*back)(struct target *, struct diags *);
};

extern const struct target_kind target_folder, target_rsync, target_daemon,
    target_rclone;

/* as the user writes it; the text must outlive the target */
bool target_read(struct target *, const char *text, struct diags *);
/* the name of a site beside the public one */
str target_beside(const struct target *, const char *tail);
/* the name of a folder for a site, by what it holds */
str target_digest(const struct target *, const struct sums *);
/* a program whose failure is told; its output is added */
bool target_run(const char *const *argv, bool whole, struct buf *output,
    struct diags *);
/* is each line of a list the path of a file of the site? */
bool target_ours(const struct target *, str list, const struct sums *,
    struct diags *);

#endif
