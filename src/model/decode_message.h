#ifndef MODEL_DECODE_MESSAGE_H
#define MODEL_DECODE_MESSAGE_H

#include "base/diag.h"
#include "model/field.h"

struct buf;
struct ynode;

/* What the decoder says of a value. */

/* does it stand in a CSV file? */
bool decode_in_sheet(const struct ynode *);
/* what its author calls a value: its key, or what stands above its column */
str decode_called(const struct ynode *, const struct field *);
/* {1} that name, {2} and {3} the field's, {4} the value; always false */
bool decode_wrong(const struct ynode *, enum message, const struct field *,
    struct diags *);
/* the words that it may be, in Japanese and English, are freed */
bool decode_refuse_word(const struct ynode *, const struct field *,
    struct buf *ja, struct buf *en, struct diags *);

#endif
