#include "text/md_pattern.h"

#include <stdint.h>
#include <string.h>

static const unsigned char texts_of[] = {
	[GAP_HTML] = 1, [GAP_WORDS] = 1, [GAP_LEVEL] = 1, [GAP_LINK] = 2,
	[GAP_NAME] = 1, [GAP_IMAGE] = 3, [GAP_INNER_IMAGE] = 3,
	[GAP_EMBED] = 2
};

void
md_gap_put(struct buf *out, enum md_gap gap, const str text[GAP_TEXTS])
{
	uint32_t n;

	buf_putc(out, (char)gap);
	for (size_t i = 0; i < texts_of[gap]; i++) {
		n = (uint32_t)text[i].n;
		buf_put(out, (str){(const char *)&n, sizeof(n)});
		buf_put(out, text[i]);
	}
}

bool
md_gap_next(str *rest, enum md_gap *gap, str text[GAP_TEXTS])
{
	uint32_t n;

	if (rest->n == 0)
		return false;
	*gap = (enum md_gap)*rest->p;
	*rest = str_slice(*rest, 1, rest->n);
	for (size_t i = 0; i < texts_of[*gap]; i++) {
		memcpy(&n, rest->p, sizeof(n));
		text[i] = str_slice(*rest, sizeof(n), sizeof(n) + n);
		*rest = str_slice(*rest, sizeof(n) + n, rest->n);
	}
	return true;
}

/* ---- escapes ------------------------------------------------------- */

static const char *
reference(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	default:  return NULL;
	}
}

void
md_escape(struct buf *out, str s)
{
	size_t i, done = 0;
	const char *ref;

	for (i = 0; i < s.n; i++) {
		if ((ref = reference(s.p[i])) == NULL)
			continue;
		buf_put(out, str_slice(s, done, i));
		buf_puts(out, ref);
		done = i + 1;
	}
	buf_put(out, str_slice(s, done, s.n));
}

void
md_escape_url(struct buf *out, str url)
{
	static const char plain[] = "!#$%()*+,-./:;=?@_~";
	size_t i;
	char c;

	for (i = 0; i < url.n; i++) {
		c = url.p[i];
		if (c == '&')
			buf_puts(out, "&amp;");
		else if (c == '\'')
			buf_puts(out, "&#x27;");
		else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		    (c >= 'a' && c <= 'z') ||
		    memchr(plain, c, sizeof(plain) - 1) != NULL)
			buf_putc(out, c);
		else
			buf_printf(out, "%%%02X", (unsigned char)c);
	}
}
