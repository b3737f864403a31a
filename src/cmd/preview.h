#ifndef CMD_PREVIEW_H
#define CMD_PREVIEW_H

#include "base/str.h"

struct http;
struct http_answer;
struct http_request;
struct options;
struct watch;

/*
 * A site that is shown while it is written.  One thread reads it again when
 * something has changed; others answer with what was read, each page made
 * when it is asked for.  While something is wrong, the last that was right
 * is shown.
 *
 * Below /_keikaku/:
 *
 *              the desk: findings, changes, status, pages
 * events       server-sent events, the latest at once: {"version", "state",
 *              "css", "script"}, each another text when it has changed:
 *              pages, findings, style sheets, scripts
 * state.json   the same and "errors", "warnings", "load", "render" (in
 *              milliseconds), "changed" (paths whose bytes are others than
 *              before the last change), "findings" (as overlay_put has
 *              them); render and changed are null until all pages were made
 * narrow?PATH  a page in a frame as wide as a telephone
 */
struct preview;

#define PREVIEW_EVENTS  "_keikaku/events"

struct preview *preview_new(const struct options *, struct watch *);
/* who is to be told; NULL: nobody any more */
void preview_tell(struct preview *, struct http *);
/* from any thread: struct http_site's answer */
void preview_answer(void *preview, const struct http_request *,
    struct http_answer *);
/*
 * Read everything anew, then make all pages to see what is wrong with them
 * and what has changed; the latter ends early when something changes.
 */
void preview_load(struct preview *);
void preview_free(struct preview *);

#endif
