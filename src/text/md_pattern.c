#include "text/md_pattern.h"

#include <string.h>

#include "text/letter.h"
#include "text/word.h"

/* ---- text ---------------------------------------------------------- */

/* a line may end before a long word in katakana, and behind one that does not
 * go on in hiragana: 市民活動 サポートセンター 機能強化 */
static void
put_turns(struct md_writer *r, str s)
{
	struct word w;
	size_t done = 0, edge;

	for (size_t at = 0; word_next(s, at, &w); at = w.at + w.len) {
		if (w.kind != WORD_KATAKANA)
			continue;
		md_put_escaped(r, str_slice(s, done, w.at));
		done = w.at + w.len;
		if (letter_japanese(letter_before(s, w.at, &edge)))
			md_put(r, "<wbr>");
		md_put_escaped(r, str_slice(s, w.at, done));
		if (letter_kanji(letter_after(s, done, &edge)))
			md_put(r, "<wbr>");
	}
	md_put_escaped(r, str_slice(s, done, s.n));
}

/* words that the host explains may lead to their explanation */
static void
put_words(struct md_writer *r, str s)
{
	if (r->heading && !r->tree->plain)
		put_turns(r, s);
	else if (s.n > 0 && !r->tree->plain && r->links == 0)
		md_put_gap(r, GAP_WORDS, s, (str){0}, (str){0});
	else
		md_put_escaped(r, s);
}

/* a mark, or what is left of one if markup came between: its length */
static size_t
put_mark(struct md_writer *r, str s)
{
	enum md_mark m = md_mark(s);
	str base, reading;
	size_t n = md_ruby(s, &base, &reading);

	if (n > 0) {
		md_put(r, "<ruby>");
		md_put_escaped(r, base);
		md_put(r, "<rp>（</rp><rt>");
		md_put_escaped(r, reading);
		md_put(r, "</rt><rp>）</rp></ruby>");
		return n;
	}
	if (m >= MARK_RUBY && m <= MARK_RUBY_END)
		buf_putc(&r->html, "{|}"[m - MARK_RUBY]);
	return 3;
}

static void
put_text(struct md_writer *r, str s)
{
	size_t i, done = 0;
	str rest;

	for (i = 0; !r->tree->plain && i + 2 < s.n; i++) {
		if (s.p[i] != '\xEF')
			continue;
		rest = str_slice(s, i, s.n);
		if (md_mark(rest) == MARK_COUNT)
			continue;
		put_words(r, str_slice(s, done, i));
		done = i + put_mark(r, rest);
		i = done - 1;
	}
	put_words(r, str_slice(s, done, s.n));
}

static void
put_void(struct md_writer *r, const char *name)
{
	buf_printf(&r->html, r->tree->plain ? "<%s />" : "<%s>", name);
}

static void
put_gap(struct md_writer *r, enum md_gap gap)
{
	md_put_gap(r, gap, (str){0}, (str){0}, (str){0});
}

/* ---- footnotes ----------------------------------------------------- */

static void
put_note_reference(struct md_writer *r, const struct md_part *p)
{
	md_put(r, "<sup>");
	if (r->links == 0) {
		md_put(r, "<a href=\"#");
		put_gap(r, GAP_HREF);
		buf_printf(&r->html, "note-%zu\" id=\"", p->note->number);
		put_gap(r, GAP_ID);
		buf_printf(&r->html, "note-%zu-%zu\" role=\"doc-noteref\">",
		    p->note->number, p->nth);
	}
	buf_printf(&r->html, "注%zu", p->note->number);
	md_put(r, r->links > 0 ? "</sup>" : "</a></sup>");
}

static void
put_way_back(struct md_writer *r, const struct md_note *n)
{
	size_t i;

	for (i = 1; i <= n->nrefs; i++) {
		md_put(r, " <a href=\"#");
		put_gap(r, GAP_HREF);
		buf_printf(&r->html, "note-%zu-%zu\" role=\"doc-backlink\">"
		    "注%zuの本文へ戻る", n->number, i, n->number);
		if (n->nrefs > 1)
			buf_printf(&r->html, "（%zuか所目）", i);
		md_put(r, "</a>");
	}
}

