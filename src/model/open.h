#ifndef MODEL_OPEN_H
#define MODEL_OPEN_H

#include "model/passage.h"

/*
 * The values that some texts leave open (text/open.h), each with its place.
 * Years and figures tell it themselves.
 */
void open_list(struct arena *, const struct passages *, struct texts *out);

#endif
