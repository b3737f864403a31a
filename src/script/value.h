#ifndef SCRIPT_VALUE_H
#define SCRIPT_VALUE_H

#include "text/figure.h"

typedef struct lua_State lua_State;
struct vm;

/*
 * What view.c shows inside of entities: texts, years, figures.  Types are
 * names of metatables, which are also the words for them in messages.
 */
extern const char VALUE_FIGURE[], VALUE_YEAR[];

/* once for a state */
void value_open(lua_State *);
/* a metatable whose values cannot be changed, with a list ended by NULL */
struct value_function {
	const char *name;
	int (*call)(lua_State *);
};
void value_type(lua_State *, const char *type, const struct value_function *);
/* for what is on top; by the type's address, so it is the same one */
void value_set_type(lua_State *, const char *type);

/* nil if absent; push_word: also if empty */
void value_push_str(lua_State *, str);
void value_push_word(lua_State *, str);
void value_push_year(lua_State *, const struct year *);
void value_push_figure(lua_State *, const struct figure *);
/*
 * A text of the model as the page shows it: in its language, or as it is.
 * push_text: nil if empty.
 */
str value_text(struct vm *, str);
void value_push_text(lua_State *, str);
/* a value of a type of ours; NULL, or a Lua error, for any other */
void *value_test(lua_State *, int arg, const char *type);
void *value_check(lua_State *, int arg, const char *type);
/* something of a type that stays where it is */
void value_push_pointer(lua_State *, const void *, const char *type);
const void *value_pointer(lua_State *, int arg, const char *type);
/* the same for a metamethod, which Lua calls for values of its type only */
const void *value_self(lua_State *);
/* the text at place 2; and its place among some keys, or a Lua error */
str value_key(lua_State *);
size_t value_find_key(lua_State *, const char *type, const str *keys,
    size_t n);

#endif
