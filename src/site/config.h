#ifndef SITE_CONFIG_H
#define SITE_CONFIG_H

#include "model/plan.h"

/* site.yaml */
struct config {
	str title, description, base_url, language, theme, organisation;
	str licence, banner;
	struct year as_of;
	struct record contact;
	struct records levels;  /* struct level_rule */
	bool noindex;
	struct translations translations;
	struct texts open;      /* values not known yet: model/open.h */
	span base_url_at, language_at, theme_at;
};

/* How much a message of some code weighs on this site. */
struct level_rule {
	str code, reason;
	choice level;           /* LEVEL_RULE_… */
	span code_at;
};

enum { LEVEL_RULE_OFF = 1, LEVEL_RULE_WARNING, LEVEL_RULE_ERROR };

extern const struct shape config_shape;

/*
 * False after a message; memory from the arena.  unsaved stands for the bytes
 * of the file, or is NULL.
 */
bool config_load(struct arena *, const char *path, const str *unsaved,
    struct config *, struct diags *);

#endif
