#include "text/md_tree.h"

#include <string.h>
#include <strings.h>

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
same(str s, const char *word)
{
	return s.n == strlen(word) && strncasecmp(s.p, word, s.n) == 0;
}

str
md_url_scheme(str url)
{
	size_t i = 0;

	while (i < url.n && (is_letter(url.p[i]) || (i > 0 &&
	    (is_digit(url.p[i]) || strchr("+.-", url.p[i]) != NULL))))
		i++;
	if (i == 0 || i == url.n || url.p[i] != ':')
		return (str){0};
	return str_slice(url, 0, i);
}

/* what a browser strips or takes for a slash hides where a url leads */
static bool
is_hidden(str url)
{
	size_t i;
	unsigned char c;

	for (i = 0; i < url.n; i++) {
		c = (unsigned char)url.p[i];
		if (c < 0x20 || c == 0x7f || c == '\\')
			return true;
	}
	return url.n == 0 || url.p[0] == ' ' || url.p[url.n - 1] == ' ';
}

enum md_url
md_url_kind(str url)
{
	str scheme = md_url_scheme(url);

	if (is_hidden(url) || str_starts(url, STR("//")))
		return MD_URL_BAD;
	if (scheme.n == 0)
		return url.p[0] == '#' ? MD_URL_FRAGMENT : MD_URL_FILE;
	if (same(scheme, "http") || same(scheme, "https"))
		return MD_URL_WEB;
	if (same(scheme, "mailto") || same(scheme, "tel"))
		return MD_URL_CONTACT;
	return MD_URL_SCHEME;
}

/* a reference such as &amp; at the end is no part of a URL: its length */
static size_t
reference_at_end(str s)
{
	size_t i = s.n - 1;

	while (i > 0 && (is_letter(s.p[i - 1]) || is_digit(s.p[i - 1])))
		i--;
	return i > 0 && i < s.n - 1 && s.p[i - 1] == '&' ? s.n - i + 1 : 1;
}

static size_t
count(str s, char c)
{
	size_t i, n = 0;

	for (i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

static str
without_tail(str url)
{
	size_t opened = count(url, '('), closed = count(url, ')');
	char c;

	while (url.n > 0) {
		c = url.p[url.n - 1];
		if (c == ')' && closed > opened) {
			closed--;
			url.n--;
		} else if (c == ';') {
			url.n -= reference_at_end(url);
		} else if (strchr("?!.,:*_~'\"", c) != NULL) {
			url.n--;
		} else {
			break;
		}
	}
	return url;
}

size_t
md_url_bare(str text)
{
	size_t head = str_starts(text, STR("https://")) ? 8 :
	    str_starts(text, STR("http://")) ? 7 : 0;
	size_t i = head;

	if (head == 0)
		return 0;
	while (i < text.n && text.p[i] > ' ' && text.p[i] < 0x7f &&
	    text.p[i] != '<')
		i++;
	if (i == head || !(is_letter(text.p[head]) || is_digit(text.p[head])))
		return 0;
	i = without_tail(str_slice(text, 0, i)).n;
	return i > head ? i : 0;
}
