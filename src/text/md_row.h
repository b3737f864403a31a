#ifndef TEXT_MD_ROW_H
#define TEXT_MD_ROW_H

#include <stdint.h>

#include "base/str.h"

enum md_align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

/* Inside of md.  A row of a table, to be read cell by cell from its text. */
struct md_row_reader {
	str text;               /* trimmed */
	size_t i;
	uint32_t unclosed;      /* lengths of ` that no later run has */
	bool begun;
};

/* how many backticks stand at an offset */
size_t md_ticks(str, size_t);
/* the end of the code that begins with n backticks before i; i if none */
size_t md_code_end(struct md_row_reader *, size_t i, size_t n);
/* without spaces and tabs */
str md_trim(str);
/* the next cell with its blanks; false behind the last */
bool md_row_next(struct md_row_reader *, str *cell);
size_t md_row_count(str line);
/* :--- and the like, with a bar somewhere: how many columns, or 0 */
size_t md_rule_count(str line);
enum md_align md_rule_align(str rule);
/* may a text hold a table? */
bool md_table_likely(str);

#endif
