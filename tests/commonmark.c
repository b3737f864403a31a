/*
 * commonmark SPEC: the examples of the CommonMark specification (spec.txt of
 * the npm package commonmark-spec) against our HTML, with nothing of ours.
 * Prints each example that differs, and how many passed; 0 if all did.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/md.h"

#define FENCE  STR("````````````````````````````````")

struct spec {
	str text;
	size_t i;
	struct buf markdown, html;
};

static str
next_line(struct spec *s)
{
	str rest = str_slice(s->text, s->i, s->text.n);
	size_t n = str_find(rest, STR("\n"));

	s->i += n < rest.n ? n + 1 : n;
	return str_slice(rest, 0, n);
}

/* a → in the specification stands for a tab */
static void
put_line(struct buf *b, str line)
{
	size_t n;

	while ((n = str_find(line, STR("→"))) < line.n) {
		buf_put(b, str_slice(line, 0, n));
		buf_putc(b, '\t');
		line = str_slice(line, n + sizeof("→") - 1, line.n);
	}
	buf_put(b, line);
	buf_putc(b, '\n');
}

static void
read_until(struct spec *s, str end, struct buf *b)
{
	str line;

	b->n = 0;
	while (s->i < s->text.n && !str_eq(line = next_line(s), end))
		put_line(b, line);
}

static bool
next_example(struct spec *s)
{
	str line;

	while (s->i < s->text.n) {
		line = next_line(s);
		if (!str_starts(line, FENCE) ||
		    !str_ends(line, STR(" example")))
			continue;
		read_until(s, STR("."), &s->markdown);
		read_until(s, FENCE, &s->html);
		return true;
	}
	return false;
}

static bool
passes(struct spec *s, int number)
{
	struct arena a = {0};
	struct buf out = {0};
	const struct source *src = source_new(&a, STR("spec.txt"),
	    buf_str(&s->markdown));
	bool same;

	md_plain((span){src, 0, (uint32_t)src->text.n}, &out);
	same = str_eq(buf_str(&out), buf_str(&s->html));
	if (!same)
		printf("example %d\n" STR_FMT "expected\n" STR_FMT
		    "but was\n" STR_FMT "\n", number,
		    STR_ARG(buf_str(&s->markdown)),
		    STR_ARG(buf_str(&s->html)), STR_ARG(buf_str(&out)));
	buf_done(&out);
	arena_done(&a);
	return same;
}

static bool
read_file(const char *path, struct buf *b)
{
	char block[1 << 16];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (f == NULL)
		return false;
	while ((n = fread(block, 1, sizeof(block), f)) > 0)
		buf_put(b, (str){block, n});
	return fclose(f) == 0;
}

int
main(int argc, char **argv)
{
	struct spec spec = {0};
	struct buf text = {0};
	int n = 0, passed = 0;

	if (argc != 2 || !read_file(argv[1], &text)) {
		fprintf(stderr, "usage: commonmark spec.txt\n");
		return 2;
	}
	spec.text = buf_str(&text);
	while (next_example(&spec))
		passed += passes(&spec, ++n);
	printf("commonmark: %d of %d examples\n", passed, n);
	buf_done(&spec.markdown);
	buf_done(&spec.html);
	buf_done(&text);
	return n > 0 && passed == n ? 0 : 1;
}
