#include "site/part_set.h"

#include <errno.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/sha256.h"

enum { FILE_MOST = 1 << 30 };

static str
folder_of(const struct part_set *p, size_t i)
{
	return str_of(p->folders[i]);
}

static str
number(struct diags *d, size_t n)
{
	return str_printf(&d->arena, "%zu", n);
}

/* ---- one by one ---------------------------------------------------------------- */

static bool
read_list(struct arena *a, const struct part_set *p, size_t i, struct diags *d)
{
	const str path = str_printf(a, "%s/" PART_NAME, p->folders[i]);
	str text;

	if (!io_read_inside(a, p->folders[i], path.p, FILE_MOST, &text)) {
		if (errno != ENOENT && errno != ENOTDIR)
			return io_diag(d, MESSAGE_FILE_READ, path);
		return diag(d, MESSAGE_PART_NONE, (span){0},
		    WORDS(folder_of(p, i)));
	}
	return part_read(a, text, &p->items[i]) || diag(d,
	    MESSAGE_PART_DAMAGED, (span){0}, WORDS(folder_of(p, i), path));
}

static bool
check_program(const struct part_set *p, size_t i, struct diags *d)
{
	const str mine = STR(VERSION);

	return str_eq(p->items[i].program, mine) || diag(d,
	    MESSAGE_PART_PROGRAM, (span){0}, WORDS(folder_of(p, i),
	    p->items[i].program, mine));
}

/* ---- all together ---------------------------------------------------------------- */

/* is it of the same site as the first, cut in the same way? */
static bool
check_like_first(const struct part_set *p, size_t i, struct diags *d)
{
	const struct part *one = &p->items[i], *first = &p->items[0];

	if (one->shard.of != first->shard.of)
		return diag(d, MESSAGE_PART_CUT, (span){0},
		    WORDS(folder_of(p, 0), number(d, first->shard.of),
		    folder_of(p, i), number(d, one->shard.of)));
	return (str_eq(one->content, first->content) &&
	    one->search == first->search) || diag(d,
	    MESSAGE_PART_CONTENT, (span){0}, WORDS(folder_of(p, 0),
	    folder_of(p, i)));
}

/* which folder has each number, from 1; 0: none */
static bool
check_once(const struct part_set *p, size_t *folders, struct diags *d)
{
	const size_t before = d->errors;

	for (size_t i = 0; i < p->n; i++) {
		size_t *at = &folders[p->items[i].shard.no - 1];

		if (*at > 0)
			diag(d, MESSAGE_PART_TWICE, (span){0},
			    WORDS(folder_of(p, *at - 1), folder_of(p, i),
			    number(d, p->items[i].shard.no)));
		*at = i + 1;
	}
	return d->errors == before;
}

static bool
check_complete(const size_t *folders, size_t of, struct diags *d)
{
	struct buf missing = {0};
	bool ok = true;

	for (size_t i = 0; i < of; i++)
		if (folders[i] == 0)
			buf_join(&missing, ", ", number(d, i + 1));
	if (missing.n > 0)
		ok = diag(d, MESSAGE_PART_MISSING, (span){0},
		    WORDS(number(d, of), buf_str(&missing)));
	buf_done(&missing);
	return ok;
}

static bool
check_set(struct arena *a, const struct part_set *p, struct diags *d)
{
	const size_t of = p->items[0].shard.of;
	size_t *folders = ARENA_NEWN(a, size_t, of);
	bool ok = true;

	for (size_t i = 1; i < p->n; i++)
		ok &= check_like_first(p, i, d);
	return ok && check_once(p, folders, d) &&
	    check_complete(folders, of, d);
}

/* ---- public ---------------------------------------------------------------------- */

bool
part_set_read(struct arena *a, const char *const *folders, size_t n,
    struct part_set *p, struct diags *d)
{
	bool ok = true;

	*p = (struct part_set){.folders = folders, .n = n,
	    .items = ARENA_NEWN(a, struct part, n)};
	for (size_t i = 0; i < n; i++) {
		ok &= read_list(a, p, i, d) && check_program(p, i, d);
		p->nfiles += p->items[i].n;
	}
	return ok && check_set(a, p, d);
}

bool
part_set_file(const struct part_set *p, size_t i, struct arena *a,
    const struct part_file **file, str *bytes, struct diags *d)
{
	char digits[SHA256_DIGITS + 1];
	size_t part = 0;
	str path;

	while (i >= p->items[part].n)
		i -= p->items[part++].n;
	*file = &p->items[part].files[i];
	path = str_printf(a, "%s/" STR_FMT, p->folders[part],
	    STR_ARG((*file)->path));
	if (!io_read_inside(a, p->folders[part], path.p, FILE_MOST, bytes)) {
		if (errno != ENOENT && errno != ENOTDIR && errno != EXDEV)
			return io_diag(d, MESSAGE_FILE_READ, path);
		return diag(d, MESSAGE_PART_FILE, (span){0}, WORDS(path));
	}
	sha256(*bytes, digits);
	return str_eq((*file)->digits, str_of(digits)) || diag(d,
	    MESSAGE_PART_FILE, (span){0}, WORDS(path));
}
