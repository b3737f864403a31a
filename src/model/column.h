#ifndef MODEL_COLUMN_H
#define MODEL_COLUMN_H

#include "model/kind.h"

struct arena;
struct buf;

/*
 * A structure as the columns of a sheet.  A year stands as printed under its
 * name and as an integer under the same name with fiscal_ in front; a record
 * and a figure become several columns, which begin with the field's name, but
 * those of a figure with the name value have names of their own (unit, note).
 * A list has no column: it is a sheet.
 */

enum column_part {
	COLUMN_PLAIN,           /* the field as it is written */
	COLUMN_TITLE,           /* of a REF: what it names is called */
	COLUMN_ISO,             /* of a YEAR: 2023-09-30, 2023-09, 2023 */
	COLUMN_FISCAL_FROM,     /* of a YEAR: 2020, of a span only */
	COLUMN_FISCAL,          /* of a YEAR: 2027 */
	COLUMN_NUMBER, COLUMN_UPPER, COLUMN_SCALE, COLUMN_CMP,
	COLUMN_TEXT             /* of a figure: as on a page, △3件 */
};

struct column {
	str name;               /* in the header */
	enum column_part part;
	const struct field *field;
	const struct column *within;    /* the record or figure it is of */
	str ja, en;             /* what it means */
};

struct columns {
	struct column *items;
	size_t n, cap;
};

/* what sheets of all kinds begin with: the plan's code and city */
#define COLUMN_OF_CODE  "全国地方公共団体コード"
#define COLUMN_OF_CITY  "地方公共団体名"

void columns_of(struct arena *, const struct shape *, struct columns *);
/* of the items of a list: of its records, or of one value each */
void columns_of_list(struct arena *, const struct field *, struct columns *);
/* NULL if there is none */
const struct column *column_find(const struct columns *, str name);
/* it only repeats what others say; a reader need not believe it */
bool column_derived(const struct column *);
/* may it be called so, in Japanese: 単位, 基準値, 基準値の単位? */
bool column_headed(const struct column *, str header);
/* what it is usually called so; {0} if it has a name only */
str column_header(const struct column *);
/* a spreadsheet may count with it; else it is a text */
bool column_number(const struct column *);
/* the cell of a year, of a column that is about one */
void column_print_year(const struct column *, const struct year *,
    struct buf *);
/* the cell of an object, which is the owner or a part of it */
void column_print(const struct column *, const void *object,
    const struct entity *owner, struct buf *);

#endif
