#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "site/shard.h"
#include "text/year.h"

/* What the user typed behind the name of a command. */
struct options {
	const char *folder;             /* DIR; "." if not given */
	const char *out;                /* -o; NULL if not given */
	char *const *operands;          /* what is no option */
	size_t noperands;
	size_t workers;                 /* -j; the machine's cores */
	enum language language;
	const char *format;             /* --format; NULL if not given */
	const char *baseline;           /* --baseline; NULL if not given */
	const char *list;               /* --list; NULL if not given */
	struct year date;               /* --date; YEAR_NONE if not given */
	const char *title, *city;       /* of new; NULL if not given */
	const char *from_csv;           /* of new; NULL if not given */
	const char *host;               /* --host */
	const char *editor;             /* --editor: see overlay.h */
	unsigned port;                  /* --port */
	bool port_given, open, watch;
	bool write;                     /* of fix */
	bool yes, rollback;             /* of publish */
	struct shard shard;             /* --shard; of 0 if not given */
	bool draft, release, strict, quiet, help;
	bool in_place;                  /* --in-place: see sink.h */
	bool timing;                    /* --timing: see progress.h */
};

/* One option, for parsing, help, manual and completion. */
struct option_form {
	const char *name;               /* draft, for --draft */
	char letter;                    /* o, for -o; 0 if none */
	const char *value;              /* OUT; NULL if it takes none */
	const char *commands;           /* that take it: "build check"; NULL: all */
	const char *ja, *en;
};

/* ended by a name that is NULL */
extern const struct option_form option_forms[];

/* does a command take it? */
bool option_taken(const struct option_form *, const char *command);

enum { EXIT_GOOD, EXIT_PROBLEMS, EXIT_USAGE, EXIT_MACHINE };

/* which argument is the command: options may stand before it; argc if none */
int options_command(int argc, char *const argv[]);
/*
 * Options may stand before and after operands, which come first in argv then;
 * "--" ends options.  False after a line on stderr that says what was wrong.
 */
bool options_read(struct options *, const char *command, int argc,
    char *argv[]);

#endif
