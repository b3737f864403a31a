#include "cmd/new.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/utf8.h"
#include "cmd/command.h"
#include "cmd/new_text.h"
#include "cmd/options.h"
#include "cmd/schema.h"
#include "model/kind.h"
#include "text/year.h"

/*
 * A file of a new site or plan; {1} is its title, {2} the plan's city or the
 * day on which a site is begun.  〇〇 is for its author to write: check and
 * --release tell what is left (text/open.h).
 */
struct start {
	const char *path, *text;
};

static const struct start site_files[] = {
	{"site.yaml",
	    "# yaml-language-server: $schema=.keikaku/schema/site.json\n"
	    "# サイト全体の設定。必要なのは title だけです。\n"
	    "title: {1}\n"
	    "# organisation: ○○市\n"
	    "# base_url: https://www.example.jp/keikaku/\n"
	    "as_of: {2}   # この日現在の内容。後の日付の実績は check が知らせます\n"
	    "# contact: {department: 企画課, phone: 000-000-0000}\n"},
	{"content/index.md",
	    "---\n"
	    "title: {1}\n"
	    "---\n"
	    "まちの計画が、どこへ向かい、どこまで進んだかをお知らせします。\n"},
	{NULL, NULL}
};

#define SCHEMA(kind) \
	"# yaml-language-server: $schema=../../.keikaku/schema/" kind ".json\n"
#define PLAN_HEAD \
	"---\n" \
	"title: {1}\n" \
	"city: {2}\n" \
	"status: draft          # skeleton, draft, consultation, adopted, closed\n"

static const struct start plan_files[] = {
	{"plan.md",
	    PLAN_HEAD
	    "period: {from: 令和8年度, to: 令和12年度}\n"
	    "levels: [基本目標, 施策]\n"
	    "summary: 〇〇なまちをつくる計画です。\n"
	    "status_rule: linear3@1\n"
	    "---\n"
	    "〇〇（ここに計画の概要を書きます。）\n"},
	{"goals.yaml",
	    SCHEMA("goal")
	    "# 計画の体系。children に下の段を書きます。\n"
	    "- id: safety\n"
	    "  number: \"1\"\n"
	    "  title: 〇〇なまち\n"
	    "  children:\n"
	    "    - id: watch\n"
	    "      number: \"1-1\"\n"
	    "      title: 〇〇を広げる\n"},
	{"programmes.yaml",
	    SCHEMA("programme")
	    "# 事業・取組。placements は置かれる目標の id です。\n"
	    "- id: visit\n"
	    "  title: 〇〇事業\n"
	    "  departments: [〇〇課]\n"
	    "  flags: [新規]\n"
	    "  placements: [watch]\n"},
	{"indicators.yaml",
	    SCHEMA("indicator")
	    "# 指標。数値は計画書にあるとおりに書けます。\n"
	    "- id: volunteers\n"
	    "  number: \"1-①\"\n"
	    "  title: 〇〇の登録者数\n"
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
	    "〇〇（本文は Markdown で書きます。[登録者数](indicator:volunteers)"
	    "のように、計画の中を参照できます。）\n"},
	{NULL, NULL}
};

static const char sheet_plan[] =
	PLAN_HEAD
	"period: {from: 令和〇〇年度, to: 令和〇〇年度}\n"
	"status_rule: linear3@1\n"
	"---\n"
	"〇〇（ここに計画の概要を書きます。）\n";

/* ---- what is said and asked ------------------------------------------------ */

int
new_refuse(const struct options *o, const char *ja, const char *en,
    const char *what)
{
	fprintf(stderr, "keikaku: %s%s%s\n",
	    o->language == LANGUAGE_JA ? ja : en,
	    o->language == LANGUAGE_JA ? "：" : ": ", what);
	return EXIT_USAGE;
}

int
new_fail(const struct options *o, const char *path)
{
	bool ja = o->language == LANGUAGE_JA;

	if (errno == EEXIST)
		fprintf(stderr, ja ? "keikaku: %s はもうあります。何も書き換えていません。\n" :
		    "keikaku: %s is there already; nothing was changed.\n",
		    path);
	else if (errno == EXDEV)
		fprintf(stderr, ja ? "keikaku: %s はサイトの外につながるリンクです。何も書き換えていません。\n" :
		    "keikaku: %s is a link that leads out of the site; nothing was changed.\n",
		    path);
	else
		fprintf(stderr, "keikaku: %s: %s\n", path,
		    io_reason(o->language));
	return errno == EEXIST || errno == EXDEV ? EXIT_USAGE : EXIT_MACHINE;
}

