#ifndef SCRIPT_VALUE_H
#define SCRIPT_VALUE_H

#include "text/figure.h"

typedef struct lua_State lua_State;
struct vm;

/* What Lua gets of us: what view.c shows, and inside of that years, figures. */
enum value_type {
	VALUE_FIGURE, VALUE_YEAR, VALUE_OBJECT, VALUE_LIST, VALUE_PAGE,
	VALUE_RESULT,
	VALUE_TYPES             /* how many there are */
};

/* once for a state */
void value_open(lua_State *);
/* a metatable whose values cannot be changed, with a list ended by NULL */
struct value_function {
	const char *name;
	int (*call)(lua_State *);
};
void value_open_type(lua_State *, enum value_type,
    const struct value_function *);
/* the word for it in messages */
const char *value_type_name(enum value_type);
/* for what is on top */
void value_set_type(lua_State *, enum value_type);

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
void *value_test(lua_State *, int arg, enum value_type);
void *value_check(lua_State *, int arg, enum value_type);
/* something of a type that stays where it is */
void value_push_pointer(lua_State *, const void *, enum value_type);
const void *value_pointer(lua_State *, int arg, enum value_type);
/* the same for a metamethod, which Lua calls for values of its type only */
const void *value_self(lua_State *);
/* the text at place 2; and its place among some keys, or a Lua error */
str value_key(lua_State *);
size_t value_find_key(lua_State *, enum value_type, const str *keys, size_t n);

#endif
