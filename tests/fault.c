/*
 * What can go wrong with a machine, for the tests of docs/promises.md: a
 * library that stands between any program and the C library, so that what is
 * tested is the program that people run.
 *
 *	cc -shared -fPIC -o fault.so tests/fault.c
 *	LD_PRELOAD=$PWD/fault.so FAULT=write:3:28 keikaku build
 *
 * FAULT=CALL:N:ERRNO       the Nth such call fails; if ERRNO is 0 by SIGKILL
 * FAULT=CALL:N:ERRNO:on    and all that follow
 * FAULT=kill:N             SIGKILL in the place of the Nth call of any kind
 * FAULT=stop:N:SIGNAL      a signal before the Nth call of any kind
 * FAULT=run:N              what FAULT_RUN tells a shell, before the Nth call
 * FAULT_COUNT=FILE         how many of each kind there were, at the end
 * FAULT_SHORT=1            reads and writes end early, or with EINTR
 * FAULT_SHUFFLE=N          folders are listed in another order
 * FAULT_UNTYPED=1          and do not say which of their names are folders
 * FAULT_CLOCK=SECONDS      what every clock says
 * FAULT_DISK=1             what is to be synced is not; it takes long
 * FAULT_OLD=1              the kernel knows neither openat2 nor an exchange
 * FAULT_LINKLESS=1         the file system knows no second name of a file
 *
 * tests/unit/sink_fault.c has it inside, for more faults than processes can
 * be started.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum call {
	OPEN, READ, WRITE, CLOSE, SYNC, MKDIR, LINK, RENAME, UNLINK, READDIR,
	STAT, LOCK, MODE, FILES, MEMORY = FILES, THREAD, CLOCK, CALLS
};

static const char *const call_names[CALLS] = {
	"open", "read", "write", "close", "sync", "mkdir", "link", "rename",
	"unlink", "readdir", "stat", "lock", "mode", "memory", "thread",
	"clock"
};

static atomic_long count[CALLS], any, turns;
static struct {
	enum call call;         /* CALLS: none */
	long nth, kill, stop, run;
	int error, signal;
	bool on;
	void (*visit)(void);    /* in the place of FAULT_RUN */
} fault = {.call = CALLS};
static bool cut, shuffled, untyped, old, linkless,
    no_disk, over;
static unsigned long seed;
static time_t clock_says = -1;

static void
read_fault(const char *text)
{
	char name[16] = "", on[4] = "";
	long nth = 0;
	int number = 0;

	sscanf(text, "%15[a-z]:%ld:%d:%3s", name, &nth, &number, on);
	if (strcmp(name, "kill") == 0)
		fault.kill = nth;
	else if (strcmp(name, "stop") == 0) {
		fault.stop = nth;
		fault.signal = number;
	} else if (strcmp(name, "run") == 0)
		fault.run = nth;
	fault.nth = nth;
	fault.error = number;
	fault.on = strcmp(on, "on") == 0;
	for (int c = 0; c < CALLS; c++)
		if (strcmp(name, call_names[c]) == 0)
			fault.call = (enum call)c;
}

__attribute__((constructor)) static void
begin(void)
{
	const char *text;

	cut = getenv("FAULT_SHORT") != NULL;
	old = getenv("FAULT_OLD") != NULL;
	linkless = getenv("FAULT_LINKLESS") != NULL;
	no_disk = getenv("FAULT_DISK") != NULL;
	untyped = getenv("FAULT_UNTYPED") != NULL;
	shuffled = (text = getenv("FAULT_SHUFFLE")) != NULL;
	seed = shuffled ? strtoul(text, NULL, 10) : 0;
	if ((text = getenv("FAULT_CLOCK")) != NULL)
		clock_says = (time_t)strtoll(text, NULL, 10);
	if ((text = getenv("FAULT")) != NULL)
		read_fault(text);
	/* what libraries did while they were loaded */
	memset(count, 0, sizeof(count));
	any = 0;
}

__attribute__((destructor)) static void
end(void)
{
	const char *path = getenv("FAULT_COUNT");
	FILE *f;

	if (path == NULL)
		return;
	unsetenv("FAULT_COUNT");
	fault.call = CALLS;
	if ((f = fopen(path, "w")) == NULL)
		return;
	fprintf(f, "{\"any\": %ld", any);
	for (int c = 0; c < CALLS; c++)
		fprintf(f, ", \"%s\": %ld", call_names[c], count[c]);
	fputs("}\n", f);
	fclose(f);
}

/* somebody else on this machine, whose own calls are not ours */
static void
run(void)
{
	const char *command = getenv("FAULT_RUN");

	if (fault.visit != NULL) {
		fault.visit();
		return;
	}
	unsetenv("LD_PRELOAD");
	if (command == NULL || system(command) != 0)
		raise(SIGABRT);
}

