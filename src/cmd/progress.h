#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include <stddef.h>

struct options;

/* What a run does, in this order. */
enum phase {
	PHASE_THEME, PHASE_CONTENT,
	PHASE_PARTS,            /* of merge: what others have made */
	PHASE_PAGES, PHASE_SEARCH, PHASE_DATA, PHASE_FILES,
	PHASE_LINKS, PHASE_SUMS,
	PHASE_OUTPUT,           /* to the disk, and in the place of the old */
	PHASE_COUNT
};

/*
 * How far a run is: on a terminal one line that comes after a second and is
 * gone at the end; with --timing a table of its phases once it is over.
 * Where nobody looks it is NULL, which all of these take.  Nothing but times
 * depends on it.
 */
struct progress;

struct progress *progress_new(const struct options *);
/* from now on this, of so many things (0: nobody knows how many) */
void progress_enter(struct progress *, enum phase, size_t of);
/* so many of them are done; from any thread */
void progress_add(struct progress *, size_t n);
/* the line is gone until the next phase: before anything else is said */
void progress_clear(struct progress *);
/* on stderr, with --timing: phases, counts, rates, processor and memory */
void progress_print(struct progress *);
void progress_free(struct progress *);

#endif
