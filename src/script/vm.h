#ifndef SCRIPT_VM_H
#define SCRIPT_VM_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct config;
struct diags;
struct model;
struct route;
struct routes;
struct sheet_sizes;
struct sheets;
struct theme;

/* What every page may look at; but for the sizes, nothing in it changes while
 * pages are made. */
struct vm_site {
	const struct config *config;
	const struct model *model;
	const struct routes *routes;
	const struct theme *theme;
	const struct sheets *sheets;    /* NULL while no page is made */
	struct sheet_sizes *sizes;      /* what pages found out; so NULL too */
};

/* One Lua, for one thread: another may go on with it once it has been left. */
struct vm;

/* is there room for so many?  False leaves errno. */
bool vm_fits(size_t n);
struct vm *vm_new(const struct vm_site *);
/*
 * Render one page.  Each page begins in the same world: no page can see that
 * another was rendered before it, in this thread or elsewhere.
 */
bool vm_render(struct vm *, const struct route *, struct buf *html,
    struct diags *);
/*
 * Has the last page reached a limit: of steps, of time, of memory, of its own
 * length?  Then it is not worth while to try others.
 */
bool vm_ended(const struct vm *);
void vm_leave(struct vm *);
void vm_free(struct vm *);

#endif
