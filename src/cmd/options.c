#include "cmd/options.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORKERS_MOST = 256 };

const struct option_form option_forms[] = {
	{"out", 'o', "OUT", "build", "書き出すフォルダー（既定は DIR/public）",
	    "write the site here (default DIR/public)"},
	{"jobs", 'j', "N", "build", "同時に動かす数（既定は CPU の数）",
	    "threads (default: as many as there are cores)"},
	{"draft", 0, NULL, "build", "下書きと未定の値も含める",
	    "with drafts and open values"},
	{"release", 0, NULL, "build", "未定の値をすべてエラーにする",
	    "every open value is an error"},
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
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *value;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if ((value = getenv(names[i])) != NULL && *value != '\0')
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

static bool
takes(const struct option_form *f, const char *command)
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

/* --name, --name=value, -n, -nvalue */
static const struct option_form *
find(const char *arg, const char **value)
{
	const struct option_form *f;
	size_t n;

	*value = NULL;
	for (f = option_forms; f->name != NULL; f++) {
		n = strlen(f->name);
		if (strncmp(arg, "--", 2) == 0) {
			if (strncmp(arg + 2, f->name, n) != 0)
				continue;
			if (arg[2 + n] == '=')
				*value = arg + 3 + n;
			if (arg[2 + n] == '=' || arg[2 + n] == '\0')
				return f;
		} else if (f->letter != 0 && arg[1] == f->letter) {
			if (arg[2] != '\0')
				*value = arg + 2;
			return f;
		}
	}
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

static bool
set(struct options *o, const struct option_form *f, const char *value)
{
	if (strcmp(f->name, "out") == 0)
		o->out = value;
	else if (strcmp(f->name, "jobs") == 0)
		return set_workers(o, value);
	else if (strcmp(f->name, "lang") == 0)
		return set_language(o, value);
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
	const struct option_form *f = find(arg, &value);

	if (f == NULL || !takes(f, command))
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
		f = find(argv[i], &value);
		if (f != NULL && f->value != NULL && value == NULL)
			i++;
	}
	return i < argc ? i : argc;
}

bool
options_read(struct options *o, const char *command, int argc,
    char *const argv[])
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	bool operands = false;
	const size_t most = sizeof(o->operands) / sizeof(*o->operands);

	*o = (struct options){.folder = "."};
	o->workers = cores > 0 && cores < WORKERS_MOST ? (size_t)cores : 1;
	o->language = locale_language();
	for (int i = 0; i < argc; i++) {
		if (!operands && strcmp(argv[i], "--") == 0)
			operands = true;
		else if (!operands && argv[i][0] == '-' && argv[i][1] != '\0') {
			if (!read_option(o, command, argc, argv, &i))
				return false;
		} else if (o->noperands == most)
			return say(o->language, "多すぎます", "one too many",
			    argv[i]);
		else
			o->operands[o->noperands++] = argv[i];
	}
	return (!o->draft || !o->release) || say(o->language,
	    "--draft と --release は一緒に使えません",
	    "--draft and --release exclude each other", "--release");
}
