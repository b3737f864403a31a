#ifndef MODEL_ASCENT_H
#define MODEL_ASCENT_H

struct diags;
struct model;

/*
 * When all is linked: tell of goals and programmes that stand above
 * themselves, or below too many, and cut the ways there, so that to go up
 * always ends, and soon.
 */
void ascent_cut(struct model *, struct diags *);

#endif
