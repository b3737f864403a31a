#ifndef SCRIPT_STATE_H
#define SCRIPT_STATE_H

#include <signal.h>

#include "base/alarm.h"
#include "base/buf.h"
#include "base/diag.h"
#include "model/translation.h"
#include "script/value.h"
#include "script/vm.h"

struct field;
struct heap;
struct moment;
struct plan;
struct shape;
struct term;
typedef struct lua_State lua_State;

enum { FIELDS = 256 };  /* that are remembered */

/* What the files of this room share about one Lua. */
struct vm {
	lua_State *L;
	struct vm_site site;
	struct heap *heap;      /* all that Lua holds */
	/* nothing was run yet; the modules were, for pages of a variant */
	struct moment *bare, *ready[VARIANT_COUNT];
	/* while modules are run for all pages */
	bool early;             /* there is no page */
	bool late;              /* but one was asked for */
	size_t running;         /* modules that have begun and not ended */
	/* while a page is rendered */
	const struct route *route;
	struct buf *html;
	struct diags *diags;
	const struct term **terms;      /* that its bodies have linked */
	size_t nterms, cap_terms;
	size_t *term_places;    /* in terms, by the number of an entity; of one
	                           that is not there it says nothing */
	long steps;
	bool formatting;        /* lib/format.lua is at work */
	bool ended;             /* a limit was reached: no pcall goes on */
	enum message limit;     /* what is told of it */
	struct alarm alarm;
	volatile sig_atomic_t rings;    /* how often it has rung */
	volatile sig_atomic_t overdue;  /* often enough */
	span place;             /* where memory ran out */
	/*
	 * Memory of the functions that Lua calls.  They hold none of their
	 * own: any call into Lua may jump out of them.
	 */
	struct buf there, link, text, said;
	const void *types[VALUE_TYPES]; /* the metatable of each */
	/* fields that were found; one takes the place of another */
	struct { const struct shape *of; const struct field *field; }
	    fields[FIELDS];
	/* what the page shows in the main language for want of a translation */
	size_t untranslated, bodies;    /* texts and bodies, bodies alone */
	struct { size_t from, to; } notice;     /* of that, in the page */
	struct buf marked;
	/* the message behind the last error that a function of ours raised */
	struct arena words;
	enum message message;
	words with;
	str near;
	bool reported;          /* an error of this page was told already */
};

struct vm *vm_of(lua_State *);
/* the same where there is a page, else an error */
struct vm *vm_of_page(lua_State *);
/* what is about to be made, with its limits as at the beginning */
void vm_begin(struct vm *, const struct route *, struct buf *,
    struct diags *);
/* the same without going back to the moment when a page begins */
void vm_reset(struct vm *, const struct route *, struct buf *,
    struct diags *);
/* from now on it has as much time of the processor as a page, and no more */
void vm_limit_time(struct vm *);
/* steps that the page may still take, and to take so many or end */
long vm_left(lua_State *);
void vm_spend(lua_State *, size_t steps);
/* append to what a page is made of, as it is or escaped, or end if it is long */
void vm_put(lua_State *, struct buf *, str);
void vm_put_html(lua_State *, struct buf *, str);
/* lua_call of what is on the stack; false after a message */
bool vm_call(struct vm *, int arguments, int results);
/* the link from the page to a url of the site, as it is in its variant */
str vm_link(struct vm *, str url);
/* the same to a file of a plan, whose signs are no signs of a URL there */
str vm_link_file(struct vm *, const struct plan *, str file, str fragment);
/* raises an error that is reported as this message; does not return */
int vm_error(lua_State *, enum message, words);
/* the same with the name that was probably meant, or {0} */
int vm_error_near(lua_State *, enum message, words, str near);
/* message handler of lua_pcall: runs where the error happened */
int vm_report(lua_State *);
/* key of the registry: the globals */
#define WORLD  "world"
/* once for a state: the globals */
void world_open(lua_State *);
/*
 * When the modules were run, before the first page: puts the names among the
 * globals themselves, where a page finds them at once and may set its own.
 */
void world_spread(lua_State *);
/* once for a state: adds the functions of the API to the table on top */
void api_open(lua_State *);

#endif
