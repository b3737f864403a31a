#ifndef SCRIPT_RULES_H
#define SCRIPT_RULES_H

#include "model/status.h"
#include "script/vm.h"

struct diags;

/*
 * The site's own rules: functions of the theme's lib/rules.lua, named by
 * status_rule: lua:NAME of a plan and path: lua:NAME of an indicator.  Each
 * is called with a table of what is known of one indicator in one year: A,
 * B, T, E, q, p, r and tol as exact texts, year, unit, kind, want, status
 * and reason (as linear3 has them).
 *	a path returns E as a text or whole number, or nil
 *	a rule returns a status, and a reason if the status is na, or nil
 */
struct rules;

struct rules *rules_new(const struct theme *, const struct config *,
    struct diags *);
/* as status_all wants them; good until rules_free */
struct status_hooks rules_hooks(struct rules *);
void rules_free(struct rules *);

#endif