/* ---- blocks -------------------------------------------------------- */

static void
enter_block(struct md_writer *r, const char *tag)
{
	md_put_line(r);
	md_put(r, tag);
}

static void
put_list(struct md_writer *r, cmark_node *n, bool entering)
{
	bool ordered = cmark_node_get_list_type(n) == CMARK_ORDERED_LIST;
	int start = cmark_node_get_list_start(n);

	if (!entering) {
		md_put(r, ordered ? "</ol>\n" : "</ul>\n");
		return;
	}
	md_put_line(r);
	if (ordered && start != 1)
		buf_printf(&r->html, "<ol start=\"%d\">\n", start);
	else
		md_put(r, ordered ? "<ol>\n" : "<ul>\n");
}

/* as deep as it stands below others: a page has no level left out */
static void
put_level(struct md_writer *r, unsigned level, bool entering)
{
	static const char digits[] = "0123456";

	if (entering && !r->tree->plain) {
		while (r->depth > 0 && r->outline[r->depth - 1] >= level)
			r->depth--;
		r->outline[r->depth++] = level;
	}
	if (r->tree->plain)
		buf_putc(&r->html, digits[level]);
	else
		md_put_gap(r, GAP_LEVEL, (str){&digits[r->depth], 1},
		    (str){0}, (str){0});
}

static void
put_heading(struct md_writer *r, cmark_node *n, bool entering)
{
	struct md_part *p = md_part_of(n);
	unsigned level = (unsigned)cmark_node_get_heading_level(n);

	if (p != NULL && p->kind == PART_TEXT) {
		if (entering)
			md_put_line(r);
		md_put(r, entering ? "<p>" : "</p>\n");
		return;
	}
	r->heading = entering;
	if (!entering) {
		md_put(r, "</h");
		put_level(r, level, false);
		md_put(r, ">\n");
		return;
	}
	md_put_line(r);
	md_put(r, "<h");
	put_level(r, level, true);
	if (p != NULL) {
		md_put(r, " id=\"");
		put_gap(r, GAP_ID);
		md_put_escaped(r, p->id);
		md_put(r, "\"");
	}
	md_put(r, ">");
}

static void
put_code_block(struct md_writer *r, cmark_node *n)
{
	struct buf info = {0};
	str word;
	size_t i = 0;

	md_tree_restore(r->tree, cmark_node_get_fence_info(n), &info);
	word = buf_str(&info);
	while (i < word.n && strchr(" \t\r\n", word.p[i]) == NULL)
		i++;
	md_put_line(r);
	md_put(r, "<pre><code");
	if (i > 0) {
		md_put(r, " class=\"language-");
		md_put_escaped(r, str_slice(word, 0, i));
		md_put(r, "\"");
	}
	md_put(r, ">");
	md_put_string(r, cmark_node_get_literal(n));
	md_put(r, "</code></pre>\n");
	buf_done(&info);
}

static void
put_html_block(struct md_writer *r, cmark_node *n)
{
	if (!r->tree->plain)
		return;
	md_put_line(r);
	md_put(r, cmark_node_get_literal(n));
	md_put_line(r);
}

static bool
is_tight(cmark_node *n)
{
	cmark_node *list = cmark_node_parent(cmark_node_parent(n));

	return list != NULL && cmark_node_get_type(list) == CMARK_NODE_LIST &&
	    cmark_node_get_list_tight(list);
}

static void
put_cell(struct md_writer *r, const struct md_part *p, bool entering)
{
	if (!entering) {
		md_put(r, p->header ? "</th>\n" : "</td>\n");
		return;
	}
	md_put(r, p->header ? "<th scope=\"col\"" : "<td");
	if (p->align == ALIGN_RIGHT)
		md_put(r, " class=\"r\"");
	else if (p->align == ALIGN_CENTRE)
		md_put(r, " class=\"c\"");
	md_put(r, ">");
}

