#ifndef MODEL_LOAD_H
#define MODEL_LOAD_H

#include "model/model.h"
#include "text/md.h"

/* What is in one content file, and where its entities go. */
struct file {
	const char *folder;             /* of all content */
	const char *path;               /* to open, and for messages */
	const str *unsaved;             /* what stands for its bytes, or NULL */
	str plan;                       /* id of the plan; {0} for the site's */
	str name;                       /* of the entity, or of the attachment */
	const struct kind *kind;        /* NULL: an attachment */
	enum variant variant;           /* of x.en.md, x.easy.md */
	enum {
		FILE_LIST,              /* entities in YAML */
		FILE_BODY,              /* one in Markdown, or its body only */
		FILE_ROWS,              /* a sheet of entities */
		FILE_PARTS,             /* a sheet of a list of theirs */
		FILE_ATTACHED
	} form;
	const struct sheet *sheet;      /* of ROWS and PARTS */
	struct file *next;              /* that is read with it */
	bool follows;                   /* it is read with one before it */
	uint64_t size, stamp;
	bool settled;                   /* as is its stamp: see io_entry */
	struct picture picture;
	struct entity **items;
	size_t n;
	span body;                      /* of an entity of another file; src is
	                                   NULL if there is no such */
	const struct md_facts *facts;
};

/* The files below a folder that keikaku reads; a warning for the others. */
bool load_list(struct arena *, const char *folder, struct file **, size_t *n,
    struct diags *);
/*
 * One file to entities, which refer to nothing yet; any thread.  Where lists
 * of some kind stand in sheets, the first of its files reads them all.
 */
void load_read(struct arena *, struct file *, struct diags *);
/* an empty one of a kind, and where its id stands or would stand */
struct entity *load_entity(struct arena *, const struct kind *, span);

#endif
