#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include <stdbool.h>
#include <stddef.h>

/* A thread beside the others; join it once, which frees it. */
struct thread;

struct thread *thread_start(void (*run)(void *ctx), void *ctx);
void thread_join(struct thread *);

/*
 * What only one thread at a time may hold, and wait in for another to change
 * something.  Nothing that takes long is done while it is held.
 */
struct lock;

struct lock *lock_new(void);
void lock_take(struct lock *);
void lock_give(struct lock *);
/*
 * Give it until somebody wakes those who wait, or for so many milliseconds,
 * or for no reason; then it is taken again.  0: for any time.
 */
void lock_wait(struct lock *, unsigned milliseconds);
void lock_wake(struct lock *);
void lock_free(struct lock *);

#endif
