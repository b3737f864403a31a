#ifndef CMD_ENDING_H
#define CMD_ENDING_H

#include <stdbool.h>

struct diags;
struct options;
struct progress;
struct sink;

/* How a run that writes a site ends, and what it says then. */

/* messages, for people, unless the run was stopped: they tell of that only */
void ending_tell(const struct options *, struct progress *,
    const struct diags *);
/*
 * The last step, after which nothing can fail: all there is to say about the
 * content has been told.  What it says itself is told, and added.
 */
bool ending_commit(const struct options *, struct progress *, struct sink *,
    struct diags *);
/*
 * What has become of the output (the sink may be NULL) of a run that failed.
 * The exit code: this one, unless the machine is to blame.
 */
int ending_failed(const struct options *, const struct sink *,
    const struct diags *, int code);

#endif
