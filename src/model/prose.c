#include "model/prose.h"

#include "text/md.h"

static bool
take_field(struct prose *p, const struct passage *from)
{
	p->field = from->field;
	p->at = from->at;
	p->text = source_text(from->at);
	return true;
}

static bool
take_body(struct prose *p)
{
	p->field = NULL;
	p->at = p->owner->body;
	p->text = p->owner->facts->prose;
	return true;
}

bool
prose_next(struct prose *p)
{
	const struct entity *e;

	for (; p->i < p->n; p->i++, p->k = 0) {
		e = p->owner = p->entities[p->i];
		if (p->k < e->texts.n)
			return take_field(p, &e->texts.items[p->k++]);
		if (p->k++ == e->texts.n && e->facts != NULL)
			return take_body(p);
	}
	return false;
}

span
prose_span(const struct prose *p, size_t at, size_t len)
{
	return (span){p->at.src, p->at.off + (uint32_t)at, (uint32_t)len};
}