bool
new_asks(const struct options *o)
{
	return o->title == NULL && o->city == NULL && o->from_csv == NULL &&
	    !o->quiet && isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

str
new_ask(struct arena *a, const struct options *o, const char *ja,
    const char *en, str otherwise)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t n;
	str answer = {0};

	fprintf(stderr, "%s [" STR_FMT "]: ",
	    o->language == LANGUAGE_JA ? ja : en, STR_ARG(otherwise));
	n = getline(&line, &size, stdin);
	if (n > 0)
		answer = str_trim((str){line, (size_t)n -
		    (line[n - 1] == '\n')});
	if (answer.n == 0 || utf8_bad(answer) < answer.n)
		answer = otherwise;
	answer = str_copy(a, answer);
	free(line);
	return answer;
}

str
new_today(struct arena *a)
{
	time_t now = time(NULL);
	struct buf b = {0};
	struct tm t;
	str today;

	if (localtime_r(&now, &t) == NULL)
		return STR("令和8年4月1日");
	year_print_calendar(t.tm_year + 1900, &b);
	buf_printf(&b, "%d月%d日", t.tm_mon + 1, t.tm_mday);
	today = str_copy(a, buf_str(&b));
	buf_done(&b);
	return today;
}

/* ---- sites and plans --------------------------------------------------------- */

/* {1} and {2} in a text */
static str
fill(struct arena *a, const char *text, str title, str second)
{
	struct buf b = {0};
	str filled;

	for (; *text != '\0'; text++)
		if (strncmp(text, "{1}", 3) == 0 ||
		    strncmp(text, "{2}", 3) == 0) {
			new_text_scalar(text[1] == '1' ? title : second,
			    &b);
			text += 2;
		} else
			buf_putc(&b, *text);
	filled = str_copy(a, buf_str(&b));
	buf_done(&b);
	return filled;
}

static const char *
full(struct arena *a, const char *folder, const char *path)
{
	return str_printf(a, "%s/%s", folder, path).p;
}

/* nothing is in the way, as far as that can be told beforehand */
static bool
is_free(const char *site, const char *path)
{
	if (!io_stays_inside(site, path))
		return false;
	errno = EEXIST;
	return !io_exists(path);
}

/* files in a folder of a site */
static int
start(struct arena *a, const struct options *o, const char *site,
    const char *folder, const struct start *s, str title, str second)
{
	const struct start *f;
	const char *path;

	for (f = s; f->path != NULL; f++)
		if (!is_free(site, path = full(a, folder, f->path)))
			return new_fail(o, path);
	for (f = s; f->path != NULL; f++) {
		path = full(a, folder, f->path);
		if (!io_write_new_inside(site, path,
		    fill(a, f->text, title, second)))
			return new_fail(o, path);
		if (!o->quiet)
			printf("%s\n", path);
	}
	return EXIT_GOOD;
}

/* what was given as a flag, is typed, or stands there until it is changed */
static str
word(struct arena *a, const struct options *o, const char *flag,
    const char *ja, const char *en, str otherwise)
{
	if (flag != NULL)
		return str_of(flag);
	return new_asks(o) ? new_ask(a, o, ja, en, otherwise) : otherwise;
}

static int
new_site(struct arena *a, const struct options *o, const char *path)
{
	struct options quiet = *o;
	const char *schemas;
	int code;

	if (io_exists(full(a, path, "site.yaml"))) {
		errno = EEXIST;
		return new_fail(o, full(a, path, "site.yaml"));
	}
	/* the user's word, which may be a link */
	if (!io_make_folder(path))
		return new_fail(o, path);
	code = start(a, o, path, path, site_files, word(a, o, o->title,
	    "サイトの名前", "Title of the site",
	    STR("〇〇市の計画")), new_today(a));
	quiet.quiet = true;
	schemas = full(a, path, schema_folder);
	if (code == EXIT_GOOD && !schema_write(&quiet, path, schemas))
		return EXIT_MACHINE;
	if (code == EXIT_GOOD && !o->quiet)
		printf("%s/\n", schemas);
	return code;
}

/* messages about a sheet */
static int
tell(const struct options *o, struct diags *d)
{
	int code = diags_machine(d) ? EXIT_MACHINE : EXIT_PROBLEMS;

	diags_print(d, o->language, DIAGS_MOST, stderr);
	code = d->errors > 0 ? code : EXIT_GOOD;
	diags_done(d);
	return code;
}

