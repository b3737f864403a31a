#ifndef CMD_NEW_H
#define CMD_NEW_H

#include "base/diag.h"

struct kind;
struct options;

/* What the commands of new share. */

/* a line on stderr in the language of the options; EXIT_USAGE */
int new_refuse(const struct options *, const char *ja, const char *en,
    const char *what);
/* what errno says about a path; the exit code */
int new_fail(const struct options *, const char *path);
/* is what is missing asked for? in a terminal, if no flag is given */
bool new_asks(const struct options *);
/* an answer typed behind a question; what else it is if there is none */
str new_ask(struct arena *, const struct options *, const char *ja,
    const char *en, str otherwise);
/* today in words: 令和8年4月1日 */
str new_today(struct arena *);

/* an entity of a kind, in the plan that the operand or the folder names */
int new_entity(const struct options *, const struct kind *);
/*
 * indicators.yaml and actuals.csv from a sheet of indicators, one a row.
 * False after a message.
 */
bool new_sheet(struct arena *, const char *path, enum language,
    struct buf *indicators, struct buf *actuals, struct diags *);

#endif
