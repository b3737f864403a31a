#ifndef CMD_ADDRESS_H
#define CMD_ADDRESS_H

#include "base/str.h"

struct arena;

/* Where a server listens, and by which names it may be asked for. */
struct address {
	int fd;                 /* the socket, listening */
	const char *host;       /* as it was asked for */
	unsigned port;
	bool loopback;          /* nobody but this machine gets there */
	bool any;               /* all addresses of the machine */
	str url;                /* http://127.0.0.1:8000/ */
};

/*
 * Listen.  If the port is taken the next free one does, unless it is fixed.
 * False leaves the reason in errno; ENOENT: no such host.
 */
bool address_listen(struct address *, struct arena *, const char *host,
    unsigned port, bool fixed);
/*
 * Is that the host of a request to us?  A name that leads here only because
 * somebody has made it lead here (DNS rebinding) is not.
 */
bool address_is(const struct address *, str host);
/*
 * The path of a request, "/" in front, with %XX decoded and no "/" in front.
 * False if it names nothing that a site can have: it is no UTF-8, too long,
 * or has an empty name, ".", "..", a backslash or a control character.
 */
bool address_path(struct arena *, str raw, str *path);

#endif
