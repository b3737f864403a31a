#ifndef CMD_SHARED_THEME_H
#define CMD_SHARED_THEME_H

#include "script/theme.h"

/*
 * A theme for one pipeline after another, as long as none of its files
 * changes: the preview compiles it once.  It may be held and dropped by any
 * thread; the last who drops it frees it.
 */
struct shared_theme;

/* false in ok after a message; it is to be dropped all the same */
struct shared_theme *shared_theme_load(const char *site, const char *folder,
    const char *root, struct diags *, bool *ok);
/* NULL where it would have to say something again, or is for other folders */
struct shared_theme *shared_theme_hold(struct shared_theme *,
    const char *site, const char *folder);
const struct theme *shared_theme(const struct shared_theme *);
/* NULL is as good as none */
void shared_theme_drop(struct shared_theme *);

#endif
