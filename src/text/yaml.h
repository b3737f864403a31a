#ifndef TEXT_YAML_H
#define TEXT_YAML_H

#include "base/source.h"

struct arena;
struct diags;

enum ynode_type { YNODE_SCALAR, YNODE_LIST, YNODE_MAP };

/* A YAML value and where it stands.  Scalars stay text: types are model's. */
struct ynode {
	enum ynode_type type;
	bool quoted;            /* "" is a text, an empty plain scalar nothing */
	span at;
	str scalar;             /* followed by a NUL */
	struct ynode *key;      /* of a value in a map */
	struct ynode *child;    /* first item of a list or value of a map */
	struct ynode *next;
};

/*
 * The YAML between two offsets of a source, which must be UTF-8; a BOM at the
 * beginning of the source does not count.  Duplicate keys are errors that
 * name both places; anchors, aliases, tags, merge keys, directives and a
 * second document are refused.
 *
 * NULL after a message, or with no message if there is nothing but blanks
 * and comments.  But what is usual to mistype is mended after its message
 * (text/slips.h), and of duplicate keys the first holds: then there is a tree
 * although diags has counted errors, so that one run can check the rest.
 *
 * The span of a scalar is what was written, with its quotes; that of a list
 * or map in brackets reaches from one to the other; others have that of the
 * first key or dash.
 */
struct ynode *yaml_read(struct arena *, const struct source *, uint32_t from,
    uint32_t to, struct diags *);
/* of a map; NULL if the key is not there, or if it is no map */
struct ynode *yaml_find(const struct ynode *map, str key);

#endif
