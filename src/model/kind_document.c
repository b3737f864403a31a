#include "model/plan.h"

#include "base/diag.h"

/* An attachment: a PDF, a sheet, a picture. */
struct document {
	struct entity entity;
	str file, summary;
	struct year published;
};

static const struct field fields[] = {
	FIELD(struct document, file, "files/ の中のファイル名",
	    "its path below files/", .required = true),
	FIELD(struct document, summary, "一文の説明", "what it is"),
	FIELD(struct document, published, "公表の時期", "when"),
};

static void
check(const struct entity *e, struct diags *d)
{
	const struct document *doc = (const struct document *)e;

	if (plan_file(e->plan, doc->file) == NULL)
		diag(d, MESSAGE_FILE_MISSING, e->at, WORDS(doc->file));
}

const struct kind kind_document = {
	.no = KIND_document,
	.shape = SHAPE(document, "資料", &entity_shape, fields),
	.folder = "documents",
	.pages = PAGES_LIST,
	.list = "documents.html",
	.ja = "添付の資料", .en = "An attachment.",
	.check = check,
};
