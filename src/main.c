#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/utf8.h"
#include "cmd/command.h"
#include "cmd/options.h"

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

static int
refuse(const char *name, enum language language)
{
	struct buf shown = {0};

	utf8_show_line(str_of(name), &shown);
	fprintf(stderr, language == LANGUAGE_JA ?
	    "keikaku: 「" STR_FMT "」という命令はありません\n" :
	    "keikaku: there is no command '" STR_FMT "'\n",
	    STR_ARG(buf_str(&shown)));
	buf_done(&shown);
	command_help(NULL, language, stderr);
	return EXIT_USAGE;
}

/* help, help COMMAND, COMMAND --help; without a command it is a mistake */
static int
help(const struct command *c, const struct options *o, bool asked)
{
	if (strcmp(c->name, "help") == 0 && !o->help) {
		c = o->noperands > 0 ? command_find(o->operands[0]) : NULL;
		if (c == NULL && o->noperands > 0)
			return refuse(o->operands[0], o->language);
	} else if (strcmp(c->name, "help") == 0)
		c = NULL;
	command_help(c, o->language, asked ? stdout : stderr);
	return asked ? EXIT_GOOD : EXIT_USAGE;
}

static int
run(const struct command *c, struct options *o, bool asked)
{
	if (o->help)
		return help(c, o, true);
	if (o->noperands < c->least || o->noperands > c->most) {
		command_help(c, o->language, stderr);
		return EXIT_USAGE;
	}
	if (strcmp(c->name, "version") == 0) {
		printf("keikaku %s\n", VERSION);
		return EXIT_GOOD;
	}
	if (c->run == NULL)
		return help(c, o, asked);
	if (command_folder(c) && o->noperands > 0)
		o->folder = o->operands[0];
	return c->run(o);
}

/*
 * Who finds no memory, or no thread, calls abort, here and in the libraries,
 * with ENOMEM in errno.  Output folders change in one step, which then is
 * never reached.  Any other reason to abort is a mistake of ours.
 */
static void
end(int signal)
{
	static const char said[] = "keikaku: メモリーが足りないため、"
	    "途中で終わります（out of memory）\n";

	(void)signal;
	if (errno != ENOMEM)
		return;
	(void)!write(STDERR_FILENO, said, sizeof(said) - 1);
	_exit(EXIT_MACHINE);
}

/* what was printed may not have arrived: a full disk, a closed pipe */
static int
finish(int code)
{
	if (fflush(stdout) == 0) {
		if (!ferror(stdout))
			return code;
		/* it failed before: what would it say now? */
		errno = EIO;
		(void)!write(STDOUT_FILENO, "", 0);
	}
	fprintf(stderr, "keikaku: stdout: %s\n", strerror(errno));
	return EXIT_MACHINE;
}

int
main(int argc, char *argv[])
{
	int at = options_command(argc - 1, argv + 1) + 1, n = argc - 1;
	const char *name = command_name(argc, argv, at);
	const struct command *c = command_find(name);
	struct options o;

	signal(SIGABRT, end);
	io_hold_streams();
	/* what is left are options and operands */
	if (at < argc) {
		memmove(argv + at, argv + at + 1,
		    (size_t)(argc - at) * sizeof(*argv));
		n--;
	}
	if (strcmp(name, "version") == 0 && at == argc)
		n = 0;
	if (!options_read(&o, name, n, argv + 1))
		return EXIT_USAGE;
	if (c == NULL)
		return refuse(name, o.language);
	return finish(run(c, &o, argc > 1));
}
