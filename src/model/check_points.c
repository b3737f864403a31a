#include "model/check.h"

#include "base/buf.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "text/scan.h"

/*
 * 「50.0％から53.2％へ、3.2％増」: the difference of two percentages is in
 * ポイント.  Told only where the sentence itself has all three numbers, which
 * shows that no growth by 3.2 hundredths is meant.
 */

enum { SHARES_MOST = 16, DIGITS_MOST = 9, PLACES_MOST = 6 };

struct share {
	decimal value;
	int64_t parts;          /* the same in millionths */
	size_t from, to;        /* in the text, with its sign */
};

struct sentence {
	const struct entity *entity;
	span place;             /* of the text; src NULL: not known */
	str text;
	struct share shares[SHARES_MOST];
	size_t n;
	struct diags *diags;
};

/* ---- reading ------------------------------------------------------------- */

static uint32_t
next(str text, size_t *at)
{
	str rest = str_slice(text, *at, text.n);
	uint32_t c = rest.n > 0 ? utf8_next(&rest) : 0;

	*at = text.n - rest.n;
	return c < 0x80 ? c : scan_fold(c);
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

/* a number that begins at a digit; past it, and false if it is no share */
static bool
read_share(str text, size_t *at, struct share *share)
{
	char digits[DIGITS_MOST + 2];
	decimal parts;
	size_t n = 0, behind = *at;
	uint32_t c = next(text, &behind);

	for (; is_digit(c) || c == '.' || c == ','; c = next(text, &behind)) {
		*at = behind;
		if (c != ',' && n < sizeof(digits))
			digits[n++] = (char)c;
	}
	if (c != '%' || n == sizeof(digits))
		return false;
	*at = behind;
	if (!decimal_read((str){digits, n}, &share->value) ||
	    share->value.places > PLACES_MOST ||
	    !decimal_scale(share->value, PLACES_MOST, &parts))
		return false;
	share->parts = parts.coefficient;
	return true;
}

/* does it say that something has grown or shrunk by so much? */
static bool
is_change(str behind)
{
	static const char *const changes[] = {"増", "減", "上昇", "低下",
	    "向上", "下落", "上回", "下回", "伸び", "上が", "下が", "高", "低",
	    "アップ", "ダウン", "改善", "悪化", "の増", "の減", "の上昇",
	    "の低下", "の向上", "の下落", "の差", "の改善", "の悪化", "ほど増",
	    "ほど減", "ほど上", "ほど下", "ほど高", "ほど低", NULL};

	for (size_t i = 0; changes[i] != NULL; i++)
		if (str_starts(behind, str_of(changes[i])))
			return true;
	return false;
}

/* ---- one sentence -------------------------------------------------------- */

/* two others of the sentence are that far apart */
static bool
is_difference(const struct sentence *s, size_t of, size_t *a, size_t *b)
{
	const struct share *shares = s->shares;

	for (*a = 0; *a < s->n; ++*a)
		for (*b = 0; *b < s->n; ++*b)
			if (*a != of && *b != of && shares[*a].parts -
			    shares[*b].parts == shares[of].parts)
				return true;
	return false;
}

static str
written(const struct sentence *s, size_t i)
{
	return str_slice(s->text, s->shares[i].from, s->shares[i].to);
}

/* a text that YAML has joined of several lines is found by the number */
static span
place(const struct sentence *s, size_t i)
{
	span at = s->entity->at;
	str rest, word = str_slice(s->text, s->shares[i].from, s->text.n);
	size_t off;

	if (s->place.src != NULL)
		return (span){s->place.src, s->place.off +
		    (uint32_t)s->shares[i].from, (uint32_t)written(s, i).n};
	if (at.src == NULL)
		return at;
	word = str_slice(word, 0, written(s, i).n + 3);
	rest = str_slice(at.src->text, at.off, at.src->text.n);
	off = str_find(rest, word);
	return off == rest.n ? at : (span){at.src, at.off + (uint32_t)off,
	    (uint32_t)written(s, i).n};
}

static void
check_share(const struct sentence *s, size_t i)
{
	const struct share *share = &s->shares[i];
	size_t a, b;
	struct buf points = {0};

	if (share->value.coefficient == 0 ||
	    !is_change(str_slice(s->text, share->to, s->text.n)) ||
	    !is_difference(s, i, &a, &b))
		return;
	decimal_print(share->value, true, &points);
	diag(s->diags, MESSAGE_POINTS, place(s, i), WORDS(written(s, i),
	    written(s, a), written(s, b), buf_str(&points)));
	buf_done(&points);
}

static void
finish(struct sentence *s, bool full)
{
	for (size_t i = 0; i < s->n && !full; i++)
		check_share(s, i);
	s->n = 0;
}

/* ---- texts --------------------------------------------------------------- */

static bool
ends(uint32_t c)
{
	return c == U'。' || c == U'|' || c == '#';
}

/* most texts hold no percentages at all */
static size_t
count(str text, str sign)
{
	size_t n = 0;

	for (size_t at = 0; (at += str_find(str_slice(text, at, text.n),
	    sign)) < text.n; at += sign.n)
		n++;
	return n;
}

static void
check_text(const struct entity *e, str text, span where, struct diags *d)
{
	struct sentence s = {.entity = e, .place = where, .text = text,
	    .diags = d};
	size_t at = 0, from, to;
	bool full = false;
	uint32_t c;

	if (count(text, STR("％")) + count(text, STR("%")) < 3)
		return;
	while (at < text.n) {
		from = to = at;
		c = next(text, &to);
		if (ends(c)) {
			finish(&s, full);
			full = false;
		}
		if (!is_digit(c)) {
			at = to;
			continue;
		}
		full = full || s.n == SHARES_MOST;
		if (!read_share(text, &at, &s.shares[full ? 0 : s.n]) || full)
			continue;
		s.shares[s.n].from = from;
		s.shares[s.n++].to = at;
	}
	finish(&s, full);
}

static void check_object(const struct entity *, const struct shape *,
    const void *object, struct diags *);

static void
check_field(const struct entity *e, const struct field *f,
    const void *object, struct diags *d)
{
	const struct shape *inner = f->of;
	const void *member = field_of(f, object);
	const struct texts *texts = member;
	const struct record *record = member;
	const struct records *records = member;
	size_t i;

	if (f->type == FIELD_TEXT)
		check_text(e, *(const str *)member, (span){0}, d);
	else if (f->type == FIELD_TEXTS)
		for (i = 0; i < texts->n; i++)
			check_text(e, texts->items[i], (span){0}, d);
	else if (f->type == FIELD_RECORD && record->object != NULL)
		check_object(e, inner, record->object, d);
	else if (f->type == FIELD_RECORDS)
		for (i = 0; i < records->n; i++)
			check_object(e, inner, (const char *)records->items +
			    i * inner->size, d);
}

static void
check_object(const struct entity *e, const struct shape *s,
    const void *object, struct diags *d)
{
	const struct field *f;

	for (size_t i = 0; (f = shape_at(s, i)) != NULL; i++)
		check_field(e, f, object, d);
}

void
check_points(const struct entity *e, struct diags *d)
{
	check_object(e, &e->kind->shape, e, d);
	if (e->body.src != NULL)
		check_text(e, source_text(e->body), e->body, d);
}
