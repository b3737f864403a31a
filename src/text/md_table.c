#include "text/md_tree.h"

#include "base/limit.h"

/*
 * Pipe tables.  cmark takes one for lines of a paragraph.  Those lines are
 * cut out of the text, which leaves a mark, and every cell goes to the head
 * of the text as a paragraph of its own; so cells are parsed like any other
 * text, and in one go.  Once the new text is parsed, the cells move from
 * there to where the mark stands.
 */

/* ---- finding ------------------------------------------------------- */

struct cutter {
	struct md_tree *tree;
	str text;               /* the first */
};

/* the lines of a paragraph, without what its containers put before them */
struct block {
	size_t first, last, quotes;
	size_t column;          /* of the first line's content */
};

static str
content(const struct cutter *c, const struct block *b, size_t line)
{
	str s = md_line(c->tree->lines, c->text, line);

	if (line == b->first && b->column <= s.n)
		return str_slice(s, b->column, s.n);
	return md_line_content(s, b->quotes);
}

static bool
is_underline(str line)
{
	line = md_trim(line);
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != *line.p)
			return false;
	return line.n > 0 && (*line.p == '=' || *line.p == '-');
}

/*
 * A table before a line of dashes looks like a heading to cmark: the dashes
 * stay a rule below the table.  Signs of equality are a row.
 */
static bool
block_of(const struct cutter *c, cmark_node *n, struct block *b)
{
	cmark_node_type type = cmark_node_get_type(n);
	size_t end = (size_t)cmark_node_get_end_line(n);
	str line;

	if (type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING)
		return false;
	*b = (struct block){
	    .first = (size_t)cmark_node_get_start_line(n) - 1,
	    .column = (size_t)cmark_node_get_start_column(n) - 1,
	    .quotes = md_quotes(n), .last = end - 1};
	if (type == CMARK_NODE_HEADING) {
		while (b->last > b->first &&
		    !is_underline(content(c, b, b->last)))
			b->last--;
		line = md_trim(content(c, b, b->last));
		if (b->last > b->first && *line.p == '-')
			b->last--;
	}
	return b->last > b->first;
}

static void
set_columns(struct md_tree *t, struct md_table *table, str rules)
{
	struct md_row_reader r = {.text = md_trim(rules)};
	size_t i = 0;
	str cell;

	table->align = ARENA_NEWN(&t->arena, enum md_align, table->columns);
	while (md_row_next(&r, &cell))
		table->align[i++] = md_rule_align(cell);
}

static span
first_span(const struct cutter *c, str s)
{
	size_t off = (size_t)(s.p - c->text.p);

	return md_tree_span_first(c->tree, off, off + s.n);
}

static words
two_numbers(struct md_tree *t, size_t a, size_t b)
{
	return WORDS(str_printf(&t->arena, "%zu", a),
	    str_printf(&t->arena, "%zu", b));
}

/* ---- cutting out --------------------------------------------------- */

/* a bar that stands in code needs its backslash no longer */
static void
put_cell(const struct cutter *c, str cell)
{
	struct md_text *out = &c->tree->second;
	size_t i = 0, run, end, from = (size_t)(cell.p - c->text.p);
	size_t done = from;
	struct md_row_reader r = {.text = cell};
	struct buf b = {0};

	buf_put(&b, md_mark_bytes(MARK_CELL));
	buf_putc(&b, ' ');
	md_text_put(out, buf_str(&b), from);
	buf_done(&b);
	while (i < cell.n) {
		run = md_ticks(cell, i);
		end = run > 0 ? md_code_end(&r, i + run, run) : i;
		if (run == 0)
			i += cell.p[i] == '\\' && i + 1 < cell.n ? 2 : 1;
		else if (end == i + run)
			i = end;
		for (; i < end; i++)
			if (cell.p[i] == '\\' && cell.p[i + 1] == '|') {
				md_text_copy(out, c->text, done, from + i);
				done = from + i + 1;
			}
	}
	md_text_copy(out, c->text, done, from + cell.n);
	md_text_put(out, STR("\n\n"), from + cell.n);
}

