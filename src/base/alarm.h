#ifndef BASE_ALARM_H
#define BASE_ALARM_H

#include <sys/types.h>

/*
 * A call in this thread whenever it has worked for so many milliseconds: time of
 * the processor, so that no load of the machine brings it on.  It comes in the
 * midst of anything, as a signal does, and may do what a handler of signals may.
 */
struct alarm {
	void (*call)(void *ctx);
	void *ctx;
	void *timer;            /* of the system; it runs on between calls */
	pid_t thread;           /* whose timer it is; 0: there is none */
	int on;
};

/* the first call may come early; the time is the same each time */
void alarm_begin(struct alarm *, unsigned milliseconds);
/* in the same thread; nothing if it has not begun */
void alarm_end(struct alarm *);
/* gives the timer back: in the same thread, or once that has ended */
void alarm_done(struct alarm *);

#endif
