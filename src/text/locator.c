#include "text/locator.h"

enum { LOCATOR_MOST = 2000 };   /* bytes that are looked at */

/* no address goes on behind it */
static bool
is_edge(char c)
{
	return (unsigned char)c <= ' ' || c == '<' || c == '>' || c == '"';
}

bool
locator_holds(span at)
{
	str text, head;
	size_t from = at.off, end;

	if (at.src == NULL)
		return false;
	text = at.src->text;
	while (from > 0 && at.off - from < LOCATOR_MOST &&
	    !is_edge(text.p[from - 1]) && !str_ends((str){text.p, from},
	    STR("](")))
		from--;
	head = str_slice(text, from, at.off);
	if (str_ends((str){text.p, from}, STR("]("))) {
		end = str_find(head, STR(")"));
		if (end == head.n)
			return true;
		head = str_slice(head, end, head.n);
	}
	return str_find(head, STR("://")) < head.n;
}
