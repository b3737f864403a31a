#include "cmd/progress.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/thread.h"
#include "base/utf8.h"
#include "cmd/options.h"
#include "cmd/screen.h"

/* milliseconds: before the first line, and from one to the next */
enum { PATIENCE = 1000, PAUSE = 200 };

/* One that was, or is: since when, how long, and how much was done in it. */
struct stretch {
	size_t from, took;
	atomic_size_t done, of;
};

struct progress {
	bool ja, timing;
	size_t began;
	struct lock *lock;      /* of what follows */
	enum phase phase;       /* PHASE_COUNT: none */
	struct stretch phases[PHASE_COUNT];
	bool shown, over;
	struct thread *thread;  /* that shows the line, or NULL */
};

static const char *const names[PHASE_COUNT][2] = {
	[PHASE_THEME] = {"テーマ", "theme"},
	[PHASE_CONTENT] = {"内容", "content"},
	[PHASE_PARTS] = {"部分", "parts"},
	[PHASE_PAGES] = {"ページ", "pages"},
	[PHASE_SEARCH] = {"検索", "search"},
	[PHASE_DATA] = {"データ", "data"},
	[PHASE_FILES] = {"ファイル", "files"},
	[PHASE_LINKS] = {"リンク", "links"},
	[PHASE_SUMS] = {"照合", "sums"},
	[PHASE_OUTPUT] = {"書き出し", "output"}
};

static size_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (size_t)t.tv_sec * 1000 + (size_t)t.tv_nsec / 1000000;
}

static const char *
name_of(const struct progress *p, enum phase phase)
{
	return names[phase][p->ja ? 0 : 1];
}

/* 20,101 */
static void
put_count(struct buf *out, size_t n)
{
	if (n >= 1000) {
		put_count(out, n / 1000);
		buf_printf(out, ",%03zu", n % 1000);
	} else
		buf_printf(out, "%zu", n);
}

static size_t
rate(size_t done, size_t took)
{
	return took > 0 ? done * 1000 / took : done * 1000;
}

/* ---- the line ---------------------------------------------------------------- */

static size_t
columns(void)
{
	struct winsize w;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col > 0 ?
	    w.ws_col : SCREEN;
}

/* pages 12,345 of 20,101 (61%, 3,702/s) */
static void
put_line(const struct progress *p, struct buf *out)
{
	const struct stretch *s = &p->phases[p->phase];
	const size_t done = atomic_load(&s->done), of = atomic_load(&s->of);

	buf_printf(out, "%s ", name_of(p, p->phase));
	if (done == 0 && of == 0) {
		buf_puts(out, "…");
		return;
	}
	put_count(out, done);
	if (of > 0) {
		buf_puts(out, p->ja ? " / " : " of ");
		put_count(out, of);
	}
	buf_puts(out, p->ja ? "（" : " (");
	if (of > 0)
		buf_printf(out, "%zu%%%s", done * 100 / of,
		    p->ja ? "、" : ", ");
	buf_puts(out, p->ja ? "毎秒" : "");
	put_count(out, rate(done, now() - s->from));
	buf_puts(out, p->ja ? "）" : "/s)");
}

/* as much of it as the terminal has columns, without its last */
static str
fitting(str line, size_t most)
{
	str rest = line;
	uint32_t c;

	while (rest.n > 0) {
		const size_t end = line.n - rest.n;

		c = utf8_next(&rest);
		if (utf8_width(str_slice(line, 0, end)) +
		    (utf8_wide(c) ? 2u : 1u) >= most)
			return str_slice(line, 0, end);
	}
	return line;
}

static void
show(struct progress *p)
{
	struct buf line = {0};
	str shown;

	put_line(p, &line);
	shown = fitting(buf_str(&line), columns());
	fprintf(stderr, "\r" STR_FMT "\033[K", STR_ARG(shown));
	fflush(stderr);
	p->shown = true;
	buf_done(&line);
}

static void
hide(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	fflush(stderr);
	p->shown = false;
}

static void
watch(void *ctx)
{
	struct progress *p = ctx;

	lock_take(p->lock);
	while (!p->over) {
		if (p->phase < PHASE_COUNT && now() - p->began >= PATIENCE)
			show(p);
		lock_wait(p->lock, PAUSE);
	}
	lock_give(p->lock);
}

