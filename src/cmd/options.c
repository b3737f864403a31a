#include "cmd/options.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "text/unseen.h"

enum {
	WORKERS_MOST = 256, SHARDS_MOST = 9999, PORT = 8000, PORT_MOST = 65535
};

const struct option_form option_forms[] = {
	{"out", 'o', "OUT", "build", "書き出すフォルダー（既定は DIR/public）",
	    "write the site here (default DIR/public)"},
	{"out", 'o', "OUT", "merge", "書き出すフォルダー（既定は public）",
	    "write the site here (default public)"},
	{"out", 'o', "OUT", "schema",
	    "書き出すファイル（all はフォルダー）。リンクならその先",
	    "the file to write (all: a folder); a link is followed"},
	{"write", 0, NULL, "fix", "直したファイルを書き込む（付けなければ、差分を示すだけ）",
	    "write the mended files (without it, only show the diff)"},
	{"yes", 0, NULL, "publish", "たずねずに公開する（付けず、端末でもなければ、示すだけ）",
	    "publish without a question (without it and without a terminal, "
	    "only show)"},
	{"rollback", 0, NULL, "publish", "前に公開していたサイトに戻す",
	    "bring back the site that was public before"},
	{"jobs", 'j', "N", "build check fix merge publish serve", "同時に動かす数（既定は CPU の数）",
	    "threads (default: as many as there are cores)"},
	{"draft", 0, NULL, "build check fix", "下書きと未定の値も含める",
	    "with drafts and open values"},
	{"release", 0, NULL, "build check serve", "未定の値をすべてエラーにする",
	    "every open value is an error"},
	{"strict", 0, NULL, "check merge publish", "注意もエラーとして数える",
	    "warnings fail as errors do"},
	{"format", 0, "text|json|github|sarif", "check",
	    "結果の形（既定は text）", "form of the result (default text)"},
	{"format", 0, "text|markdown|html", "diff",
	    "結果の形（既定は text）", "form of the result (default text)"},
	{"baseline", 0, "FILE", "check",
	    "前の結果（json）にある注意は出さない",
	    "leave out what an earlier result (json) has"},
	{"list", 0, "links|raw", "check",
	    "一覧を出す：外へのリンク（links）、テーマが HTML をそのまま書くと名のる行（raw）。まちがいは標準エラー出力に出る",
	    "print a list: links to other sites, or lines of the theme that "
	    "name what prints HTML as it is (raw); findings go to stderr"},
	{"date", 0, "DATE", "check", "いつ現在として確かめるか（例：令和8年4月1日）",
	    "as of when, such as 2026-04-01"},
	{"title", 0, "TEXT", "new", "名称", "what it is called"},
	{"city", 0, "TEXT", "new", "自治体の名前（plan）",
	    "the city (plan)"},
	{"from-csv", 0, "FILE", "new",
	    "指標の表（CSV）から始める（plan）。列は「指標名」「単位」「基準値（令和5年度）」「目標値（令和10年度）」「令和6年度実績」など",
	    "begin with a sheet of indicators (plan): columns such as 指標名, "
	    "単位, 基準値（令和5年度）, 目標値（令和10年度）, 令和6年度実績"},
	{"in-place", 0, NULL, "build merge",
	    "出力先のフォルダーを入れ替えず、中のファイルを1つずつ入れ替える（別の機械やコンテナーに見せているフォルダーに）",
	    "keep the output folder itself and replace its files one by one "
	    "(for a folder that is mounted elsewhere)"},
	{"shard", 0, "I/N", "build",
	    "サイトを N 個に分けた、I 番目の部分だけをつくる（merge で1つに。出力先の既定は DIR/part-I）",
	    "only the Ith of N parts of the site, for merge to join (written "
	    "to DIR/part-I by default)"},
	{"watch", 0, NULL, "build", "保存するたびにつくり直す",
	    "again whenever a file is saved"},
	{"port", 0, "N", "serve", "待つ番号（既定は 8000 から空いている番号）",
	    "port to listen at (default: 8000, or the next free one)"},
	{"host", 0, "HOST", "serve", "待つアドレス（既定は 127.0.0.1、この機械だけ）",
	    "address to listen at (default: 127.0.0.1, this machine only)"},
	{"open", 0, NULL, "serve", "ブラウザーで開く", "open it in a browser"},
	{"editor", 0, "URL", "serve",
	    "エディターを開く URL（既定は vscode://file{file}:{line}:{column}）",
	    "what opens an editor (default: vscode://file{file}:{line}:{column})"},
	{"timing", 0, NULL, "build check merge",
	    "どの段階にどれだけかかったかを出す",
	    "print how long each phase took"},
	{"lang", 0, "ja|en", NULL, "メッセージの言語",
	    "language of the messages"},
	{"quiet", 'q', NULL, NULL, "うまくいったときは何も出さない",
	    "say nothing when all is well"},
	{"help", 'h', NULL, NULL, "この説明", "this help"},
	{NULL, 0, NULL, NULL, NULL, NULL}
};

