#ifndef TEXT_TMPL_H
#define TEXT_TMPL_H

#include "base/source.h"

struct buf;
struct diags;

/*
 * A template to Lua source.  Knows of Lua what it takes to find the end of a
 * tag: strings and comments, which may hold anything, and that {{ }} holds
 * as many } as {.
 *	{{ expr }}   the value, escaped        -> esc(expr)
 *	{* expr *}   the value, as it is       -> raw(expr)
 *	{% code %}   Lua                       -> code
 *	{# text #}   a comment                 -> nothing
 * Line n of the Lua is line n of the template, so that Lua's own messages
 * point into the template.  A line that holds nothing but {% %} and {# #}
 * tags and blanks prints nothing, not even its line end; nor does a BOM.
 * False after a message: a tag that is not closed, shown where it begins.
 */
bool tmpl_lua(const struct source *, struct buf *lua, struct diags *);

#endif
