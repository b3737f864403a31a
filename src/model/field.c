#include "model/field.h"

bool
field_is_called(const struct field *f, str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (f->name[i] != name.p[i] || name.p[i] == '\0')
			return false;
	return f->name[name.n] == '\0';
}

const struct field *
shape_field(const struct shape *s, str name)
{
	for (; s != NULL && name.n > 0; s = s->base)
		for (size_t i = 0; i < s->nfields; i++)
			if (field_is_called(&s->fields[i], name))
				return &s->fields[i];
	return NULL;
}

enum { NAMES_MOST = 64 };

/* 基準値 means baseline: the Japanese for it, up to a bracket */
static bool
is_meant(const struct field *f, str name)
{
	str ja = str_of(f->ja);

	return name.n > 0 && str_starts(ja, name) && (ja.n == name.n ||
	    str_starts(str_slice(ja, name.n, ja.n), STR("（")) ||
	    str_starts(str_slice(ja, name.n, ja.n), STR("の id")));
}

str
shape_suggest(const struct shape *s, str name)
{
	const struct field *f;
	str names[NAMES_MOST];
	size_t n = 0, best;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++)
		if (is_meant(f, name))
			return str_of(f->name);
	for (; n < NAMES_MOST && (f = shape_at(s, n)) != NULL; n++)
		names[n] = str_of(f->name);
	best = str_nearest(name, names, n);
	return best < n ? names[best] : (str){0};
}

const struct field *
shape_at(const struct shape *s, size_t i)
{
	const struct shape *base;
	size_t before = 0;

	for (base = s->base; base != NULL; base = base->base)
		before += base->nfields;
	if (i < before)
		return shape_at(s->base, i);
	return i - before < s->nfields ? &s->fields[i - before] : NULL;
}

const void *
field_of(const struct field *f, const void *object)
{
	return (const char *)object + f->offset;
}

bool
field_is_list(const struct field *f)
{
	return f->type == FIELD_TEXTS || f->type == FIELD_FIGURES ||
	    f->type == FIELD_REFS || f->type == FIELD_RECORDS;
}

bool
field_has(const struct field *f, const void *p)
{
	switch (f->type) {
	case FIELD_TEXT:
		return ((const str *)p)->n > 0;
	case FIELD_TEXTS:
		return ((const struct texts *)p)->n > 0;
	case FIELD_BOOL:
		return *(const bool *)p;
	case FIELD_CHOICE:
		return ((const choice *)p)->at > 0;
	case FIELD_YEAR:
		return ((const struct year *)p)->kind != YEAR_NONE;
	case FIELD_FIGURE:
		return ((const struct figure *)p)->text.n > 0;
	case FIELD_FIGURES:
		return ((const struct figures *)p)->n > 0;
	case FIELD_REF:
		return ((const struct ref *)p)->id.n > 0;
	case FIELD_REFS:
		return ((const struct refs *)p)->n > 0;
	case FIELD_RECORD:
		return ((const struct record *)p)->object != NULL;
	case FIELD_RECORDS:
		return ((const struct records *)p)->n > 0;
	}
	return false;
}

bool
field_headed(const struct field *f, str header)
{
	str rest = str_of(f->headers != NULL ? f->headers : "");
	size_t blank;

	for (; rest.n > 0; rest = str_trim(str_slice(rest, blank, rest.n))) {
		blank = str_find(rest, STR(" "));
		if (str_eq(str_slice(rest, 0, blank), header))
			return true;
	}
	return false;
}

str
field_header(const struct field *f)
{
	str all = str_of(f->headers != NULL ? f->headers : f->name);

	return str_slice(all, 0, str_find(all, STR(" ")));
}

str
choice_word(const struct field *f, choice c)
{
	const struct choices *all = f->of;

	return c.at > 0 ? str_of(all[c.at - 1].word) : (str){0};
}
