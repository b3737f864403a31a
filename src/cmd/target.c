#include "cmd/target.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/sha256.h"

enum { TAIL = 12 };             /* digits that name a folder */

static str
without_slashes(str path)
{
	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.n--;
	return path;
}

/* where the last name begins */
static size_t
last_name(str path)
{
	size_t n = path.n;

	while (n > 0 && path.p[n - 1] != '/')
		n--;
	return n;
}

static bool
read_path(struct target *t, str path)
{
	size_t n;

	path = without_slashes(path);
	n = last_name(path);
	t->name = str_slice(path, n, path.n);
	t->parent = str_slice(path, 0, n);
	return t->name.n > 0 && !str_eq(t->name, STR(".")) &&
	    !str_eq(t->name, STR(".."));
}

/* HOST:PATH */
static bool
read_remote(struct target *t, str text)
{
	size_t n = str_find(text, STR(":"));

	if (n == 0 || n + 1 >= text.n || text.p[0] == '-' ||
	    text.p[n + 1] == ':')
		return false;
	t->host = str_slice(text, 0, n);
	return read_path(t, str_slice(text, n + 1, text.n));
}

/* //HOST/MODULE/PATH or HOST::MODULE/PATH, behind "rsync:" */
static bool
read_daemon(struct target *t, str all)
{
	str text = str_slice(all, str_find(all, STR(":")) + 1, all.n);
	bool address = str_starts(text, STR("//"));
	size_t n = address ? 2 + str_find(str_slice(text, 2, text.n),
	    STR("/")) : str_find(text, STR("::")) + 1;

	if (n >= text.n || n < 3 || text.p[0] == '-')
		return false;
	t->kind = &target_daemon;
	t->host = address ? str_slice(all, 0, all.n - text.n + n + 1) :
	    str_slice(text, 0, n + 1);
	return read_path(t, str_slice(text, n + 1, text.n)) &&
	    t->parent.n > 1;
}

static bool
read_rsync(struct target *t, str all)
{
	str text = str_slice(all, STR("rsync:").n, all.n);
	size_t n = str_find(text, STR(":"));

	t->kind = &target_rsync;
	return str_starts(text, STR("//")) || (n + 1 < text.n &&
	    text.p[n + 1] == ':') ? read_daemon(t, all) :
	    read_remote(t, text);
}

/* what it says may hold a password: it is not repeated */
static bool
refuse(struct diags *d)
{
	return diag(d, MESSAGE_PUBLISH_TARGET, (span){0}, NO_WORDS);
}

bool
target_read(struct target *t, const char *text, struct diags *d)
{
	str all = str_of(text), path;
	size_t n;

	if (str_starts(all, STR("rsync:")))
		return read_rsync(t, all) || refuse(d);
	if (str_starts(all, STR("rclone:"))) {
		t->kind = &target_rclone;
		n = str_find(all, STR(":"));
		return read_remote(t, str_slice(all, n + 1, all.n)) ||
		    refuse(d);
	}
	if (all.n == 0 || str_find(all, STR("://")) < all.n)
		return refuse(d);
	t->kind = &target_folder;
	if (!io_absolute(t->arena, text, &path))
		return io_diag(d, MESSAGE_FILE_READ, all);
	n = last_name(path);
	t->name = str_slice(path, n, path.n);
	t->parent = str_slice(path, 0, n);
	return true;
}

str
target_beside(const struct target *t, const char *tail)
{
	return str_printf(t->arena, STR_FMT STR_FMT "%s", STR_ARG(t->parent),
	    STR_ARG(t->name), tail);
}

str
target_digest(const struct target *t, const struct sums *s)
{
	char digits[SHA256_DIGITS + 1];
	struct buf list = {0};

	sums_print(s, &list);
	sha256(buf_str(&list), digits);
	buf_done(&list);
	digits[TAIL] = '\0';
	return str_printf(t->arena, STR_FMT "-%s", STR_ARG(t->name), digits);
}

bool
target_run(const char *const *argv, bool whole, struct buf *output,
    struct diags *d)
{
	const struct child child = {.argv = argv, .output = output,
	    .whole = whole};
	int status = child_run(&child);

	if (status == 0)
		return true;
	if (status < 0)
		return io_diag(d, MESSAGE_FILE_PROGRAM, str_of(argv[0]));
	return diag(d, MESSAGE_FILE_PROGRAM_ENDED, (span){0},
	    WORDS(str_of(argv[0]), str_printf(&d->arena, "%d", status)));
}

static bool
has(const struct sums *s, str path)
{
	size_t from = 0, to = s->n, at;
	int c;

	while (from < to) {
		at = from + (to - from) / 2;
		c = str_cmp(s->items[at].path, path);
		if (c == 0)
			return true;
		if (c < 0)
			from = at + 1;
		else
			to = at;
	}
	return str_eq(path, STR(SUMS_NAME));
}

bool
target_ours(const struct target *t, str list, const struct sums *s,
    struct diags *d)
{
	str path;
	size_t n;

	for (; list.n > 0; list = str_slice(list, n + 1, list.n)) {
		n = str_find(list, STR("\n"));
		path = str_slice(list, 0, n);
		if (path.n > 0 && !has(s, path))
			return diag(d, MESSAGE_PUBLISH_FOREIGN, (span){0},
			    WORDS(t->name, path));
		if (n == list.n)
			break;
	}
	return true;
}
