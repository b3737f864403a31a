#ifndef CMD_NEW_HEADS_H
#define CMD_NEW_HEADS_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/sheet.h"
#include "text/csv.h"
#include "text/year.h"

/*
 * The columns of a sheet that a plan is started from, called as in the sheets
 * that model/ reads, and as in tables of a city's office.
 */

/* What stands in a column. */
enum role {
	ROLE_NONE, ROLE_TITLE, ROLE_ID, ROLE_UNIT, ROLE_BASELINE,
	ROLE_BASELINE_YEAR, ROLE_TARGET, ROLE_TARGET_YEAR, ROLE_ACTUAL,
	ROLE_FIELD
};

struct heading {
	enum role role;
	struct year year;
	const struct field *field;
};

/* A sheet as it is read, and what is written of it. */
struct import {
	struct arena *arena;
	struct diags *diags;
	enum language language;
	struct sheets sheets;
	struct csv csv;
	struct heading *heads;
	struct buf *indicators, *actuals;
	struct buf guessed;     /* cells whose reason is not in the sheet */
	size_t nguessed;
};

/* header and rows; false after a message */
bool new_heads_read(struct import *, struct source *);
/* says which columns are not read; false after a message if none has titles */
bool new_heads_check(const struct import *);
/* is there such a column? */
bool new_heads_have(const struct import *, enum role);

#endif
