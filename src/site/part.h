#ifndef SITE_PART_H
#define SITE_PART_H

#include "model/field.h"
#include "site/search.h"
#include "site/shard.h"

struct arena;
struct buf;
struct routes;
struct sums;

/*
 * What is said of a part of a site, in a file of the part's folder: no site
 * has a file of that name.  Lines, the first with the SHA-256 of all others:
 *
 * keikaku part 1 SUM
 * program VERSION
 * shard I/N
 * content SUM          of all that the site is made of: site/inputs.h
 * search yes           or no: has the site an index?
 * level CODE 1         as site.yaml has them: enum LEVEL_RULE_… of config.h
 *                      (an empty line)
 * SUM  PATH            a file, by the bytes of the path
 * SUM  PATH PLAN KIND en       a page, with tabs before what the index says of
 *                      it; en for those that are in the one in English
 */
#define PART_NAME  "keikaku-part"

struct part_file {
	str path, digits;
	bool is_page;
	struct search_entry entry;      /* of a page */
};

struct part {
	struct shard shard;
	str program, content;
	bool search;
	struct records levels;          /* struct level_rule */
	struct part_file *files;
	size_t n;
};

/* the files of a part, by their sums, and which of them are pages */
void part_list(struct arena *, const struct sums *, const struct routes *,
    struct part *);
void part_print(const struct part *, struct buf *);
/* false if it is not exactly what part_print prints; the text must stay */
bool part_read(struct arena *, str text, struct part *);

#endif
