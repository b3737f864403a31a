#ifndef MODEL_SCHEMA_H
#define MODEL_SCHEMA_H

#include "base/diag.h"
#include "model/kind.h"

/*
 * JSON Schema, draft-07, of what an author writes, printed from the tables
 * that decode reads: for editors and for others who check content.  It
 * refuses nothing that keikaku reads, unless it is quoted oddly ("true").
 */

/* of a list file of a kind, and of the front matter of one of its entities */
void schema_kind(const struct kind *, enum language, struct buf *);
/* of a file that is one map: site.yaml */
void schema_map(const struct shape *, enum language, struct buf *);

#endif
