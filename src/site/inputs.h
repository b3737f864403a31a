#ifndef SITE_INPUTS_H
#define SITE_INPUTS_H

#include <stdint.h>

#include "base/str.h"

struct arena;
struct diags;

/*
 * What a site is made of: site.yaml, content/, what it has of a theme
 * (theme.yaml, layouts/, lib/, assets/) and the theme, in whatever folders
 * they are.  Of attachments that are no pictures only the size matters, since
 * no page shows more of them.
 */

/* a number that is another when a file of the site's folder has changed */
uint64_t inputs_stamp(const char *folder);
/*
 * The SHA-256 of all of it, and of how it is made, in digits; read by so
 * many threads.  False after a message.
 */
bool inputs_sum(struct arena *, const char *folder, const char *theme,
    str mode, size_t workers, str *digits, struct diags *);

#endif
