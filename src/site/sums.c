#include "site/sums.h"

#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/io_tree.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "base/thread.h"
#include "site/manifest.h"
#include "site/sink.h"

enum { FILE_MOST = 1 << 30 };

static str
digest(struct arena *a, str bytes)
{
	char digits[SHA256_DIGITS + 1];

	sha256(bytes, digits);
	return str_copy(a, str_of(digits));
}

/* false with the reason in errno */
static bool
digest_file(struct arena *a, const char *folder, const char *path,
    str *digits)
{
	struct arena mine = {0};
	str bytes;
	bool ok = io_read_inside(&mine, folder, path, FILE_MOST, &bytes);
	int error = errno;

	if (ok)
		*digits = digest(a, bytes);
	arena_done(&mine);
	errno = error;
	return ok;
}

/* ---- the list ----------------------------------------------------------------- */

static bool
is_sum(str digits)
{
	for (size_t i = 0; i < digits.n; i++)
		if (!(digits.p[i] >= '0' && digits.p[i] <= '9') &&
		    !(digits.p[i] >= 'a' && digits.p[i] <= 'f'))
			return false;
	return true;
}

static bool
read_line(str line, struct sums *s)
{
	struct sum *to = &s->items[s->n];

	if (line.n <= SHA256_DIGITS + 2)
		return false;
	to->digits = str_slice(line, 0, SHA256_DIGITS);
	to->path = str_slice(line, SHA256_DIGITS + 2, line.n);
	if (!is_sum(to->digits) || line.p[SHA256_DIGITS] != ' ' ||
	    line.p[SHA256_DIGITS + 1] != ' ' || !manifest_allows(to->path) ||
	    (s->n > 0 && str_cmp(to[-1].path, to->path) >= 0))
		return false;
	s->n++;
	return true;
}

bool
sums_read(struct arena *a, str text, struct sums *s)
{
	size_t n;

	*s = (struct sums){ARENA_NEWN(a, struct sum,
	    text.n / SHA256_DIGITS + 1), 0};
	for (; text.n > 0; text = str_slice(text, n + 1, text.n)) {
		n = str_find(text, STR("\n"));
		if (n == text.n || !read_line(str_slice(text, 0, n), s))
			return false;
	}
	return true;
}

void
sums_print(const struct sums *s, struct buf *out)
{
	for (size_t i = 0; i < s->n; i++)
		buf_printf(out, STR_FMT "  " STR_FMT "\n",
		    STR_ARG(s->items[i].digits), STR_ARG(s->items[i].path));
}

bool
sums_same(const struct sums *a, const struct sums *b)
{
	for (size_t i = 0; i < a->n && i < b->n; i++)
		if (!str_eq(a->items[i].path, b->items[i].path) ||
		    !str_eq(a->items[i].digits, b->items[i].digits))
			return false;
	return a->n == b->n;
}

static bool
read_manifest(struct arena *a, const char *folder, struct manifest *m,
    struct diags *d)
{
	str path = str_printf(a, "%s/" IO_TREE_LIST, folder), text;

	*m = (struct manifest){0};
	if (!io_read_inside(a, folder, path.p, FILE_MOST, &text))
		return errno == ENOENT ||
		    io_diag(d, MESSAGE_FILE_READ, path);
	return manifest_read(a, text, m) ||
	    diag(d, MESSAGE_OUT_MANIFEST, (span){0}, WORDS(path));
}

bool
sums_of_folder(struct arena *a, const char *folder, struct sums *s,
    struct diags *d)
{
	struct manifest m;
	str path;

