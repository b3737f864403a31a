#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/io.h"
#include "cmd/address.h"
#include "cmd/command.h"
#include "cmd/http.h"
#include "cmd/options.h"
#include "cmd/preview.h"
#include "cmd/watch.h"
#include "script/vm.h"

enum {
	WORKERS_LEAST = 2,
	FILES = 4096            /* connections, and what is sent over them */
};

static const char *
reason(int error, bool ja)
{
	switch (error) {
	case EADDRINUSE:
		return ja ? "ほかで使われています" : "in use";
	case EADDRNOTAVAIL:
		return ja ? "この機械のアドレスではありません" :
		    "not an address of this machine";
	case EACCES:
		return ja ? "権限がありません" : "permission denied";
	case ENOENT:
		return ja ? "そのような名前はありません" : "no such host";
	case EMFILE: case ENFILE:
		return ja ? "開いているファイルが多すぎます" :
		    "too many open files";
	case EAGAIN: case ENOMEM:
		return ja ? "メモリーが足りません" : "not enough memory";
	}
	return strerror(error);
}

static bool
take_address(const struct options *o, struct arena *a, struct address *to)
{
	bool ja = o->language == LANGUAGE_JA;

	if (!address_listen(to, a, o->host, o->port, o->port_given)) {
		fprintf(stderr, ja ?
		    "keikaku: %s の %u 番では待てません：%s\n" :
		    "keikaku: cannot listen at %s, port %u: %s\n", o->host,
		    o->port, reason(errno, ja));
		return false;
	}
	if (!to->loopback)
		fputs(ja ?
		    "注意: このプレビューは、ほかの機械からも見えます。\n" :
		    "warning: other machines can see this preview.\n",
		    stderr);
	return true;
}

/* the first of what opens addresses on this machine */
static void
open_browser(const char *url)
{
	const char *const names[] = {
		getenv("BROWSER"), "xdg-open", "wslview", "open"
	};
	extern char **environ;
	posix_spawnattr_t attr;
	sigset_t none;
	pid_t pid;

	sigemptyset(&none);
	signal(SIGCHLD, SIG_IGN);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *const argv[] = {(char *)names[i], (char *)url, NULL};

		if (names[i] != NULL && *names[i] != '\0' &&
		    posix_spawnp(&pid, names[i], NULL, &attr, argv,
		    environ) == 0)
			break;
	}
	posix_spawnattr_destroy(&attr);
}

static bool
run(const struct options *o, const struct address *address,
    struct watch *watch)
{
	struct preview *p = preview_new(o, watch);
	const struct http_site site = {
		.answer = preview_answer, .ctx = p, .events = PREVIEW_EVENTS,
		.workers = o->workers > WORKERS_LEAST ? o->workers :
		    WORKERS_LEAST
	};
	/* beside those that answer, as many make all pages */
	struct http *http = vm_fits(site.workers + o->workers) ?
	    http_start(address, &site) : NULL;

	if (http != NULL) {
		preview_tell(p, http);
		printf(STR_FMT "\n", STR_ARG(address->url));
		fflush(stdout);
		if (o->open)
			open_browser(address->url.p);
		do
			preview_load(p);
		while (watch_wait(watch));
		preview_tell(p, NULL);
		http_stop(http);
	} else
		fprintf(stderr, o->language == LANGUAGE_JA ?
		    "keikaku: プレビューを始められません：%s\n" :
		    "keikaku: cannot start the preview: %s\n",
		    reason(errno, o->language == LANGUAGE_JA));
	preview_free(p);
	return http != NULL;
}

int
serve(const struct options *o)
{
	struct arena a = {0};
	struct address address;
	struct watch *watch;
	bool ok = false;

	io_allow_open(FILES);
	if (take_address(o, &a, &address)) {
		watch = watch_new(o->folder);
		ok = run(o, &address, watch);
		watch_free(watch);
	}
	arena_done(&a);
	return ok ? EXIT_GOOD : EXIT_MACHINE;
}
