#ifndef TEXT_FIGURE_FORM_H
#define TEXT_FIGURE_FORM_H

#include "base/diag.h"
#include "text/figure.h"
#include "text/scan.h"

/* A figure while it is read. */
struct figure_reading {
	struct arena *arena;
	struct diags *diags;
	struct figure *f;
	str text;
	span at;
	struct scan in;         /* number, unit and the words around them */
};

/*
 * Takes the text apart.  What brackets say of the year, the qualifier and as
 * a note goes into the figure, with its text and its place; what is left is
 * in.  False after a message.
 */
bool figure_form_read(struct figure_reading *);
/* says what is wrong with the text, and with which part of it */
bool figure_fault(const struct figure_reading *, enum message, str part);

#endif
