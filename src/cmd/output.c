#include "cmd/output.h"

#include <stdlib.h>

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
		p.out = folders[NAMES - 1];
	p.site = o->folder;
	p.keep_out = folders;
	p.nkeep_out = p.keep ? NAMES : NAMES - 1;
	sink = sink_folder(&p, d);
	arena_done(&a);
	return sink;
}

struct sink *
output_open(const struct options *o, struct diags *d)
{
	return open_place(o, (struct sink_place){.out = o->out,
	    .in_place = o->in_place}, d);
}

struct sink *
output_publish(const struct options *o, const char *out, struct diags *d)
{
	return open_place(o, (struct sink_place){.out = out, .keep = true},
	    d);
}
