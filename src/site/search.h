#ifndef SITE_SEARCH_H
#define SITE_SEARCH_H

#include "base/str.h"

struct diags;
struct route;
struct routes;
struct sink;

/*
 * The index that a browser searches without a server.  It is made of script
 * files, since those load from file:// too; each calls a function of the
 * theme's search script:
 *
 * search/index.js      keikaku.index({blocks: B, shards: S})
 * search/blockN.js     keikaku.block(N, [[url, plan, kind, title,
 *                      [[anchor, heading, text], …]], …])
 *                      pages in the order of their paths, the plan's id and
 *                      the kind's folder or ""; texts as they stand on the
 *                      page, without markup
 * search/shardN.js     keikaku.shard(N, {"0 3": "協働働の…", …},
 *                      {"0 3": "協働の…", …})
 *                      in exactly which blocks two characters stand side by
 *                      side in the folded text (text/fold.h) of a title,
 *                      heading or text: all such pairs in one text; then the
 *                      same of single characters.  A pair is in shard (31 ×
 *                      first + second) mod S, by code points; the second of
 *                      a single character is 0.  Blank and the marks
 *                      ( ) , . / : 、 。 「 」 ・ 〜 are in no pair.
 *
 * Pages in English, beside main ones, have an index of their own in
 * en/search/; those in plain words are among the main ones.
 *
 * So a query costs the shards of its pairs and the blocks that hold them
 * all, in which its text is then looked for.
 */
struct search;

/* What the index says of a page beside its text. */
struct search_entry {
	str path;
	str plan, kind;         /* the plan's id, the kind's folder; or empty */
	bool twin;              /* in English, beside a main one */
};

struct search_entry search_entry(const struct route *);
/* is it worth its bytes: does a page of the theme search in it? */
bool search_is_wanted(const struct routes *, const struct sink *);
struct search *search_new(struct sink *);
/*
 * A finished page, from any thread: what stands in its <main>, in sections
 * that begin with headings and with list items that have an id.  Left out
 * are nav, svg, form, rt and what is hidden or has data-search="off"; of a
 * <main data-search="title"> all but the title, for lists of other pages.
 * The texts of the entry must stay.
 */
void search_add(struct search *, struct search_entry, str html);
/* once all pages were added; where the sink does not read, an empty index */
bool search_put(struct search *, struct diags *);
/* is it a file of an index? */
bool search_is(str path);
void search_free(struct search *);      /* may be NULL */

#endif