static bool
is_terminal(void)
{
	const char *term = getenv("TERM");

	return isatty(STDERR_FILENO) &&
	    (term == NULL || strcmp(term, "dumb") != 0);
}

/* ---- the table ----------------------------------------------------------------- */

/* a name and what follows begin in columns of their own */
static void
print_name(const char *name)
{
	enum { WIDE = 10 };

	fprintf(stderr, "%s%*s", name,
	    (int)(WIDE - utf8_width(str_of(name))), "");
}

static void
print_phase(const struct progress *p, enum phase phase)
{
	const struct stretch *s = &p->phases[phase];
	const size_t done = atomic_load(&s->done);
	struct buf count = {0}, speed = {0};

	if (s->from == 0)
		return;
	print_name(name_of(p, phase));
	fprintf(stderr, "%5zu.%03zu s", s->took / 1000, s->took % 1000);
	if (done > 0) {
		put_count(&count, done);
		put_count(&speed, rate(done, s->took));
		fprintf(stderr, "%12.*s%12.*s/s", STR_ARG(buf_str(&count)),
		    STR_ARG(buf_str(&speed)));
	}
	fputc('\n', stderr);
	buf_done(&count);
	buf_done(&speed);
}

/* milliseconds of the processor, of all threads */
static size_t
cpu(const struct rusage *r)
{
	return (size_t)(r->ru_utime.tv_sec + r->ru_stime.tv_sec) * 1000 +
	    (size_t)(r->ru_utime.tv_usec + r->ru_stime.tv_usec) / 1000;
}

static void
print_sum(const struct progress *p)
{
	const size_t took = now() - p->began;
	struct rusage r;

	getrusage(RUSAGE_SELF, &r);
	print_name(p->ja ? "全体" : "total");
	fprintf(stderr, "%5zu.%03zu s  CPU %zu.%03zu s, %ld MiB\n",
	    took / 1000, took % 1000, cpu(&r) / 1000, cpu(&r) % 1000,
	    r.ru_maxrss >> 10);
}

/* ---- public ---------------------------------------------------------------------- */

struct progress *
progress_new(const struct options *o)
{
	const bool line = !o->quiet && is_terminal();
	struct progress *p;

	if (!line && !o->timing)
		return NULL;
	p = memory_new(1, sizeof(*p));
	p->ja = o->language == LANGUAGE_JA;
	p->timing = o->timing;
	p->began = now();
	p->phase = PHASE_COUNT;
	p->lock = lock_new();
	if (line)
		p->thread = thread_start(watch, p);
	return p;
}

static void
leave(struct progress *p)
{
	struct stretch *s = &p->phases[p->phase];

	if (p->phase < PHASE_COUNT)
		s->took += now() - s->from;
	p->phase = PHASE_COUNT;
}

void
progress_enter(struct progress *p, enum phase phase, size_t of)
{
	if (p == NULL)
		return;
	lock_take(p->lock);
	leave(p);
	p->phase = phase;
	p->phases[phase].from = now();
	atomic_store(&p->phases[phase].of, of);
	lock_give(p->lock);
}

/* only the thread that began a phase ends it, after all others */
void
progress_add(struct progress *p, size_t n)
{
	if (p != NULL)
		atomic_fetch_add(&p->phases[p->phase].done, n);
}

void
progress_clear(struct progress *p)
{
	if (p == NULL)
		return;
	lock_take(p->lock);
	leave(p);
	hide(p);
	lock_give(p->lock);
}

void
progress_print(struct progress *p)
{
	if (p == NULL || !p->timing)
		return;
	progress_clear(p);
	for (enum phase i = 0; i < PHASE_COUNT; i++)
		print_phase(p, i);
	print_sum(p);
}

void
progress_free(struct progress *p)
{
	if (p == NULL)
		return;
	progress_clear(p);
	lock_take(p->lock);
	p->over = true;
	lock_wake(p->lock);
	lock_give(p->lock);
	if (p->thread != NULL)
		thread_join(p->thread);
	lock_free(p->lock);
	free(p);
}
