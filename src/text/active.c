#include "text/active.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

static bool
is_ending(str path, const char *end)
{
	const str e = str_of(end);

	return path.n > e.n &&
	    strncasecmp(path.p + path.n - e.n, e.p, e.n) == 0;
}

bool
active_name(str path)
{
	static const char *const ends[] = {".html", ".htm", ".xhtml", ".xht",
	    ".shtml", ".mht", ".mhtml", ".js", ".mjs", ".xml", ".xsl",
	    ".xslt", ".svgz", ".hta", ".swf", ".php"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (is_ending(path, ends[i]))
			return true;
	return false;
}

bool
active_drawing(str path)
{
	return is_ending(path, ".svg");
}

/* ---- drawings ---------------------------------------------------------- */

static bool
begins(str s, size_t i, const char *word)
{
	const str w = str_of(word);

	return s.n - i >= w.n && strncasecmp(s.p + i, w.p, w.n) == 0;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* onload=, behind a blank or a quote */
static bool
is_handler(str s, size_t i)
{
	if (!begins(s, i, "on") || i == 0 ||
	    !(is_blank(s.p[i - 1]) || s.p[i - 1] == '"' ||
	    s.p[i - 1] == '\'' || s.p[i - 1] == '/'))
		return false;
	for (i += 2; i < s.n && (s.p[i] | 0x20) >= 'a' &&
	    (s.p[i] | 0x20) <= 'z'; i++)
		;
	while (i < s.n && is_blank(s.p[i]))
		i++;
	return i < s.n && s.p[i] == '=';
}

/* href="javascript:…": anything but a place, a file, a picture, the web */
static bool
is_call(str s, size_t i)
{
	static const char *const good[] = {"#", "https://", "http://",
	    "data:image/png", "data:image/jpeg", "data:image/gif",
	    "data:image/webp"};
	enum { VALUE_MOST = 1000 };
	size_t end;

	if (!begins(s, i, "href"))
		return false;
	for (i += 4; i < s.n && (is_blank(s.p[i]) || s.p[i] == '=' ||
	    s.p[i] == '"' || s.p[i] == '\''); i++)
		;
	for (size_t k = 0; k < sizeof(good) / sizeof(*good); k++)
		if (begins(s, i, good[k]))
			return false;
	for (end = i; end < s.n && end < i + VALUE_MOST && s.p[end] != '"' && s.p[end] != '\'' &&
	    s.p[end] != '>'; end++)
		if (s.p[end] == ':' || s.p[end] == '&')
			return true;
	return false;
}

static bool
is_word(str s, size_t i)
{
	static const char *const words[] = {"<script", ":script",
	    "foreignobject", "<!entity", "<iframe", "<embed", "<object",
	    "javascript:", "<?xml-stylesheet", "<handler"};

	for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
		if (begins(s, i, words[k]))
			return true;
	return false;
}

bool
active_svg(str s)
{
	if (utf8_bad(s) < s.n)
		return true;
	for (size_t i = 0; i < s.n; i++)
		if (strchr("<:fFjJoOhH", s.p[i]) != NULL &&
		    (is_word(s, i) || is_handler(s, i) || is_call(s, i)))
			return true;
	return false;
}
