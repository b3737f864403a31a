#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/options.h"

/* the first message of each code; a code may have several */
static bool
is_first(enum message m)
{
	const char *code = message_code(m);

	for (enum message i = 0; code != NULL && i < m; i++)
		if (message_code(i) != NULL &&
		    strcmp(message_code(i), code) == 0)
			return false;
	return code != NULL;
}

static int
list(const struct options *o)
{
	for (enum message m = 0; m < MESSAGE_COUNT; m++)
		if (is_first(m))
			printf("%-20s %s\n", message_code(m),
			    message_text(m, o->language));
	return EXIT_GOOD;
}

static void
explain_one(enum message m, enum language language)
{
	const char *fix = message_fix(m, language);

	printf("%s\n", message_text(m, language));
	if (fix != NULL)
		printf("  = %s%s\n", language == LANGUAGE_JA ? "直し方：" :
		    "fix: ", fix);
}

int
explain(const struct options *o)
{
	const char *code;
	size_t said = 0;

	if (o->noperands == 0)
		return list(o);
	for (enum message m = 0; m < MESSAGE_COUNT; m++) {
		code = message_code(m);
		if (code == NULL || strcmp(code, o->operands[0]) != 0)
			continue;
		explain_one(m, o->language);
		said++;
	}
	if (said > 0)
		return EXIT_GOOD;
	fprintf(stderr, o->language == LANGUAGE_JA ?
	    "keikaku: 「%s」というメッセージはありません（keikaku explain で一覧）\n" :
	    "keikaku: there is no message '%s' (keikaku explain lists them)\n",
	    o->operands[0]);
	return EXIT_USAGE;
}
