#ifndef SCRIPT_THEME_YAML_H
#define SCRIPT_THEME_YAML_H

#include "model/kind.h"
#include "script/theme.h"

/* what a theme says of itself in its theme.yaml */
extern const struct shape theme_shape;

/*
 * Adds the pages of a theme.yaml, of the site's own before the theme's.
 * False after a message.
 */
bool theme_yaml(struct theme *, struct source *, bool own, struct diags *);

#endif