static void
put_paragraph(struct md_writer *r, cmark_node *n, bool entering)
{
	const struct md_part *p = md_part_of(n);

	if (p != NULL && p->kind == PART_CELL) {
		put_cell(r, p, entering);
		return;
	}
	if (entering && !r->tree->plain && r->note == NULL &&
	    md_put_alone(r, n)) {
		cmark_iter_reset(r->it, n, CMARK_EVENT_EXIT);
		return;
	}
	if (is_tight(n))
		return;
	if (entering) {
		enter_block(r, "<p>");
		return;
	}
	if (r->note != NULL && cmark_node_next(n) == NULL &&
	    cmark_node_parent(n) == r->note->item)
		put_way_back(r, r->note);
	md_put(r, "</p>\n");
}

/* one that may be too wide for a screen scrolls, so the keyboard must reach it:
 * it goes by the names of its columns */
static void
put_wide(struct md_writer *r, const struct md_part *p)
{
	md_put(r, p->kind == PART_TABLE ?
	    "<div class=\"scroll\" tabindex=\"0\" role=\"group\""
	    " aria-labelledby=\"" : "<thead id=\"");
	put_gap(r, GAP_ID);
	buf_printf(&r->html, "table-%zu\">\n%s", p->nth,
	    p->kind == PART_TABLE ? "<table>\n" : "");
}

static void
put_custom_block(struct md_writer *r, const struct md_part *p, bool entering)
{
	static const char *const tags[][2] = {
		[PART_TABLE] = {"<div class=\"scroll\">\n<table>\n",
		    "</table>\n</div>\n"},
		[PART_HEAD] = {"<thead>\n", "</thead>\n"},
		[PART_BODY] = {"<tbody>\n", "</tbody>\n"},
		[PART_ROW] = {"<tr>\n", "</tr>\n"}
	};

	if (entering)
		md_put_line(r);
	if (entering && p->nth > 0)
		put_wide(r, p);
	else
		md_put(r, tags[p->kind][!entering]);
}

/* ---- the walk ------------------------------------------------------ */

static void
put_item(struct md_writer *r, bool entering)
{
	if (entering)
		enter_block(r, "<li>");
	else
		md_put(r, "</li>\n");
}

static bool
put_container(struct md_writer *r, cmark_node *n, bool entering)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_BLOCK_QUOTE:
		enter_block(r, entering ? "<blockquote>\n" :
		    "</blockquote>\n");
		return true;
	case CMARK_NODE_LIST:
		put_list(r, n, entering);
		return true;
	case CMARK_NODE_ITEM:
		put_item(r, entering);
		return true;
	case CMARK_NODE_CUSTOM_BLOCK:
		put_custom_block(r, md_part_of(n), entering);
		return true;
	default:
		return false;
	}
}

static bool
put_block(struct md_writer *r, cmark_node *n, bool entering)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_CODE_BLOCK:
		put_code_block(r, n);
		return true;
	case CMARK_NODE_HTML_BLOCK:
		put_html_block(r, n);
		return true;
	case CMARK_NODE_PARAGRAPH:
		put_paragraph(r, n, entering);
		return true;
	case CMARK_NODE_HEADING:
		put_heading(r, n, entering);
		return true;
	case CMARK_NODE_THEMATIC_BREAK:
		md_put_line(r);
		put_void(r, "hr");
		md_put(r, "\n");
		return true;
	default:
		return put_container(r, n, entering);
	}
}

static void
put_html_inline(struct md_writer *r, cmark_node *n)
{
	const char *tag = cmark_node_get_literal(n);

	if (r->tree->plain)
		md_put(r, tag);
	else if (md_is_break(n))
		put_void(r, "br");
}

static bool
is_text(cmark_node *n)
{
	return n != NULL && cmark_node_get_type(n) == CMARK_NODE_TEXT;
}

