#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "cmd/command.h"
#include "cmd/options.h"

/* A file of a new site or plan. */
struct start {
	const char *path, *text;
};

static const struct start site_files[] = {
	{"site.yaml",
	    "# サイト全体の設定。必要なのは title だけです。\n"
	    "title: わたしたちのまちの計画\n"
	    "# organisation: ○○市\n"
	    "# base_url: https://www.example.jp/keikaku/\n"
	    "# as_of: 令和8年4月1日\n"
	    "# contact: {department: 企画課, phone: 000-000-0000}\n"},
	{"content/index.md",
	    "---\n"
	    "title: わたしたちのまちの計画\n"
	    "---\n"
	    "まちの計画が、どこへ向かい、どこまで進んだかをお知らせします。\n"},
	{NULL, NULL}
};

static const struct start plan_files[] = {
	{"plan.md",
	    "---\n"
	    "title: まちづくり計画\n"
	    "city: ○○市\n"
	    "status: draft          # skeleton, draft, consultation, adopted, closed\n"
	    "period: {from: 令和8年度, to: 令和12年度}\n"
	    "levels: [基本目標, 施策]\n"
	    "summary: だれもが安心して暮らせるまちをつくる計画です。\n"
	    "status_rule: linear3@1\n"
	    "---\n"
	    "ここに計画の概要を書きます。\n"},
	{"goals.yaml",
	    "# 計画の体系。children に下の段を書きます。\n"
	    "- id: safety\n"
	    "  number: \"1\"\n"
	    "  title: 安心して暮らせるまち\n"
	    "  children:\n"
	    "    - id: watch\n"
	    "      number: \"1-1\"\n"
	    "      title: 見守り活動を広げる\n"},
	{"programmes.yaml",
	    "# 事業・取組。placements は置かれる目標の id です。\n"
	    "- id: visit\n"
	    "  title: 高齢者の見守り訪問\n"
	    "  departments: [福祉課]\n"
	    "  flags: [新規]\n"
	    "  placements: [watch]\n"},
	{"indicators.yaml",
	    "# 指標。数値は計画書にあるとおりに書けます。\n"
	    "- id: volunteers\n"
	    "  number: \"1-①\"\n"
	    "  title: 見守りボランティアの登録者数\n"
	    "  goal: watch\n"
	    "  unit: 人\n"
	    "  kind: level\n"
	    "  want: up\n"
	    "  baseline: 120人（令和7年度）\n"
	    "  targets: [160人以上（令和10年度）, 200人以上（令和12年度）]\n"},
	{"actuals.csv",
	    "指標,年度,地区,値,状態,時点,理由,備考\n"
	    "volunteers,令和8年度,,131,確定,,,\n"},
	{"chapters/about.md",
	    "---\n"
	    "number: \"1\"\n"
	    "title: 計画の目的\n"
	    "---\n"
	    "本文は Markdown で書きます。[登録者数](indicator:volunteers)のように、"
	    "計画の中を参照できます。\n"},
	{NULL, NULL}
};

static int
fail(const struct options *o, const char *path)
{
	bool ja = o->language == LANGUAGE_JA;

	if (errno == EEXIST)
		fprintf(stderr, ja ? "keikaku: %s はもうあります。何も書き換えていません。\n" :
		    "keikaku: %s is there already; nothing was changed.\n",
		    path);
	else
		fprintf(stderr, "keikaku: %s: %s\n", path, strerror(errno));
	return errno == EEXIST ? EXIT_USAGE : EXIT_MACHINE;
}

static const char *
full(struct arena *a, const char *folder, const struct start *s)
{
	return str_printf(a, "%s/%s", folder, s->path).p;
}

/* a file and the folders above it */
static bool
put(struct arena *a, const char *path, str text)
{
	str folder = str_of(path);

	folder.n = (size_t)(strrchr(path, '/') - path);
	folder = str_copy(a, folder);
	return io_make_folder(folder.p) && io_write_new(path, text);
}

/* all or nothing, as far as what is there already can tell */
static int
start(const struct options *o, const char *folder, const struct start *s)
{
	struct arena a = {0};
	const struct start *f;
	const char *path;
	int code = EXIT_GOOD;

	for (f = s; f->path != NULL && code == EXIT_GOOD; f++)
		if (io_exists(path = full(&a, folder, f))) {
			errno = EEXIST;
			code = fail(o, path);
		}
	for (f = s; f->path != NULL && code == EXIT_GOOD; f++) {
		path = full(&a, folder, f);
		if (!put(&a, path, str_of(f->text)))
			code = fail(o, path);
		else if (!o->quiet)
			printf("%s\n", path);
	}
	arena_done(&a);
	return code;
}

static bool
is_id(const char *id)
{
	return *id != '\0' && *id != '-' && strlen(id) <= 64 &&
	    strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") ==
	    strlen(id) && strcmp(id, "index") != 0 &&
	    strcmp(id, "pages") != 0 && strcmp(id, "assets") != 0;
}

static int
new_plan(const struct options *o, const char *id)
{
	char folder[128];

	if (!is_id(id)) {
		fprintf(stderr, o->language == LANGUAGE_JA ?
		    "keikaku: id は a-z 0-9 - で書きます（例：midori-2030）：%s\n" :
		    "keikaku: an id is written with a-z 0-9 - "
		    "(such as midori-2030): %s\n", id);
		return EXIT_USAGE;
	}
	if (!io_exists("site.yaml")) {
		fprintf(stderr, o->language == LANGUAGE_JA ?
		    "keikaku: ここに site.yaml がありません。サイトのフォルダーで実行してください。\n" :
		    "keikaku: no site.yaml here; run it in the site's "
		    "folder.\n");
		return EXIT_USAGE;
	}
	snprintf(folder, sizeof(folder), "content/%s", id);
	return start(o, folder, plan_files);
}

int
new(const struct options *o)
{
	if (strcmp(o->operands[0], "site") == 0)
		return start(o, o->operands[1], site_files);
	if (strcmp(o->operands[0], "plan") == 0)
		return new_plan(o, o->operands[1]);
	fprintf(stderr, o->language == LANGUAGE_JA ?
	    "keikaku: 作れるのは site と plan です：%s\n" :
	    "keikaku: new makes a site or a plan: %s\n", o->operands[0]);
	return EXIT_USAGE;
}
