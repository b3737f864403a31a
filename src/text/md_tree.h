#ifndef TEXT_MD_TREE_H
#define TEXT_MD_TREE_H

#include <cmark.h>

#include "base/diag.h"
#include "text/md.h"
#include "text/md_row.h"
#include "text/md_text.h"
#include "text/md_url.h"

/*
 * Inside of md: cmark's tree with what is ours put into it.  Ours are custom
 * nodes of cmark, and headings, with a part as their user data.
 */
enum md_part_kind {
	PART_TABLE, PART_HEAD, PART_BODY, PART_ROW, PART_CELL,  /* blocks */
	PART_NOTE,              /* a reference to a footnote: an inline */
	PART_URL,               /* a link made of a bare URL */
	PART_TEXT,              /* a paragraph before a table, though cmark
	                           may call it a heading */
	PART_HEADING
};

struct map;

struct md_part {
	enum md_part_kind kind;
	bool header;            /* of a cell */
	enum md_align align;
	str id, text;           /* of a heading */
	size_t cut;             /* md_lines_cut of a text */
	const struct md_note *note;
	size_t nth;             /* which reference to its note, from 1; of a
	                           wide table and its head: which table */
	span at;                /* of a note's reference, of a bare URL */
};

struct md_note {
	str label;
	span at;
	cmark_node *item;
	size_t number, nrefs;   /* 0: never referred to */
	struct md_note *next;   /* by number */
	struct md_note *before; /* by place, backwards */
};

struct md_lines {
	size_t *start, n;
};

/* A row of a table that was cut out; its cells are paragraphs of their own. */
struct md_row {
	size_t first, n;
};

struct md_table {
	size_t from, to;        /* in the first text */
	size_t columns;
	enum md_align *align;
	struct md_row *rows;
	size_t nrows;
};

struct md_tree {
	struct arena arena;
	span body;
	struct diags *diags;    /* NULL: nothing is said */
	bool plain;
	struct md_spots spots;
	struct md_text first;           /* the body with marks */
	struct md_text second;          /* the same with its tables cut out */
	struct md_text *text;           /* that of the tree: one of the two */
	struct md_lines lines;          /* of that text, as cmark counts */
	cmark_node *root;
	struct md_table *tables;
	size_t ntables;
	size_t ncells, padded;          /* written, and with those put in */
	struct md_note *notes, **last;  /* that are referred to, by number */
	size_t nnotes;
	struct md_note *all;            /* last first */
};

/* false if the body is too long or too deep; then there is no tree */
bool md_tree_build(struct md_tree *, span body, bool plain, struct diags *);
void md_tree_done(struct md_tree *);

struct md_part *md_part_new(struct md_tree *, enum md_part_kind);
/* a custom node */
cmark_node *md_part_node(struct md_part *, cmark_node_type);
/* NULL for a node of cmark's own */
struct md_part *md_part_of(cmark_node *);

/* the paragraph, heading or cell that an inline stands in */
cmark_node *md_leaf(cmark_node *);
/* <br> in a cell: the only way to break a line there */
bool md_is_break(cmark_node *html);

/* where an inline or a block stands in the body */
span md_tree_where(const struct md_tree *, cmark_node *);
/* the same in the tree's own text, for an inline */
size_t md_tree_offset(const struct md_tree *, cmark_node *);
/* a piece of the first text, or of the tree's own, in the body */
span md_tree_span(const struct md_tree *, size_t off, size_t to);
span md_tree_span_first(const struct md_tree *, size_t off, size_t to);
void md_tree_say(const struct md_tree *, enum message, span, words);
/* append what can be read of a node: no markup, no ruby, no footnote */
void md_tree_plain(const struct md_tree *, cmark_node *, struct buf *);
/* takes a mark of n bytes and the blanks behind it off a text */
void md_tree_drop_head(cmark_node *text, size_t n);
/* a string of cmark as it was written */
void md_tree_restore(const struct md_tree *, const char *, struct buf *);

/* as cmark counts them: CR, LF or both end a line */
struct md_lines md_lines_of(struct arena *, str);
str md_line(struct md_lines, str, size_t line);
/* without blanks and so many > that continue quotes */
str md_line_content(str line, size_t quotes);
/*
 * Definitions of links at the head of a paragraph are cut off before cmark
 * counts the lines of its inlines: by how many lines it is wrong.
 */
size_t md_lines_cut(cmark_node *leaf);
/* how many quotes a node stands in */
size_t md_quotes(cmark_node *);

/* ---- passes, in this order ---- */

/* writes the second text, if the tree of the first holds tables */
void md_table_cut(struct md_tree *);
/* says which definitions of links nothing uses */
void md_definition_check(struct md_tree *);
/* puts the tables into the tree of the second */
void md_table_place(struct md_tree *);
/* takes the texts of footnotes out of the tree */
void md_note_collect(struct md_tree *, struct map *);
/* a node for a reference; NULL after a message if there is no such note */
cmark_node *md_note_reference(struct md_tree *, const struct map *notes,
    size_t number);
void md_note_unused(const struct md_tree *, const struct map *notes);
/* the inlines: references to notes, bare URLs, line breaks */
void md_inline(struct md_tree *, const struct map *notes);

/* gives headings their ids */
void md_heading_name(struct md_tree *);

/* says what is not read as its author meant it */
void md_check(const struct md_tree *);
/* says what was pasted, a list or a table, and becomes a paragraph */
void md_pasted(const struct md_tree *, cmark_node *root);
/* adds the text without code and HTML to the facts */
void md_prose(struct arena *, const struct md_tree *, struct md_facts *);
/* adds the places of it that are still open (text/open.h) */
void md_open_list(struct arena *, struct md_facts *, span body);

/* ---- guard ---- */

/* is the body one that cmark can parse in time? */
bool md_guard(span body, struct diags *);
bool md_guard_depth(const struct md_tree *, cmark_node *root);

#endif
