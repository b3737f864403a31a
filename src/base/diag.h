#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include <stdio.h>

#include "base/arena.h"
#include "base/limit.h"
#include "base/source.h"

struct buf;

enum message {
#define MESSAGE(name, level, code, ja, en, fix_ja, fix_en) MESSAGE_##name,
#include "base/message.def"
#undef MESSAGE
	MESSAGE_COUNT
};

enum level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR };
enum language { LANGUAGE_JA, LANGUAGE_EN };

/* What stands for {1} to {6} in the wording of a message. */
typedef struct words {
	str word[6];
} words;

#define WORDS(...)  ((words){{__VA_ARGS__}})
#define NO_WORDS    ((words){0})

/*
 * Messages of one thread; {0} is none.  A function that takes diags and
 * returns bool returns false exactly when it added an error; its caller adds
 * nothing.  The memory is its own: messages outlive the words they quote,
 * but not the sources that they point into.
 */
struct diags {
	struct arena arena;
	struct diag *first, *last;
	size_t errors, warnings;
};

/* the span may be {0}: a message about no place; always returns false */
static inline bool diag(struct diags *, enum message, span, words);
void diag_add(struct diags *, enum message, span, words);
/* the same at another level than the table's; true unless it is an error */
bool diag_at(struct diags *, enum level, enum message, span, words);
/* a second place for the message just added */
void diag_note(struct diags *, enum message, span, words);
/* a better way to mend the message just added than the table's */
void diag_fix(struct diags *, enum message, words);
/*
 * What mends the message just added without asking: bytes to write instead
 * of a span.  Of several, each is a part of the mend.
 */
void diag_edit(struct diags *, span, str instead);
/* the wording of a message, as it would be printed */
void diag_wording(enum message, enum language, words, struct buf *);
/* of the table, as they stand there; NULL if there is none */
const char *message_code(enum message);
enum level message_level(enum message);
const char *message_text(enum message, enum language);
const char *message_fix(enum message, enum language);
/*
 * The same messages once more, which may be judged otherwise.  They live as
 * long as those.
 */
void diags_copy(struct diags *into, const struct diags *from);
/* move all messages; order between threads does not matter */
void diags_merge(struct diags *into, struct diags *from);

/* is any of the errors the machine's (code file-…), not the content's? */
bool diags_machine(const struct diags *);

/*
 * Decide anew about every message but notes, by its code and place; at
 * LEVEL_NOTE it is dropped.
 */
void diags_judge(struct diags *, enum level (*)(void *ctx, const char *code,
    span at, enum level), void *ctx);

/* Bytes of a source, and what to write instead. */
struct edit {
	span at;
	str instead;
};

/* A message as it is reported. */
struct finding {
	enum level level;
	const char *code;       /* NULL for a note */
	span at;
	str text, fix;          /* fix.p is NULL if there is none; control
	                           characters are shown, not sent */
	size_t more;            /* times that the same was said besides */
	const struct finding *notes;    /* second places */
	size_t nnotes;
	const struct edit *edits;       /* all of them mend it, if any */
	size_t nedits;
};

/* sorted by path and position, each once; memory from the arena */
struct finding *diags_findings(const struct diags *, enum language,
    struct arena *, size_t *n);
/* for people: place, what is wrong, excerpt and caret, how to mend it */
void finding_put(const struct finding *, enum language, struct buf *);
void diags_done(struct diags *);

enum { DIAGS_MOST = LIMIT_MESSAGES };

/* for people: the first so many, errors before warnings, and how many more */
void diags_print(const struct diags *, enum language, size_t most, FILE *);

/* here, so that a compiler too knows what it returns */
static inline bool
diag(struct diags *d, enum message message, span at, words w)
{
	diag_add(d, message, at, w);
	return false;
}

#endif
