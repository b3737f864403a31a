#ifndef BASE_IO_FD_H
#define BASE_IO_FD_H

#include <sys/stat.h>

#include "base/io.h"

/* What the io files share: open files and folders.  For them alone. */

/* an ordinary file to read, whatever the name leads to; -1 is no file */
int io_fd_open(int at, const char *path, int flags, struct stat *);
/* close, with errno as it was; -1 is nothing */
void io_fd_close(int fd);
/* up to n bytes, fewer only at the end */
bool io_fd_read(int fd, char *, size_t *n);
bool io_fd_write(int fd, str);
/* the folders that a path below a folder needs */
bool io_fd_make_parents(int folder, const char *path);

/*
 * As io_list, of an open folder, with nothing left out, but without sizes.
 * A folder that is another file system, or immutable, is fixed.
 */
bool io_fd_list(struct arena *, int folder, struct io_entry **, size_t *n);

#endif
