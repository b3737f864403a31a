#include "text/md_row.h"

#include <string.h>

/* ---- a row --------------------------------------------------------- */

size_t
md_ticks(str s, size_t i)
{
	size_t from = i;

	while (i < s.n && s.p[i] == '`')
		i++;
	return i - from;
}

size_t
md_code_end(struct md_row_reader *r, size_t i, size_t n)
{
	size_t j = i, run;

	if (n >= 32 || (r->unclosed >> n & 1) != 0)
		return i;
	while (j < r->text.n) {
		if ((run = md_ticks(r->text, j)) == n)
			return j + n;
		j += run > 0 ? run : 1;
	}
	r->unclosed |= 1u << n;
	return i;
}

str
md_trim(str s)
{
	while (s.n > 0 && (*s.p == ' ' || *s.p == '\t'))
		s = str_slice(s, 1, s.n);
	while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t'))
		s.n--;
	return s;
}

bool
md_row_next(struct md_row_reader *r, str *cell)
{
	str s = r->text;
	size_t from, run;

	if (!r->begun && s.n > 0 && *s.p == '|')
		r->i++;
	if (r->i >= s.n && r->begun)
		return false;
	r->begun = true;
	for (from = r->i; r->i < s.n && s.p[r->i] != '|';) {
		if ((run = md_ticks(s, r->i)) > 0)
			r->i = md_code_end(r, r->i + run, run);
		else if (s.p[r->i] == '\\' && r->i + 1 < s.n)
			r->i += 2;
		else
			r->i++;
	}
	*cell = str_slice(s, from, r->i);
	r->i++;
	return true;
}

size_t
md_row_count(str line)
{
	struct md_row_reader r = {.text = md_trim(line)};
	size_t n = 0;
	str cell;

	while (md_row_next(&r, &cell))
		n++;
	return n;
}

/* ---- the line below the header ------------------------------------- */

static bool
is_rule(str cell)
{
	size_t i = 0, from;

	cell = md_trim(cell);
	if (i < cell.n && cell.p[i] == ':')
		i++;
	for (from = i; i < cell.n && cell.p[i] == '-'; i++)
		;
	if (i == from)
		return false;
	if (i < cell.n && cell.p[i] == ':')
		i++;
	return i == cell.n;
}

size_t
md_rule_count(str line)
{
	struct md_row_reader r = {.text = md_trim(line)};
	size_t i, n = 0, bars = 0;
	str cell;

	for (i = 0; i < r.text.n; i++) {
		if (strchr(" \t|:-", r.text.p[i]) == NULL)
			return 0;
		bars += r.text.p[i] == '|';
	}
	while (bars > 0 && md_row_next(&r, &cell)) {
		if (!is_rule(cell))
			return 0;
		n++;
	}
	return n;
}

enum md_align
md_rule_align(str rule)
{
	rule = md_trim(rule);
	if (rule.p[rule.n - 1] != ':')
		return ALIGN_LEFT;
	return *rule.p == ':' ? ALIGN_CENTRE : ALIGN_RIGHT;
}

static bool
is_end(char c)
{
	return c == '\n' || c == '\r';
}

bool
md_table_likely(str text)
{
	size_t i = 0;
	bool bar, dash;

	while (i < text.n) {
		for (bar = dash = false; i < text.n && text.p[i] != '\0' &&
		    strchr("|- \t>:", text.p[i]) != NULL; i++) {
			bar = bar || text.p[i] == '|';
			dash = dash || text.p[i] == '-';
		}
		if (bar && dash && (i == text.n || is_end(text.p[i])))
			return true;
		while (i < text.n && !is_end(text.p[i]))
			i++;
		i++;
	}
	return false;
}