/* 日本語 where the locale says so, and where it says nothing */
static enum language
locale_language(void)
{
	static const char *const all[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *value;

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		if ((value = getenv(all[i])) != NULL && *value != '\0')
			return strncmp(value, "en", 2) == 0 ?
			    LANGUAGE_EN : LANGUAGE_JA;
	return LANGUAGE_JA;
}

static bool
say(enum language language, const char *ja, const char *en, const char *what)
{
	struct buf shown = {0};

	utf8_show_line(str_of(what), &shown);
	fprintf(stderr, "keikaku: " STR_FMT ": %s\n",
	    STR_ARG(buf_str(&shown)), language == LANGUAGE_JA ? ja : en);
	buf_done(&shown);
	return false;
}

/* what a terminal would obey has no place in what is said later */
static bool
check_signs(const struct options *o, const char *arg, bool lines)
{
	if (!unseen_harm(str_of(arg)) &&
	    (lines || strpbrk(arg, "\n\r") == NULL))
		return true;
	return say(o->language, "見えない記号や改行は使えません",
	    "no control characters, please", arg);
}

/* a text for the content */
static bool
may_have_lines(const struct option_form *f)
{
	return strcmp(f->name, "title") == 0 || strcmp(f->name, "city") == 0;
}

bool
option_taken(const struct option_form *f, const char *command)
{
	const char *p = f->commands;
	size_t n;

	if (p == NULL)
		return true;
	for (; *p != '\0'; p += n + strspn(p + n, " ")) {
		n = strcspn(p, " ");
		if (n == strlen(command) && strncmp(p, command, n) == 0)
			return true;
	}
	return false;
}

/* does an argument name it? --name, --name=value, -n, -nvalue */
static bool
names(const struct option_form *f, const char *arg, const char **value)
{
	size_t n = strlen(f->name);

	*value = NULL;
	if (strncmp(arg, "--", 2) != 0) {
		if (f->letter != 0 && arg[1] == f->letter && arg[2] != '\0')
			*value = arg + 2;
		return f->letter != 0 && arg[1] == f->letter;
	}
	if (strncmp(arg + 2, f->name, n) != 0)
		return false;
	if (arg[2 + n] == '=')
		*value = arg + 3 + n;
	return arg[2 + n] == '=' || arg[2 + n] == '\0';
}

/* one that the command takes; NULL: any */
static const struct option_form *
find(const char *arg, const char *command, const char **value)
{
	const struct option_form *f;

	for (f = option_forms; f->name != NULL; f++)
		if ((command == NULL || option_taken(f, command)) &&
		    names(f, arg, value))
			return f;
	return NULL;
}

static bool
set_workers(struct options *o, const char *value)
{
	char *end;
	unsigned long n = strtoul(value, &end, 10);

	if (*value < '0' || *value > '9' || *end != '\0' || n < 1 ||
	    n > WORKERS_MOST)
		return say(o->language, "-j は 1 から 256 の数です",
		    "-j takes a number from 1 to 256", value);
	o->workers = n;
	return true;
}

static bool
set_port(struct options *o, const char *value)
{
	char *end;
	unsigned long n = strtoul(value, &end, 10);

	if (*value < '0' || *value > '9' || *end != '\0' || n > PORT_MOST)
		return say(o->language, "--port は 0 から 65535 の数です",
		    "--port takes a number from 0 to 65535", value);
	o->port = (unsigned)n;
	o->port_given = true;
	return true;
}

/* 1/4 to 4/4 */
static bool
set_shard(struct options *o, const char *value)
{
	char *end;
	unsigned long no, of = 0;

	no = strtoul(value, &end, 10);
	if (*end == '/' && end[1] >= '0' && end[1] <= '9')
		of = strtoul(end + 1, &end, 10);
	if (*value < '0' || *value > '9' || *end != '\0' || no < 1 ||
	    no > of || of > SHARDS_MOST)
		return say(o->language,
		    "--shard は 1/4 から 4/4 のように書きます",
		    "--shard takes 1/4 to 4/4, for example", value);
	o->shard = (struct shard){no, of};
	return true;
}

static bool
set_language(struct options *o, const char *value)
{
	if (strcmp(value, "ja") == 0)
		o->language = LANGUAGE_JA;
	else if (strcmp(value, "en") == 0)
		o->language = LANGUAGE_EN;
	else
		return say(o->language, "--lang は ja か en です",
		    "--lang is ja or en", value);
	return true;
}

/* 令和8年4月1日, 2026-04-01, 令和8年4月 */
static bool
set_date(struct options *o, const char *value)
{
	struct arena a = {0};
	struct diags unsaid = {0};
	bool ok = year_read(&a, str_of(value), (span){0}, &o->date, &unsaid);

	ok = ok && (o->date.kind == YEAR_DATE || o->date.kind == YEAR_MONTH) &&
	    !o->date.open;
	o->date.text = str_of(value);
	diags_done(&unsaid);
	arena_done(&a);
	return ok || say(o->language,
	    "--date は「令和8年4月1日」か「2026-04-01」のように書きます",
	    "--date takes a day such as 2026-04-01", value);
}

static bool
set_flag(struct options *o, const char *name)
{
	const struct {
		const char *name;
		bool *at;
	} flags[] = {
		{"open", &o->open}, {"in-place", &o->in_place},
		{"timing", &o->timing}, {"watch", &o->watch},
		{"write", &o->write}, {"yes", &o->yes},
		{"rollback", &o->rollback}, {"strict", &o->strict},
		{"draft", &o->draft}, {"release", &o->release},
		{"quiet", &o->quiet}, {"help", &o->help}
	};

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++)
		if (strcmp(name, flags[i].name) == 0)
			*flags[i].at = true;
	return true;
}

