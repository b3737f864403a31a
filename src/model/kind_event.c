#include "model/event.h"

static const struct field fields[] = {
	FIELD(struct event, date, "日付", "when", .required = true,
	    .headers = "日付 年月日"),
	FIELD(struct event, kind, "種類（諮問、答申、公募、議会…）",
	    "what sort: 諮問, 答申, 公募, 議会 …", .headers = "種類"),
	FIELD(struct event, text, "内容", "what happened", .headers = "内容"),
};

const struct kind kind_event = {
	.no = KIND_event,
	.shape = SHAPE(event, "できごと", &entity_shape, fields),
	.folder = "events",
	.pages = PAGES_LIST,
	.list = "timeline.html",
	.ja = "計画づくりの経過", .en = "A date in the plan's making.",
};
