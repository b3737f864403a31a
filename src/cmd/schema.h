#ifndef CMD_SCHEMA_H
#define CMD_SCHEMA_H

#include <stdbool.h>

struct options;

/* where a site keeps the schemas of its files: .keikaku/schema */
extern const char schema_folder[];

/*
 * All of them as NAME.json in a folder, which is, or is made, inside of one that
 * is there; false after a line on stderr.
 */
bool schema_write(const struct options *, const char *root,
    const char *folder);

#endif
