#include "model/decode_message.h"

#include "base/buf.h"
#include "base/diag.h"
#include "text/yaml.h"

bool
decode_in_sheet(const struct ynode *n)
{
	return n->at.src != NULL && n->at.src->cells != NULL;
}

str
decode_called(const struct ynode *n, const struct field *f)
{
	str head;

	if (n->key == NULL || !decode_in_sheet(n))
		return str_of(f->name);
	head = source_text(n->key->at);
	return str_starts(head, STR("\"")) && str_ends(head, STR("\"")) ?
	    str_trim(str_slice(head, 1, head.n - 1)) : head;
}

bool
decode_wrong(const struct ynode *n, enum message message, const struct field *f,
    struct diags *d)
{
	span at = n->at;

	if (n->type != YNODE_SCALAR && n->key != NULL)
		at = n->key->at;
	return diag(d, message, at, WORDS(decode_called(n, f), str_of(f->ja),
	    str_of(f->en), n->scalar));
}

bool
decode_refuse_word(const struct ynode *n, const struct field *f, struct buf *ja,
    struct buf *en, struct diags *d)
{
	diag(d, MESSAGE_VALUE_CHOICE, n->at, WORDS(decode_called(n, f),
	    n->scalar, buf_str(ja), buf_str(en)));
	buf_done(ja);
	buf_done(en);
	return false;
}