static bool
set_value(struct options *o, const char *name, const char *value)
{
	const struct {
		const char *name;
		bool (*set)(struct options *, const char *);
	} read[] = {
		{"jobs", set_workers}, {"lang", set_language},
		{"date", set_date}, {"port", set_port}, {"shard", set_shard}
	};
	const struct {
		const char *name, **at;
	} kept[] = {
		{"out", &o->out}, {"format", &o->format}, {"list", &o->list},
		{"baseline", &o->baseline}, {"title", &o->title},
		{"city", &o->city}, {"from-csv", &o->from_csv},
		{"host", &o->host}, {"editor", &o->editor}
	};

	for (size_t i = 0; i < sizeof(read) / sizeof(*read); i++)
		if (strcmp(name, read[i].name) == 0)
			return read[i].set(o, value);
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		if (strcmp(name, kept[i].name) == 0)
			*kept[i].at = value;
	return true;
}

static bool
read_option(struct options *o, const char *command, int argc,
    char *const argv[], int *i)
{
	const char *arg = argv[*i], *value;
	const struct option_form *f = find(arg, command, &value);

	if (f == NULL)
		return say(o->language, "この指定は使えません（keikaku help）",
		    "no such option (keikaku help)", arg);
	if (f->value == NULL)
		return value == NULL ? set_flag(o, f->name) :
		    say(o->language, "この指定に値は付きません",
		    "takes no value", arg);
	if (value == NULL && *i + 1 < argc)
		value = argv[++*i];
	if (value == NULL)
		return say(o->language, "値が要ります", "needs a value", arg);
	if (*value == '\0')
		return say(o->language, "値が空です", "has an empty value",
		    arg);
	return check_signs(o, value, may_have_lines(f)) &&
	    set_value(o, f->name, value);
}

int
options_command(int argc, char *const argv[])
{
	const struct option_form *f;
	const char *value;
	int i;

	for (i = 0; i < argc && argv[i][0] == '-'; i++) {
		f = find(argv[i], NULL, &value);
		if (f != NULL && f->value != NULL && value == NULL)
			i++;
	}
	return i < argc ? i : argc;
}

/* one makes the whole site or a part of it, and watches only the whole */
static bool
agree(const struct options *o)
{
	if (o->draft && o->release)
		return say(o->language,
		    "--draft と --release は一緒に使えません",
		    "--draft and --release exclude each other", "--release");
	if (o->shard.of > 0 && o->watch)
		return say(o->language,
		    "--shard と --watch は一緒に使えません",
		    "--shard and --watch exclude each other", "--watch");
	return true;
}

bool
options_read(struct options *o, const char *command, int argc, char *argv[])
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	bool operands = false;

	*o = (struct options){.folder = ".", .host = "127.0.0.1",
	    .port = PORT, .editor = "vscode://file{file}:{line}:{column}",
	    .operands = argv};
	o->workers = cores > 0 && cores < WORKERS_MOST ? (size_t)cores : 1;
	o->language = locale_language();
	for (int i = 0; i < argc; i++) {
		if (!operands && strcmp(argv[i], "--") == 0)
			operands = true;
		else if (operands || argv[i][0] != '-' || argv[i][1] == '\0') {
			if (!check_signs(o, argv[i], false))
				return false;
			argv[o->noperands++] = argv[i];
		} else if (!read_option(o, command, argc, argv, &i))
			return false;
	}
	return agree(o);
}
