#ifndef SITE_AUDIT_H
#define SITE_AUDIT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct diags;
struct sink;

/*
 * Finished pages, read as a browser reads them: does every link lead to a
 * page, a file and an anchor of the site, is every title one of its own, are
 * headings in order, do pictures have an alternative text and tables a
 * header?  What content can do wrong is found in the content; what is found
 * here is the theme's or nobody else's.
 */
struct audit;

struct audit *audit_new(void);
/* keeps what pages hold, from any thread; the audit outlives the sink */
struct sink *audit_sink(struct audit *);
/* once all pages were put; on so many threads */
bool audit_report(struct audit *, size_t workers, struct diags *);
/*
 * The web addresses outside of the site that its pages link to, sorted: lines
 * of address, how many pages, and the first of them, with tabs between.
 * Nobody asks whether they answer.
 */
void audit_links(const struct audit *, struct buf *);
void audit_free(struct audit *);

#endif
