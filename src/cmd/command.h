#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include <stdio.h>

#include "base/diag.h"

struct buf;
struct options;

/* Each returns the program's exit code. */
int build(const struct options *);
int check(const struct options *);
int diff(const struct options *);
int explain(const struct options *);
int fix(const struct options *);
int merge(const struct options *);
int new(const struct options *);
int publish(const struct options *);
int serve(const struct options *);
int schema(const struct options *);
int completion(const struct options *);

/* One command, for parsing, help, manual and completion. */
struct command {
	const char *name;
	const char *operands;           /* "[DIR]"; several ways: a line each */
	size_t least, most;             /* operands */
	const char *words;              /* that its first operand may be, or
	                                   @kinds, @codes, @commands; or NULL */
	int (*run)(const struct options *);     /* NULL: main knows it */
	const char *ja, *en;
	const char *example;            /* of use, a line each */
};

/* ended by a name that is NULL */
extern const struct command commands[];

/* NULL if there is none */
const struct command *command_find(const char *name);
/* those words, each behind a blank */
void command_words(const struct command *, struct buf *);
/* does it work on a folder, DIR? */
bool command_folder(const struct command *);
/* how it is used, on a screen of 24 lines; NULL: all of them */
void command_help(const struct command *, enum language, FILE *);

#endif