static bool
put_row(const struct cutter *c, struct md_table *table, str line)
{
	struct md_tree *t = c->tree;
	struct md_row_reader r = {.text = md_trim(line)};
	struct md_row row = {.first = t->ncells};
	size_t surplus = 0;
	str cell;

	t->padded += table->columns;
	if (t->padded > LIMIT_TABLE_CELLS) {
		md_tree_say(t, MESSAGE_MD_TABLE_LARGE, first_span(c, line),
		    NO_WORDS);
		return false;
	}
	while (md_row_next(&r, &cell)) {
		cell = md_trim(cell);
		if (row.n < table->columns) {
			put_cell(c, cell);
			row.n++;
		} else if (cell.n > 0 && surplus++ == 0) {
			md_tree_say(t, MESSAGE_MD_TABLE_ROW,
			    first_span(c, cell),
			    two_numbers(t, table->columns,
			    md_row_count(line)));
		}
	}
	t->ncells += row.n;
	table->rows = ARENA_MORE(&t->arena, table->rows, table->nrows);
	table->rows[table->nrows++] = row;
	return true;
}

static struct md_table *
add_table(struct md_tree *t)
{
	t->tables = ARENA_MORE(&t->arena, t->tables, t->ntables);
	t->tables[t->ntables] = (struct md_table){0};
	return &t->tables[t->ntables++];
}

/* a table from its header line to the end of the block */
static void
take_table(const struct cutter *c, const struct block *b, size_t line,
    size_t columns)
{
	struct md_table *table = add_table(c->tree);
	str header = content(c, b, line), last = content(c, b, b->last);

	table->from = (size_t)(header.p - c->text.p);
	table->to = (size_t)(last.p - c->text.p) + last.n;
	table->columns = columns;
	set_columns(c->tree, table, content(c, b, line + 1));
	if (!put_row(c, table, header))
		return;
	for (line += 2; line <= b->last; line++)
		if (!put_row(c, table, content(c, b, line)))
			break;
}

/* has the line a header above it that fits? */
static bool
header_fits(const struct cutter *c, str header, str rules, size_t columns)
{
	size_t n = md_row_count(header);

	if (n != columns)
		md_tree_say(c->tree, MESSAGE_MD_TABLE_HEADER,
		    first_span(c, rules), two_numbers(c->tree, n, columns));
	else if (columns > LIMIT_TABLE_COLUMNS)
		md_tree_say(c->tree, MESSAGE_MD_TABLE_WIDE,
		    first_span(c, rules), two_numbers(c->tree, columns,
		    LIMIT_TABLE_COLUMNS));
	return n == columns && columns <= LIMIT_TABLE_COLUMNS;
}

static void
look_for_table(const struct cutter *c, const struct block *b)
{
	size_t line, columns;
	str header, rules;

	for (line = b->first; line < b->last; line++) {
		rules = content(c, b, line + 1);
		if ((columns = md_rule_count(rules)) == 0)
			continue;
		header = content(c, b, line);
		if (md_mark(header) == MARK_NOTE_TEXT)
			return;
		if (header_fits(c, header, rules, columns))
			take_table(c, b, line, columns);
		return;
	}
}

/* what is left of the first text, behind the cells */
static void
put_rest(const struct cutter *c)
{
	struct md_tree *t = c->tree;
	size_t i, done = 0;
	struct buf b = {0};

	for (i = 0; i < t->ntables; i++) {
		md_text_copy(&t->second, c->text, done, t->tables[i].from);
		b.n = 0;
		md_mark_number_put(&b, MARK_TABLE, i);
		md_text_put(&t->second, buf_str(&b), t->tables[i].from);
		done = t->tables[i].to;
	}
	md_text_copy(&t->second, c->text, done, c->text.n);
	buf_done(&b);
}

void
md_table_cut(struct md_tree *t)
{
	struct cutter c = {.tree = t, .text = buf_str(&t->first.out)};
	cmark_iter *it = cmark_iter_new(t->root);
	cmark_event_type ev;
	struct block b;

	while ((ev = cmark_iter_next(it)) != CMARK_EVENT_DONE)
		if (ev == CMARK_EVENT_ENTER &&
		    block_of(&c, cmark_iter_get_node(it), &b))
			look_for_table(&c, &b);
	cmark_iter_free(it);
	if (t->ntables > 0)
		put_rest(&c);
}

/* ---- putting back -------------------------------------------------- */

struct placer {
	struct md_tree *tree;
	cmark_node **cells;     /* paragraphs, taken from the head */
};

static void
take_cells(struct placer *p)
{
	struct md_tree *t = p->tree;
	cmark_node *n = cmark_node_first_child(t->root), *next;
	size_t i;

	p->cells = ARENA_NEWN(&t->arena, cmark_node *, t->ncells);
	for (i = 0; i < t->ncells && n != NULL; i++) {
		next = cmark_node_next(n);
		cmark_node_unlink(n);
		p->cells[i] = n;
		n = next;
	}
}

