#include "base/alarm.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

enum { SIGNAL = SIGVTALRM };

static void
ring(int signal, siginfo_t *info, void *context)
{
	struct alarm *a = info->si_value.sival_ptr;

	(void)signal, (void)context;
	/* anybody can send a signal, but only ours knows an alarm */
	if (info->si_code == SI_TIMER && a->on)
		a->call(a->ctx);
}

static void
listen(void)
{
	struct sigaction how = {.sa_flags = SA_SIGINFO | SA_RESTART};
	sigset_t set;

	how.sa_sigaction = ring;
	sigemptyset(&how.sa_mask);
	sigaction(SIGNAL, &how, NULL);
	sigemptyset(&set);
	sigaddset(&set, SIGNAL);
	pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

static void
make(struct alarm *a, unsigned milliseconds)
{
	const struct timespec time = {milliseconds / 1000,
	    (long)(milliseconds % 1000) * 1000000};
	const struct itimerspec when = {time, time};
	struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID,
	    .sigev_signo = SIGNAL, .sigev_value.sival_ptr = a};

	event.sigev_notify_thread_id = gettid();
	listen();
	if (timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &a->timer) != 0)
		return;
	a->thread = gettid();
	timer_settime(a->timer, 0, &when, NULL);
}

/* a page takes less time than to make a timer for it and to end it */
void
alarm_begin(struct alarm *a, unsigned milliseconds)
{
	if (a->thread != gettid()) {
		alarm_done(a);
		make(a, milliseconds);
	}
	a->on = 1;
}

void
alarm_end(struct alarm *a)
{
	a->on = 0;
}

void
alarm_done(struct alarm *a)
{
	if (a->thread != 0)
		timer_delete(a->timer);
	a->thread = 0;
	a->on = 0;
}
