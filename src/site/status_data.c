#include "site/status_data.h"

#include "base/buf.h"
#include "model/status.h"

static void
put(struct buf *b, const char *name, str value)
{
	buf_printf(b, ", \"%s\": ", name);
	buf_json(b, value.n > 0 ? value : (str){0});
}

static void
put_result(struct buf *b, const struct status_result *r)
{
	buf_puts(b, "{\"indicator\": ");
	buf_json(b, r->indicator->entity.id);
	put(b, "area", r->area != NULL ? r->area->id : (str){0});
	if (r->year != 0)
		buf_printf(b, ", \"year\": %d", r->year);
	else
		buf_puts(b, ", \"year\": null");
	put(b, "status", status_names[r->status].word);
	put(b, "A", r->A);
	put(b, "B", r->B);
	put(b, "T", r->T);
	put(b, "E", r->E);
	put(b, "q", r->q);
	put(b, "p", r->p);
	put(b, "r", r->r);
	put(b, "tol", r->tol);
	put(b, "reason", status_reasons[r->reason].word);
	buf_printf(b, ", \"rough\": %s}", r->rough ? "true" : "false");
}

void
status_data(const struct plan *p, struct buf *b)
{
	const struct entities *list = &p->lists[KIND_indicator];
	const struct indicator *in;
	const char *before = "\n";

	buf_puts(b, "{\n\"rule\": ");
	buf_json(b, p->status_rule.n > 0 ? p->status_rule : (str){0});
	buf_puts(b, ",\n\"results\": [");
	for (size_t i = 0; i < list->n; i++) {
		in = (const struct indicator *)list->items[i];
		for (size_t k = 0; k < in->nresults; k++, before = ",\n") {
			buf_puts(b, before);
			put_result(b, &in->results[k]);
		}
	}
	buf_puts(b, *before == ',' ? "\n]\n}\n" : "]\n}\n");
}
