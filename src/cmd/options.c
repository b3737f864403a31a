#include "cmd/options.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	WORKERS_MOST = 256, SHARDS_MOST = 9999, PORT = 8000, PORT_MOST = 65535
};

const struct option_form option_forms[] = {
	{"out", 'o', "OUT", "build", "書き出すフォルダー（既定は DIR/public）",
	    "write the site here (default DIR/public)"},
	{"out", 'o', "OUT", "merge", "書き出すフォルダー（既定は public）",
	    "write the site here (default public)"},
	{"out", 'o', "OUT", "schema",
	    "書き出すファイル（all はフォルダー）",
	    "the file to write (all: a folder)"},
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
	    "まちがいの代わりに一覧を出す：外へのリンク（links）、テーマが HTML をそのまま書くところ（raw）",
	    "print a list instead: links to other sites, or where the theme "
	    "prints HTML as it is (raw)"},
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
	fprintf(stderr, "keikaku: %s: %s\n", what,
	    language == LANGUAGE_JA ? ja : en);
	return false;
}

bool
option_taken(const struct option_form *f, const char *command)
{
	const char *p = f->commands;
	size_t n = strlen(command);

	while (p != NULL) {
		if (strncmp(p, command, n) == 0 &&
		    (p[n] == '\0' || p[n] == ' '))
			return true;
		p = strchr(p, ' ');
		p = p != NULL ? p + 1 : "";
		if (*p == '\0')
			return false;
	}
	return true;
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
set(struct options *o, const struct option_form *f, const char *value)
{
	if (strcmp(f->name, "out") == 0)
		o->out = value;
	else if (strcmp(f->name, "jobs") == 0)
		return set_workers(o, value);
	else if (strcmp(f->name, "lang") == 0)
		return set_language(o, value);
	else if (strcmp(f->name, "format") == 0)
		o->format = value;
	else if (strcmp(f->name, "list") == 0)
		o->list = value;
	else if (strcmp(f->name, "baseline") == 0)
		o->baseline = value;
	else if (strcmp(f->name, "date") == 0)
		return set_date(o, value);
	else if (strcmp(f->name, "title") == 0)
		o->title = value;
	else if (strcmp(f->name, "city") == 0)
		o->city = value;
	else if (strcmp(f->name, "from-csv") == 0)
		o->from_csv = value;
	else if (strcmp(f->name, "port") == 0)
		return set_port(o, value);
	else if (strcmp(f->name, "host") == 0)
		o->host = value;
	else if (strcmp(f->name, "editor") == 0)
		o->editor = value;
	else if (strcmp(f->name, "open") == 0)
		o->open = true;
	else if (strcmp(f->name, "in-place") == 0)
		o->in_place = true;
	else if (strcmp(f->name, "shard") == 0)
		return set_shard(o, value);
	else if (strcmp(f->name, "timing") == 0)
		o->timing = true;
	else if (strcmp(f->name, "watch") == 0)
		o->watch = true;
	else if (strcmp(f->name, "write") == 0)
		o->write = true;
	else if (strcmp(f->name, "yes") == 0)
		o->yes = true;
	else if (strcmp(f->name, "rollback") == 0)
		o->rollback = true;
	else if (strcmp(f->name, "strict") == 0)
		o->strict = true;
	else if (strcmp(f->name, "draft") == 0)
		o->draft = true;
	else if (strcmp(f->name, "release") == 0)
		o->release = true;
	else if (strcmp(f->name, "quiet") == 0)
		o->quiet = true;
	else
		o->help = true;
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
	if (f->value == NULL && value != NULL)
		return say(o->language, "この指定に値は付きません",
		    "takes no value", arg);
	if (f->value != NULL && value == NULL) {
		if (*i + 1 == argc)
			return say(o->language, "値が要ります",
			    "needs a value", arg);
		value = argv[++*i];
	}
	if (f->value != NULL && *value == '\0')
		return say(o->language, "値が空です", "has an empty value",
		    arg);
	return set(o, f, value);
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
		else if (operands || argv[i][0] != '-' || argv[i][1] == '\0')
			argv[o->noperands++] = argv[i];
		else if (!read_option(o, command, argc, argv, &i))
			return false;
	}
	return agree(o);
}
