#include "model/check_text.h"

#include "base/diag.h"
#include "model/prose.h"
#include "text/md.h"

/* ---- headings -------------------------------------------------------- */

static void
check_headings(const struct md_facts *f, struct diags *d)
{
	static const char marks[] = "######", digits[] = "0123456";
	unsigned last, level;

	for (size_t i = 1; i < f->nheadings; i++) {
		last = f->headings[i - 1].level;
		level = f->headings[i].level;
		if (level > last + 1)
			diag(d, MESSAGE_HEADING_JUMP,
			    f->headings[i].at, WORDS(
			    ((str){&digits[last], 1}),
			    ((str){&digits[level], 1}),
			    ((str){marks, last + 1})));
	}
}

/* ---- links ----------------------------------------------------------- */

static bool
is_vague(str text)
{
	static const char *const vague[] = {"こちら", "こちらから", "ここ",
	    "ここから", "こちらをクリック", "ここをクリック", "詳細", "詳しく",
	    "詳しくはこちら", "詳細はこちら", "くわしくはこちら", "リンク",
	    "クリック", "続きを読む", "もっと見る", "here", NULL};

	for (size_t i = 0; vague[i] != NULL; i++)
		if (str_eq(text, str_of(vague[i])))
			return true;
	return false;
}

static void
check_link(const struct md_link *l, struct diags *d)
{
	str text = str_trim(l->text);

	if (is_vague(text))
		diag(d, MESSAGE_LINK_VAGUE, l->at, WORDS(text, l->url));
	else if (str_starts(text, STR("http://")) ||
	    str_starts(text, STR("https://")) ||
	    str_starts(text, STR("www.")))
		diag(d, MESSAGE_LINK_URL, l->at, WORDS(l->url));
}

static void
check_facts(const struct md_facts *f, struct diags *d)
{
	check_headings(f, d);
	for (size_t k = 0; k < f->nlinks; k++)
		if (!f->links[k].image)
			check_link(&f->links[k], d);
}

void
check_bodies(const struct prose *all, struct diags *d)
{
	const struct md_facts *f;
	enum variant v;

	for (size_t i = 0; i < all->n; i++)
		for (v = VARIANT_MAIN; v < VARIANT_COUNT; v++)
			if ((f = entity_facts(all->entities[i], v)) != NULL)
				check_facts(f, d);
}
