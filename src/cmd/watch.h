#ifndef CMD_WATCH_H
#define CMD_WATCH_H

#include "base/str.h"

/*
 * What a site is made of, and whether it has changed; and the signals that
 * end the program (SIGINT, SIGTERM, SIGHUP), which from here on do that only.
 * Begin it before there are threads.
 */
struct watch;

/* the folder's name is to last as long */
struct watch *watch_new(const char *folder);
/* the theme too, wherever it is; NULL is none */
void watch_theme(struct watch *, const char *folder);
/* wait for a change; false: the program is to end */
bool watch_wait(struct watch *);
/* false: one of the two came before that time was over */
bool watch_rest(struct watch *, int milliseconds);
/* is there a change, or is the program to end? */
bool watch_pending(struct watch *);
/* does the last change concern a file whose name ends like this? */
bool watch_changed(const struct watch *, str end);
/* does it concern nothing but what is in this folder of the site? */
bool watch_changed_only(const struct watch *, const char *name);
void watch_free(struct watch *);

#endif
