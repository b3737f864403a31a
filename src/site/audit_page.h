#ifndef SITE_AUDIT_PAGE_H
#define SITE_AUDIT_PAGE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

/* Where a link of a page leads, as a set keeps it (base/set.h). */
struct audit_link {
	uint64_t page;          /* its path from the root; 0 if on the web */
	uint64_t anchor;        /* path#anchor; 0 if it has none */
	uint32_t at, n;         /* of the page's texts: the address */
};

/* of a page, or of its links; one is mended before more are of use */
enum { AUDIT_FINDINGS = 100 };

/* What matters about a finished page, or a file: then just the path. */
struct audit_page {
	struct audit_page *next;
	str path, title, language;
	uint64_t key, named;    /* the path, and language and title, as a set
	                         * keeps them */
	const struct audit_link *links; /* within the site and to the web */
	const uint64_t *anchors;        /* path#id */
	size_t nlinks, nanchors;
	const char *texts;              /* all of the above stand there */
	struct diags diags;     /* of its headings, tables, pictures, ids */
};

/* free it with audit_page_free; bytes: NULL for a file */
struct audit_page *audit_page_new(str path, str bytes);
str audit_page_url(const struct audit_page *, const struct audit_link *);
void audit_page_free(struct audit_page *);

#endif
