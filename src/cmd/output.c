#include "cmd/output.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "cmd/options.h"
#include "site/sink.h"

/* what an output may not be; public is the last */
static const char *const names[] = {
	"content", "themes", "layouts", "lib", "assets", "public"
};

enum { NAMES = sizeof(names) / sizeof(*names) };

static struct sink *
open_place(const struct options *o, struct sink_place p, struct diags *d)
{
	const char *folders[NAMES];
	struct arena a = {0};
	struct sink *sink;

	for (size_t i = 0; i < NAMES; i++)
		folders[i] = str_printf(&a, "%s/%s", o->folder, names[i]).p;
	if (p.out == NULL)
		p.out = output_name(o, &a);
	p.site = o->folder;
	p.keep_out = folders;
	p.nkeep_out = p.keep ? NAMES : NAMES - 1;
	sink = sink_folder(&p, d);
	arena_done(&a);
	return sink;
}

const char *
output_name(const struct options *o, struct arena *a)
{
	const char *name = "public";

	if (o->out != NULL)
		return o->out;
	if (o->shard.of > 0)
		name = str_printf(a, "part-%zu", o->shard.no).p;
	if (strcmp(o->folder, ".") == 0)
		return name;
	return str_printf(a, "%s/%s", o->folder, name).p;
}

struct sink *
output_open(const struct options *o, struct diags *d)
{
	return open_place(o, (struct sink_place){.out = o->out,
	    .in_place = o->in_place, .part = o->shard.of > 0}, d);
}

struct sink *
output_merge(const struct options *o, struct diags *d)
{
	struct arena a = {0};
	const struct sink_place place = {
		.out = output_name(o, &a), .site = o->folder,
		.keep_out = (const char *const *)o->operands,
		.nkeep_out = o->noperands, .in_place = o->in_place
	};
	struct sink *sink = sink_folder(&place, d);

	arena_done(&a);
	return sink;
}

struct sink *
output_publish(const struct options *o, const char *out, struct diags *d)
{
	return open_place(o, (struct sink_place){.out = out, .keep = true},
	    d);
}
