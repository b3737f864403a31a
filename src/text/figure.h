#ifndef TEXT_FIGURE_H
#define TEXT_FIGURE_H

#include "base/decimal.h"
#include "text/year.h"

struct buf;

/* The words of the two lists are figure_scales and figure_comparisons. */
enum scale { SCALE_ONE, SCALE_MAN, SCALE_OKU, SCALE_CHO };
enum comparison {
	COMPARISON_NONE,
	COMPARISON_AT_LEAST,    /* 以上 */
	COMPARISON_AT_MOST,     /* 以下, 以内 */
	COMPARISON_BELOW,       /* 未満 */
	COMPARISON_ABOVE        /* 超 */
};

/*
 * A figure as officials write it: 約13億円（Ｒ４年度）, 16件以上, 延べ1,268社,
 * △5.2, 8割, 40〜60％.  － or — is no value: text is －, has_value false.
 */
struct figure {
	str text;               /* on a page: as written, its digits, comma,
	                           point and minus half-width, without blanks
	                           and without what brackets say of the year
	                           or as a note; {0}: no figure at all */
	bool has_value;
	bool is_range;          /* 40〜60％: value to upper */
	bool placeholder;       /* ●％: not known yet; has_value is false */
	bool tentative;         /* 50件（予定） */
	bool about;             /* 約, 程度 */
	bool each;              /* 各年度: holds for each year of a span */
	enum scale scale;       /* value × scale is the number; 3億2,000万 is
	                           320000000 with SCALE_ONE */
	enum comparison cmp;
	decimal value, upper;
	str unit, qualifier;    /* 件; 延べ, 累計, 年間; {0} if not written */
	struct year year;
	struct year as_of;      /* 令和5年9月30日時点 */
	str reason, note;       /* why there is no value; how to read it */
	span at;                /* of number and unit, without the brackets */
	/* in the text: its number with the scale, the words behind its unit */
	uint32_t from, to, behind;
};

extern const str figure_scales[4];              /* "", 万, 億, 兆 */
extern const str figure_comparisons[5];         /* "", 以上, 以下, 未満, 超 */

/*
 * Reads the one-string form.  False after a message at the span (not a
 * number, more than 18 digits, an impossible year).  A year in brackets is
 * the year, （延べ） the qualifier, other words in brackets are the note.
 * Never reads a reason or as_of: those are keys of the mapping form, which
 * model decodes into the same struct and completes with figure_spell.
 */
bool figure_read(struct arena *, str text, span at, struct figure *,
    struct diags *);
/*
 * One that has a value, in English: about 210,000,000 yen, at least 45 places.
 * The scale is multiplied out; the unit is given in English.
 */
void figure_print_english(const struct figure *, str unit, struct buf *);
/* a unit without the scale that it begins with: 億円 is 円 in 億 */
str figure_unit(str unit, enum scale *);
/* gives it a unit, and that unit's scale unless its number has one */
void figure_set_unit(struct figure *, str unit, enum scale);
/*
 * Makes the text of a figure that has become more than was written: 1561 with
 * the unit 件 is 1,561件, △3 程度 is △3件程度.  What was written stays as it is,
 * unless something else took its place.
 */
void figure_spell(struct arena *, struct figure *,
    const struct figure *written);
/* lets it look like a text, if that says the same: its spelling was lost */
void figure_respell(struct arena *, struct figure *, str text);
/* the power of ten of its scale: 0, 4, 8, 12 */
unsigned figure_power(const struct figure *);
/* ％ and %, ｋｇ and kg are one unit */
bool figure_same_unit(str, str);

#endif
