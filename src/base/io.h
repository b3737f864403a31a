#ifndef BASE_IO_H
#define BASE_IO_H

#include <stdint.h>

#include "base/diag.h"

/*
 * Files and folders.  Nothing outside base/io*.c touches the file system.
 * What returns false leaves the reason in errno; io_diag or io_reason says it.
 */

/*
 * At the start: where stdin, stdout or stderr is closed, no file shall get its
 * number, lest it get what is printed.  Printing goes on to fail.
 */
void io_hold_streams(void);
/* so many files open at a time, or as many as the machine lets us have */
void io_allow_open(size_t files);
/* what errno says, for people */
const char *io_reason(enum language);
/*
 * A message about a path, with what errno says: {1} is the path, {2} the
 * reason in English, {3} in Japanese.  Messages whose code begins with
 * "file-" blame the machine, not the content.
 */
bool io_diag(struct diags *, enum message, str path);

/*
 * A whole ordinary file, followed by a NUL.  Never waits for a pipe or a
 * device: those are ENXIO, folders EISDIR; EFBIG beyond so many bytes.
 */
bool io_read(struct arena *, const char *path, size_t most, str *bytes);
/*
 * The same of a file in a folder; EXDEV if a link leads out of it.  What is
 * opened is inside, whoever may put links there meanwhile.
 */
bool io_read_inside(struct arena *, const char *folder, const char *path,
    size_t most, str *bytes);
/* the same, but only opened, and how many bytes it has; -1 is no file */
int io_open_inside(const char *folder, const char *path, uint64_t *size);
/* -1 is nothing */
void io_close(int file);
/* a new file; EEXIST if anything is there; nothing remains of a failure */
bool io_write_new(const char *path, str bytes);
/*
 * The same in a folder, with the folders on the way; EXDEV if a link leads out
 * of it.  What is written is inside, whoever may put links there meanwhile.
 */
bool io_write_new_inside(const char *folder, const char *path, str bytes);
/*
 * New bytes for a file that is there: written beside it, brought to the disk,
 * renamed, so that a failure leaves the old ones.  Its permissions stay; a
 * link stays one.  What nobody may write is EACCES; what is no file, as above.
 */
bool io_replace(const char *path, str bytes);
/*
 * The same of a file inside of a folder, as above, that holds those bytes;
 * ESTALE if it has others now.
 */
bool io_replace_inside(const char *folder, const char *path, str old,
    str bytes);
/* a folder and those above it; it may be there already */
bool io_make_folder(const char *path);
/*
 * Does a path lead to a folder?  If the machine cannot tell, then yes: who
 * goes on to open it will hear why.
 */
bool io_is_folder(const char *path);
/* is there anything at a path, be it a dead link? */
bool io_exists(const char *path);
/*
 * A path from the root without links, "." and "..".  Its end need not exist,
 * and is not followed if it is a link.
 */
bool io_absolute(struct arena *, const char *path, str *absolute);
/* does a path lead, by whatever links, to something below a folder? */
bool io_is_inside(const char *folder, const char *path);
/*
 * The same of what is to be written at a path, where it and folders above it
 * may be missing, or of the folder itself; EXDEV if a link leads elsewhere.
 */
bool io_stays_inside(const char *folder, const char *path);
/* a new folder of our own, where the system wants what will not stay */
bool io_make_temporary(struct arena *, const char **folder);
/* with the files in it, of which none is a folder */
void io_remove_temporary(const char *folder);
/* a link to a path that may be there or not */
bool io_make_link(const char *path, const char *to);
/* the folder of the running program */
bool io_program_folder(struct arena *, str *folder);

enum io_type { IO_FILE, IO_FOLDER, IO_LINK, IO_OTHER };

struct io_entry {
	str path;               /* below the folder listed; NUL follows */
	uint64_t size;          /* of a file */
	uint64_t stamp;         /* another one when the file has changed */
	bool settled;           /* it changed long ago: whenever it changes
	                           again, the stamp will be another */
	enum io_type type;
	int error;              /* why a folder could not be listed, or 0 */
	bool fixed;             /* never set by io_list: see io_fd.h */
	bool theirs;            /* for whoever decides whose it is */
};

/*
 * Everything below a folder, sorted by the bytes of the path; links are not
 * followed.  Hidden names and what editors leave behind are left out.
 * False if a folder could not be listed, which says why in its entry, unless
 * it is the first; a folder more than LIMIT_FOLDERS down is ELOOP.
 */
bool io_list(struct arena *, const char *folder, struct io_entry **,
    size_t *n);
/* the same, with hidden files that no program is known to leave behind; a
 * hidden folder is left out with all that is in it */
bool io_list_hidden(struct arena *, const char *folder, struct io_entry **,
    size_t *n);
/* is it a name, followed by a NUL, that io_list leaves out? */
bool io_is_leftover(str name);
/* a number that is another when the file is; 0 if it is not there */
uint64_t io_stamp(const char *path);

#endif
