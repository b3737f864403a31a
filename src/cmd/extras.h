#ifndef CMD_EXTRAS_H
#define CMD_EXTRAS_H

#include <stdbool.h>
#include <stddef.h>

struct diags;
struct progress;
struct sink;
struct vm_site;

/*
 * What a site has beside its pages, as far as the sink wants it, by so many
 * threads; with one, none is started.  The progress may be NULL.  False after
 * a message.
 *
 * PLAN/data/       plan.json, status.json, sheets
 * PLAN/feed.xml    updates; this and those of the site need its base_url
 * PLAN/KIND/ALIAS.html   the way from an old address
 * PLAN/files/      attachments, below the content folder
 * sitemap.xml feed.xml assets/   of the whole site
 */
bool extras_put(const struct vm_site *, const char *content, size_t workers,
    struct sink *, struct progress *, struct diags *);

#endif
