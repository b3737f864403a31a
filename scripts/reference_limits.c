#include "reference.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/code.h"
#include "base/diag.h"

enum unit { BYTES, COUNT };

static const struct limit {
	long value;
	enum unit unit;
	const char *name, *code, *text[2];
} limits[] = {
#define LIMIT(name, value, unit, code, ja, en) \
	{(value), unit, #name, code, {ja, en}},
#include "base/limit.def"
#undef LIMIT
};

/* 200,000 */
static void
put_count(long n)
{
	if (n >= 1000)
		put_count(n / 1000);
	printf(n >= 1000 ? ",%03ld" : "%ld", n % 1000);
}

static void
put_value(const struct limit *l)
{
	if (l->unit == BYTES && l->value % (1 << 20) == 0) {
		printf("%ld MB", l->value >> 20);
		return;
	}
	put_count(l->value);
	if (l->unit == BYTES)
		printf(" B");
}

/* no message: the rest is left out */
static void
put_code(const struct limit *l, enum language language)
{
	if (l->code != NULL)
		printf("`%s`", l->code);
	else
		printf(language == LANGUAGE_JA ? "（省きます）" : "(left out)");
}

bool
limits_part(str language)
{
	enum language l = str_eq(language, STR("ja")) ? LANGUAGE_JA :
	    LANGUAGE_EN;

	printf(l == LANGUAGE_JA ?
	    "| 何を | どこまで | 超えると |\n|---|---|---|\n" :
	    "| limit | of what | most | beyond it |\n|---|---|---|---|\n");
	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
		if (l == LANGUAGE_EN)
			printf("| %s ", limits[i].name);
		printf("| ");
		put_cell(str_of(limits[i].text[l]));
		printf(" | ");
		put_value(&limits[i]);
		printf(" | ");
		put_code(&limits[i], l);
		printf(" |\n");
	}
	return true;
}

bool
man_limits_part(str language)
{
	enum language l = str_eq(language, STR("ja")) ? LANGUAGE_JA :
	    LANGUAGE_EN;

	printf(".Bl -tag -width 12345678 -compact\n");
	for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
		printf(".It ");
		put_value(&limits[i]);
		printf("\n%s\n", limits[i].text[l]);
	}
	printf(".El\n");
	return true;
}
