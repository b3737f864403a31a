#include "model/kind.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"

/* Questions to people, and what they answered. */
struct survey {
	struct entity entity;
	str population, method;
	struct year period;
	struct figure n;
	struct records questions;
};

struct question {
	str id, number, title, note;
	struct figure n;
	choice answers;
	struct records options;
};

struct option {
	str title, note;
	struct figure value, count;
	struct texts sum_of;
};

static const struct field option_fields[] = {
	FIELD(struct option, title, "選択肢", "the answer",
	    .required = true),
	FIELD(struct option, value, "割合", "its share"),
	FIELD(struct option, count, "回答数", "how many gave it"),
	FIELD(struct option, sum_of, "合計した選択肢",
	    "the answers that it sums up"),
	FIELD(struct option, note, "注記", "how to read it"),
};

static const struct shape option_shape =
    SHAPE(option, "選択肢", NULL, option_fields);

static const struct choices answer_words[] = {
	{"single", "単数回答"}, {"multiple", "複数回答"},
	{"partly", "一部複数回答"}, {NULL, NULL}
};

static const struct field question_fields[] = {
	FIELD(struct question, id, "変わらない名前（a-z 0-9 -）",
	    "the name that never changes", .required = true),
	FIELD(struct question, number, "問の番号", "its printed number"),
	FIELD(struct question, title, "問", "the question",
	    .required = true),
	FIELD(struct question, n, "回答者数", "sample size"),
	FIELD(struct question, answers, "単数・複数回答",
	    "single, multiple or partly multiple answers",
	    .of = answer_words),
	FIELD(struct question, options, "選択肢と割合", "the answers",
	    .of = &option_shape),
	FIELD(struct question, note, "注記", "how to read it"),
};

static const struct shape question_shape =
    SHAPE(question, "問", NULL, question_fields);

static const struct field fields[] = {
	FIELD(struct survey, population, "対象", "who was asked"),
	FIELD(struct survey, method, "方法", "how they were asked"),
	FIELD(struct survey, period, "時期", "when"),
	FIELD(struct survey, n, "回答者数", "sample size"),
	FIELD(struct survey, questions, "問", "the questions",
	    .of = &question_shape),
};

static void
refuse_option(const struct question *q, str title, span at, struct diags *d)
{
	enum { NAMES_MOST = 64 };
	const struct option *o = q->options.items;
	str names[NAMES_MOST];
	size_t n, near;

	diag(d, MESSAGE_OPTION_UNKNOWN, at, WORDS(title, q->title));
	for (n = 0; n < q->options.n && n < NAMES_MOST; n++)
		names[n] = o[n].title;
	near = str_nearest(title, names, n);
	if (near < n)
		diag_fix(d, MESSAGE_DID_YOU_MEAN, WORDS(names[near]));
}

static void
check_question(const struct question *q, struct diags *d)
{
	struct option *o = q->options.items;
	struct arena a = {0};
	struct map titles = {0};
	size_t i, k;

	for (i = 0; i < q->options.n; i++)
		map_put(&titles, &a, o[i].title, &o[i]);
	for (i = 0; i < q->options.n; i++)
		for (k = 0; k < o[i].sum_of.n; k++)
			if (map_get(&titles, o[i].sum_of.items[k]) == NULL)
				refuse_option(q, o[i].sum_of.items[k],
				    o[i].sum_of.places[k], d);
	arena_done(&a);
}

static void
check(const struct entity *e, struct diags *d)
{
	const struct survey *s = (const struct survey *)e;
	const struct question *q = s->questions.items;

	for (size_t i = 0; i < s->questions.n; i++)
		check_question(&q[i], d);
}

const struct kind kind_survey = {
	.no = KIND_survey,
	.shape = SHAPE(survey, "調査", &entity_shape, fields),
	.folder = "surveys",
	.pages = PAGES_EACH,
	.ja = "アンケート調査", .en = "Questions to people, and answers.",
	.check = check,
};