static void
put_part(struct placer *p, cmark_node *row, cmark_node *cell, bool header,
    enum md_align align)
{
	struct md_part *part = md_part_new(p->tree, PART_CELL);

	if (cell == NULL)
		cell = cmark_node_new(CMARK_NODE_PARAGRAPH);
	else if (cmark_node_first_child(cell) != NULL)
		md_tree_drop_head(cmark_node_first_child(cell), 3);
	part->header = header;
	part->align = align;
	cmark_node_set_user_data(cell, part);
	cmark_node_append_child(row, cell);
}

static cmark_node *
append(struct placer *p, cmark_node *parent, enum md_part_kind kind)
{
	cmark_node *n = md_part_node(md_part_new(p->tree, kind),
	    CMARK_NODE_CUSTOM_BLOCK);

	cmark_node_append_child(parent, n);
	return n;
}

static cmark_node *
build(struct placer *p, const struct md_table *table)
{
	cmark_node *node = md_part_node(md_part_new(p->tree, PART_TABLE),
	    CMARK_NODE_CUSTOM_BLOCK);
	cmark_node *group = append(p, node, PART_HEAD), *row;
	size_t i, j;

	if (table->columns >= MD_TABLE_WIDE)
		md_part_of(node)->nth = md_part_of(group)->nth =
		    (size_t)(table - p->tree->tables) + 1;
	for (i = 0; i < table->nrows; i++) {
		if (i == 1)
			group = append(p, node, PART_BODY);
		row = append(p, group, PART_ROW);
		for (j = 0; j < table->rows[i].n; j++)
			put_part(p, row, p->cells[table->rows[i].first + j],
			    i == 0, table->align[j]);
		for (; j < table->columns; j++)
			put_part(p, row, NULL, i == 0, table->align[j]);
	}
	return node;
}

/* the table whose mark ends a block; NULL if there is none */
static struct md_table *
table_of(const struct md_tree *t, cmark_node *n)
{
	cmark_node_type type = cmark_node_get_type(n);
	cmark_node *last = cmark_node_last_child(n);
	enum md_mark m;
	size_t number;

	if ((type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING) ||
	    last == NULL || cmark_node_get_type(last) != CMARK_NODE_TEXT)
		return NULL;
	if (md_mark_number(str_of(cmark_node_get_literal(last)), &m,
	    &number) == 0 || m != MARK_TABLE || number >= t->ntables)
		return NULL;
	return &t->tables[number];
}

/* the text before a table stays a paragraph; dashes below it are a rule */
static void
place(struct placer *p, cmark_node *n, const struct md_table *table)
{
	cmark_node *node = build(p, table);
	struct md_part *part = md_part_new(p->tree, PART_TEXT);

	part->cut = md_lines_cut(n);
	cmark_node_set_user_data(n, part);
	cmark_node_insert_after(n, node);
	cmark_node_free(cmark_node_last_child(n));
	if (cmark_node_last_child(n) != NULL)
		cmark_node_free(cmark_node_last_child(n));
	if (cmark_node_get_type(n) == CMARK_NODE_HEADING)
		cmark_node_insert_after(node,
		    cmark_node_new(CMARK_NODE_THEMATIC_BREAK));
	if (cmark_node_first_child(n) == NULL)
		cmark_node_free(n);
}

void
md_table_place(struct md_tree *t)
{
	struct placer p = {.tree = t};
	cmark_node **marks, *n;
	cmark_iter *it;
	size_t i, found = 0;

	if (t->ntables == 0)
		return;
	take_cells(&p);
	marks = ARENA_NEWN(&t->arena, cmark_node *, t->ntables);
	it = cmark_iter_new(t->root);
	while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
		n = cmark_iter_get_node(it);
		if (cmark_iter_get_event_type(it) == CMARK_EVENT_ENTER &&
		    found < t->ntables && table_of(t, n) != NULL)
			marks[found++] = n;
	}
	cmark_iter_free(it);
	for (i = 0; i < found; i++)
		place(&p, marks[i], table_of(t, marks[i]));
	for (i = 0; i < t->ncells; i++)
		if (cmark_node_parent(p.cells[i]) == NULL)
			cmark_node_free(p.cells[i]);
}
