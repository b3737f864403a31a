#ifndef BASE_IO_WATCH_H
#define BASE_IO_WATCH_H

#include "base/io.h"

/*
 * Which files change.  The system tells (inotify); what it does not tell,
 * as on some network and shared folders, is found by looking every few
 * seconds.  Hidden names and what editors leave behind do not count.
 */
struct io_watch;

/* what makes an open file readable, a signal, ends the waiting */
struct io_watch *io_watch_new(int stop);
/* a file, or a folder with all below it, which need not be there yet */
void io_watch_add(struct io_watch *, const char *path);
/*
 * Wait until something has changed since it was added or since the last
 * wait, and then nothing for a moment, which is short after a file that was
 * written to its end.  False: to be stopped.
 */
bool io_watch_wait(struct io_watch *);
/* false: something came before that time was over */
bool io_watch_rest(struct io_watch *, int milliseconds);
/* would a wait return at once? */
bool io_watch_pending(struct io_watch *);
/* what had changed, each path once, some of very many; until the next wait */
const str *io_watch_changes(const struct io_watch *, size_t *n);
void io_watch_free(struct io_watch *);

#endif
