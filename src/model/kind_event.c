#include "model/event.h"

static const struct field fields[] = {
	FIELD(struct event, date, "日付", "when", .required = true),
	FIELD(struct event, kind, "種類（諮問、答申、公募、議会…）",
	    "what sort: 諮問, 答申, 公募, 議会 …"),
	FIELD(struct event, text, "内容", "what happened"),
};

const struct kind kind_event = {
	.no = KIND_event,
	.shape = SHAPE(event, "できごと", &entity_shape, fields),
	.folder = "events",
	.pages = PAGES_LIST,
	.list = "timeline.html",
	.ja = "計画づくりの経過", .en = "A date in the plan's making.",
};
