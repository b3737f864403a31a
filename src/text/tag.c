#include "text/tag.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

/* what ends a name or a value */
enum { BLANK = 1, SLASH = 2, CLOSE = 4, EQUALS = 8 };

static bool
is_any(char c, unsigned of)
{
	static const unsigned char kind[256] = {
		[' '] = BLANK, ['\n'] = BLANK, ['\t'] = BLANK,
		['\r'] = BLANK, ['\f'] = BLANK,
		['/'] = SLASH, ['>'] = CLOSE, ['='] = EQUALS
	};

	return kind[(unsigned char)c] & of;
}

/* the offset of the first of those from there on, or the end */
static size_t
skip_to(str s, size_t i, unsigned of)
{
	while (i < s.n && !is_any(s.p[i], of))
		i++;
	return i;
}

/* the offset of the first that is none of those */
static size_t
skip(str s, size_t i, unsigned of)
{
	while (i < s.n && is_any(s.p[i], of))
		i++;
	return i;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int
digit_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) >= 'a' &&
	    (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
}

int
tag_heading(const struct tag *t)
{
	return t->name.n == 2 && (t->name.p[0] | 0x20) == 'h' &&
	    t->name.p[1] >= '1' && t->name.p[1] <= '6' ?
	    t->name.p[1] - '0' : 0;
}

/* the offset behind a comment, which may be as short as <!--> */
static size_t
comment_end(str s)
{
	for (size_t i = 2; i < s.n; i++) {
		i += str_find(str_slice(s, i, s.n), STR("--"));
		if (str_starts(str_slice(s, i, s.n), STR("-->")))
			return i + 3;
		if (i > 3 && str_starts(str_slice(s, i, s.n), STR("--!>")))
			return i + 4;
	}
	return s.n;
}

/* the offset behind a value in quotes, which may have no end */
static size_t
read_quoted(str s, size_t i, str *value)
{
	const char *end = memchr(s.p + i + 1, s.p[i], s.n - i - 1);
	size_t n = end != NULL ? (size_t)(end - s.p) : s.n;

	*value = str_slice(s, i + 1, n);
	return n + (end != NULL);
}

/* the offset behind an attribute; as browsers do, which let a name begin
 * with = and know quotes right behind one only */
static size_t
read_attribute(str s, size_t i, str *name, str *value)
{
	const size_t from = i;
	size_t next;

	i = skip_to(s, i + 1, BLANK | SLASH | CLOSE | EQUALS);
	*name = str_slice(s, from, i);
	*value = str_slice(s, i, i);
	next = skip(s, i, BLANK);
	if (next == s.n || s.p[next] != '=')
		return i;
	i = skip(s, next + 1, BLANK);
	if (i < s.n && (s.p[i] == '"' || s.p[i] == '\''))
		return read_quoted(s, i, value);
	next = skip_to(s, i, BLANK | CLOSE);
	*value = str_slice(s, i, next);
	return next;
}

/* what stands in script and style ends at their end tag only */
static size_t
raw_length(str rest, const struct tag *t)
{
	const char *name = tag_is(t, "script") ? "script" :
	    tag_is(t, "style") ? "style" : NULL;
	size_t i, n;

	if (name == NULL || t->end)
		return 0;
	n = strlen("</") + strlen(name);
	for (i = 0; i < rest.n; i++) {
		i += str_find(str_slice(rest, i, rest.n), STR("</"));
		if (i + n < rest.n &&
		    strncasecmp(rest.p + i + 2, name, n - 2) == 0 &&
		    is_any(rest.p[i + n], BLANK | SLASH | CLOSE))
			return i;
	}
	return rest.n;
}

/* the offset of the > that ends it */
static size_t
read_tag(str s, struct tag *t)
{
	size_t i = 1, from, others = 0;
	struct tag_attribute a;

	t->end = i < s.n && s.p[i] == '/';
	from = i + t->end;
	i = skip_to(s, from, BLANK | SLASH | CLOSE);
	t->name = str_slice(s, from, i);
	from = i;
	t->nfirst = 0;
	while ((i = skip(s, i, BLANK | SLASH)) < s.n && s.p[i] != '>') {
		i = read_attribute(s, i, &a.name, &a.value);
		if (t->nfirst < TAG_FIRST) {
			t->first[t->nfirst++] = a;
			others = i;
		}
	}
	t->attributes = str_slice(s, from, i);
	t->others = str_slice(s, others > 0 ? others : i, i);
	return i;
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
		t->before = str_slice(text, 0, i);
		if (str_starts(s, STR("<!--"))) {
			t->name = str_slice(s, 1, 4);
			t->attributes = t->others = (str){0};
			t->end = false;
			t->nfirst = 0;
			*rest = str_slice(text, i + comment_end(s), text.n);
			return true;
		}
		if (is_letter(s.p[1]) || s.p[1] == '/') {
			n = read_tag(s, t);
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
	const size_t i = skip(*rest, 0, BLANK | SLASH);

	if (i == rest->n)
		return false;
	*rest = str_slice(*rest, read_attribute(*rest, i, name, value),
	    rest->n);
	return true;
}

bool
tag_attribute(const struct tag *t, const char *name, str *value)
{
	str rest = t->others, found;

	for (size_t i = 0; i < t->nfirst; i++)
		if (tag_word(t->first[i].name, name)) {
			*value = t->first[i].value;
			return true;
		}
	while (tag_attribute_next(&rest, &found, value))
		if (tag_word(found, name))
			return true;
	return false;
}

/* &#58; or &#x3a, whose ; may be left out: how long it is; 0 if it is none */
static size_t
read_number(str s, uint32_t *c)
{
	const bool hex = s.n > 2 && (s.p[2] | 0x20) == 'x';
	size_t from = hex ? 3 : 2, i;
	int digit;

	*c = 0;
	for (i = from; i < s.n && (digit = digit_of(s.p[i])) >= 0 &&
	    (hex || digit < 10); i++)
		if (*c <= 0x10FFFF)
			*c = *c * (hex ? 16 : 10) + (uint32_t)digit;
	if (*c == 0 || *c > 0x10FFFF || (*c >= 0xD800 && *c < 0xE000))
		*c = 0xFFFD;
	return i == from ? 0 : i + (i < s.n && s.p[i] == ';');
}

/* what begins with & */
static size_t
put_reference(str s, struct buf *out)
{
	static const struct {
		const char *name;
		char meant;
	} names[] = {
		{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'},
		{"&apos;", '\''}, {"&colon;", ':'}, {"&Tab;", '\t'},
		{"&NewLine;", '\n'}
	};
	uint32_t c;
	size_t n;

	if (s.n > 1 && s.p[1] == '#' && (n = read_number(s, &c)) > 0) {
		utf8_put(out, c);
		return n;
	}
	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
		if (str_starts(s, str_of(names[k].name))) {
			buf_putc(out, names[k].meant);
			return strlen(names[k].name);
		}
	buf_putc(out, '&');
	return 1;
}

void
tag_plain(str s, struct buf *out)
{
	size_t n;

	while (s.n > 0) {
		n = str_find(s, STR("&"));
		buf_put(out, str_slice(s, 0, n));
		s = str_slice(s, n, s.n);
		if (s.n > 0)
			s = str_slice(s, put_reference(s, out), s.n);
	}
}
