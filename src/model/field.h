#ifndef MODEL_FIELD_H
#define MODEL_FIELD_H

#include <stdint.h>

#include "text/figure.h"

/*
 * One description of a field serves all its readers: the decoder of YAML
 * and CSV, the resolver of references, the Lua view, the JSON, the manual.
 */

struct arena;
struct diags;
struct entity;

/* A named entity, found when all files are read. */
struct ref {
	str id;                 /* as written: id, or plan/id */
	span at;
	const struct entity *to;
};

struct refs {
	struct ref *items;
	size_t n;
};

struct texts {
	str *items;
	span *places;           /* where each of them stands */
	size_t n;
};

struct figures {
	struct figure *items;
	size_t n;
};

/* One of a few words: 0 if absent, else its place in the list from 1. */
typedef struct choice {
	uint8_t at;
} choice;

/* A small structure, or a list of them, of the shape the field names. */
struct record {
	void *object;           /* NULL if absent */
};

struct records {
	void *items;
	size_t n;
};

enum field_type {
	FIELD_TEXT,
	FIELD_TEXTS,
	FIELD_BOOL,
	FIELD_CHOICE,
	FIELD_YEAR,
	FIELD_FIGURE,
	FIELD_FIGURES,
	FIELD_REF,
	FIELD_REFS,
	FIELD_RECORD,
	FIELD_RECORDS
};

/* What a text becomes a link to. */
enum field_link {
	LINK_NOTHING,
	LINK_WEB,               /* https://… */
	LINK_MAIL
};

/* The words of a choice, and what people also write for them. */
struct choices {
	const char *word, *also;        /* also may be NULL */
};

struct field {
	const char *name;       /* the key in YAML, CSV, Lua and JSON */
	enum field_type type;
	size_t offset;
	const char *ja, *en;    /* what it means, in a few words */
	bool required;
	const void *of;         /* REF, REFS: the kind, NULL for any;
	                           RECORD, RECORDS: the shape;
	                           CHOICE: struct choices, ended by NULL */
	const char *back;       /* REF, REFS: the name of the way back */
	bool inner;             /* for the authors: not in plan.json */
	const char *headers;    /* what a column of a sheet is called beside
	                           name, apart by blanks, the usual first;
	                           NULL: nothing else */
	const char *absent;     /* what holds if it is not written, or NULL */
	const char *example;    /* of what may be written, or NULL */
	bool fixed;             /* TEXT, TEXTS: the same in all languages: an
	                           id, a code, an address, a name of another */
	enum field_link link;   /* TEXT: its form is looked at */
	size_t at;              /* offset of a span beside the member, which
	                           takes the place of the value; 0: none */
};

/* A structure: its size, its fields, and the shape it starts with. */
struct shape {
	const char *name;       /* in messages and files: goal */
	const char *ja;         /* in Japanese messages: 目標 */
	size_t size;
	const struct shape *base;
	const struct field *fields;
	size_t nfields;
	const char *plain;      /* the field that a plain text fills, or NULL */
	/* reads a plain text that fills several fields; may be NULL */
	bool (*read)(struct arena *, str text, span, void *object,
	    struct diags *);
};

/* The type comes from the C member; a member of no such type won't compile. */
#define FIELD_TYPE(member) _Generic((member), \
	str: FIELD_TEXT, \
	struct texts: FIELD_TEXTS, \
	bool: FIELD_BOOL, \
	choice: FIELD_CHOICE, \
	struct year: FIELD_YEAR, \
	struct figure: FIELD_FIGURE, \
	struct figures: FIELD_FIGURES, \
	struct ref: FIELD_REF, \
	struct refs: FIELD_REFS, \
	struct record: FIELD_RECORD, \
	struct records: FIELD_RECORDS)

/* FIELD(struct goal, title, "名称", "its name", .required = true) */
#define FIELD(T, member, ...) \
	{.name = #member, .type = FIELD_TYPE(((T *)0)->member), \
	 .offset = offsetof(T, member), __VA_ARGS__}

#define SHAPE(T, ja_name, base_shape, list) \
	SHAPE_OF(struct T, #T, ja_name, base_shape, list, .plain = NULL)
#define SHAPE_PLAIN(T, ja_name, base_shape, list, plain_field) \
	SHAPE_OF(struct T, #T, ja_name, base_shape, list, \
	    .plain = plain_field)
#define SHAPE_OF(T, en_name, ja_name, base_shape, list, ...) \
	{.name = en_name, .ja = ja_name, .size = sizeof(T), \
	 .base = base_shape, .fields = list, \
	 .nfields = sizeof(list) / sizeof(*(list)), __VA_ARGS__}

/* in the shape or the ones it starts with; NULL if none */
const struct field *shape_field(const struct shape *, str name);
/* the name closest to one that is not there; {0} if none is close */
str shape_suggest(const struct shape *, str name);
/* the i-th of all fields, those of the base first; NULL after the last */
const struct field *shape_at(const struct shape *, size_t i);
const void *field_of(const struct field *, const void *object);
bool field_is_called(const struct field *, str name);
/* has it several values? */
bool field_is_list(const struct field *);
/* is anything written in its member? */
bool field_has(const struct field *, const void *member);
/* is it one of the field's headers? */
bool field_headed(const struct field *, str header);
/* the usual one of its headers, else its name */
str field_header(const struct field *);
/* the word of a choice; {0} if absent */
str choice_word(const struct field *, choice);

#endif
