#include "cmd/sarif_rule.h"

#include "base/buf.h"
#include "base/code.h"

struct part {
	const char *head[2], *text;
	bool example;
};

static void
put_text(struct buf *out, const char *key, str text)
{
	buf_printf(out, "\"%s\": ", key);
	buf_json(out, text);
}

static void
put_part(const struct part *p, enum language language, bool markdown,
    struct buf *out)
{
	if (p->text == NULL)
		return;
	if (out->n > 0)
		buf_puts(out, "\n\n");
	if (p->head[language] != NULL)
		buf_printf(out, markdown ? "**%s**\n\n" : "%s\n",
		    p->head[language]);
	buf_printf(out, markdown && p->example ? "```\n%s\n```" : "%s",
	    p->text);
}

static void
put_help(const struct code *c, enum language language, bool markdown,
    struct buf *out)
{
	const struct part parts[] = {
		{{NULL, NULL}, c->why[language], false},
		{{"もとになる決まり", "rule"}, c->rule, false},
		{{"まちがいの例", "wrong"}, c->wrong, true},
		{{"正しい例", "right"}, c->right, true}
	};
	struct buf text = {0};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		put_part(&parts[i], language, markdown, &text);
	put_text(out, markdown ? "markdown" : "text", buf_str(&text));
	buf_done(&text);
}

void
sarif_rule(struct buf *out, const char *name, enum language language)
{
	const struct code *c = code_find(str_of(name));

	buf_printf(out, "{\"id\": \"%s\"", name);
	if (c != NULL) {
		buf_puts(out, ", \"shortDescription\": {");
		put_text(out, "text", str_of(c->meaning[language]));
		buf_puts(out, "}, \"help\": {");
		put_help(c, language, false, out);
		buf_puts(out, ", ");
		put_help(c, language, true, out);
		buf_putc(out, '}');
	}
	buf_putc(out, '}');
}
