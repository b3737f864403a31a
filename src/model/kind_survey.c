#include "model/survey.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"

static const struct field option_fields[] = {
	FIELD(struct option, title, "選択肢", "the answer",
	    .required = true, .at = offsetof(struct option, title_at),
	    .headers = "選択肢"),
	FIELD(struct option, value, "割合", "its share", .headers = "割合"),
	FIELD(struct option, count, "回答数", "how many gave it",
	    .headers = "回答数"),
	FIELD(struct option, sum_of, "合計した選択肢",
	    "the answers that it sums up",
	    .at = offsetof(struct option, sum_at), .fixed = true,
	    .headers = "合計した選択肢"),
	FIELD(struct option, earlier, "前の調査での値（年度を添えて）",
	    "what earlier surveys gave, each with its year",
	    .headers = "前の調査での値"),
	FIELD(struct option, note, "注記", "how to read it",
	    .headers = "注記 備考"),
};

static const struct shape option_shape =
    SHAPE(option, "選択肢", NULL, option_fields);

static const struct choices answer_words[] = {
	{"single", "単数回答"}, {"multiple", "複数回答"},
	{"partly", "一部複数回答"}, {NULL, NULL}
};

static const struct field question_fields[] = {
	FIELD(struct question, id, "変わらない名前（a-z 0-9 -）",
	    "the name that never changes", .required = true,
	    .at = offsetof(struct question, id_at), .fixed = true,
	    .headers = "ID"),
	FIELD(struct question, number, "問の番号", "its printed number",
	    .headers = "番号"),
	FIELD(struct question, title, "問", "the question",
	    .required = true, .at = offsetof(struct question, title_at),
	    .headers = "問 設問"),
	FIELD(struct question, n, "回答者数", "sample size",
	    .headers = "回答者数"),
	FIELD(struct question, base, "たずねた相手（なければ全員）",
	    "of whom it was asked; absent: of everybody",
	    .headers = "たずねた相手"),
	FIELD(struct question, answers, "単数・複数回答",
	    "single, multiple or partly multiple answers",
	    .of = answer_words, .headers = "回答の形式"),
	FIELD(struct question, options, "選択肢と割合", "the answers",
	    .of = &option_shape),
	FIELD(struct question, note, "注記", "how to read it",
	    .headers = "注記 備考"),
};

static const struct shape question_shape =
    SHAPE(question, "問", NULL, question_fields);

static const struct field fields[] = {
	FIELD(struct survey, population, "対象", "who was asked",
	    .headers = "対象"),
	FIELD(struct survey, method, "方法", "how they were asked",
	    .headers = "方法 調査方法"),
	FIELD(struct survey, period, "時期", "when",
	    .headers = "時期 調査時期"),
	FIELD(struct survey, n, "回答者数", "sample size",
	    .headers = "回答者数"),
	FIELD(struct survey, organisation, "実施した組織",
	    "who carried it out", .headers = "実施した組織"),
	FIELD(struct survey, source, "出典", "where the content comes from",
	    .headers = "出典"),
	FIELD(struct survey, questions, "問", "the questions",
	    .of = &question_shape),
};

/* an id of its own, which a page's address ends with */
static void
check_id(struct map *ids, struct arena *a, struct question *q,
    struct diags *d)
{
	const struct question *twin;

	if (q->id.n == 0)
		return;
	if (!kind_id(q->id))
		diag(d, MESSAGE_ID_SYNTAX, q->id_at, WORDS(q->id));
	twin = map_put(ids, a, q->id, q);
	if (twin == NULL)
		return;
	diag(d, MESSAGE_ID_TWICE, q->id_at, WORDS(q->id));
	diag_note(d, MESSAGE_FIRST_HERE, twin->id_at, NO_WORDS);
}

static void
check(struct entity *e, struct diags *d)
{
	const struct survey *s = (const struct survey *)e;
	struct question *q = s->questions.items;
	struct map ids = {0};
	struct arena a = {0};

	for (size_t i = 0; i < s->questions.n; i++) {
		check_id(&ids, &a, &q[i], d);
		survey_check(&q[i], d);
	}
	arena_done(&a);
}

const struct kind kind_survey = {
	.no = KIND_survey,
	.shape = SHAPE(survey, "調査", &entity_shape, fields),
	.folder = "surveys",
	.pages = PAGES_EACH,
	.ja = "アンケート調査", .en = "Questions to people, and answers.",
	.check = check,
};
