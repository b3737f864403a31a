#ifndef CMD_CHANGES_H
#define CMD_CHANGES_H

#include <stdio.h>

#include "base/diag.h"

struct sums;

/*
 * For people: what differs between a public site and the one that is to take
 * its place.  All that goes is named, with the pages that lead elsewhere from
 * now on; of what is new or changed, the first.  The folders are where they
 * stand; NULL if that is not on this machine: titles of pages that go are
 * read in the old one, and where pages lead in the new one.
 */
void changes_print(const struct sums *old, const char *old_folder,
    const struct sums *new, const char *folder, enum language, FILE *);

#endif
