#ifndef SITE_SHEET_SIZE_H
#define SITE_SHEET_SIZE_H

#include "site/sheet_print.h"

/* Only who prints a sheet knows its size: it is kept for all who ask. */
struct sheet_sizes;

struct sheet_size {
	size_t rows, bytes;     /* 0 rows: it is not published */
};

/* for plans whose numbers are less than end */
struct sheet_sizes *sheet_sizes_new(size_t end);
/* of a plan's sheets, in their order; by any thread */
const struct sheet_size *sheet_sizes_of(struct sheet_sizes *,
    const struct sheets *, const struct plan *, const struct routes *);
/* NULL is as good as none */
void sheet_sizes_free(struct sheet_sizes *);

#endif
