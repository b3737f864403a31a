#ifndef MODEL_NAMING_H
#define MODEL_NAMING_H

struct folder;

/*
 * All names by which what was read in a folder may call plans and pages, and
 * those by which it may be called itself.
 */
void naming_list(struct folder *);

#endif
