#ifndef SITE_JUDGE_H
#define SITE_JUDGE_H

struct config;
struct diags;
struct model;

/*
 * What this site makes of the warnings that were collected.  Errors stay
 * errors: what is plainly wrong cannot be accepted.
 */

/* by their codes, as site.yaml says (levels) */
void judge_levels(const struct config *, struct diags *);
/* are they codes, and of warnings? */
void judge_codes(const struct config *, struct diags *);
/*
 * by the entity they stand in, which may accept them for a reason (accept);
 * a row's warnings are those of the indicator, goal or programme it is about
 */
void judge_accepted(const struct model *, struct diags *);

#endif
