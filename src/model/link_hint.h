#ifndef MODEL_LINK_HINT_H
#define MODEL_LINK_HINT_H

#include "model/model.h"

struct diags;

/*
 * How to mend the message just added about a file that is not there.
 */

/* a file of the plan, written with its folder: files/map.pdf */
bool link_hint_file(const struct plan *, str file, struct diags *);
/* that, or a page by the name of its file: ../programmes/bus.html, aims.md */
void link_hint(const struct model *, const struct plan *, str file,
    struct diags *);

#endif
