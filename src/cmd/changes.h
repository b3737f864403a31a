#ifndef CMD_CHANGES_H
#define CMD_CHANGES_H

#include <stdio.h>

#include "base/diag.h"

struct sums;

/*
 * For people: what differs between a public site and the one that is to take
 * its place.  All that goes is named, with the pages that lead elsewhere from
 * now on; of what is new or changed, the first.  The folder is where the new
 * one stands; NULL if it is not on this machine.
 */
void changes_print(const struct sums *old, const struct sums *new,
    const char *folder, enum language, FILE *);

#endif
