#ifndef BASE_IO_TREE_H
#define BASE_IO_TREE_H

#include <stdatomic.h>

#include "base/io.h"

/* What says which files of a tree are ours; no other path begins so. */
#define IO_TREE_LIST  ".keikaku"

/*
 * An output folder, the old tree, and the new one that is to replace it.  The
 * new tree stands beside the old one, or inside it where it cannot, and comes
 * into being with its first file.  Paths are relative to both trees; the
 * caller has seen to it that they stay inside.  What returns false leaves the
 * reason in errno.
 */
struct io_tree {
	const char *path;       /* of the old tree, absolute */
	const char *name, *new_name;
	const char *kept;       /* where the old tree goes to stay, or NULL */
	int parent, old;        /* folders; old is -1 if it is not there */
	atomic_int new;         /* -1 until it is there */
	size_t made;            /* bytes of the path that were there before */
	bool inside;
	bool in_place;          /* it cannot be exchanged, or must not be */
	const struct io_entry *entries;         /* of the old tree, sorted */
	size_t n;
};

/*
 * Take hold of the output folder with an absolute path, which must outlive
 * the tree, and clean up what a dead process left.  A folder that is not
 * there is begun, with those above it.  ENOTDIR if something else is there,
 * EBUSY if another process has hold of it, EEXIST if something that is not
 * ours stands where the new tree should.
 */
bool io_tree_open(struct io_tree *, struct arena *, const char *path);
/*
 * Once they are exchanged, keep the old tree beside the new one, under a name
 * that must outlive the tree, in the place of what was kept so before.
 * EEXIST if something that is not ours has that name, EOPNOTSUPP if they
 * cannot be exchanged.
 */
bool io_tree_keep(struct io_tree *, const char *name);
/* the new tree as an open folder, begun if need be by any thread; or -1 */
int io_tree_new(struct io_tree *);
/* let go of it; what is left of the new tree is removed */
void io_tree_close(struct io_tree *);
/* has the old tree nothing in it? */
bool io_tree_is_empty(const struct io_tree *);
/* everything in the old tree but its list */
bool io_tree_list(struct io_tree *, struct arena *, struct io_entry **,
    size_t *n);

enum io_put {
	IO_SAME,                /* the old tree has it */
	IO_WRITTEN,             /* the new tree has it now */
	IO_UNREAD,              /* the file to copy cannot be read */
	IO_FAILED
};

/*
 * From any thread: a file, by its bytes or by another file with them, which
 * must be inside of a folder.  After
 * a failure the new tree is not fit to replace the old one.
 */
enum io_put io_tree_put(struct io_tree *, const char *path, str bytes);
enum io_put io_tree_copy(struct io_tree *, const char *path,
    const char *folder, const char *from);

/*
 * All at once: carry what else the new tree shall have of the old one (a
 * folder comes without what it holds), then exchange the two and remove the
 * old one.  EOPNOTSUPP if it cannot be done; nothing has changed then.
 */
bool io_tree_carry(struct io_tree *, const struct io_entry *);
bool io_tree_exchange(struct io_tree *, str list);
/*
 * Or one by one, in the old tree.  EEXIST if a file is to be moved where
 * somebody has put another since the tree was listed.
 */
bool io_tree_set_list(struct io_tree *, str list);
bool io_tree_move(struct io_tree *, const char *path);
/* a folder only if nothing is left in it */
bool io_tree_remove(struct io_tree *, const struct io_entry *);

/*
 * For io_tree.c.  An entry of the old tree as it was listed, or NULL; what
 * others have put there or replaced since goes over to the new tree (it asks
 * for no memory that it must have); a file gets its name in the old tree.
 */
const struct io_entry *io_tree_find(const struct io_tree *, const char *path);
void io_tree_pass_on(const struct io_tree *);
bool io_tree_place(const struct io_tree *, int from, int to, const char *path,
    const char *name);

#endif
