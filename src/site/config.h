#ifndef SITE_CONFIG_H
#define SITE_CONFIG_H

#include "model/plan.h"

/* site.yaml */
struct config {
	str title, description, base_url, language, theme, organisation;
	str licence, banner;
	struct year as_of;
	struct record contact;
	bool noindex;
	span base_url_at, language_at;
};

extern const struct shape config_shape;

/* false after a message; memory from the arena */
bool config_load(struct arena *, const char *path, struct config *,
    struct diags *);

#endif
