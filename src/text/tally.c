#include "text/tally.h"

#include <stdint.h>
#include <string.h>

#include "text/letter.h"

enum { AROUND_MOST = 600 };

/* ---- words ----------------------------------------------------------- */

/* does one of some words, apart by blanks, end or stand in a text? */
static bool
any(str s, const char *words, bool ends)
{
	str rest = str_of(words), word;
	size_t n;

	for (; rest.n > 0; rest = str_slice(rest, n, rest.n)) {
		n = str_find(rest, STR(" "));
		word = str_slice(rest, 0, n);
		n += n < rest.n;
		if (ends ? str_ends(s, word) : str_find(s, word) < s.n)
			return true;
	}
	return false;
}

static size_t
take(str s, size_t i, const char *words)
{
	str rest = str_of(words), word;
	size_t n;

	for (; rest.n > 0; rest = str_slice(rest, n, rest.n)) {
		n = str_find(rest, STR(" "));
		word = str_slice(rest, 0, n);
		n += n < rest.n;
		if (str_starts(str_slice(s, i, s.n), word))
			return i + word.n;
	}
	return i;
}

/* ---- numbers --------------------------------------------------------- */

static size_t
digits(str s, size_t i, unsigned *n)
{
	size_t end, to = i;
	uint32_t c;

	*n = 0;
	for (c = letter_after(s, i, &end); letter_digit(c);
	    c = letter_after(s, to, &end)) {
		if (*n <= TALLY_MOST)
			*n = *n * 10 + (c <= '9' ? c - '0' : c - U'０');
		to = end;
	}
	return *n <= TALLY_MOST ? to : i;
}

/* 一 to 十, which count only in 五つ */
static size_t
kanji(str s, size_t i, unsigned *n)
{
	static const char all[] = "一二三四五六七八九十";
	const size_t one = sizeof("一") - 1;
	size_t at;

	if (s.n - i < one ||
	    !str_starts(str_slice(s, i + one, s.n), STR("つ")) ||
	    (at = str_find(str_of(all), str_slice(s, i, i + one))) ==
	    sizeof(all) - 1)
		return i;
	*n = (unsigned)(at / one) + 1;
	return i + one;
}

/* a word of its own begins here: no 第3, 1-2, 新規12, 1．5 */
static bool
is_begin(str before)
{
	size_t at;
	uint32_t c = letter_before(before, before.n, &at);

	if (before.n == 0 || any(before, "全 計 合計", true))
		return !any(before, "設計 統計 時計 会計", true);
	if (any(before, "約 およそ おおむね 残りの 残る 他の ほかの 別の "
	    "主な おもな 新たな 新しい", true))
		return false;
	return !letter_kanji(c) && !letter_katakana(c) &&
	    !letter_digit(c) && !(c > ' ' && c < 0x7f && c != '*') &&
	    c != U'．' && c != U'～' && c != U'〜' && c != U'－' && c != U'，';
}

/* ---- sentences ------------------------------------------------------- */

/* from the beginning of a sentence or near by, which may be in a character */
static str
before(const struct tally_reader *r, size_t i)
{
	size_t from = i > AROUND_MOST ? i - AROUND_MOST : 0;

	return str_slice(r->text, from > r->sentence ? from : r->sentence, i);
}

/* it goes on over line ends, but not over an empty line */
static str
after(const struct tally_reader *r, size_t i)
{
	size_t to = r->text.n - i > AROUND_MOST ? i + AROUND_MOST : r->text.n;
	str rest = str_slice(r->text, i, to);
	size_t end = str_find(rest, STR("。")), gap = str_find(rest,
	    STR("\n\n"));

	return str_slice(rest, 0, end < gap ? end : gap);
}

static bool
is_part(str s)
{
	return any(s, "うち 以上 以内 未満 程度 ほか 全国 旧 前期 前計画 前の計画 "
	    "前プラン 前回 これまで 従来 改定前 見直し前 改訂前 例えば "
	    "たとえば",
	    false);
}

/* ---- the whole ------------------------------------------------------- */

/* does it stand there?  By its last byte, which tells most of the time. */
static bool
stands(str s, size_t i, str word)
{
	return word.n <= s.n - i &&
	    s.p[i + word.n - 1] == word.p[word.n - 1] &&
	    memcmp(s.p + i, word.p, word.n) == 0;
}

