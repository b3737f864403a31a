#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include <stddef.h>

struct arena;
struct diags;
struct options;
struct sink;

/*
 * Where a site or a part of it is written: -o OUT, by default public or
 * part-I in its folder.
 */
const char *output_name(const struct options *, struct arena *);
struct sink *output_open(const struct options *, struct diags *);
/* where parts become a site: -o OUT, by default public; none of the parts */
struct sink *output_merge(const struct options *, struct diags *);
/*
 * Another folder, for the public: not the one it comes from, and the site
 * that was there before is kept beside it.
 */
struct sink *output_publish(const struct options *, const char *out,
    struct diags *);

#endif