/* does this call fail? */
static bool
fails(enum call c)
{
	long n, all;

	if (over)
		return false;
	n = atomic_fetch_add(&count[c], 1) + 1;
	if (c < FILES) {
		all = atomic_fetch_add(&any, 1) + 1;
		if (all == fault.kill)
			raise(SIGKILL);
		if (all == fault.stop)
			kill(getpid(), fault.signal);
		if (all == fault.run)
			run();
	}
	if (c != fault.call || n < fault.nth || (n > fault.nth && !fault.on))
		return false;
	if (fault.error == 0)
		raise(SIGKILL);
	errno = fault.error;
	return true;
}

#define REAL(f) \
	static __typeof__(&f) real; \
	if (real == NULL) \
		*(void **)&real = dlsym(RTLD_NEXT, #f)

/* a call that passes its arguments on unless it fails */
#define CALL(kind, type, bad, f, declared, passed) \
type f declared { \
	REAL(f); \
	return fails(kind) ? bad : real passed; \
}

/* ---- files -------------------------------------------------------------- */

int
open(const char *path, int flags, ...)
{
	REAL(open);
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = va_arg(ap, mode_t);
	va_end(ap);
	/* see coverage.c */
	if (strcmp(path, "/fault/over") == 0)
		over = true;
	return fails(OPEN) ? -1 : real(path, flags, mode);
}

int
openat(int at, const char *path, int flags, ...)
{
	REAL(openat);
	va_list ap;
	mode_t mode;

	va_start(ap, flags);
	mode = va_arg(ap, mode_t);
	va_end(ap);
	return fails(OPEN) ? -1 : real(at, path, flags, mode);
}

long
syscall(long number, ...)
{
	REAL(syscall);
	va_list ap;
	long a[6];

	va_start(ap, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(ap, long);
	va_end(ap);
	if (number == SYS_openat2 && old) {
		errno = ENOSYS;
		return -1;
	}
	if (number == SYS_openat2 && fails(OPEN))
		return -1;
	return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/* every third is interrupted, the others do half */
static bool
interrupted(size_t *n)
{
	if (!cut)
		return false;
	*n = (*n + 1) / 2;
	errno = EINTR;
	return atomic_fetch_add(&turns, 1) % 3 == 0;
}

ssize_t
read(int fd, void *p, size_t n)
{
	REAL(read);

	return fails(READ) || interrupted(&n) ? -1 : real(fd, p, n);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	REAL(write);

	return fails(WRITE) || interrupted(&n) ? -1 : real(fd, p, n);
}

/* as over a network: what was written is lost, the file closed all the same */
int
close(int fd)
{
	REAL(close);
	bool bad = fails(CLOSE);
	int error = errno, done;

	if (bad && ftruncate(fd, 0) != 0)
		errno = error;
	done = real(fd);

	if (bad)
		errno = error;
	return bad ? -1 : done;
}

int
renameat2(int at, const char *from, int to, const char *name, unsigned flags)
{
	REAL(renameat2);

	if (old) {
		errno = EINVAL;
		return -1;
	}
	return fails(RENAME) ? -1 : real(at, from, to, name, flags);
}

int
fsync(int fd)
{
	REAL(fsync);

	return fails(SYNC) ? -1 : no_disk ? 0 : real(fd);
}

int
syncfs(int fd)
{
	REAL(syncfs);

	return fails(SYNC) ? -1 : no_disk ? 0 : real(fd);
}

int
linkat(int at, const char *from, int to, const char *name, int flags)
{
	REAL(linkat);

	if (linkless) {
		errno = EPERM;
		return -1;
	}
	return fails(LINK) ? -1 : real(at, from, to, name, flags);
}

CALL(MKDIR, int, -1, mkdir, (const char *p, mode_t m), (p, m))
CALL(MKDIR, int, -1, mkdirat, (int at, const char *p, mode_t m), (at, p, m))
CALL(RENAME, int, -1, rename, (const char *p, const char *q), (p, q))
CALL(RENAME, int, -1, renameat, (int at, const char *p, int to,
    const char *q), (at, p, to, q))
CALL(UNLINK, int, -1, unlink, (const char *p), (p))
CALL(UNLINK, int, -1, unlinkat, (int at, const char *p, int f), (at, p, f))
CALL(STAT, int, -1, stat, (const char *restrict p, struct stat *restrict s),
    (p, s))
CALL(STAT, int, -1, lstat, (const char *restrict p, struct stat *restrict s),
    (p, s))
CALL(STAT, int, -1, fstat, (int fd, struct stat *s), (fd, s))
CALL(STAT, int, -1, fstatat, (int at, const char *restrict p,
    struct stat *restrict s, int f), (at, p, s, f))
CALL(STAT, int, -1, statx, (int at, const char *restrict p, int f, unsigned m,
    struct statx *restrict s), (at, p, f, m, s))
CALL(STAT, int, -1, access, (const char *p, int m), (p, m))
CALL(STAT, int, -1, faccessat, (int at, const char *p, int m, int f),
    (at, p, m, f))
CALL(OPEN, DIR *, NULL, fdopendir, (int fd), (fd))
CALL(READ, off_t, -1, lseek, (int fd, off_t at, int from), (fd, at, from))
CALL(LOCK, int, -1, flock, (int fd, int how), (fd, how))
CALL(MODE, int, -1, fchmod, (int fd, mode_t m), (fd, m))
CALL(MODE, int, -1, fchmodat, (int at, const char *p, mode_t m, int f),
    (at, p, m, f))
CALL(MODE, int, -1, fchownat, (int at, const char *p, uid_t u, gid_t g, int f),
    (at, p, u, g, f))

/* ---- folders in another order ------------------------------------------- */

struct deck {
	struct deck *next;
	DIR *of;
	struct dirent **cards;
	size_t n, dealt;
};

static struct deck *decks;
static pthread_mutex_t table = PTHREAD_MUTEX_INITIALIZER;

static struct deck *
deck_new(DIR *d, struct dirent *(*real)(DIR *))
{
	struct deck *k = calloc(1, sizeof(*k));
	unsigned long chance = seed;
	struct dirent *e;
	size_t i, j;

	k->of = d;
	while ((e = real(d)) != NULL) {
		k->cards = realloc(k->cards, (k->n + 1) * sizeof(e));
		k->cards[k->n] = malloc(e->d_reclen);
		memcpy(k->cards[k->n++], e, e->d_reclen);
	}
	for (i = k->n; i-- > 1;) {
		chance = chance * 6364136223846793005u + 1442695040888963407u;
		j = (chance >> 33) % (i + 1);
		e = k->cards[i];
		k->cards[i] = k->cards[j];
		k->cards[j] = e;
	}
	k->next = decks;
	return decks = k;
}

static struct dirent *
deal(DIR *d, struct dirent *(*real)(DIR *))
{
	struct dirent *e = NULL;
	struct deck *k;

	pthread_mutex_lock(&table);
	for (k = decks; k != NULL && k->of != d; k = k->next)
		;
	if (k == NULL)
		k = deck_new(d, real);
	if (k->dealt < k->n)
		e = k->cards[k->dealt++];
	pthread_mutex_unlock(&table);
	return e;
}

struct dirent *
readdir(DIR *d)
{
	REAL(readdir);
	struct dirent *e;

	if (fails(READDIR))
		return NULL;
	e = shuffled ? deal(d, real) : real(d);
	if (e != NULL && untyped)
		e->d_type = DT_UNKNOWN;
	return e;
}

int
closedir(DIR *d)
{
	REAL(closedir);

	pthread_mutex_lock(&table);
	for (struct deck *k = decks; k != NULL; k = k->next)
		if (k->of == d)
			k->of = NULL;
	pthread_mutex_unlock(&table);
	return real(d);
}

/* ---- memory, threads and clocks ------------------------------------------ */

#ifndef FAULT_INSIDE

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);

void *
malloc(size_t n)
{
	return fails(MEMORY) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails(MEMORY) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails(MEMORY) ? NULL : __libc_realloc(p, n);
}

CALL(MEMORY, void *, MAP_FAILED, mmap, (void *p, size_t n, int prot, int f,
    int fd, off_t at), (p, n, prot, f, fd, at))

/* it returns its error and leaves errno alone */
int
pthread_create(pthread_t *restrict t, const pthread_attr_t *restrict a,
    void *(*run)(void *), void *restrict ctx)
{
	REAL(pthread_create);
	int error = errno;
	bool bad = fails(THREAD);

	errno = error;
	return bad ? EAGAIN : real(t, a, run, ctx);
}

int
clock_gettime(clockid_t which, struct timespec *t)
{
	REAL(clock_gettime);
	int done = fails(CLOCK) ? -1 : real(which, t);

	if (clock_says >= 0)
		t->tv_sec = clock_says;
	return done;
}

int
gettimeofday(struct timeval *restrict t, void *restrict zone)
{
	REAL(gettimeofday);
	int done = fails(CLOCK) ? -1 : real(t, zone);

	if (clock_says >= 0)
		t->tv_sec = clock_says;
	return done;
}

time_t
time(time_t *t)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (t != NULL)
		*t = now.tv_sec;
	return now.tv_sec;
}

#endif
