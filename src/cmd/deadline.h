#ifndef CMD_DEADLINE_H
#define CMD_DEADLINE_H

/*
 * When connections are over, whatever still comes: a server that counts from
 * the last byte is held by a byte now and then.  For many threads.
 */
struct deadlines;
struct deadline;

struct deadlines *deadlines_new(void);
/* a new one, which has ten seconds to send its request; one in a crowd */
struct deadline *deadline_begin(struct deadlines *, int fd);
/* the request is there: so many milliseconds from now, 0 for ever */
void deadline_set(struct deadlines *, struct deadline *,
    unsigned milliseconds);
/* before its fd is closed */
void deadline_end(struct deadlines *, struct deadline *);
/* cut off those that are over */
void deadlines_look(struct deadlines *);
/* when all have ended */
void deadlines_free(struct deadlines *);

#endif
