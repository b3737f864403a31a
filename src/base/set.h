#ifndef BASE_SET_H
#define BASE_SET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Many names of which only is asked whether they are there: of each, 64 bits
 * are kept.  Two names that share them are taken for one, which happens once
 * in some thousand million sites of a million names.  {0} is an empty one.
 */
struct set {
	uint64_t *slots;
	size_t n, cap;
};

/* what is kept of a name; of a longer one, by what is kept of its beginning */
uint64_t set_key(str name);
uint64_t set_key_more(uint64_t key, str rest);
/* make room for so many more, where it is known */
void set_reserve(struct set *, size_t n);
/* false if it was there */
bool set_add(struct set *, uint64_t key);
bool set_has(const struct set *, uint64_t key);
void set_done(struct set *);

#endif
