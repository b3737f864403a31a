#include "base/stop.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>

static const int ends[] = {SIGINT, SIGTERM, SIGHUP};

enum { ENDS = sizeof(ends) / sizeof(*ends) };

void
stop_hold(void)
{
	struct sigaction how;
	sigset_t set;

	sigemptyset(&set);
	/* a signal that is ignored, as by nohup, would wait all the same */
	for (size_t i = 0; i < ENDS; i++)
		if (sigaction(ends[i], NULL, &how) == 0 &&
		    how.sa_handler != SIG_IGN)
			sigaddset(&set, ends[i]);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

bool
stop_asked(void)
{
	sigset_t set;

	sigpending(&set);
	for (size_t i = 0; i < ENDS; i++)
		if (sigismember(&set, ends[i]) == 1) {
			errno = ECANCELED;
			return true;
		}
	return false;
}

void
stop_let(void)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < ENDS; i++)
		sigaddset(&set, ends[i]);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}
