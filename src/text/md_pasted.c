#include "text/md_tree.h"

#include "text/letter.h"

/*
 * Lines that their author sees as a list or a table, and that become one
 * paragraph: those of other programs, pasted.
 */
struct lines {
	const struct md_tree *tree;
	size_t first, n;        /* of the paragraph, in the tree's text */
	size_t quotes;
};

/* ---- lists ----------------------------------------------------------------- */

static uint32_t
at(str s, size_t i)
{
	size_t end;

	return letter_after(s, i, &end);
}

/* a sign that begins an entry of a list; ○○ and ●月 are no such */
static size_t
sign(str s)
{
	static const char all[] = "・･●○◯〇◎■□◆◇▪•※";
	size_t end;
	uint32_t c = letter_after(s, 0, &end), next = at(s, end);

	if (c >= U'①' && c <= U'⑳')
		return end;
	if (c < 0x80 || next == 0 || next == c || letter_digit(next) ||
	    str_find(str_of(all), str_slice(s, 0, end)) == sizeof(all) - 1)
		return 0;
	return end;
}

/* １　, ２．, ア　, （３）, (イ) */
static size_t
number(str s)
{
	size_t i = 0, end, digits = 0;
	uint32_t c = letter_after(s, 0, &end);
	const bool open = c == U'（' || c == '(';

	i = open ? end : 0;
	for (c = letter_after(s, i, &end); letter_digit(c) && digits < 3;
	    c = letter_after(s, i, &end), digits++)
		i = end;
	if (digits == 0 && letter_katakana(c)) {
		i = end;
		c = letter_after(s, i, &end);
		digits = 1;
	}
	if (digits == 0 || (open ? c != U'）' && c != ')' :
	    c != 0x3000 && c != U'．'))
		return 0;
	return end;
}

static size_t
mark(str s)
{
	const size_t n = sign(s);

	return n > 0 ? n : number(s);
}

static str
line(const struct lines *l, size_t i)
{
	str s = md_line_content(md_line(l->tree->lines,
	    buf_str(&l->tree->text->out), l->first + i), l->quotes);
	size_t end;

	while (letter_after(s, 0, &end) == 0x3000)
		s = str_slice(s, end, s.n);
	return s;
}

/* two blanks or a backslash: the author has seen to it */
static bool
is_broken(str s)
{
	return str_ends(s, STR("  ")) || str_ends(s, STR("\\"));
}

/* is it the second of two lines of a list? */
static bool
goes_on(const struct lines *l, size_t i)
{
	return i > 0 && mark(line(l, i)) > 0 && mark(line(l, i - 1)) > 0 &&
	    !is_broken(line(l, i - 1));
}

static bool
is_dot(str s)
{
	return str_starts(s, STR("・")) && mark(s) > 0;
}

static span
place(const struct lines *l, str s, size_t n)
{
	const size_t off = (size_t)(s.p - buf_str(&l->tree->text->out).p);

	return md_tree_span(l->tree, off, off + n);
}

/* ・ at the very beginning of lines can be - without a doubt */
static void
offer(const struct lines *l)
{
	const str text = buf_str(&l->tree->text->out);
	size_t i, end, n;
	str s;

	for (i = 0; i < l->n; i++) {
		s = line(l, i);
		n = mark(s);
		if (n > 0 && (!is_dot(s) || (size_t)(s.p - text.p) !=
		    l->tree->lines.start[l->first + i]))
			return;
	}
	for (i = 0; i < l->n; i++) {
		s = line(l, i);
		n = mark(s);
		while (n > 0 && (at(s, n) == ' ' || at(s, n) == 0x3000)) {
			letter_after(s, n, &end);
			n = end;
		}
		if (n > 0)
			diag_edit(l->tree->diags, place(l, s, n), STR("- "));
	}
}

static void
check_list(const struct lines *l)
{
	size_t i = 1;
	str s;

	while (i < l->n && !goes_on(l, i))
		i++;
	if (i >= l->n)
		return;
	s = line(l, i - 1);
	md_tree_say(l->tree, MESSAGE_MD_LIST, place(l, s, s.n),
	    WORDS(str_slice(s, 0, mark(s))));
	if (l->tree->diags != NULL)
		offer(l);
}

/* ---- tables ---------------------------------------------------------------- */

/* a tab between two texts */
static bool
is_row(str s)
{
	const size_t tab = str_find(s = str_trim(s), STR("\t"));

	return tab > 0 && tab < s.n;
}

static void
check_tabs(const struct lines *l)
{
	for (size_t i = 1; i < l->n; i++)
		if (is_row(line(l, i - 1)) && is_row(line(l, i))) {
			md_tree_say(l->tree, MESSAGE_MD_TABS,
			    place(l, line(l, i - 1), line(l, i - 1).n),
			    NO_WORDS);
			return;
		}
}

/* ---- the walk -------------------------------------------------------------- */

static void
check_paragraph(const struct md_tree *t, cmark_node *n)
{
	const size_t from = (size_t)cmark_node_get_start_line(n);
	const size_t to = (size_t)cmark_node_get_end_line(n);
	struct lines l = {t, from - 1, to - from + 1, md_quotes(n)};

	if (from == 0 || to <= from || to > t->lines.n)
		return;
	check_list(&l);
	check_tabs(&l);
}

void
md_pasted(const struct md_tree *t, cmark_node *root)
{
	cmark_iter *it = cmark_iter_new(root);
	cmark_event_type ev;
	cmark_node *n;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(it);
		if (ev == CMARK_EVENT_ENTER &&
		    cmark_node_get_type(n) == CMARK_NODE_PARAGRAPH)
			check_paragraph(t, n);
	}
	cmark_iter_free(it);
}
