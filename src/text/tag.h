#ifndef TEXT_TAG_H
#define TEXT_TAG_H

#include <string.h>
#include <strings.h>

#include "base/str.h"

struct buf;

enum { TAG_FIRST = 8 };

/* As written; one without value is empty. */
struct tag_attribute {
	str name, value;
};

/* A tag of an HTML page, as it stands there. */
struct tag {
	str name;               /* as written: div */
	str attributes;         /* all that follows the name */
	str before;             /* text between the last tag and this one */
	bool end;               /* </div> */
	/* of the attributes the first ones, and what stands behind them */
	struct tag_attribute first[TAG_FIRST];
	size_t nfirst;
	str others;
};

/*
 * The next tag of a text, which is moved past it; false at the end.  A
 * comment is a tag of the name !-- without attributes; what stands in script
 * and style is nothing.
 */
bool tag_next(str *rest, struct tag *);
static inline bool tag_is(const struct tag *, const char *name);
/* 1 to 6 of h1 to h6; 0 if it is no heading */
int tag_heading(const struct tag *);
/* the same for any word, as a name of an attribute */
static inline bool tag_word(str, const char *word);
/* each attribute in turn, as written; false at the end */
bool tag_attribute_next(str *rest, str *name, str *value);
/* the value as written; one without value is empty; false if it is not there */
bool tag_attribute(const struct tag *, const char *name, str *value);
/* append a text with &amp; &lt; &gt; &quot; &apos; &colon; &Tab; &NewLine; and
 * numbers, &#39; or &#x27;, replaced by what they mean */
void tag_plain(str, struct buf *);

/* ---- within whoever calls them ---------------------------------------- */

static inline bool
tag_word(str s, const char *word)
{
	return s.n == strlen(word) && s.n > 0 && (s.p[0] | 0x20) == word[0] &&
	    strncasecmp(s.p, word, s.n) == 0;
}

static inline bool
tag_is(const struct tag *t, const char *name)
{
	return tag_word(t->name, name);
}

#endif
