#ifndef CMD_LIVE_H
#define CMD_LIVE_H

#include <stdbool.h>

#include "base/diag.h"

/* What the script in a page of the preview is told about the page. */
struct live {
	str version;            /* of what the page was made of */
	size_t css, script;     /* how often those have changed */
	span at;                /* where the page comes from */
	const char *editor;
	enum language language;
	bool draft;
	bool missing;           /* there is no such page */
};

/* a file below /_keikaku/: live.js, live.css, desk.css; {0} if it is none */
str live_file(str name, const char **type);
/*
 * A page with the script that keeps it up to date, in front of </body> or at
 * its end, and a word to search engines to stay away.
 */
void live_put(const struct live *, str html, struct buf *);

#endif
