#include <stdio.h>
#include <string.h>

#include "cmd/command.h"
#include "cmd/options.h"

static const struct {
	const char *name, *operands;
	size_t least, most;             /* operands */
	int (*run)(const struct options *);
	const char *ja, *en;
} commands[] = {
	{"build", "[DIR]", 0, 1, build, "サイトをつくる",
	    "make the site"},
	{"new", "site PATH | plan ID", 2, 2, new,
	    "サイトや計画のひな形をつくる", "start a site or a plan"},
	{"version", "", 0, 0, NULL, "版を表示する", "print the version"},
	{"help", "", 0, 0, NULL, "この説明を表示する", "print this help"},
};

enum { COMMANDS = sizeof(commands) / sizeof(*commands) };

static int
help(enum language language, FILE *f)
{
	const struct option_form *o;
	bool ja = language == LANGUAGE_JA;
	char form[32];

	fprintf(f, ja ? "使い方：keikaku 命令 [指定]\n\n" :
	    "usage: keikaku COMMAND [OPTIONS]\n\n");
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(f, "  %-8s %-20s %s\n", commands[i].name,
		    commands[i].operands,
		    ja ? commands[i].ja : commands[i].en);
	putc('\n', f);
	for (o = option_forms; o->name != NULL; o++) {
		snprintf(form, sizeof(form), "--%s%s%s", o->name,
		    o->value != NULL ? " " : "",
		    o->value != NULL ? o->value : "");
		fprintf(f, "  %c%c %-18s %s\n", o->letter ? '-' : ' ',
		    o->letter ? o->letter : ' ', form, ja ? o->ja : o->en);
	}
	fprintf(f, ja ? "\n例：keikaku build -o public\n" :
	    "\nexample: keikaku build -o public\n");
	return f == stdout ? EXIT_GOOD : EXIT_USAGE;
}

static int
find(const char *name)
{
	for (int i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return i;
	return -1;
}

/* help and version are asked for in two ways */
static const char *
command_name(int argc, char *const argv[], int at)
{
	if (at < argc)
		return argv[at];
	for (int i = 0; i < argc; i++)
		if (strcmp(argv[i], "--version") == 0)
			return "version";
	return "help";
}

int
main(int argc, char *argv[])
{
	int at = options_command(argc - 1, argv + 1) + 1, n = argc - 1, c;
	const char *name = command_name(argc, argv, at);
	bool asked = argc > 1;
	struct options o;

	/* what is left are options and operands */
	if (at < argc) {
		memmove(argv + at, argv + at + 1,
		    (size_t)(argc - at) * sizeof(*argv));
		n--;
	}
	c = find(name);
	if (strcmp(name, "version") == 0 && at == argc)
		n = 0;
	if (!options_read(&o, name, n, argv + 1))
		return EXIT_USAGE;
	if (c < 0) {
		fprintf(stderr, o.language == LANGUAGE_JA ?
		    "keikaku: 「%s」という命令はありません\n" :
		    "keikaku: there is no command '%s'\n", name);
		return help(o.language, stderr);
	}
	if (o.help || strcmp(name, "help") == 0)
		return help(o.language, asked ? stdout : stderr);
	if (strcmp(name, "version") == 0) {
		printf("keikaku %s\n", VERSION);
		return EXIT_GOOD;
	}
	if (o.noperands < commands[c].least ||
	    o.noperands > commands[c].most) {
		fprintf(stderr, "keikaku %s %s\n", name, commands[c].operands);
		return EXIT_USAGE;
	}
	if (commands[c].run == build && o.noperands > 0)
		o.folder = o.operands[0];
	return commands[c].run(&o);
}