static int
from_sheet(struct arena *a, const struct options *o, const char *folder,
    str title, str city)
{
	struct buf indicators = {0}, actuals = {0};
	struct start files[] = {{"plan.md", sheet_plan}, {NULL, NULL},
	    {NULL, NULL}, {NULL, NULL}};
	struct diags d = {0};
	int code;

	new_sheet(a, o->from_csv, o->language, &indicators, &actuals, &d);
	code = tell(o, &d);
	files[1] = (struct start){"indicators.yaml",
	    str_copy(a, buf_str(&indicators)).p};
	if (actuals.n > 0)
		files[2] = (struct start){"actuals.csv",
		    str_copy(a, buf_str(&actuals)).p};
	buf_done(&indicators);
	buf_done(&actuals);
	return code != EXIT_GOOD ? code :
	    start(a, o, ".", folder, files, title, city);
}

static bool
is_plan_id(const char *id)
{
	return kind_id(str_of(id)) && strcmp(id, "pages") != 0 &&
	    strcmp(id, "assets") != 0;
}

static int
new_plan(struct arena *a, const struct options *o, const char *id)
{
	const char *folder = full(a, "content", id);
	str title, city;

	if (!is_plan_id(id))
		return new_refuse(o, "id は a-z 0-9 - で書きます（例：midori-2030）",
		    "an id is written with a-z 0-9 - (such as midori-2030)",
		    id);
	if (!io_exists("site.yaml"))
		return new_refuse(o,
		    "サイトのフォルダーで実行してください。ここにありません",
		    "run it in the site's folder; not here", "site.yaml");
	if (!io_stays_inside(".", folder))
		return new_fail(o, folder);
	if (io_exists(full(a, folder, "plan.md"))) {
		errno = EEXIST;
		return new_fail(o, full(a, folder, "plan.md"));
	}
	title = word(a, o, o->title, "計画の名前", "Title of the plan",
	    STR("〇〇計画"));
	city = word(a, o, o->city, "自治体の名前", "City", STR("〇〇市"));
	if (o->from_csv != NULL)
		return from_sheet(a, o, folder, title, city);
	return start(a, o, ".", folder, plan_files, title, city);
}

/* ---- all --------------------------------------------------------------------- */

static int
unknown(const struct options *o, const char *name)
{
	struct buf all = {0};
	int code;

	buf_puts(&all, "site, plan");
	for (size_t i = 0; i < KIND_COUNT; i++)
		if (new_text_known(kinds[i]))
			buf_printf(&all, ", %s", kinds[i]->shape.name);
	buf_printf(&all, o->language == LANGUAGE_JA ? "（「%s」は作れません）" :
	    " (not '%s')", name);
	buf_putc(&all, '\0');
	code = new_refuse(o, "作れるもの", "new makes", all.p);
	buf_done(&all);
	return code;
}

/* a line of UTF-8 */
static bool
is_text(const char *flag)
{
	str s = str_of(flag != NULL ? flag : "");

	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return false;
	return utf8_bad(s) == s.n;
}

int
new(const struct options *o)
{
	const char *name = o->operands[0];
	const struct kind *k = kind_find(str_of(name));
	bool whole = strcmp(name, "site") == 0 || strcmp(name, "plan") == 0;
	struct arena a = {0};
	int code;

	if (!is_text(o->title) || !is_text(o->city))
		return new_refuse(o, "UTF-8 の1行で書いてください",
		    "write a line of UTF-8",
		    "--title, --city");
	if (!whole && (k == NULL || !new_text_known(k)))
		return unknown(o, name);
	if (k != &kind_plan && (o->from_csv != NULL || o->city != NULL))
		return new_refuse(o, "これは plan の指定です",
		    "this is for a plan", o->city != NULL ? "--city" :
		    "--from-csv");
	if (k == &kind_actual && o->title != NULL)
		return new_refuse(o, "実績の表に名称はありません",
		    "a sheet of actuals has no title", "--title");
	if (whole && o->noperands < 2)
		code = new_refuse(o, "作る名前が要ります", "needs a name", name);
	else if (k == &kind_plan)
		code = new_plan(&a, o, o->operands[1]);
	else if (whole)
		code = new_site(&a, o, o->operands[1]);
	else
		code = new_entity(o, k);
	arena_done(&a);
	return code;
}
