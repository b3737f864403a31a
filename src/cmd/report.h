#ifndef CMD_REPORT_H
#define CMD_REPORT_H

#include <stdio.h>

#include "base/diag.h"
#include "base/map.h"

/*
 * What check found, in the form that its reader wants.
 *
 * text    for people, as build prints it
 * json    one object a line: level, code (null for a note), path, line,
 *         column, end_line, end_column (from 1, in code points, the end
 *         behind the last; null where there is no place), cell (C12) in
 *         sheets, message, fix, edits [{line, column, end_line, end_column,
 *         text}], what to write to mend it, times, notes [{path, line,
 *         column, message}], fingerprint
 * github  annotations of GitHub Actions
 * sarif   SARIF 2.1.0, the OASIS standard; columns in code points
 */
enum report_format {
	REPORT_TEXT, REPORT_JSON, REPORT_GITHUB, REPORT_SARIF
};

/* text if the name is NULL; false if there is no such format */
bool report_format(const char *name, enum report_format *);

/*
 * What an earlier run found: lines of json, of which the fingerprints
 * count.  A fingerprint does not change when lines are added above.
 */
struct baseline {
	struct map known;
	size_t nknown;          /* findings that were left out */
};

/* false after a message; memory from the arena */
bool baseline_read(struct arena *, const char *path, struct baseline *,
    struct diags *);

struct report_count {
	size_t errors, warnings, known;
	size_t mendable;        /* of the former two, by keikaku fix */
};

/* without what the baseline (may be NULL) has; what was printed */
struct report_count report_print(const struct diags *, enum report_format,
    enum language, const struct baseline *, FILE *);

#endif