/* the longest noun that ends a word here */
static size_t
noun_at(str s, size_t i, const str *nouns, size_t n, size_t *which)
{
	size_t to = i, k;

	for (k = 0; k < n; k++)
		if (nouns[k].n > to - i && stands(s, i, nouns[k])) {
			to = i + nouns[k].n;
			*which = k;
		}
	return to;
}

/* does a longer word go on here? */
static bool
goes_on(str s, size_t i)
{
	size_t end;
	uint32_t c = letter_after(s, i, &end);

	return letter_kanji(c) || letter_katakana(c);
}

static size_t
blank(str s, size_t i)
{
	return i < s.n && s.p[i] == ' ' ? i + 1 : i;
}

static size_t
number(str s, size_t i, unsigned *n)
{
	size_t to = digits(s, i, n);

	return to > i ? to : kanji(s, i, n);
}

/* 5つの基本目標 from here; its end, or i */
static size_t
number_first(str s, size_t i, const str *nouns, size_t n,
    struct tally_found *f)
{
	size_t to = number(s, i, &f->n), end;

	if (to == i)
		return i;
	to = take(s, blank(s, to), "つの 個の 本の 項目の の つ");
	to = take(s, to, "** 「");
	end = noun_at(s, to, nouns, n, &f->noun);
	f->form = TALLY_NUMBER_FIRST;
	return end > to && f->n > 0 && !goes_on(s, end) ?
	    take(s, end, "** 」") : i;
}

/* は and を; what is set up may be an object, of other verbs it is a part */
static size_t
particle(str s, size_t i, bool *object)
{
	size_t to = take(s, i, "を");

	*object = to > i;
	return *object ? to : take(s, i, "は、 は が も （");
}

/* 基本目標は5つ, 基本目標を五つ掲げ, 事業の数は87 from here; its end, or i */
static size_t
noun_first(str s, size_t i, const str *nouns, size_t n,
    struct tally_found *f)
{
	size_t to = noun_at(s, i, nouns, n, &f->noun), at, end;
	bool object;

	if (to == i)
		return i;
	at = take(s, to, "の総数 の件数 の数 総数 数");
	f->form = at > to ? TALLY_STATED : TALLY_NOUN_FIRST;
	to = particle(s, at, &object);
	to = take(s, to, "全部で 全体で 合わせて あわせて 合計で 合計 計 全");
	at = number(s, to, &f->n);
	end = take(s, blank(s, at), "つ 個 本");
	if (at == to || f->n < 2 || take(s, end,
	    "の に分 ずつ ふえ へり 増 減 多 少 ％ % . , ，") > end ||
	    (object && take(s, end, "掲げ かかげ 定め 設け 立て 置") == end))
		return i;
	if (!object && goes_on(s, end))
		return i;
	return end > blank(s, at) ? end :
	    f->form == TALLY_STATED ? at : i;
}

static size_t
whole(const struct tally_reader *r, uint32_t last, struct tally_found *f)
{
	size_t to = r->i;

	if (!letter_digit(last))
		to = number_first(r->text, r->i, r->nouns, r->nnouns, f);
	if (to == r->i && !letter_kanji(last) && !letter_katakana(last))
		to = noun_first(r->text, r->i, r->nouns, r->nnouns, f);
	return to;
}

static void
pass(struct tally_reader *r, uint32_t c, size_t end)
{
	if (c == U'「' || c == U'『')
		r->quotes++;
	else if ((c == U'」' || c == U'』') && r->quotes > 0)
		r->quotes--;
	else if (c == U'。')
		r->sentence = end;
	else if (c == '\n' && r->blank) {
		r->sentence = end;
		r->quotes = 0;
	} else if (c == '>' && r->blank)
		r->cited = true;
	if (c == '\n')
		r->cited = false;
	if (c == '\n' || c > ' ')
		r->blank = c == '\n';
}

static bool
is_meant(const struct tally_reader *r, size_t to, struct tally_found *f)
{
	f->at = r->i;
	f->len = to - r->i;
	f->before = before(r, r->i);
	f->after = after(r, to);
	return r->quotes == 0 && !r->cited && is_begin(f->before) &&
	    !is_part(f->before) && !is_part(f->after);
}

bool
tally_next(struct tally_reader *r, struct tally_found *f)
{
	uint32_t c, last = 0;
	size_t end, to;
	bool found;

	for (found = false; !found && r->i < r->text.n; r->i = end) {
		c = letter_after(r->text, r->i, &end);
		to = whole(r, last, f);
		found = to > r->i && is_meant(r, to, f);
		if (found)
			end = to;
		pass(r, c, end);
		last = c;
	}
	return found;
}
