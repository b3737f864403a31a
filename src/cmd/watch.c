#include "cmd/watch.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io_watch.h"
#include "base/memory.h"

enum { NAMED_MOST = 1000 };

struct watch {
	const char *folder;
	struct io_watch *io;
	int signals;
};

static const char *
path_of(struct arena *a, const char *folder, const char *name)
{
	return strcmp(folder, ".") == 0 ? name :
	    str_printf(a, "%s/%s", folder, name).p;
}

static void
add(struct watch *w, const char *folder, const char *name)
{
	struct arena a = {0};

	io_watch_add(w->io, path_of(&a, folder, name));
	arena_done(&a);
}

struct watch *
watch_new(const char *folder)
{
	static const char *const names[] = {
		"site.yaml", "content", "themes", "theme.yaml", "layouts",
		"lib", "assets"
	};
	struct watch *w = memory_new(1, sizeof(*w));
	sigset_t ends;

	w->folder = folder;
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	signal(SIGPIPE, SIG_IGN);
	w->signals = signalfd(-1, &ends, SFD_CLOEXEC);
	w->io = io_watch_new(w->signals);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		add(w, folder, names[i]);
	return w;
}

void
watch_theme(struct watch *w, const char *folder)
{
	if (folder != NULL)
		io_watch_add(w->io, folder);
}

bool
watch_wait(struct watch *w)
{
	return io_watch_wait(w->io);
}

bool
watch_rest(struct watch *w, int milliseconds)
{
	return io_watch_rest(w->io, milliseconds);
}

bool
watch_pending(struct watch *w)
{
	return io_watch_pending(w->io);
}

bool
watch_changed(const struct watch *w, str end)
{
	size_t n;
	const str *paths = io_watch_changes(w->io, &n);

	for (size_t i = 0; i < n; i++)
		if (str_ends(paths[i], end))
			return true;
	return false;
}

bool
watch_changed_only(const struct watch *w, const char *name)
{
	struct arena a = {0};
	size_t n, i;
	const str *paths = io_watch_changes(w->io, &n);
	const str head = str_printf(&a, "%s/", path_of(&a, w->folder, name));

	for (i = 0; i < n && str_starts(paths[i], head); i++)
		;
	arena_done(&a);
	/* of very many only some are named */
	return n > 0 && n <= NAMED_MOST && i == n;
}

void
watch_free(struct watch *w)
{
	io_watch_free(w->io);
	close(w->signals);
	free(w);
}
