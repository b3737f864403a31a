#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

struct diags;
struct options;
struct sink;

/* Where a site is written: -o OUT, by default public in its folder. */
struct sink *output_open(const struct options *, struct diags *);
/*
 * Another folder, for the public: not the one it comes from, and the site
 * that was there before is kept beside it.
 */
struct sink *output_publish(const struct options *, const char *out,
    struct diags *);

#endif
