#include "site/part.h"

#include <string.h>

#include "base/buf.h"
#include "base/sha256.h"
#include "site/config.h"
#include "site/manifest.h"
#include "site/route.h"
#include "site/sums.h"

static const str HEAD = {"keikaku part 1 ", 15};

/* ---- printing ---------------------------------------------------------------- */

void
part_list(struct arena *a, const struct sums *sums,
    const struct routes *routes, struct part *p)
{
	struct part_file *f;
	size_t page;

	p->files = ARENA_NEWN(a, struct part_file, sums->n);
	for (p->n = 0; p->n < sums->n; p->n++) {
		f = &p->files[p->n];
		f->path = sums->items[p->n].path;
		f->digits = sums->items[p->n].digits;
		page = (size_t)map_get(&routes->paths, f->path);
		f->is_page = page > 0;
		if (f->is_page)
			f->entry = search_entry(&routes->items[page - 1]);
	}
}

static void
print_file(const struct part_file *f, struct buf *out)
{
	buf_printf(out, STR_FMT "  " STR_FMT, STR_ARG(f->digits),
	    STR_ARG(f->path));
	if (f->is_page)
		buf_printf(out, "\t" STR_FMT "\t" STR_FMT "\t%s",
		    STR_ARG(f->entry.plan), STR_ARG(f->entry.kind),
		    f->entry.twin ? "en" : "");
	buf_putc(out, '\n');
}

static void
print_rest(const struct part *p, struct buf *out)
{
	const struct level_rule *r = p->levels.items;

	buf_printf(out, "program " STR_FMT "\nshard %zu/%zu\n"
	    "content " STR_FMT "\nsearch %s\n", STR_ARG(p->program),
	    p->shard.no, p->shard.of, STR_ARG(p->content),
	    p->search ? "yes" : "no");
	for (size_t i = 0; i < p->levels.n; i++)
		buf_printf(out, "level " STR_FMT " %u\n",
		    STR_ARG(r[i].code), r[i].level.at);
	buf_putc(out, '\n');
	for (size_t i = 0; i < p->n; i++)
		print_file(&p->files[i], out);
}

void
part_print(const struct part *p, struct buf *out)
{
	char digits[SHA256_DIGITS + 1];
	struct buf rest = {0};

	print_rest(p, &rest);
	sha256(buf_str(&rest), digits);
	buf_printf(out, STR_FMT "%s\n", STR_ARG(HEAD), digits);
	buf_put(out, buf_str(&rest));
	buf_done(&rest);
}

/* ---- reading ------------------------------------------------------------------- */

/* up to a character, which is passed over; false if there is none */
static bool
take(str *text, const char *end, str *taken)
{
	const size_t n = str_find(*text, str_of(end));

	if (n == text->n)
		return false;
	*taken = str_slice(*text, 0, n);
	*text = str_slice(*text, n + strlen(end), text->n);
	return true;
}

/* a line that begins so; the text is moved past it */
static bool
take_line(str *text, str head, str *value)
{
	if (!str_starts(*text, head))
		return false;
	*text = str_slice(*text, head.n, text->n);
	return take(text, "\n", value);
}

static bool
read_number(str digits, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < digits.n; i++) {
		if (digits.p[i] < '0' || digits.p[i] > '9' || i > 4)
			return false;
		*n = *n * 10 + (size_t)(digits.p[i] - '0');
	}
	return digits.n > 0;
}

static bool
read_shard(str value, struct shard *s)
{
	str no;

	return take(&value, "/", &no) && read_number(no, &s->no) &&
	    read_number(value, &s->of) && s->no >= 1 && s->no <= s->of;
}

static bool
read_level(str line, struct level_rule *r)
{
	size_t at;

	if (!take(&line, " ", &r->code) || !read_number(line, &at) ||
	    at > LEVEL_RULE_ERROR)
		return false;
	r->level.at = (uint8_t)at;
	return true;
}

static bool
read_levels(struct arena *a, str *text, struct part *p)
{
	const str head = STR("level ");
	struct level_rule *rules;
	str line, rest = *text;

	while (take_line(&rest, head, &line))
		p->levels.n++;
	p->levels.items = rules = ARENA_NEWN(a, struct level_rule,
	    p->levels.n);
	for (size_t i = 0; i < p->levels.n; i++)
		if (!take_line(text, head, &line) ||
		    !read_level(line, &rules[i]))
			return false;
	return true;
}

static bool
read_head(struct arena *a, str *text, struct part *p)
{
	str shard, search, empty;

	if (!take_line(text, STR("program "), &p->program) ||
	    !take_line(text, STR("shard "), &shard) ||
	    !read_shard(shard, &p->shard) ||
	    !take_line(text, STR("content "), &p->content) ||
	    !take_line(text, STR("search "), &search))
		return false;
	p->search = str_eq(search, STR("yes"));
	return read_levels(a, text, p) && take_line(text, STR(""), &empty) &&
	    empty.n == 0;
}

static bool
read_file(str line, struct part_file *f)
{
	str plan, kind;

	if (!take(&line, "  ", &f->digits))
		return false;
	f->is_page = take(&line, "\t", &f->path);
	if (!f->is_page)
		f->path = line;
	else if (take(&line, "\t", &plan) && take(&line, "\t", &kind))
		f->entry = (struct search_entry){f->path, plan, kind,
		    str_eq(line, STR("en"))};
	else
		return false;
	return manifest_allows(f->path);
}

static bool
read_files(struct arena *a, str text, struct part *p)
{
	str line, rest = text;
	size_t most = 0;

	while (take(&rest, "\n", &line))
		most++;
	p->files = ARENA_NEWN(a, struct part_file, most);
	for (; take(&text, "\n", &line); p->n++)
		if (!read_file(line, &p->files[p->n]))
			return false;
	return text.n == 0;
}

bool
part_read(struct arena *a, str text, struct part *p)
{
	char digits[SHA256_DIGITS + 1];
	str sum;

	*p = (struct part){0};
	if (!take_line(&text, HEAD, &sum))
		return false;
	sha256(text, digits);
	return str_eq(sum, str_of(digits)) && read_head(a, &text, p) &&
	    read_files(a, text, p);
}
