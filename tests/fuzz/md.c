#include "fuzz.h"
#include "input.h"
#include "text/encoding.h"
#include "text/md.h"

static bool
is_own(str scheme)
{
	return str_eq(scheme, STR("goal")) || str_eq(scheme, STR("chart"));
}

static bool
target(void *ctx, str url, struct md_target *t)
{
	(void)ctx;
	*t = (struct md_target){STR("x.html"), url, 1, 1};
	return url.n % 2 == 0;
}

static bool
embed(void *ctx, str url, str text, struct buf *out)
{
	(void)ctx, (void)url, (void)text;
	buf_puts(out, "<table></table>");
	return true;
}

static bool
term(void *ctx, str text, size_t *from, size_t *to, struct md_target *t)
{
	(void)ctx;
	*from = str_find(text, STR("a"));
	*to = *from + 1;
	*t = (struct md_target){STR("x.html"), STR("a"), 0, 0};
	return *from < text.n;
}

/* none of these comes from a body */
static void
look(str html)
{
	static const char *const live[] = {"<script", "<iframe", "javascript:",
	    " onload", " onerror", "<style"};
	str rest = html, tag;
	size_t n;

	while ((n = str_find(rest, STR("<"))) < rest.n) {
		rest = str_slice(rest, n, rest.n);
		tag = str_slice(rest, 0, str_find(rest, STR(">")));
		for (size_t i = 0; i < sizeof(live) / sizeof(*live); i++)
			if (str_starts(tag, str_of(live[i])))
				abort();
		rest = str_slice(rest, 1, rest.n);
	}
	if (str_find(html, STR("href=\"javascript:")) < html.n)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const struct md_host host = {.target = target, .embed = embed,
	    .term = term, .heading = 2, .prefix = STR("p-")};
	struct arena a = {0};
	struct diags d = {0};
	struct buf html = {0};
	struct md_facts facts = {0};
	const struct source *src = input(&a, "a.md", bytes, n);

	if (encoding_check(src, &d) && md_read(&a, (span){src, 0, (uint32_t)n},
	    is_own, &facts, &d)) {
		md_html(facts.pattern, &host, &html);
		look(buf_str(&html));
	}
	say(&d);
	buf_done(&html);
	diags_done(&d);
	arena_done(&a);
	return 0;
}
