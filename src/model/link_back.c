#include "model/link.h"

static void
count_backs(const struct shape *s, const struct kind *from, struct back *out,
    size_t *n)
{
	const struct field *f;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++) {
		if (f->type == FIELD_RECORD || f->type == FIELD_RECORDS)
			count_backs(f->of, from, out, n);
		if (f->back == NULL)
			continue;
		if (out != NULL)
			out[*n] = (struct back){f->back, f->of, from, f, 0};
		++*n;
	}
}

void
link_backs(struct model *m)
{
	size_t slots[KIND_COUNT] = {0}, k;

	for (k = 0; k < KIND_COUNT; k++)
		count_backs(&kinds[k]->shape, kinds[k], NULL, &m->nbacks);
	m->backs = ARENA_NEWN(&m->arena, struct back, m->nbacks);
	m->nbacks = 0;
	for (k = 0; k < KIND_COUNT; k++)
		count_backs(&kinds[k]->shape, kinds[k], m->backs, &m->nbacks);
	for (k = 0; k < m->nbacks; k++)
		m->backs[k].slot = slots[m->backs[k].to->no]++;
}
