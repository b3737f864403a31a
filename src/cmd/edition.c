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

enum { IDLE_MOST = 16, FILE_MOST = 256 << 20 };

struct edition {
	atomic_size_t holders;
	struct pipeline *pipeline;
	struct lock *lock;      /* of what follows */
	struct vm *idle[IDLE_MOST];
	size_t nidle;
};

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

static enum edition_found
make_page(struct edition *e, const struct route *route, struct buf *out,
    struct diags *d)
{
	struct vm *vm = take_vm(e);
	bool ok = vm_render(vm, route, out, d);

	give_vm(e, vm);
	return ok ? EDITION_MADE : EDITION_FAILED;
}

/* ---- what is no page --------------------------------------------------- */

/* A sink for the one thing at a path. */
struct one {
	str path;
	struct buf *out;
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
	buf_put(one->out, bytes);
	one->found = EDITION_MADE;
	return SINK_WRITTEN;
}

static enum sink_result
copy(void *ctx, str path, const char *from, struct diags *d)
{
	struct arena a = {0};
	str bytes;
	bool ok = io_read(&a, from, FILE_MOST, &bytes);

	if (ok)
		put(ctx, path, bytes, d);
	else
		io_diag(d, MESSAGE_FILE_READ, str_of(from));
	arena_done(&a);
	return ok ? SINK_WRITTEN : SINK_REFUSED;
}

static enum edition_found
make_other(struct edition *e, str path, struct buf *out, struct diags *d)
{
	static const struct sink_kind kind = {
		.put = put, .copy = copy, .wants = wants
	};
	struct one one = {path, out, EDITION_NOTHING};
	struct sink *sink = sink_new(&kind, &one);

	if (!pipeline_put(e->pipeline, sink, d))
		one.found = EDITION_FAILED;
	sink_free(sink);
	return one.found;
}

/* ---- public ------------------------------------------------------------ */

enum edition_found
edition_make(struct edition *e, str path, struct buf *out, struct diags *d)
{
	const struct route *route = edition_route(e, path);

	return route != NULL ? make_page(e, route, out, d) :
	    make_other(e, path, out, d);
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
