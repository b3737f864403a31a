#include "cmd/live.h"

#include <strings.h>

#include "base/buf.h"
#include "cmd/overlay.h"

/* the bytes of a file, which is read when the program is made */
#define EMBED(name, file) \
	__asm__(".pushsection .rodata\n" #name ":\n.incbin \"" file "\"\n" \
	    #name "_end:\n.byte 0\n.popsection\n"); \
	extern const char name[], name##_end[]

EMBED(live_js, "src/cmd/live.js");
EMBED(live_css, "src/cmd/live.css");
EMBED(desk_css, "src/cmd/desk.css");

str
live_file(str name, const char **type)
{
	static const char css[] = "text/css; charset=utf-8";
	const struct {
		const char *name, *type, *from, *to;
	} files[] = {
		{"live.js", "text/javascript; charset=utf-8", live_js,
		    live_js_end},
		{"live.css", css, live_css, live_css_end},
		{"desk.css", css, desk_css, desk_css_end}
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		if (str_eq(name, str_of(files[i].name))) {
			*type = files[i].type;
			return (str){files[i].from,
			    (size_t)(files[i].to - files[i].from)};
		}
	return (str){0};
}

static void
put_attribute(struct buf *out, const char *name, str value)
{
	buf_printf(out, " data-%s=\"", name);
	buf_html(out, value);
	buf_putc(out, '"');
}

static void
put_script(const struct live *l, struct buf *out)
{
	struct buf text = {0};

	buf_puts(out, "<script src=\"/_keikaku/live.js\" defer");
	put_attribute(out, "version", l->version);
	buf_printf(out, " data-css=\"%zu\" data-script=\"%zu\"", l->css,
	    l->script);
	put_attribute(out, "lang", l->language == LANGUAGE_JA ? STR("ja") :
	    STR("en"));
	overlay_place(l->at, &text);
	put_attribute(out, "file", buf_str(&text));
	text.n = 0;
	overlay_edit(l->at, l->editor, &text);
	put_attribute(out, "edit", buf_str(&text));
	if (l->draft)
		buf_puts(out, " data-draft");
	if (l->missing)
		buf_puts(out, " data-missing");
	buf_puts(out, "></script>\n");
	buf_done(&text);
}

/* where a tag begins for the last time; the end if it does not */
static size_t
find_last(str html, str tag)
{
	for (size_t i = html.n; i-- > 0;)
		if (html.n - i >= tag.n &&
		    strncasecmp(html.p + i, tag.p, tag.n) == 0)
			return i;
	return html.n;
}

void
live_put(const struct live *l, str html, struct buf *out)
{
	size_t head = str_find(html, STR("</head>"));
	size_t body = find_last(html, STR("</body>"));

	if (head < body) {
		buf_put(out, str_slice(html, 0, head));
		buf_puts(out,
		    "<meta name=\"robots\" content=\"noindex\">\n");
	} else
		head = 0;
	buf_put(out, str_slice(html, head, body));
	put_script(l, out);
	buf_put(out, str_slice(html, body, html.n));
}
