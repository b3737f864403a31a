#ifndef CMD_PIPELINE_H
#define CMD_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>

struct audit;
struct buf;
struct config;
struct diags;
struct map;
struct model;
struct options;
struct progress;
struct routes;
struct sink;
struct vm;

/*
 * From folders to pages.  build, check, serve and publish are this pipeline,
 * each with another sink; fix and diff only load.  Messages point into what
 * it has loaded: print them before it is freed.
 */
struct pipeline;

struct pipeline_count {
	size_t plans, pages;
};

struct pipeline *pipeline_new(const struct options *);
/*
 * By path, the bytes (str, followed by a NUL) that stand for those of a
 * content file or site.yaml, as if it had been saved so.
 */
void pipeline_unsaved(struct pipeline *, const struct map *);
/* somebody who is told how far it is; NULL, as at first: nobody */
void pipeline_progress(struct pipeline *, struct progress *);
/*
 * What has not changed since an older one was loaded, which is there at least
 * until this one has: the theme, of which nothing may have changed, nor of
 * site.yaml, and the plans that are as they were.
 */
void pipeline_keep(struct pipeline *, const struct pipeline *older);
/* read, link, check, seal; false after an error */
bool pipeline_load(struct pipeline *, struct diags *);
/* every page and what is no page into the sink, which is not committed */
bool pipeline_render(struct pipeline *, struct sink *, struct diags *);
/*
 * All of that and what check looks for beside it.  Pages go into the sink,
 * which hands them on to the one of the audit, if it is not that itself; that
 * one is committed.  False if nothing could be loaded.
 */
bool pipeline_check(struct pipeline *, struct sink *, struct sink *audited,
    struct audit *, struct diags *);
/* the plan.json of one of the plans, from 0 */
void pipeline_plan(const struct pipeline *, size_t i, struct buf *);
/*
 * What is no page, into the sink, as far as it wants it: data, feeds, files,
 * assets.  May be called from any thread, and starts none.
 */
bool pipeline_put(const struct pipeline *, struct sink *, struct diags *);
/* what renders one page after another, on one thread at a time */
struct vm *pipeline_vm(const struct pipeline *);
/* the folder of the theme; NULL if there is none */
const char *pipeline_theme(const struct pipeline *);
/* append where the theme prints HTML as it is: see theme_raw */
void pipeline_raw(const struct pipeline *, struct buf *);
const struct routes *pipeline_routes(const struct pipeline *);
const struct model *pipeline_model(const struct pipeline *);
const struct config *pipeline_config(const struct pipeline *);
struct pipeline_count pipeline_count(const struct pipeline *);
void pipeline_free(struct pipeline *);

#endif
