#ifndef SITE_SHEET_PRINT_H
#define SITE_SHEET_PRINT_H

#include "model/sheet.h"
#include "site/route.h"

/*
 * Append the sheet of a plan: UTF-8 with BOM, CRLF, cells as csv_put writes
 * them.  How many rows it has: none, and no header.
 */
size_t sheet_print(const struct sheet *, const struct plan *,
    const struct routes *, struct buf *);

#endif
