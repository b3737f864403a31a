#include "cmd/address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { PORTS = 100, PATH_LONGEST = 2048, HOST_LONGEST = 300 };

/* ---- listening --------------------------------------------------------- */

static bool
is_loopback(const struct sockaddr *a)
{
	const struct sockaddr_in *v4 = (const void *)a;
	const struct sockaddr_in6 *v6 = (const void *)a;

	if (a->sa_family == AF_INET)
		return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
	return memcmp(&v6->sin6_addr, &in6addr_loopback,
	    sizeof(in6addr_loopback)) == 0;
}

static bool
is_any(const struct sockaddr *a)
{
	const struct sockaddr_in *v4 = (const void *)a;
	const struct sockaddr_in6 *v6 = (const void *)a;

	if (a->sa_family == AF_INET)
		return v4->sin_addr.s_addr == htonl(INADDR_ANY);
	return memcmp(&v6->sin6_addr, &in6addr_any, sizeof(in6addr_any)) == 0;
}

static int
try(const struct addrinfo *one)
{
	int fd = socket(one->ai_family, SOCK_STREAM | SOCK_NONBLOCK |
	    SOCK_CLOEXEC, 0), on = 1, error;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, one->ai_addr, one->ai_addrlen) == 0 &&
	    listen(fd, SOMAXCONN) == 0)
		return fd;
	error = errno;
	close(fd);
	errno = error;
	return -1;
}

static bool
listen_at(struct address *to, const char *host, unsigned port)
{
	const struct addrinfo want = {
		.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICSERV
	};
	struct addrinfo *all;
	char name[16];

	snprintf(name, sizeof(name), "%u", port);
	errno = ENOENT;
	if (getaddrinfo(host, name, &want, &all) != 0) {
		errno = ENOENT;
		return false;
	}
	to->fd = try(all);
	to->loopback = is_loopback(all->ai_addr);
	to->any = is_any(all->ai_addr);
	freeaddrinfo(all);
	return to->fd >= 0;
}

/* the port that the system chose for 0 */
static unsigned
port_of(int fd)
{
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} a = {.v6 = {.sin6_family = AF_UNSPEC}};
	socklen_t n = sizeof(a);

	getsockname(fd, &a.any, &n);
	return ntohs(a.any.sa_family == AF_INET6 ? a.v6.sin6_port :
	    a.v4.sin_port);
}

bool
address_listen(struct address *to, struct arena *a, const char *host,
    unsigned port, bool fixed)
{
	unsigned last = fixed ? port : port + PORTS;

	*to = (struct address){.fd = -1, .host = host, .port = port};
	while (!listen_at(to, host, to->port))
		if (errno != EADDRINUSE || ++to->port > last)
			return false;
	to->port = port_of(to->fd);
	to->url = str_printf(a, strchr(host, ':') != NULL ?
	    "http://[%s]:%u/" : "http://%s:%u/", host, to->port);
	return true;
}

/* ---- names ------------------------------------------------------------- */

static bool
is_number(const char *host)
{
	unsigned char bytes[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, host, bytes) == 1 ||
	    inet_pton(AF_INET6, host, bytes) == 1;
}

/* "127.0.0.1:8000", "[::1]:8000" to the name; false for another port */
static bool
split(const struct address *to, str host, char name[HOST_LONGEST])
{
	size_t n = host.n, end;
	char port[16];

	if (host.n >= HOST_LONGEST || memchr(host.p, '\0', host.n) != NULL)
		return false;
	snprintf(port, sizeof(port), ":%u", to->port);
	if (str_ends(host, str_of(port)))
		n -= strlen(port);
	else if (to->port != 80)
		return false;
	end = n;
	if (n >= 2 && host.p[0] == '[' && host.p[n - 1] == ']') {
		host.p++;
		end -= 2;
		/* brackets are for colons only: RFC 3986, 3.2.2 */
		if (memchr(host.p, ':', end) == NULL)
			return false;
	}
	memcpy(name, host.p, end);
	name[end] = '\0';
	return end > 0;
}

bool
address_is(const struct address *to, str host)
{
	char name[HOST_LONGEST];

	if (!split(to, host, name))
		return false;
	if (strcasecmp(name, to->host) == 0)
		return true;
	if (to->any)
		return strcasecmp(name, "localhost") == 0 || is_number(name);
	return to->loopback && (strcasecmp(name, "localhost") == 0 ||
	    strcmp(name, "127.0.0.1") == 0 || strcmp(name, "::1") == 0);
}

/* ---- paths ------------------------------------------------------------- */

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
decode(str raw, char *out, size_t *n)
{
	int high, low;

	*n = 0;
	for (size_t i = 0; i < raw.n; i++) {
		if (raw.p[i] != '%') {
			out[(*n)++] = raw.p[i];
			continue;
		}
		if (raw.n - i < 3 || (high = digit(raw.p[i + 1])) < 0 ||
		    (low = digit(raw.p[i + 2])) < 0)
			return false;
		out[(*n)++] = (char)(high * 16 + low);
		i += 2;
	}
	return true;
}

static bool
is_plain(str path)
{
	for (size_t i = 0; i < path.n; i++)
		if ((unsigned char)path.p[i] < 0x20 || path.p[i] == 0x7f ||
		    path.p[i] == '\\')
			return false;
	return utf8_bad(path) == path.n;
}

/* an empty name may be the last: that is a folder */
static bool
has_names(str path)
{
	size_t n;
	str name;

	while (path.n > 0) {
		n = str_find(path, STR("/"));
		name = str_slice(path, 0, n);
		if (name.n == 0 || str_eq(name, STR(".")) ||
		    str_eq(name, STR("..")))
			return false;
		path = str_slice(path, n < path.n ? n + 1 : n, path.n);
	}
	return true;
}

bool
address_path(struct arena *a, str raw, str *path)
{
	char *out;
	size_t n;

	if (raw.n == 0 || raw.n > PATH_LONGEST || raw.p[0] != '/')
		return false;
	out = arena_alloc(a, raw.n);
	if (!decode(str_slice(raw, 1, raw.n), out, &n))
		return false;
	*path = (str){out, n};
	return is_plain(*path) && has_names(*path);
}
