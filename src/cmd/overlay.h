#ifndef CMD_OVERLAY_H
#define CMD_OVERLAY_H

#include "base/diag.h"

/*
 * Findings for a page in a browser: {"level", "code", "path", "line",
 * "column", "cell", "message", "fix", "before", "marked", "after", "times",
 * "edit", "notes": [{the same}]}.  before, marked and after are the line, and
 * what is wrong in it; null where there is no place.
 */
void overlay_put(const struct finding *, size_t n, const char *editor,
    struct buf *);
/*
 * The address that opens an editor at a place: {file}, {line} and {column}
 * of the form are filled in.  Nothing if there is no place.
 */
void overlay_edit(span, const char *editor, struct buf *);
/* content/plan/plan.md:12, or nothing */
void overlay_place(span, struct buf *);

#endif
