#include "cmd/http.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <microhttpd.h>

#include "base/arena.h"
#include "base/io.h"
#include "base/memory.h"
#include "base/thread.h"
#include "cmd/address.h"
#include "cmd/deadline.h"

enum {
	LINKS_MOST = 512,       /* connections */
	STREAMS_MOST = 128,
	HEADERS_MOST = 16 << 10,
	WRITE_MOST = 60000,     /* milliseconds to be answered and take it */
	IDLE = 30,              /* seconds in which not a byte moves */
	LOOK = 250,             /* milliseconds between two looks */
	BEAT = 60,              /* looks between a stream's signs of life */
	EVENT_MOST = 1024       /* bytes */
};

/* A request on its way to its answer. */
struct exchange {
	struct exchange *next;
	struct http *http;
	struct MHD_Connection *connection;
	struct arena arena;
	struct http_request request;
	struct http_answer answer;
	str raw;                /* path and query as they were sent */
	bool judged, ready;
	/* of a stream of events */
	bool wants_events, streams, asleep;
	size_t told, beats;
};

struct http {
	struct address address;
	struct http_site site;
	struct MHD_Daemon *daemon;
	struct deadlines *deadlines;    /* of the connections */
	struct thread **workers, *keeper;
	struct lock *lock;      /* of what follows */
	struct exchange *first, *last;  /* to be answered */
	struct exchange *streams;
	size_t nstreams, events, beats;
	char event[EVENT_MOST];
	size_t nevent;
	bool stopping;
};

/* ---- connections ------------------------------------------------------- */

static void
on_link(void *ctx, struct MHD_Connection *c, void **deadline,
    enum MHD_ConnectionNotificationCode what)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(c,
	    MHD_CONNECTION_INFO_CONNECTION_FD);
	struct http *h = ctx;

	if (what == MHD_CONNECTION_NOTIFY_STARTED)
		*deadline = deadline_begin(h->deadlines, info->connect_fd);
	else if (*deadline != NULL) {
		deadline_end(h->deadlines, *deadline);
		*deadline = NULL;
	}
}

static void
set_deadline(struct exchange *e, unsigned milliseconds)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
	    e->connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	if (info->socket_context != NULL)
		deadline_set(e->http->deadlines, info->socket_context,
		    milliseconds);
}

/* ---- answers ----------------------------------------------------------- */

