#include "site/manifest.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/io_tree.h"
#include "base/limit.h"
#include "text/unseen.h"

/* the first line, then the sum; the form without one is of an older keikaku */
#define HEAD      "keikaku 2 "
#define OLD_HEAD  "keikaku 1\n"

static bool
is_name(str name)
{
	return name.n > 0 && name.n <= LIMIT_NAME &&
	    !str_eq(name, STR(".")) && !str_eq(name, STR(".."));
}

static bool
is_plain(str path)
{
	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < 0x20 || path.p[i] == '\\')
			return false;
	return !unseen_harm(path);
}

bool
manifest_allows(str path)
{
	size_t n, names = 0;

	if (path.n > LIMIT_PATH || !is_plain(path) ||
	    strncasecmp(path.p, IO_TREE_LIST, strlen(IO_TREE_LIST)) == 0)
		return false;
	for (;;) {
		n = str_find(path, STR("/"));
		if (!is_name(str_slice(path, 0, n)) || ++names > LIMIT_NAMES)
			return false;
		if (n == path.n)
			return true;
		path = str_slice(path, n + 1, path.n);
	}
}

/* ---- names that Windows cannot hold ------------------------------------ */

/* con, con.html, Lpt1.tar.gz */
static bool
is_device(str name)
{
	static const char *const names[] = {"con", "prn", "aux", "nul",
	    "com", "lpt"};
	size_t i, stem = str_find(name, STR("."));

	if (stem == 4 && name.p[3] >= '1' && name.p[3] <= '9')
		i = 4;
	else if (stem == 3)
		i = 0;
	else
		return false;
	for (; i < (stem == 3 ? 4 : sizeof(names) / sizeof(*names)); i++)
		if (strncasecmp(name.p, names[i], 3) == 0)
			return true;
	return false;
}

static bool
is_foreign(str name, str *ja, str *en)
{
	static const char signs[] = "<>:\"|?*";
	const char last = name.p[name.n - 1];

	for (size_t i = 0; i < name.n; i++)
		if (strchr(signs, name.p[i]) != NULL) {
			*ja = *en = str_slice(name, i, i + 1);
			return true;
		}
	if (last == '.' || last == ' ') {
		*ja = STR("点か空白で終わる");
		*en = STR("it ends with a dot or blank");
		return true;
	}
	*ja = STR("機器の名前");
	*en = STR("it is a device");
	return is_device(name);
}

bool
manifest_foreign(str path, str *ja, str *en)
{
	size_t n;

	for (;;) {
		n = str_find(path, STR("/"));
		if (is_foreign(str_slice(path, 0, n), ja, en))
			return true;
		if (n == path.n)
			return false;
		path = str_slice(path, n + 1, path.n);
	}
}

/* ---- the list ------------------------------------------------------------ */

static size_t
count_lines(str text)
{
	size_t i, n = 0;

	for (i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

/* of all paths: FNV-1a, which tells what a hand or a disk has changed */
static uint64_t
sum(const struct manifest *m)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < m->n; i++)
		for (size_t k = 0; k <= m->paths[i].n; k++)
			h = (h ^ (k < m->paths[i].n ?
			    (unsigned char)m->paths[i].p[k] : '\n')) *
			    1099511628211u;
	return h;
}

static void
print_head(const struct manifest *m, struct buf *out)
{
	buf_printf(out, HEAD "%016" PRIx64 "\n", sum(m));
}

static bool
has_head(const struct manifest *m, str text)
{
	struct buf head = {0};
	bool ok;

	print_head(m, &head);
	ok = str_starts(text, buf_str(&head)) ||
	    str_starts(text, STR(OLD_HEAD));
	buf_done(&head);
	return ok;
}

bool
manifest_read(struct arena *a, str text, struct manifest *m)
{
	const str whole = text;
	size_t end;
	str path;

	*m = (struct manifest){0};
	end = str_find(text, STR("\n"));
	if (end == text.n)
		return false;
	text = str_slice(text, end + 1, text.n);
	m->paths = ARENA_NEWN(a, str, count_lines(text) + 1);
	for (; text.n > 0; text = str_slice(text, end + 1, text.n)) {
		end = str_find(text, STR("\n"));
		path = str_slice(text, 0, end);
		if (end == text.n || !manifest_allows(path) ||
		    (m->n > 0 && str_cmp(m->paths[m->n - 1], path) >= 0))
			return false;
		m->paths[m->n++] = path;
	}
	return has_head(m, whole);
}

void
manifest_print(const struct manifest *m, struct buf *out)
{
	size_t i;

	print_head(m, out);
	for (i = 0; i < m->n; i++) {
		buf_put(out, m->paths[i]);
		buf_putc(out, '\n');
	}
}

struct manifest
manifest_union(struct arena *a, const struct manifest *x,
    const struct manifest *y)
{
	struct manifest m = {ARENA_NEWN(a, str, x->n + y->n + 1), 0};
	size_t i = 0, j = 0;
	int c;

	while (i < x->n || j < y->n) {
		c = i == x->n ? 1 : j == y->n ? -1 :
		    str_cmp(x->paths[i], y->paths[j]);
		m.paths[m.n++] = c <= 0 ? x->paths[i] : y->paths[j];
		i += c <= 0;
		j += c >= 0;
	}
	return m;
}

/* the first that is not less */
static size_t
lower(const struct manifest *m, str path)
{
	size_t from = 0, to = m->n, mid;

	while (from < to) {
		mid = from + (to - from) / 2;
		if (str_cmp(m->paths[mid], path) < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

size_t
manifest_find(const struct manifest *m, str path)
{
	size_t i = lower(m, path);

	return i < m->n && str_eq(m->paths[i], path) ? i : m->n;
}

bool
manifest_below(const struct manifest *m, str folder)
{
	char head[LIMIT_PATH + 1];
	str h = {head, folder.n + 1};
	size_t i;

	if (h.n > sizeof(head))
		return false;
	memcpy(head, folder.p, folder.n);
	head[folder.n] = '/';
	i = lower(m, h);
	return i < m->n && str_starts(m->paths[i], h);
}

size_t
manifest_above(const struct manifest *m, str path)
{
	size_t i, found;

	for (i = 0; i < path.n; i++)
		if (path.p[i] == '/') {
			found = manifest_find(m, str_slice(path, 0, i));
			if (found < m->n)
				return found;
		}
	return m->n;
}
