#ifndef MODEL_LOAD_H
#define MODEL_LOAD_H

#include "model/model.h"
#include "text/md.h"

/* What is in one content file, and where its entities go. */
struct file {
	const char *path;               /* to open, and for messages */
	str plan;                       /* id of the plan; {0} for the site's */
	str name;                       /* of the entity, or of the attachment */
	const struct kind *kind;        /* NULL: an attachment */
	enum { FILE_LIST, FILE_BODY, FILE_ROWS, FILE_ATTACHED } form;
	uint64_t size;
	struct picture picture;
	struct entity **items;
	size_t n;
};

/* The files below a folder that keikaku reads; a warning for the others. */
bool load_list(struct arena *, const char *folder, struct file **, size_t *n,
    struct diags *);
/* one file to entities, which refer to nothing yet; any thread */
void load_read(struct arena *, struct file *, struct diags *);
/* an empty one of a kind, and where its id stands or would stand */
struct entity *load_entity(struct arena *, const struct kind *, span);

#endif
