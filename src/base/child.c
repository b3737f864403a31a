#include "base/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/stop.h"

enum { LOOK_EACH = 100 };       /* milliseconds, whether to stop */

/* One that runs; its ends of stdin and stdout are sockets, -1 if not ours. */
struct running {
	const struct child *child;
	pid_t pid;
	int pidfd, input, output;
	size_t sent;
	bool stopped;
};

static void
close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* ---- the start ------------------------------------------------------------- */

static bool
connect_one(bool wanted, int ours[2])
{
	return !wanted ||
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ours) == 0;
}

/* signals of the terminal go to its group, which a whole one has left */
static int
spawn(const struct child *c, pid_t *pid, int in, int out)
{
	extern char **environ;
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none;
	int error;

	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setflags(&attr, (short)(POSIX_SPAWN_SETSIGMASK |
	    (c->whole ? POSIX_SPAWN_SETPGROUP : 0)));
	if (in >= 0)
		posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	else
		posix_spawn_file_actions_addopen(&files, STDIN_FILENO,
		    "/dev/null", 0, 0);
	posix_spawn_file_actions_adddup2(&files,
	    out >= 0 ? out : STDERR_FILENO, STDOUT_FILENO);
	error = posix_spawnp(pid, c->argv[0], &files, &attr,
	    (char *const *)c->argv, environ);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	errno = error;
	return error;
}

static bool
start(struct running *r)
{
	int in[2] = {-1, -1}, out[2] = {-1, -1};
	bool ok = connect_one(r->child->input.n > 0, in) &&
	    connect_one(r->child->output != NULL, out) &&
	    spawn(r->child, &r->pid, in[1], out[1]) == 0;

	close_one(&in[1]);
	close_one(&out[1]);
	r->input = in[0];
	r->output = out[0];
	if (ok && (r->pidfd = pidfd_open(r->pid, 0)) < 0)
		kill(r->pid, SIGTERM);
	if (ok)
		return true;
	close_one(&r->input);
	close_one(&r->output);
	return false;
}

/* ---- until it ends ----------------------------------------------------------- */

static void
send_some(struct running *r)
{
	str rest = str_slice(r->child->input, r->sent, r->child->input.n);
	ssize_t n = send(r->input, rest.p, rest.n,
	    MSG_NOSIGNAL | MSG_DONTWAIT);

	if (n > 0)
		r->sent += (size_t)n;
	if (r->sent == r->child->input.n ||
	    (n < 0 && errno != EAGAIN && errno != EINTR))
		close_one(&r->input);
}

static void
receive_some(struct running *r)
{
	char chunk[1 << 14];
	ssize_t n = recv(r->output, chunk, sizeof(chunk), MSG_DONTWAIT);

	if (n > 0)
		buf_put(r->child->output, (str){chunk, (size_t)n});
	else if (n == 0 || (errno != EAGAIN && errno != EINTR))
		close_one(&r->output);
}

static void
stop(struct running *r)
{
	if (r->stopped || r->child->whole || !stop_asked())
		return;
	r->stopped = true;
	kill(r->pid, SIGTERM);
}

/* has it ended?  Its last words may still be on their way. */
static bool
step(struct running *r)
{
	struct pollfd fds[] = {
		{r->pidfd, POLLIN, 0}, {r->input, POLLOUT, 0},
		{r->output, POLLIN, 0}
	};

	if (poll(fds, sizeof(fds) / sizeof(*fds), LOOK_EACH) < 0)
		return false;
	if (fds[1].revents != 0)
		send_some(r);
	if (fds[2].revents != 0)
		receive_some(r);
	stop(r);
	return fds[0].revents != 0 && (fds[2].revents == 0 || r->output < 0);
}

static int
finish(struct running *r)
{
	int status = 0;

	while (waitpid(r->pid, &status, 0) < 0 && errno == EINTR)
		;
	close_one(&r->input);
	close_one(&r->output);
	close_one(&r->pidfd);
	errno = ECANCELED;
	if (r->stopped)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
	    128 + WTERMSIG(status);
}

int
child_run(const struct child *c)
{
	struct running r = {.child = c, .pidfd = -1, .input = -1,
	    .output = -1};

	if (!start(&r))
		return -1;
	while (r.pidfd >= 0 && !step(&r))
		;
	return finish(&r);
}
