#include "text/md_tree.h"

#include <string.h>

#include "base/utf8.h"
#include "text/letter.h"

/* What CommonMark reads otherwise than its author meant it. */

/* ---- stars ----------------------------------------------------------- */

/* the word before a star, and the star */
static str
word_before(str s, size_t star)
{
	enum { LETTERS_MOST = 8 };
	size_t from = star, next;

	for (int n = 0; n < LETTERS_MOST &&
	    letter_japanese(letter_before(s, from, &next)); n++)
		from = next;
	return str_slice(s, from, star + 1);
}

static bool
is_escaped(str s, size_t i)
{
	size_t n = 0;

	while (n < i && s.p[i - 1 - n] == '\\')
		n++;
	return n % 2 == 1;
}

/* a run of stars in the tree's own text that stays what it is */
static bool
tell_stars(const struct md_tree *t, str s, size_t at, size_t n)
{
	size_t next;

	if (n > 1)
		md_tree_say(t, MESSAGE_MD_STARS, md_tree_span(t, at, at + n),
		    WORDS(str_slice(s, at, at + n)));
	else if (letter_japanese(letter_before(s, at, &next)))
		md_tree_say(t, MESSAGE_MD_STAR, md_tree_span(t, at, at + 1),
		    WORDS(word_before(s, at)));
	else
		return false;
	return true;
}

/* how many stars begin what was written from there on, and the text: what was
   written may be cut, and have fewer */
static size_t
run_of_stars(str own, size_t at, const char *text)
{
	size_t n = 0;

	while (at + n < own.n && own.p[at + n] == '*' && text[n] == '*')
		n++;
	return n;
}

/* each star of a text is the next one of what was written, unless that is
   &#42;; true after a message */
static bool
check_stars(const struct md_tree *t, cmark_node *n)
{
	enum { ENTITY_MOST = 40 };
	const char *text = cmark_node_get_literal(n);
	size_t i, run, most = strlen(text) * ENTITY_MOST;
	str own = buf_str(&t->text->out);

	if (strchr(text, '*') == NULL || cmark_node_get_start_line(n) == 0)
		return false;
	i = md_tree_offset(t, n);
	if (own.n - i > most)
		own.n = i + most;
	while ((text = strchr(text, '*')) != NULL) {
		i += str_find(str_slice(own, i, own.n), STR("*"));
		if (i == own.n)
			return false;
		run = is_escaped(own, i) ? 1 : run_of_stars(own, i, text);
		if (!is_escaped(own, i) && tell_stars(t, own, i, run))
			return true;
		text += run;
		i += run;
	}
	return false;
}

/* 市民*の…市民*: a noun before the star, and no word behind it */
static void
check_pair(const struct md_tree *t, cmark_node *emph)
{
	cmark_node *child = cmark_node_first_child(emph);
	str own = buf_str(&t->text->out);
	size_t at, next;
	uint32_t before, after;

	if (child == NULL || cmark_node_get_type(child) != CMARK_NODE_TEXT ||
	    cmark_node_get_start_line(child) == 0)
		return;
	at = md_tree_offset(t, child);
	if (at == 0 || own.p[at - 1] != '*')
		return;
	before = letter_before(own, at - 1, &next);
	after = letter_after(own, at, &next);
	if ((letter_kanji(before) || letter_katakana(before)) &&
	    !letter_kanji(after) && !letter_katakana(after) &&
	    utf8_wide(after))
		md_tree_say(t, MESSAGE_MD_STAR_PAIR,
		    md_tree_span(t, at - 1, at),
		    WORDS(word_before(own, at - 1)));
}

/* one message is enough for a paragraph */
static void
walk(const struct md_tree *t, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_node *n, *told = NULL;
	cmark_event_type ev;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(it);
		if (ev != CMARK_EVENT_ENTER)
			continue;
		if (cmark_node_get_type(n) == CMARK_NODE_EMPH)
			check_pair(t, n);
		if (cmark_node_get_type(n) == CMARK_NODE_TEXT &&
		    md_leaf(n) != told && check_stars(t, n))
			told = md_leaf(n);
	}
	cmark_iter_free(it);
}

/* ---- tables ---------------------------------------------------------- */

static void
check_table(const struct md_tree *t, const struct md_table *table)
{
	str own = buf_str(&t->first.out), line;
	size_t i;

	line = str_slice(own, table->from, table->to);
	line = str_slice(line, 0, str_find(line, STR("\n")));
	for (i = 0; i < line.n; i++)
		if (strchr("| \t>\r", line.p[i]) == NULL)
			return;
	md_tree_say(t, MESSAGE_MD_TABLE_HEAD,
	    md_tree_span_first(t, table->from, table->from + line.n),
	    NO_WORDS);
}

void
md_check(const struct md_tree *t)
{
	const struct md_note *n;
	size_t i;

	walk(t, t->root);
	md_pasted(t, t->root);
	for (n = t->all; n != NULL; n = n->before) {
		walk(t, n->item);
		md_pasted(t, n->item);
	}
	for (i = 0; i < t->ntables; i++)
		check_table(t, &t->tables[i]);
}
