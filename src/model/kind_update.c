#include "model/update.h"

#include "base/diag.h"

static const struct field fields[] = {
	FIELD(struct update, date, "更新した日", "the day of the change",
	    .required = true, .headers = "日付 更新日"),
	FIELD(struct update, text, "更新の内容", "what was changed",
	    .required = true, .headers = "内容"),
	FIELD(struct update, link, "関係するページの id（目標、指標など）",
	    "the entity that it is about", .headers = "関連"),
	FIELD(struct update, url, "ほかの関係するページの URL",
	    "another address that it is about", .headers = "URL",
	    .fixed = true, .link = LINK_WEB),
	FIELD(struct update, reason, "変更の理由（新旧対照表に載る）",
	    "why it was changed; stands in the comparison of versions",
	    .headers = "理由"),
};

/* a feed sorts by days */
static void
check(struct entity *e, struct diags *d)
{
	const struct update *u = (const struct update *)e;

	if (u->date.kind != YEAR_NONE && u->date.day == 0)
		diag(d, MESSAGE_UPDATE_DATE, u->date.at, WORDS(u->date.text));
}

const struct kind kind_update = {
	.no = KIND_update,
	.shape = SHAPE(update, "更新", NULL, fields),
	.folder = "updates",
	.pages = PAGES_NONE,
	.rows = true,
	.ja = "サイトの更新（新着とフィード）",
	.en = "A change of what is published: news and feed.",
	.check = check,
};