/* cmark cuts a text at every escape: a word must not be cut with it */
static void
put_run(struct md_writer *r, cmark_node *n)
{
	struct buf run = {0};

	if (r->tree->plain || (!is_text(cmark_node_previous(n)) &&
	    !is_text(cmark_node_next(n)))) {
		put_text(r, str_of(cmark_node_get_literal(n)));
		return;
	}
	if (is_text(cmark_node_previous(n)))
		return;
	for (; is_text(n); n = cmark_node_next(n))
		buf_puts(&run, cmark_node_get_literal(n));
	put_text(r, buf_str(&run));
	buf_done(&run);
}

static void
put_leaf(struct md_writer *r, cmark_node *n)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_TEXT:
		put_run(r, n);
		break;
	case CMARK_NODE_SOFTBREAK:
		md_put(r, "\n");
		break;
	case CMARK_NODE_LINEBREAK:
		put_void(r, "br");
		md_put(r, "\n");
		break;
	case CMARK_NODE_CODE:
		md_put(r, "<code>");
		md_put_string(r, cmark_node_get_literal(n));
		md_put(r, "</code>");
		break;
	case CMARK_NODE_HTML_INLINE:
		put_html_inline(r, n);
		break;
	default:
		break;
	}
}

static void
put_inline(struct md_writer *r, cmark_node *n, bool entering)
{
	switch (cmark_node_get_type(n)) {
	case CMARK_NODE_CUSTOM_INLINE:
		if (entering)
			put_note_reference(r, md_part_of(n));
		break;
	case CMARK_NODE_EMPH:
		md_put(r, entering ? "<em>" : "</em>");
		break;
	case CMARK_NODE_STRONG:
		md_put(r, entering ? "<strong>" : "</strong>");
		break;
	case CMARK_NODE_LINK:
		md_put_link(r, n, entering);
		break;
	case CMARK_NODE_IMAGE:
		md_put_image(r, n, cmark_node_get_title(n));
		cmark_iter_reset(r->it, n, CMARK_EVENT_EXIT);
		break;
	default:
		put_leaf(r, n);
	}
}

static void
walk(struct md_writer *r, cmark_node *root)
{
	cmark_event_type ev;
	cmark_node *n;

	r->it = cmark_iter_new(root);
	while ((ev = cmark_iter_next(r->it)) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(r->it);
		if (n == root)
			continue;
		if (!put_block(r, n, ev == CMARK_EVENT_ENTER))
			put_inline(r, n, ev == CMARK_EVENT_ENTER);
	}
	cmark_iter_free(r->it);
}

static void
put_note(struct md_writer *r, const struct md_note *n)
{
	cmark_node *last = cmark_node_last_child(n->item);

	md_put(r, "<li id=\"");
	put_gap(r, GAP_ID);
	buf_printf(&r->html, "note-%zu\">", n->number);
	r->note = n;
	walk(r, n->item);
	if (cmark_node_get_type(last) != CMARK_NODE_PARAGRAPH) {
		enter_block(r, "<p>");
		put_way_back(r, n);
		md_put(r, "</p>\n");
	}
	md_put(r, "</li>\n");
}

static void
put_notes(struct md_writer *r)
{
	static const str second = {"2", 1};
	const struct md_note *n;

	if (r->tree->notes == NULL)
		return;
	md_put_line(r);
	md_put(r, "<section class=\"notes\" role=\"doc-endnotes\" "
	    "aria-labelledby=\"");
	put_gap(r, GAP_ID);
	md_put(r, "notes\">\n<h");
	md_put_gap(r, GAP_LEVEL, second, (str){0}, (str){0});
	md_put(r, " id=\"");
	put_gap(r, GAP_ID);
	md_put(r, "notes\">注</h");
	md_put_gap(r, GAP_LEVEL, second, (str){0}, (str){0});
	md_put(r, ">\n<ol>\n");
	for (n = r->tree->notes; n != NULL; n = n->next)
		put_note(r, n);
	md_put(r, "</ol>\n</section>\n");
}

void
md_pattern(const struct md_tree *tree, struct buf *out)
{
	struct md_writer r = {.tree = tree, .out = out};

	walk(&r, tree->root);
	put_notes(&r);
	put_gap(&r, GAP_HTML);
	buf_done(&r.html);
}
