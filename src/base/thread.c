#include "base/thread.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct thread {
	pthread_t id;
	void (*run)(void *);
	void *ctx;
};

struct lock {
	pthread_mutex_t mutex;
	pthread_cond_t change;
};

static void *
begin(void *arg)
{
	struct thread *t = arg;

	t->run(t->ctx);
	return NULL;
}

struct thread *
thread_start(void (*run)(void *), void *ctx)
{
	struct thread *t = malloc(sizeof(*t));

	if (t == NULL)
		abort();
	t->run = run;
	t->ctx = ctx;
	if (pthread_create(&t->id, NULL, begin, t) != 0) {
		errno = ENOMEM;
		abort();
	}
	return t;
}

void
thread_join(struct thread *t)
{
	pthread_join(t->id, NULL);
	free(t);
}

struct lock *
lock_new(void)
{
	struct lock *l = malloc(sizeof(*l));
	pthread_condattr_t attr;

	if (l == NULL || pthread_mutex_init(&l->mutex, NULL) != 0 ||
	    pthread_condattr_init(&attr) != 0 ||
	    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC) != 0 ||
	    pthread_cond_init(&l->change, &attr) != 0)
		abort();
	pthread_condattr_destroy(&attr);
	return l;
}

void
lock_take(struct lock *l)
{
	pthread_mutex_lock(&l->mutex);
}

void
lock_give(struct lock *l)
{
	pthread_mutex_unlock(&l->mutex);
}

void
lock_wait(struct lock *l, unsigned milliseconds)
{
	struct timespec until;

	if (milliseconds == 0) {
		pthread_cond_wait(&l->change, &l->mutex);
		return;
	}
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += milliseconds / 1000;
	until.tv_nsec += (long)(milliseconds % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec++;
	}
	pthread_cond_timedwait(&l->change, &l->mutex, &until);
}

void
lock_wake(struct lock *l)
{
	pthread_cond_broadcast(&l->change);
}

void
lock_free(struct lock *l)
{
	pthread_cond_destroy(&l->change);
	pthread_mutex_destroy(&l->mutex);
	free(l);
}
