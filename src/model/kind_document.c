#include "model/plan.h"

#include "base/diag.h"
#include "model/link_hint.h"

/* An attachment: a PDF, a sheet, a picture. */
struct document {
	struct entity entity;
	str file, summary;
	span file_at;
	struct year published;
};

static const struct field fields[] = {
	FIELD(struct document, file, "files/ の中のファイル名",
	    "its path below files/", .required = true,
	    .at = offsetof(struct document, file_at), .fixed = true,
	    .headers = "ファイル ファイル名"),
	FIELD(struct document, summary, "一文の説明", "what it is",
	    .headers = "一文の説明 説明"),
	FIELD(struct document, published, "公表の時期", "when",
	    .headers = "公表の時期"),
};

static void
check(struct entity *e, struct diags *d)
{
	const struct document *doc = (const struct document *)e;

	if (doc->file.n == 0 || plan_file(e->plan, doc->file) != NULL)
		return;
	diag(d, MESSAGE_FILE_MISSING, doc->file_at, WORDS(doc->file));
	link_hint_file(e->plan, doc->file, d);
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