static const char *const headers[][2] = {
	{"Connection", "close"},        /* so that its time is one request's */
	{"Cache-Control", "no-store"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Robots-Tag", "noindex"},
	{"Referrer-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"X-Frame-Options", "SAMEORIGIN"}
};

static enum MHD_Result
queue(struct exchange *e, unsigned status, struct MHD_Response *r)
{
	enum MHD_Result queued;

	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		MHD_add_response_header(r, headers[i][0], headers[i][1]);
	if (status == MHD_HTTP_METHOD_NOT_ALLOWED)
		MHD_add_response_header(r, "Allow", "GET, HEAD");
	queued = MHD_queue_response(e->connection, status, r);
	MHD_destroy_response(r);
	return queued;
}

static enum MHD_Result
refuse(struct exchange *e, unsigned status)
{
	static char nothing[1] = "";
	struct MHD_Response *r = MHD_create_response_from_buffer(0, nothing,
	    MHD_RESPMEM_PERSISTENT);

	return r == NULL ? MHD_NO : queue(e, status, r);
}

/* of a file no more is in memory than is on its way */
static struct MHD_Response *
take_body(struct http_answer *a)
{
	struct MHD_Response *r;

	if (a->file > 0) {
		r = MHD_create_response_from_fd64(a->size, a->file);
		if (r != NULL)
			a->file = 0;
		return r;
	}
	buf_putc(&a->bytes, '\0');
	r = MHD_create_response_from_buffer(a->bytes.n - 1, a->bytes.p,
	    MHD_RESPMEM_MUST_FREE);
	if (r != NULL)
		a->bytes = (struct buf){0};
	return r;
}

/*
 * Who opened a page in another window lets go of it; but browsers show none
 * that has both this and a sandbox.
 */
static void
put_policies(struct MHD_Response *r, const char *policy)
{
	if (policy != NULL)
		MHD_add_response_header(r, "Content-Security-Policy", policy);
	if (policy == NULL || strcmp(policy, "sandbox") != 0)
		MHD_add_response_header(r, "Cross-Origin-Opener-Policy",
		    "same-origin");
}

static enum MHD_Result
send_answer(struct exchange *e)
{
	struct http_answer *a = &e->answer;
	struct MHD_Response *r;

	if (a->bytes.n == 0 && a->location.n == 0 && a->status >= 400)
		return refuse(e, a->status);
	if ((r = take_body(a)) == NULL)
		return MHD_NO;
	if (a->type != NULL)
		MHD_add_response_header(r, "Content-Type", a->type);
	put_policies(r, a->policy);
	if (a->location.n > 0) {
		buf_putc(&a->location, '\0');
		MHD_add_response_header(r, "Location", a->location.p);
	}
	return queue(e, a->status, r);
}

static void
work(void *ctx)
{
	struct http *h = ctx;
	struct exchange *e;

	lock_take(h->lock);
	for (;;) {
		while (h->first == NULL && !h->stopping)
			lock_wait(h->lock, 0);
		if ((e = h->first) == NULL)
			break;
		h->first = e->next;
		lock_give(h->lock);
		h->site.answer(h->site.ctx, &e->request, &e->answer);
		lock_take(h->lock);
		e->ready = true;
		MHD_resume_connection(e->connection);
	}
	lock_give(h->lock);
}

/* to a worker, who wakes the connection when there is an answer */
static enum MHD_Result
hand_over(struct exchange *e)
{
	struct http *h = e->http;

	lock_take(h->lock);
	if (h->stopping) {
		lock_give(h->lock);
		return MHD_NO;
	}
	MHD_suspend_connection(e->connection);
	e->next = NULL;
	if (h->first == NULL)
		h->first = e;
	else
		h->last->next = e;
	h->last = e;
	lock_wake(h->lock);
	lock_give(h->lock);
	return MHD_YES;
}

/* ---- events ------------------------------------------------------------ */

static ssize_t
read_events(void *ctx, uint64_t at, char *out, size_t most)
{
	static const char form[] = "retry: 500\ndata: %.*s\n\n";
	struct exchange *e = ctx;
	struct http *h = e->http;
	ssize_t n = 0;

	(void)at;
	lock_take(h->lock);
	if (h->stopping)
		n = MHD_CONTENT_READER_END_OF_STREAM;
	else if (e->told != h->events && most > h->nevent + sizeof(form)) {
		n = snprintf(out, most, form, (int)h->nevent, h->event);
		e->told = h->events;
	} else if (e->beats != h->beats && most > 2) {
		memcpy(out, ":\n\n", 3);
		n = 3;
	} else {
		e->asleep = true;
		MHD_suspend_connection(e->connection);
	}
	e->beats = h->beats;
	lock_give(h->lock);
	return n;
}

static void
wake_streams(struct http *h)
{
	struct exchange *e;

	for (e = h->streams; e != NULL; e = e->next)
		if (e->asleep) {
			e->asleep = false;
			MHD_resume_connection(e->connection);
		}
}

static enum MHD_Result
start_stream(struct exchange *e)
{
	struct http *h = e->http;
	struct MHD_Response *r;
	bool full;

	lock_take(h->lock);
	full = h->stopping || h->nstreams == STREAMS_MOST;
	if (!full) {
		e->streams = true;
		e->beats = h->beats;
		e->next = h->streams;
		h->streams = e;
		h->nstreams++;
	}
	lock_give(h->lock);
	if (full)
		return refuse(e, MHD_HTTP_SERVICE_UNAVAILABLE);
	set_deadline(e, 0);
	r = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN,
	    4 * EVENT_MOST, read_events, e, NULL);
	if (r == NULL)
		return MHD_NO;
	MHD_add_response_header(r, "Content-Type", "text/event-stream");
	return queue(e, MHD_HTTP_OK, r);
}

static void
end_stream(struct exchange *e)
{
	struct exchange **at;

	lock_take(e->http->lock);
	for (at = &e->http->streams; *at != e; at = &(*at)->next)
		;
	*at = e->next;
	e->http->nstreams--;
	lock_give(e->http->lock);
}

static void
keep(void *ctx)
{
	struct http *h = ctx;
	unsigned looks = 0;

	lock_take(h->lock);
	while (!h->stopping) {
		lock_wait(h->lock, LOOK);
		if (++looks % BEAT == 0) {
			h->beats++;
			wake_streams(h);
		}
		lock_give(h->lock);
		deadlines_look(h->deadlines);
		lock_take(h->lock);
	}
	lock_give(h->lock);
}

/* ---- requests ---------------------------------------------------------- */

struct names {
	const char *host, *origin, *site, *mode, *dest;
	size_t hosts;
	bool body, blank;       /* a blank in a name */
};

static enum MHD_Result
read_header(void *ctx, enum MHD_ValueKind kind, const char *name,
    const char *value)
{
	struct names *n = ctx;

	(void)kind;
	/* a proxy may take it for another header, or for none */
	n->blank |= strpbrk(name, " \t") != NULL;
	if (strcasecmp(name, "Host") == 0) {
		n->host = value;
		n->hosts++;
	} else if (strcasecmp(name, "Origin") == 0)
		n->origin = value;
	else if (strcasecmp(name, "Sec-Fetch-Site") == 0)
		n->site = value;
	else if (strcasecmp(name, "Sec-Fetch-Mode") == 0)
		n->mode = value;
	else if (strcasecmp(name, "Sec-Fetch-Dest") == 0)
		n->dest = value;
	else if (strcasecmp(name, "Transfer-Encoding") == 0 ||
	    (strcasecmp(name, "Content-Length") == 0 &&
	    value != NULL && strcmp(value, "0") != 0))
		n->body = true;
	return MHD_YES;
}

static const str scheme = {"http://", 7};

/* does a page of others ask?  Old browsers do not say. */
static bool
is_foreign(const struct names *n)
{
	return n->site != NULL && strcmp(n->site, "same-origin") != 0 &&
	    strcmp(n->site, "none") != 0;
}

/* does it lead here, in a window, where somebody sees it? */
static bool
is_visit(const struct names *n)
{
	return n->mode != NULL && strcmp(n->mode, "navigate") == 0 &&
	    (n->dest == NULL || strcmp(n->dest, "document") == 0);
}

/* does a page of ours ask? */
static bool
is_same_origin(const struct exchange *e, const struct names *n)
{
	str origin;

	if (n->origin == NULL)
		return !is_foreign(n);
	origin = str_of(n->origin);
	return !is_foreign(n) && str_starts(origin, scheme) &&
	    address_is(&e->http->address,
	    str_slice(origin, scheme.n, origin.n));
}

/* http://HOST/PATH, as if we were a proxy: RFC 9112, 3.2.2 */
static bool
take_host(struct exchange *e)
{
	str host, raw = e->raw;
	size_t n;

	if (!str_starts(raw, scheme))
		return true;
	raw = str_slice(raw, scheme.n, raw.n);
	n = str_find(raw, STR("/"));
	host = str_slice(raw, 0, n);
	e->raw = n < raw.n ? str_slice(raw, n, raw.n) : STR("/");
	return address_is(&e->http->address, host);
}

/* 0: it may be answered */
static unsigned
judge(struct exchange *e, const char *method)
{
	struct names n = {0};
	size_t query;
	bool events;

	MHD_get_connection_values(e->connection, MHD_HEADER_KIND, read_header,
	    &n);
	if (n.hosts != 1 || n.host == NULL || n.blank)
		return MHD_HTTP_BAD_REQUEST;
	if (!address_is(&e->http->address, str_of(n.host)) || !take_host(e))
		return MHD_HTTP_MISDIRECTED_REQUEST;
	if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
		return MHD_HTTP_METHOD_NOT_ALLOWED;
	if (n.body)
		return MHD_HTTP_BAD_REQUEST;
	/* nobody could read it, but each costs as much as one that is read */
	if (is_foreign(&n) && !is_visit(&n))
		return MHD_HTTP_FORBIDDEN;
	query = str_find(e->raw, STR("?"));
	if (!address_path(&e->arena, str_slice(e->raw, 0, query),
	    &e->request.path))
		return MHD_HTTP_NOT_FOUND;
	e->request.query = query < e->raw.n ?
	    str_slice(e->raw, query + 1, e->raw.n) : (str){0};
	events = str_eq(e->request.path, str_of(e->http->site.events));
	if (events && !is_same_origin(e, &n))
		return MHD_HTTP_FORBIDDEN;
	e->wants_events = events && strcmp(method, "GET") == 0;
	return 0;
}

/* the address as it was sent */
static void *
on_target(void *ctx, const char *target, struct MHD_Connection *c)
{
	struct exchange *e = memory_new(1, sizeof(*e));

	e->http = ctx;
	e->connection = c;
	e->raw = str_copy(&e->arena, str_of(target));
	return e;
}

/*
 * A NUL inside of the request line ends the address for libmicrohttpd, but
 * the version still stands behind all of it.
 */
static bool
is_cut(const struct exchange *e, const char *path, const char *version)
{
	uintptr_t from = (uintptr_t)path, to = (uintptr_t)version;

	return to > from && to - from <= HEADERS_MOST &&
	    to - from > e->raw.n + 1;
}

static enum MHD_Result
on_request(void *ctx, struct MHD_Connection *c, const char *path,
    const char *method, const char *version, const char *body, size_t *nbody,
    void **exchange)
{
	struct exchange *e = *exchange;
	unsigned status;

	(void)ctx, (void)c, (void)body;
	if (e == NULL)
		return MHD_NO;
	if (!e->judged) {
		e->judged = true;
		set_deadline(e, WRITE_MOST);
		status = is_cut(e, path, version) ? MHD_HTTP_BAD_REQUEST :
		    judge(e, method);
		return status != 0 ? refuse(e, status) : MHD_YES;
	}
	if (*nbody > 0)
		return MHD_NO;
	if (e->ready)
		return send_answer(e);
	return e->wants_events ? start_stream(e) : hand_over(e);
}

static void
on_end(void *ctx, struct MHD_Connection *c, void **exchange,
    enum MHD_RequestTerminationCode why)
{
	struct exchange *e = *exchange;

	(void)ctx, (void)c, (void)why;
	if (e == NULL)
		return;
	if (e->streams)
		end_stream(e);
	if (e->answer.file > 0)
		io_close(e->answer.file);
	buf_done(&e->answer.bytes);
	buf_done(&e->answer.location);
	arena_done(&e->arena);
	free(e);
	*exchange = NULL;
}

/* paths are decoded in one place, and once */
static size_t
leave(void *ctx, struct MHD_Connection *c, char *text)
{
	(void)ctx, (void)c;
	return strlen(text);
}

/* ---- public ------------------------------------------------------------ */

struct http *
http_start(const struct address *a, const struct http_site *site)
{
	struct http *h = memory_new(1, sizeof(*h));

	h->address = *a;
	h->site = *site;
	h->lock = lock_new();
	h->deadlines = deadlines_new();
	h->workers = memory_new(site->workers, sizeof(struct thread *));
	for (size_t i = 0; i < site->workers; i++)
		h->workers[i] = thread_start(work, h);
	h->keeper = thread_start(keep, h);
	h->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD |
	    MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, h,
	    MHD_OPTION_LISTEN_SOCKET, (MHD_socket)a->fd,
	    MHD_OPTION_CONNECTION_LIMIT, (unsigned)LINKS_MOST,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADERS_MOST,
	    MHD_OPTION_NOTIFY_CONNECTION, on_link, h,
	    MHD_OPTION_NOTIFY_COMPLETED, on_end, h,
	    MHD_OPTION_URI_LOG_CALLBACK, on_target, h,
	    MHD_OPTION_UNESCAPE_CALLBACK, leave, h,
	    MHD_OPTION_END);
	if (h->daemon != NULL)
		return h;
	http_stop(h);
	return NULL;
}

void
http_tell(struct http *h, str event)
{
	lock_take(h->lock);
	h->nevent = event.n < EVENT_MOST ? event.n : EVENT_MOST;
	memcpy(h->event, event.p, h->nevent);
	h->events++;
	wake_streams(h);
	lock_give(h->lock);
}

void
http_stop(struct http *h)
{
	int error = errno;

	lock_take(h->lock);
	h->stopping = true;
	wake_streams(h);
	lock_wake(h->lock);
	lock_give(h->lock);
	for (size_t i = 0; i < h->site.workers; i++)
		thread_join(h->workers[i]);
	thread_join(h->keeper);
	if (h->daemon != NULL)
		MHD_stop_daemon(h->daemon);
	free(h->workers);
	lock_free(h->lock);
	deadlines_free(h->deadlines);
	free(h);
	errno = error;
}
