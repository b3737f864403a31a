#ifndef SCRIPT_THEME_H
#define SCRIPT_THEME_H

#include "base/arena.h"
#include "site/route.h"

struct diags;

/* A layout or a Lua module of the theme. */
struct chunk {
	str name;               /* layouts/goal.html or lib/chart.lua */
	const struct source *src;
	str code;               /* compiled; {0} if it does not compile */
};

/* A file to publish as it is. */
struct asset {
	str path;               /* assets/civic.css */
	const char *from;
};

/* The files of a theme, compiled once and shared by all threads. */
struct theme {
	struct arena arena;
	struct chunk *chunks;
	struct asset *assets;
	struct route_rule *rules;
	size_t nchunks, nassets, nrules;
};

/* everything below a folder; false after a message, then safe to free */
bool theme_load(struct theme *, const char *folder, struct diags *);
const struct chunk *theme_chunk(const struct theme *, str name);
/* the layout of a route: by name, else entity.html or list.html, else NULL */
const struct chunk *theme_layout(const struct theme *, const struct route *);
/* a line, from 1, of a chunk as a place; {0} if there is none */
span theme_line(const struct theme *, str chunk, int line);
void theme_done(struct theme *);

#endif