	if (!read_manifest(a, folder, &m, d))
		return false;
	*s = (struct sums){ARENA_NEWN(a, struct sum, m.n), 0};
	for (size_t i = 0; i < m.n; i++) {
		if (str_eq(m.paths[i], STR(SUMS_NAME)))
			continue;
		path = str_printf(a, "%s/" STR_FMT, folder,
		    STR_ARG(m.paths[i]));
		s->items[s->n].path = m.paths[i];
		if (digest_file(a, folder, path.p, &s->items[s->n].digits))
			s->n++;
		else if (errno != ENOENT && errno != EXDEV)
			return io_diag(d, MESSAGE_FILE_READ, path);
	}
	return true;
}

void
sums_compare(const struct sums *old, const struct sums *new,
    void (*tell)(void *ctx, str path, char how), void *ctx)
{
	size_t i = 0, k = 0;
	int c;

	while (i < old->n || k < new->n) {
		c = i == old->n ? 1 : k == new->n ? -1 :
		    str_cmp(old->items[i].path, new->items[k].path);
		if (c < 0)
			tell(ctx, old->items[i].path, '-');
		else if (c > 0)
			tell(ctx, new->items[k].path, '+');
		else if (!str_eq(old->items[i].digits, new->items[k].digits))
			tell(ctx, new->items[k].path, '*');
		i += c <= 0;
		k += c >= 0;
	}
}

/* ---- a sink ------------------------------------------------------------------- */

struct summing {
	struct lock *lock;      /* of what follows */
	struct arena arena;
	struct sums sums;
	size_t cap;
	struct sink *to[2], *sink;
};

static void
add(struct summing *s, str path, str digits)
{
	lock_take(s->lock);
	if (s->sums.n == s->cap) {
		s->cap = s->cap > 0 ? 2 * s->cap : 256;
		s->sums.items = reallocarray(s->sums.items, s->cap,
		    sizeof(*s->sums.items));
		if (s->sums.items == NULL)
			abort();
	}
	s->sums.items[s->sums.n++] = (struct sum){
		str_copy(&s->arena, path), str_copy(&s->arena, digits)
	};
	lock_give(s->lock);
}

static enum sink_result
put(void *ctx, str path, str bytes, struct diags *d)
{
	struct summing *s = ctx;
	char digits[SHA256_DIGITS + 1];

	sha256(bytes, digits);
	add(s, path, str_of(digits));
	return sink_put(s->to[0], path, bytes, d) && (s->to[1] == NULL ||
	    sink_put(s->to[1], path, bytes, d)) ? SINK_WRITTEN : SINK_REFUSED;
}

/* what cannot be read is said by those who copy it */
static enum sink_result
copy(void *ctx, str path, const char *folder, const char *from,
    struct diags *d)
{
	struct summing *s = ctx;
	struct arena a = {0};
	str digits;

	if (digest_file(&a, folder, from, &digits))
		add(s, path, digits);
	arena_done(&a);
	return sink_copy(s->to[0], path, folder, from, d) &&
	    (s->to[1] == NULL ||
	    sink_copy(s->to[1], path, folder, from, d)) ? SINK_WRITTEN :
	    SINK_REFUSED;
}

struct summing *
summing_new(struct sink *one, struct sink *other)
{
	static const struct sink_kind kind = {.put = put, .copy = copy};
	struct summing *s = memory_new(1, sizeof(*s));

	s->lock = lock_new();
	s->to[0] = one;
	s->to[1] = other;
	s->sink = sink_new(&kind, s);
	return s;
}

struct sink *
summing_sink(struct summing *s)
{
	return s->sink;
}

static int
by_path(const void *a, const void *b)
{
	return str_cmp(((const struct sum *)a)->path,
	    ((const struct sum *)b)->path);
}

struct sums
summing_sums(struct summing *s)
{
	if (s->sums.n > 0)
		qsort(s->sums.items, s->sums.n, sizeof(*s->sums.items),
		    by_path);
	return s->sums;
}

void
summing_free(struct summing *s)
{
	if (s == NULL)
		return;
	sink_free(s->sink);
	lock_free(s->lock);
	arena_done(&s->arena);
	free(s->sums.items);
	free(s);
}
