#ifndef BASE_STOP_H
#define BASE_STOP_H

#include <stdbool.h>

/*
 * The signals that ask a program to end (SIGINT, SIGTERM, SIGHUP) can be made
 * to wait until what it has begun is cleared away.  Nothing is called when
 * one comes: whoever works asks now and then, and base/io does for all.
 */
void stop_hold(void);
/* is one waiting?  With ECANCELED, for those who end with an error. */
bool stop_asked(void);
/* they wait no longer: if one has come, the program ends by it here */
void stop_let(void);

#endif
