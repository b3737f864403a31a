#ifndef TEXT_SLIPS_H
#define TEXT_SLIPS_H

#include "base/source.h"
#include "text/mend.h"

struct arena;
struct diags;

/*
 * The usual typing mistakes in YAML, which libyaml reports in another place
 * or takes for text: full-width colons and blanks, tabs, "-b", values that
 * need quotes, numbers with commas.  Knows as much of YAML as it takes to
 * leave quoted texts, block texts and comments alone.
 *
 * Adds a message for each slip between two offsets of a source in UTF-8, of
 * the first 200.  The result is that text with the slips mended, and the
 * mends, whose offsets count from its first byte.
 */
str slips_mend(struct arena *, const struct source *, uint32_t from,
    uint32_t to, struct mends *, struct diags *);

#endif
