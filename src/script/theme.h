#ifndef SCRIPT_THEME_H
#define SCRIPT_THEME_H

#include "base/arena.h"
#include "site/route_rule.h"

struct diags;

/* A layout or a Lua module. */
struct chunk {
	str name;               /* layouts/goal.html or lib/chart.lua */
	const struct source *src;
	str code;               /* compiled; {0} if it does not compile */
};

struct chunks {
	struct chunk *items;    /* in the order of their names */
	size_t n;
};

/* A file to publish as it is. */
struct asset {
	str path;               /* assets/civic.css */
	const char *folder, *from;      /* the file, which is inside */
};

/*
 * The files of a theme, compiled once and shared by all threads.  Those in
 * the site's own folder stand in the place of the theme's of the same name.
 */
struct theme {
	struct arena arena;
	struct chunks own, chunks;      /* of the site, of the theme */
	struct asset *assets;
	struct route_rule *rules;
	struct records contrast;        /* struct contrast */
	size_t nassets, nrules;
	size_t code;                    /* bytes of all that is compiled */
};

/*
 * False after a message, then safe to free; the theme's folder may be NULL.
 * What is read of it is inside of the root: the site's folder, or its own.
 * The names of folders outlive the theme.
 */
bool theme_load(struct theme *, const char *site, const char *folder,
    const char *root, struct diags *);
/* what is to be required as chart, or as theme:chart: never the site's */
const struct chunk *theme_module(const struct theme *, str name);
/* the name of its file below lib/: chart, of both */
str theme_module_name(str name);
/* the layout of a route: by name, else entity.html or list.html, else NULL */
const struct chunk *theme_layout(const struct theme *, const struct route *);
/* a line, from 1, of what Lua calls the source; {0} if there is none */
span theme_line(const struct theme *, str source, int line);
void theme_done(struct theme *);

#endif
