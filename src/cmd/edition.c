#include "cmd/edition.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/diag.h"
#include "base/io.h"
#include "base/memory.h"
#include "base/thread.h"
#include "cmd/pipeline.h"
#include "script/vm.h"
#include "site/route.h"
#include "site/sink.h"

enum { IDLE_MOST = 16 };

/* A layout that took a page to a limit, and what was said of that page. */
struct ended {
	struct ended *next;
	str layout;
	struct diags said;
};

struct edition {
	atomic_size_t holders;
	struct pipeline *pipeline;
	struct lock *lock;      /* of what follows */
	struct vm *idle[IDLE_MOST];
	size_t nidle;
	struct ended *ended;
};

static void
drop_ended(struct edition *e)
{
	struct ended *one;

	while ((one = e->ended) != NULL) {
		e->ended = one->next;
		diags_done(&one->said);
		free(one);
	}
}

struct edition *
edition_new(struct pipeline *p)
{
	struct edition *e = memory_new(1, sizeof(*e));

	atomic_init(&e->holders, 1);
	e->pipeline = p;
	e->lock = lock_new();
	return e;
}

struct edition *
edition_hold(struct edition *e)
{
	if (e != NULL)
		atomic_fetch_add(&e->holders, 1);
	return e;
}

void
edition_drop(struct edition *e)
{
	if (e == NULL || atomic_fetch_sub(&e->holders, 1) > 1)
		return;
	while (e->nidle > 0)
		vm_free(e->idle[--e->nidle]);
	drop_ended(e);
	lock_free(e->lock);
	pipeline_free(e->pipeline);
	free(e);
}

/* ---- pages ------------------------------------------------------------- */

static struct vm *
take_vm(struct edition *e)
{
	struct vm *vm = NULL;

	lock_take(e->lock);
	if (e->nidle > 0)
		vm = e->idle[--e->nidle];
	lock_give(e->lock);
	return vm != NULL ? vm : pipeline_vm(e->pipeline);
}

static void
give_vm(struct edition *e, struct vm *vm)
{
	vm_leave(vm);
	lock_take(e->lock);
	if (e->nidle < IDLE_MOST) {
		e->idle[e->nidle++] = vm;
		vm = NULL;
	}
	lock_give(e->lock);
	if (vm != NULL)
		vm_free(vm);
}

/* with the lock */
static const struct ended *
find_ended(const struct edition *e, str layout)
{
	const struct ended *one;

	for (one = e->ended; one != NULL; one = one->next)
		if (str_eq(one->layout, layout))
			break;
	return one;
}

/*
 * A page that ends at a limit takes its thread all that time, while others
 * wait: no further page of its layout is tried, and has the same message.
 */
static bool
has_ended(struct edition *e, str layout, struct diags *d)
{
	const struct ended *one;

	lock_take(e->lock);
	if ((one = find_ended(e, layout)) != NULL)
		diags_copy(d, &one->said);
	lock_give(e->lock);
	return one != NULL;
}

static void
keep_ended(struct edition *e, str layout, struct diags *d)
{
	struct ended *one = memory_new(1, sizeof(*one));

	one->layout = layout;
	diags_merge(&one->said, d);
	diags_copy(d, &one->said);
	lock_take(e->lock);
	one->next = e->ended;
	e->ended = one;
	lock_give(e->lock);
}

static bool
render(struct edition *e, const struct route *route, struct buf *out,
    struct diags *d)
{
	struct vm *vm = take_vm(e);
	const bool ok = vm_render(vm, route, out, d);

	if (vm_ended(vm))
		keep_ended(e, route->layout, d);
	give_vm(e, vm);
	return ok;
}

static enum edition_found
make_page(struct edition *e, const struct route *route, struct buf *out,
    struct diags *d)
{
	struct diags own = {0};
	const bool ok = !has_ended(e, route->layout, d) &&
	    render(e, route, out, &own);

	diags_merge(d, &own);
	return ok ? EDITION_MADE : EDITION_FAILED;
}

/* ---- what is no page --------------------------------------------------- */

/* A sink for the one thing at a path. */
struct one {
	str path;
	struct made *made;
	enum edition_found found;
};

static bool
wants(void *ctx, str path)
{
	return str_eq(((struct one *)ctx)->path, path);
}

static enum sink_result
put(void *ctx, str path, str bytes, struct diags *d)
{
	struct one *one = ctx;

	(void)path, (void)d;
	buf_put(&one->made->bytes, bytes);
	one->found = EDITION_MADE;
	return SINK_WRITTEN;
}

/* opened only: it may be large, and there may be many who ask */
static enum sink_result
copy(void *ctx, str path, const char *folder, const char *from,
    struct diags *d)
{
	struct one *one = ctx;
	int file = io_open_inside(folder, from, &one->made->size);

	(void)path;
	if (file < 0) {
		io_diag(d, MESSAGE_FILE_READ, str_of(from));
		return SINK_REFUSED;
	}
	one->made->file = file;
	one->found = EDITION_MADE;
	return SINK_WRITTEN;
}

static enum edition_found
make_other(struct edition *e, str path, struct made *made, struct diags *d)
{
	static const struct sink_kind kind = {
		.put = put, .copy = copy, .wants = wants
	};
	struct one one = {path, made, EDITION_NOTHING};
	struct sink *sink = sink_new(&kind, &one);

	if (!pipeline_put(e->pipeline, sink, d)) {
		if (made->file > 0)
			io_close(made->file);
		made->file = 0;
		one.found = EDITION_FAILED;
	}
	sink_free(sink);
	return one.found;
}

/* ---- public ------------------------------------------------------------ */

enum edition_found
edition_make(struct edition *e, str path, struct made *made, struct diags *d)
{
	const struct route *route = edition_route(e, path);

	return route != NULL ? make_page(e, route, &made->bytes, d) :
	    make_other(e, path, made, d);
}

const struct route *
edition_route(const struct edition *e, str path)
{
	const struct routes *all = pipeline_routes(e->pipeline);
	size_t no = (size_t)map_get(&all->paths, path);

	return no > 0 ? &all->items[no - 1] : NULL;
}

const struct pipeline *
edition_pipeline(const struct edition *e)
{
	return e->pipeline;
}
