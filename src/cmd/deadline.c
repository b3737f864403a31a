#include "cmd/deadline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

#include "base/memory.h"
#include "base/thread.h"

enum {
	READ_MOST = 10000,      /* milliseconds to send a request */
	READ_CROWD = 1000,
	CROWD = 128             /* connections */
};

struct deadline {
	struct deadline *next, *before;
	int fd;
	int64_t born, end;
	bool asked;             /* a whole request has come */
};

struct deadlines {
	struct lock *lock;
	struct deadline *first;
	size_t n;
};

static int64_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct deadlines *
deadlines_new(void)
{
	struct deadlines *all = memory_new(1, sizeof(*all));

	all->lock = lock_new();
	return all;
}

struct deadline *
deadline_begin(struct deadlines *all, int fd)
{
	struct deadline *d = memory_new(1, sizeof(*d));

	d->fd = fd;
	d->born = now();
	d->end = d->born + READ_MOST;
	lock_take(all->lock);
	d->next = all->first;
	if (d->next != NULL)
		d->next->before = d;
	all->first = d;
	all->n++;
	lock_give(all->lock);
	return d;
}

void
deadline_set(struct deadlines *all, struct deadline *d, unsigned milliseconds)
{
	lock_take(all->lock);
	d->asked = true;
	d->end = milliseconds > 0 ? now() + milliseconds : INT64_MAX;
	lock_give(all->lock);
}

void
deadline_end(struct deadlines *all, struct deadline *d)
{
	lock_take(all->lock);
	if (d->before != NULL)
		d->before->next = d->next;
	else
		all->first = d->next;
	if (d->next != NULL)
		d->next->before = d->before;
	all->n--;
	lock_give(all->lock);
	free(d);
}

void
deadlines_look(struct deadlines *all)
{
	struct deadline *d;
	int64_t t = now();

	lock_take(all->lock);
	for (d = all->first; d != NULL; d = d->next)
		if (t > d->end || (!d->asked && all->n > CROWD &&
		    t > d->born + READ_CROWD))
			shutdown(d->fd, SHUT_RDWR);
	lock_give(all->lock);
}

void
deadlines_free(struct deadlines *all)
{
	lock_free(all->lock);
	free(all);
}
