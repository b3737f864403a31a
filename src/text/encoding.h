#ifndef TEXT_ENCODING_H
#define TEXT_ENCODING_H

#include "base/source.h"

struct arena;
struct diags;

enum encoding {
	ENCODING_UTF8,
	ENCODING_CP932,         /* Shift_JIS as Windows writes it */
	ENCODING_EUC_JP,
	ENCODING_ISO2022_JP,
	ENCODING_UTF16,
	ENCODING_UNKNOWN        /* damaged UTF-8, or no text at all */
};

/*
 * What bytes are written in, as far as they tell.  UTF-8 is UTF-8 without
 * NUL, with or without BOM; text that is CP932 as well as EUC-JP is EUC-JP.
 */
enum encoding encoding_of(str);
/*
 * From CP932 to UTF-8; not SHIFT_JIS, which knows neither ① nor 髙.  False
 * at the first character that CP932 does not know either.
 */
bool encoding_cp932(struct arena *, str bytes, str *text, size_t *bad);
/*
 * Is a source UTF-8?  False after a message that names what it is instead,
 * at the first character that shows it.
 */
bool encoding_check(const struct source *, struct diags *);

#endif
