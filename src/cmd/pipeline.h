#ifndef CMD_PIPELINE_H
#define CMD_PIPELINE_H

#include <stdbool.h>
#include <stddef.h>

struct diags;
struct options;
struct sink;

/*
 * From folders to pages.  build, check and serve are this pipeline with
 * another sink.  Messages point into what it has loaded: print them before
 * it is freed.
 */
struct pipeline;

struct pipeline_count {
	size_t plans, pages;
};

struct pipeline *pipeline_new(const struct options *);
/* read, link, check, seal; false after an error */
bool pipeline_load(struct pipeline *, struct diags *);
/* render every page into the sink, which is not committed */
bool pipeline_render(struct pipeline *, struct sink *, struct diags *);
struct pipeline_count pipeline_count(const struct pipeline *);
void pipeline_free(struct pipeline *);

#endif
