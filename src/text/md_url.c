#include "text/md_url.h"

#include <string.h>
#include <strings.h>

#include "text/unseen.h"

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
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] < 0x20 || url.p[i] == '\\')
			return true;
	return unseen_harm(url) || url.n == 0 || url.p[0] == ' ' || url.p[url.n - 1] == ' ';
}

/* https:x is a file for one browser and a host for another */
static bool
has_host(str url, str scheme)
{
	str rest = str_slice(url, scheme.n + 1, url.n);

	return str_starts(rest, STR("//")) && rest.n > 2 &&
	    strchr("/?#:@", rest.p[2]) == NULL;
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
		return has_host(url, scheme) ? MD_URL_WEB : MD_URL_BAD;
	if (same(scheme, "mailto") || same(scheme, "tel"))
		return MD_URL_CONTACT;
	return MD_URL_SCHEME;
}

/*
 * A reference such as &amp; at the end is no part of a URL: its length.  Its
 * letters end at the :// at the latest.
 */
static size_t
reference_at_end(str s)
{
	size_t i = s.n - 1;

	while (is_letter(s.p[i - 1]) || is_digit(s.p[i - 1]))
		i--;
	return i < s.n - 1 && s.p[i - 1] == '&' ? s.n - i + 1 : 1;
}

static size_t
count(str s, char c)
{
	size_t i, n = 0;

	for (i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/* one whose host begins with a letter or digit, where this ends */
static str
without_tail(str url)
{
	size_t opened = count(url, '('), closed = count(url, ')');
	char c;

	for (;;) {
		c = url.p[url.n - 1];
		if (c == ')' && closed > opened) {
			closed--;
			url.n--;
		} else if (c == ';') {
			url.n -= reference_at_end(url);
		} else if (strchr("?!.,:*_~'\"", c) != NULL) {
			url.n--;
		} else {
			return url;
		}
	}
}

size_t
md_url_bare(str text)
{
	size_t head = str_starts(text, STR("https")) ? 8 : 7, i = head;

	while (i < text.n && text.p[i] > ' ' && text.p[i] < 0x7f &&
	    text.p[i] != '<')
		i++;
	if (i == head || !(is_letter(text.p[head]) || is_digit(text.p[head])))
		return 0;
	return without_tail(str_slice(text, 0, i)).n;
}

bool
md_url_mail(str text)
{
	size_t at = str_find(text, STR("@"));

	for (size_t i = 0; i < text.n; i++)
		if (!is_letter(text.p[i]) && !is_digit(text.p[i]) &&
		    (text.p[i] == '\0' ||
		    strchr(i < at ? ".!#$'*+/=^_`{|}~-" : "@.-",
		    text.p[i]) == NULL))
			return false;
	return at > 0 && at + 1 < text.n && count(text, '@') == 1;
}
