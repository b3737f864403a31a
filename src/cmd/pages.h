#ifndef CMD_PAGES_H
#define CMD_PAGES_H

#include <stdbool.h>
#include <stddef.h>

struct diags;
struct progress;
struct sink;
struct vm_site;

/*
 * Every page that the sink wants, rendered on so many threads, and, if it
 * wants that too, the index in which pages are searched.  The progress may
 * be NULL.  False after a message.
 */
bool pages_put(const struct vm_site *, size_t workers, struct sink *,
    struct progress *, struct diags *);

#endif
