#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io_fd.h"

void
io_hold_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			open("/dev/null",
			    fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void
io_allow_open(size_t files)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0 || r.rlim_cur >= files)
		return;
	r.rlim_cur = r.rlim_max < files ? r.rlim_max : files;
	setrlimit(RLIMIT_NOFILE, &r);
}

/* ---- reasons ---------------------------------------------------------- */

static const struct {
	int error;
	const char *ja, *en;
} reasons[] = {
	{EACCES, "権限がありません", "permission denied"},
	{EPERM, "許されていない操作です", "operation not permitted"},
	{EROFS, "読み出し専用の場所です", "read-only file system"},
	{ENOENT, "見つかりません", "no such file or folder"},
	{EEXIST, "すでにあります", "it is there already"},
	{EISDIR, "フォルダーです", "it is a folder"},
	{ENOTDIR, "フォルダーではありません", "not a folder"},
	{ENXIO, "ふつうのファイルではありません", "not an ordinary file"},
	{EFBIG, "大きすぎます", "too large"},
	{ENOSPC, "ディスクに空きがありません", "no space left on the disk"},
	{EDQUOT, "ディスクの割り当てを使い切りました", "disk quota used up"},
	{EIO, "ディスクの読み書きに失敗しました", "input/output error"},
	{ELOOP, "リンクが循環しているか、フォルダーが深すぎます",
	    "links in a circle, or folders too deep"},
	{ENAMETOOLONG, "名前が長すぎます", "name too long"},
	{EMFILE, "開いているファイルが多すぎます", "too many open files"},
	{ENFILE, "開いているファイルが多すぎます", "too many open files"},
	{EXDEV, "外へ出るリンクです", "a link that leads out of its folder"},
	{ESTALE, "その間に書き換えられました", "it has changed meanwhile"},
	{EBUSY, "ほかで使われています", "in use"}
};

const char *
io_reason(enum language language)
{
	size_t i, n = sizeof(reasons) / sizeof(*reasons);
	const char *other;

	for (i = 0; i < n; i++)
		if (reasons[i].error == errno)
			return language == LANGUAGE_JA ? reasons[i].ja :
			    reasons[i].en;
	other = strerrordesc_np(errno);
	return other != NULL ? other : "unknown error";
}

bool
io_diag(struct diags *d, enum message message, str path)
{
	const char *en = io_reason(LANGUAGE_EN), *ja = io_reason(LANGUAGE_JA);

	return diag(d, message, (span){0}, WORDS(path, str_of(en),
	    str_of(ja)));
}

/* ---- files ------------------------------------------------------------ */

static bool
load(struct arena *a, int fd, size_t n, str *bytes)
{
	char *p = arena_alloc(a, n + 1);

	if (!io_fd_read(fd, p, &n))
		return false;
	p[n] = '\0';
	*bytes = (str){p, n};
	return true;
}

static bool
load_most(struct arena *a, int fd, const struct stat *st, size_t most,
    str *bytes)
{
	bool ok = false;

	if (fd < 0)
		return false;
	errno = EFBIG;
	if ((uint64_t)st->st_size <= most)
		ok = load(a, fd, (size_t)st->st_size, bytes);
	io_fd_close(fd);
	return ok;
}

bool
io_read(struct arena *a, const char *path, size_t most, str *bytes)
{
	struct stat st;
	int fd = io_fd_open(AT_FDCWD, path, 0, &st);

	return load_most(a, fd, &st, most, bytes);
}

bool
io_read_inside(struct arena *a, const char *folder, const char *path,
    size_t most, str *bytes)
{
	struct stat st;
	int fd = io_fd_open_inside(folder, path, &st);

	return load_most(a, fd, &st, most, bytes);
}

int
io_open_inside(const char *folder, const char *path, uint64_t *size)
{
	struct stat st;
	int fd = io_fd_open_inside(folder, path, &st);

	*size = fd < 0 ? 0 : (uint64_t)st.st_size;
	return fd;
}

void
io_close(int fd)
{
	io_fd_close(fd);
}

/* ---- paths ------------------------------------------------------------ */

