#ifndef CMD_HTTP_H
#define CMD_HTTP_H

#include <stdint.h>

#include "base/buf.h"

struct address;

/*
 * A small HTTP server.  What reaches its answerer is a GET or HEAD without a
 * body, for this host, of a path that a site can have.  All else is refused
 * here; whoever is slow or silent is cut off, and holds up nobody.
 */
struct http;

struct http_request {
	str path;               /* decoded, without "/" in front */
	str query;              /* as it was sent, without "?" */
};

struct http_answer {
	unsigned status;        /* 200 */
	const char *type;       /* text/html; charset=utf-8 */
	const char *policy;     /* Content-Security-Policy, or NULL */
	struct buf bytes;       /* taken over, */
	int file;               /* as is what stands for them; 0: no file */
	uint64_t size;          /* its bytes */
	struct buf location;    /* where else it is; empty: nowhere */
};

struct http_site {
	/* from any thread */
	void (*answer)(void *ctx, const struct http_request *,
	    struct http_answer *);
	void *ctx;
	const char *events;     /* the path of the stream of events */
	size_t workers;         /* threads that answer */
};

/* the address, which listens, is taken over; NULL leaves errno */
struct http *http_start(const struct address *, const struct http_site *);
/*
 * What there is to know now: every stream of events gets it, a new one at
 * once.  Who is slow gets the last only.  One line.
 */
void http_tell(struct http *, str event);
void http_stop(struct http *);

#endif
