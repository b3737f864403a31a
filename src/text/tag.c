#include "text/tag.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool
tag_is(const struct tag *t, const char *name)
{
	return tag_word(t->name, name);
}

bool
tag_word(str s, const char *word)
{
	return s.n > 0 && (s.p[0] | 0x20) == word[0] &&
	    s.n == strlen(word) && strncasecmp(s.p, word, s.n) == 0;
}

int
tag_heading(const struct tag *t)
{
	return t->name.n == 2 && (t->name.p[0] | 0x20) == 'h' &&
	    t->name.p[1] >= '1' && t->name.p[1] <= '6' ?
	    t->name.p[1] - '0' : 0;
}

/* the offset behind a text's first occurrence; the end if there is none */
static size_t
after(str s, const char *part)
{
	size_t at = str_find(s, str_of(part));

	return at == s.n ? s.n : at + strlen(part);
}

/* the offset of the > that ends a tag, outside quotes */
static size_t
find_end(str s)
{
	char quote = 0;
	size_t i;

	for (i = 0; i < s.n; i++)
		if (quote != 0)
			quote = s.p[i] == quote ? 0 : quote;
		else if (s.p[i] == '"' || s.p[i] == '\'')
			quote = s.p[i];
		else if (s.p[i] == '>')
			break;
	return i;
}

/* what stands in script and style ends at their end tag only */
static size_t
raw_length(str rest, const struct tag *t)
{
	const char *end = tag_is(t, "script") ? "</script" :
	    tag_is(t, "style") ? "</style" : NULL;

	return end == NULL || t->end ? 0 : str_find(rest, str_of(end));
}

static void
read_tag(str s, struct tag *t)
{
	size_t i = 1, from;

	t->end = i < s.n && s.p[i] == '/';
	from = i += t->end;
	while (i < s.n && !is_blank(s.p[i]) && s.p[i] != '/' && s.p[i] != '>')
		i++;
	t->name = str_slice(s, from, i);
	t->attributes = str_slice(s, i, s.n);
}

bool
tag_next(str *rest, struct tag *t)
{
	str text = *rest, s;
	size_t i = 0, n;

	while ((s = str_slice(text, i, text.n)).n > 1) {
		n = str_find(s, STR("<"));
		i += n;
		s = str_slice(text, i, text.n);
		if (s.n < 2)
			break;
		*t = (struct tag){.before = str_slice(text, 0, i)};
		if (str_starts(s, STR("<!--"))) {
			t->name = str_slice(s, 1, 4);
			*rest = str_slice(text, i + after(s, "-->"), text.n);
			return true;
		}
		if (is_letter(s.p[1]) || s.p[1] == '/') {
			n = find_end(s);
			read_tag(str_slice(s, 0, n), t);
			*rest = str_slice(text, i + n + (n < s.n), text.n);
			n = raw_length(*rest, t);
			*rest = str_slice(*rest, n, rest->n);
			return true;
		}
		i++;
	}
	*rest = str_slice(text, text.n, text.n);
	return false;
}

bool
tag_attribute_next(str *rest, str *name, str *value)
{
	str s = *rest;
	size_t i = 0, from;
	char quote = ' ';

	while (i < s.n && (is_blank(s.p[i]) || s.p[i] == '/'))
		i++;
	for (from = i; i < s.n && !is_blank(s.p[i]) && s.p[i] != '='; i++)
		;
	*name = str_slice(s, from, i);
	*value = str_slice(s, i, i);
	if (i < s.n && s.p[i] == '=') {
		i++;
		if (i < s.n && (s.p[i] == '"' || s.p[i] == '\''))
			quote = s.p[i++];
		for (from = i; i < s.n && (quote == ' ' ? !is_blank(s.p[i]) :
		    s.p[i] != quote); i++)
			;
		*value = str_slice(s, from, i);
		i += i < s.n && quote != ' ';
	}
	*rest = str_slice(s, i, s.n);
	return name->n > 0;
}

bool
tag_attribute(const struct tag *t, const char *name, str *value)
{
	str rest = t->attributes, found;

	while (tag_attribute_next(&rest, &found, value))
		if (tag_word(found, name))
			return true;
	return false;
}

void
tag_plain(str s, struct buf *out)
{
	static const struct {
		const char *name;
		char meant;
	} names[] = {
		{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'},
		{"&#39;", '\''}
	};
	size_t n, k;

	for (; s.n > 0; s = str_slice(s, n, s.n)) {
		n = str_find(s, STR("&"));
		buf_put(out, str_slice(s, 0, n));
		s = str_slice(s, n, s.n);
		for (k = 0; k < sizeof(names) / sizeof(*names); k++)
			if (str_starts(s, str_of(names[k].name)))
				break;
		n = s.n > 0;
		if (k < sizeof(names) / sizeof(*names)) {
			buf_putc(out, names[k].meant);
			n = strlen(names[k].name);
		} else
			buf_put(out, str_slice(s, 0, n));
	}
}
