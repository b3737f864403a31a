#ifndef CMD_BUILD_PART_H
#define CMD_BUILD_PART_H

#include <stdbool.h>
#include <stddef.h>

struct diags;
struct options;
struct pipeline;
struct progress;
struct sink;

/*
 * Load a site and put one part of it, as --shard says, into the sink, which
 * is not committed: its pages, what stands beside them, and their list
 * (site/part.h).  The number of pages.  False after a message.
 */
bool build_part(const struct options *, struct pipeline *, struct sink *,
    struct progress *, size_t *pages, struct diags *);

#endif
