#ifndef BASE_IO_FD_H
#define BASE_IO_FD_H

#include <limits.h>
#include <sys/stat.h>

#include "base/io.h"

/* What the io files share: open files and folders.  For them alone. */

/* bytes that are read at a time */
enum { IO_FD_CHUNK = 1 << 16 };

/*
 * An ordinary file to read, whatever the name leads to; -1 is no file.
 * ECANCELED once somebody has asked the program to stop: see stop.h.
 */
int io_fd_open(int at, const char *path, int flags, struct stat *);
/*
 * The same below a folder: EXDEV if a link leads out of it, also one that
 * somebody has only just put there.
 */
int io_fd_open_inside(const char *folder, const char *path, struct stat *);
/*
 * Where below the folder a path really ends, in the bytes given; NULL if it is
 * not there, EXDEV if that is elsewhere.
 */
const char *io_fd_resolve(const char *folder, const char *path,
    char real[PATH_MAX]);
/* close, with errno as it was; -1 is nothing */
void io_fd_close(int fd);
/* close what was written: the file system may only now say that it is not */
bool io_fd_close_written(int fd, bool ok);
/* up to n bytes, fewer only at the end */
bool io_fd_read(int fd, char *, size_t *n);
bool io_fd_write(int fd, str);
/* do these bytes come next? */
bool io_fd_has(int fd, str);
/* a rename outlives a power cut if its folder is on the disk too */
void io_fd_sync_folder(int at, const char *path);

/* a folder by its name, to be the root of ways; -1 is nothing */
int io_fd_folder(const char *path);
/*
 * The folder that the last name of a path below a folder stands in, to be
 * closed; -1 if it is not there.  The way there never leaves the folder, and
 * a link on it is an error, whoever may have put it there meanwhile.
 */
int io_fd_enter(int folder, const char *path, const char **name);
/* the same, and what is not there on the way is made */
int io_fd_enter_new(int folder, const char *path, const char **name);

/*
 * As io_list, of an open folder, with nothing left out, but without sizes; a
 * stamp is the number of the inode, as readdir tells it.  A folder that is
 * another file system, or immutable, is fixed.
 */
bool io_fd_list(struct arena *, int folder, struct io_entry **, size_t *n);

#endif
