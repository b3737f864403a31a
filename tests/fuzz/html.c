#include "fuzz.h"
#include "input.h"
#include "site/audit.h"
#include "site/search.h"
#include "site/section.h"
#include "site/sink.h"
#include "text/japanese.h"

/* what a theme may print: nobody says that it is HTML */
int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const struct search_entry entry = {STR("index.html"), STR("town"),
	    STR("goals"), false};
	struct arena a = {0};
	struct diags d = {0};
	struct buf marked = {0}, links = {0};
	struct audit *audit = audit_new();
	struct sink *sink = audit_sink(audit);
	struct search *search = search_new(sink);
	str html = str_copy(&a, (str){(const char *)bytes, n});

	japanese_mark(html, &marked);
	sink_put(sink, STR("index.html"), html, &d);
	search_add(search, entry, html);
	search_put(search, &d);
	if (sink_commit(sink, &d))
		audit_report(audit, 1, &d);
	audit_links(audit, &links);
	say(&d);
	search_free(search);
	sink_free(sink);
	audit_free(audit);
	buf_done(&links);
	buf_done(&marked);
	diags_done(&d);
	arena_done(&a);
	return 0;
}