bool
io_make_folder(const char *path)
{
	char part[PATH_MAX];
	size_t i, n = strlen(path);

	errno = ENAMETOOLONG;
	if (n >= sizeof(part))
		return false;
	memcpy(part, path, n + 1);
	for (i = 1; i < n; i++)
		if (part[i] == '/') {
			part[i] = '\0';
			mkdir(part, 0777);
			part[i] = '/';
		}
	if (mkdir(part, 0777) == 0)
		return true;
	if (errno != EEXIST)
		return false;
	if (io_is_folder(path))
		return true;
	errno = ENOTDIR;
	return false;
}

bool
io_is_folder(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0)
		return S_ISDIR(st.st_mode);
	return errno != ENOENT && errno != ENOTDIR && errno != ELOOP;
}

bool
io_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

/* where the last name of a path begins */
static size_t
last_name(str path)
{
	while (path.n > 1 && path.p[path.n - 1] == '/')
		path.n--;
	while (path.n > 0 && path.p[path.n - 1] != '/')
		path.n--;
	return path.n;
}

/* as much of a path as there is, and how many of its bytes that are */
static bool
resolve(str path, char real[PATH_MAX], size_t *done)
{
	char part[PATH_MAX];

	for (;;) {
		memcpy(part, path.p, path.n);
		part[path.n] = '\0';
		*done = path.n;
		if (realpath(path.n > 0 ? part : ".", real) != NULL)
			return true;
		if (errno != ENOENT || path.n == 0)
			return false;
		path.n = last_name(path);
	}
}

/* names that are not there, where ".." would be a guess */
static bool
append(struct buf *path, str names)
{
	size_t n;
	str name;

	while (names.n > 0) {
		n = str_find(names, STR("/"));
		name = str_slice(names, 0, n);
		names = str_slice(names, n < names.n ? n + 1 : n, names.n);
		if (str_eq(name, STR(".."))) {
			errno = ENOENT;
			return false;
		}
		if (name.n == 0 || str_eq(name, STR(".")))
			continue;
		if (path->n > 1)
			buf_putc(path, '/');
		buf_put(path, name);
	}
	return true;
}

static bool
is_dots(str name)
{
	while (name.n > 1 && name.p[name.n - 1] == '/')
		name.n--;
	return str_eq(name, STR(".")) || str_eq(name, STR(".."));
}

bool
io_absolute(struct arena *a, const char *path, str *absolute)
{
	str p = str_of(path);
	char real[PATH_MAX];
	struct buf b = {0};
	size_t n;
	bool ok;

	errno = p.n == 0 ? ENOENT : ENAMETOOLONG;
	if (p.n == 0 || p.n >= PATH_MAX)
		return false;
	n = last_name(p);
	if (is_dots(str_slice(p, n, p.n)))
		n = p.n;
	if (!resolve(str_slice(p, 0, n), real, &n))
		return false;
	buf_puts(&b, real);
	ok = append(&b, str_slice(p, n, p.n));
	*absolute = str_copy(a, buf_str(&b));
	buf_done(&b);
	return ok;
}

bool
io_is_inside(const char *folder, const char *path)
{
	char real[PATH_MAX];

	return io_fd_resolve(folder, path, real) != NULL;
}

bool
io_stays_inside(const char *folder, const char *path)
{
	char there[PATH_MAX];
	struct stat st, at;
	char *slash;

	/* the first name is looked up here */
	if (snprintf(there, sizeof(there), "%s%s", *path == '/' ? "" : "./",
	    path) >= PATH_MAX) {
		errno = ENAMETOOLONG;
		return false;
	}
	while (lstat(there, &st) < 0 && errno == ENOENT &&
	    (slash = strrchr(there, '/')) != NULL && slash > there)
		*slash = '\0';
	if (io_is_inside(folder, there) || (stat(folder, &st) == 0 &&
	    stat(there, &at) == 0 && st.st_dev == at.st_dev &&
	    st.st_ino == at.st_ino))
		return true;
	errno = EXDEV;
	return false;
}

bool
io_program_folder(struct arena *a, str *folder)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));
	str p = {path, (size_t)n};

	if (n < 0) {
		/* where /proc is missing: by what name it was started */
		if (realpath((const char *)getauxval(AT_EXECFN), path) ==
		    NULL)
			return false;
		p = str_of(path);
	}
	p.n = last_name(p);
	*folder = str_copy(a, str_slice(p, 0, p.n > 1 ? p.n - 1 : p.n));
	return true;
}
