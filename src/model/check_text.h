#ifndef MODEL_CHECK_TEXT_H
#define MODEL_CHECK_TEXT_H

#include "model/model.h"

struct prose;

/* What has gone wrong with texts: of a plan, or of the site's pages. */
void check_text(const struct prose *, struct diags *);
/* Headings that jump, and links that do not say where they lead. */
void check_bodies(const struct prose *, struct diags *);
/* Years and days that there are not: 令和0年, 平成32年度 */
void check_dates(const struct prose *, struct diags *);
/* One word in several notations: ＮＰＯ and NPO; plan may be NULL. */
void check_words(const struct prose *, const struct plan *, struct diags *);
/* Numbers of things in prose that the data contradict. */
void check_counts(const struct prose *, const struct plan *,
    struct diags *);

#endif
