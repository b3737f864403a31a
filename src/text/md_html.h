#ifndef TEXT_MD_HTML_H
#define TEXT_MD_HTML_H

#include "text/md_tree.h"

/* Inside of md: what both halves of the renderer know. */
struct md_renderer {
	const struct md_tree *tree;
	const struct md_host *host;
	struct buf *out;
	cmark_iter *it;
	const struct md_note *note;     /* whose text this is */
	size_t links;                   /* how many we are in */
	bool heading;                   /* are we in one? */
	bool open;                      /* has the outermost been printed? */
};

void md_put(struct md_renderer *, const char *);
/* a new line, unless we are at the beginning of one */
void md_put_line(struct md_renderer *);
void md_put_escaped(struct md_renderer *, str);
/* a string of cmark, without marks of ours */
void md_put_string(struct md_renderer *, const char *);
void md_put_url(struct md_renderer *, str);

void md_put_link(struct md_renderer *, cmark_node *, bool entering);
void md_put_image(struct md_renderer *, cmark_node *, const char *title);
/* a paragraph of nothing but a picture, or of nothing but embeds: is it one? */
bool md_put_alone(struct md_renderer *, cmark_node *paragraph);

#endif
