#include <string.h>

#include "base/buf.h"
#include "cmd/command.h"
#include "cmd/options.h"

/*
 * Completion for shells, printed from the tables of commands and options.
 */

/* ---- what stands where ------------------------------------------------------- */

enum takes { TAKES_NOTHING, TAKES_WORDS, TAKES_FOLDER, TAKES_FILE };

/* what the value of an option is: ja|en, OUT, FILE, or something else */
static enum takes
takes(const struct option_form *f)
{
	if (f->value == NULL)
		return TAKES_NOTHING;
	if (strchr(f->value, '|') != NULL)
		return TAKES_WORDS;
	if (strcmp(f->value, "OUT") == 0)
		return TAKES_FOLDER;
	return strcmp(f->value, "FILE") == 0 ? TAKES_FILE : TAKES_NOTHING;
}

/* does it take folders? */
static bool
on_folders(const struct command *c)
{
	return command_folder(c) || strcmp(c->operands, "OLD NEW") == 0 ||
	    strcmp(c->operands, "PART...") == 0 ||
	    strcmp(c->operands, "TARGET [DIR]") == 0;
}

/* words apart by | or blanks, apart by blanks */
static void
put_words(const char *list, struct buf *out)
{
	for (; *list != '\0'; list++)
		buf_putc(out, *list == '|' ? ' ' : *list);
}

/* a text between '', with a backslash before some characters */
static void
put_quoted(const char *text, const char *special, struct buf *out)
{
	for (; *text != '\0'; text++)
		if (*text == '\'')
			buf_puts(out, "'\\''");
		else {
			if (strchr(special, *text) != NULL)
				buf_putc(out, '\\');
			buf_putc(out, *text);
		}
}

static const char *
meaning(const char *ja, const char *en, enum language language)
{
	return language == LANGUAGE_JA ? ja : en;
}

/* ---- bash ----------------------------------------------------------------------- */

static void
bash_values(const struct command *c, struct buf *out)
{
	const struct option_form *f;

	for (f = option_forms; f->name != NULL; f++) {
		if (f->value == NULL || !option_taken(f, c->name))
			continue;
		buf_printf(out, "\t%s:--%s", c->name, f->name);
		if (f->letter != 0)
			buf_printf(out, "|%s:-%c", c->name, f->letter);
		buf_puts(out, ") ");
		if (takes(f) == TAKES_WORDS) {
			buf_puts(out, "words='");
			put_words(f->value, out);
			buf_puts(out, "'");
		} else if (takes(f) == TAKES_NOTHING)
			buf_puts(out, ":");
		else
			buf_printf(out, "files=-%c",
			    takes(f) == TAKES_FOLDER ? 'd' : 'f');
		buf_puts(out, " ;;\n");
	}
}

static void
bash_words(const struct command *c, struct buf *out)
{
	const struct option_form *f;

	buf_printf(out, "\t%s:-*) words='", c->name);
	for (f = option_forms; f->name != NULL; f++)
		if (option_taken(f, c->name))
			buf_printf(out, "--%s ", f->name);
	buf_printf(out, "' ;;\n\t%s:*) words='", c->name);
	command_words(c, out);
	buf_printf(out, "'%s ;;\n", on_folders(c) ? " files=-d" : "");
}

static void
bash(enum language language, struct buf *out)
{
	const struct command *c;

	(void)language;
	buf_puts(out,
	    "# keikaku completion bash\n"
	    "_keikaku() {\n"
	    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} command= words= files= i\n"
	    "\tlocal prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
	    "\t[ \"$prev\" = = ] && prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
	    "\t[ \"$cur\" = = ] && cur=\n"
	    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	    "\t\tcase ${COMP_WORDS[i]} in\n\t\t");
	for (c = commands; c->name != NULL; c++)
		buf_printf(out, "%s%s", c == commands ? "" : "|", c->name);
	buf_puts(out, ")\n"
	    "\t\t\tcommand=${COMP_WORDS[i]}\n"
	    "\t\t\tbreak ;;\n"
	    "\t\tesac\n"
	    "\tdone\n"
	    "\tcase $command:$prev in\n");
	for (c = commands; c->name != NULL; c++)
		bash_values(c, out);
	buf_puts(out, "\t*) case $command:$cur in\n\t:*) words='");
	for (c = commands; c->name != NULL; c++)
		buf_printf(out, "%s ", c->name);
	buf_puts(out, "' ;;\n");
	for (c = commands; c->name != NULL; c++)
		bash_words(c, out);
	buf_puts(out, "\tesac ;;\n\tesac\n"
	    "\tCOMPREPLY=()\n"
	    "\t[ -z \"$words\" ] ||\n"
	    "\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
	    "\t[ -z \"$files\" ] || {\n"
	    "\t\tcompopt -o filenames 2>/dev/null\n"
	    "\t\tmapfile -t COMPREPLY < <(compgen \"$files\" -- \"$cur\")\n"
	    "\t}\n"
	    "}\n"
	    "complete -F _keikaku keikaku\n");
}

/* ---- zsh ------------------------------------------------------------------------ */

static void
zsh_option(const struct option_form *f, enum language language,
    struct buf *out)
{
	static const char *const actions[] = {
		[TAKES_NOTHING] = " ", [TAKES_FOLDER] = "_files -/",
		[TAKES_FILE] = "_files"
	};

	if (f->letter != 0)
		buf_printf(out, " \\\n\t\t\t'(-%c --%s)'{-%c%s,--%s%s}'[",
		    f->letter, f->name, f->letter,
		    f->value != NULL ? "+" : "", f->name,
		    f->value != NULL ? "=" : "");
	else
		buf_printf(out, " \\\n\t\t\t'--%s%s[", f->name,
		    f->value != NULL ? "=" : "");
	put_quoted(meaning(f->ja, f->en, language), "[]:\\", out);
	buf_putc(out, ']');
	if (f->value != NULL) {
		buf_printf(out, ":%s:", f->name);
		if (takes(f) == TAKES_WORDS) {
			buf_putc(out, '(');
			put_words(f->value, out);
			buf_putc(out, ')');
		} else
			buf_puts(out, actions[takes(f)]);
	}
	buf_putc(out, '\'');
}

static void
zsh_command(const struct command *c, enum language language,
    struct buf *out)
{
	const struct option_form *f;

	buf_printf(out, "\t\t%s)\n\t\t\t_arguments -s", c->name);
	for (f = option_forms; f->name != NULL; f++)
		if (option_taken(f, c->name))
			zsh_option(f, language, out);
	if (c->words != NULL) {
		buf_puts(out, " \\\n\t\t\t'1: :(");
		command_words(c, out);
		buf_puts(out, ")'");
	} else if (on_folders(c))
		buf_puts(out, " \\\n\t\t\t'*:folder:_files -/'");
	buf_puts(out, " ;;\n");
}

static void
zsh(enum language language, struct buf *out)
{
	const struct command *c;

	buf_puts(out, "#compdef keikaku\n"
	    "# keikaku completion zsh\n"
	    "_keikaku() {\n"
	    "\tlocal state line curcontext=$curcontext\n"
	    "\tlocal -a commands\n"
	    "\tcommands=(\n");
	for (c = commands; c->name != NULL; c++) {
		buf_printf(out, "\t\t'%s:", c->name);
		put_quoted(meaning(c->ja, c->en, language), ":\\", out);
		buf_puts(out, "'\n");
	}
	buf_puts(out, "\t)\n"
	    "\t_arguments -C '1:command:->command' '*::argument:->argument'\n"
	    "\tcase $state in\n"
	    "\tcommand) _describe -t commands command commands ;;\n"
	    "\targument)\n"
	    "\t\tcase $words[1] in\n");
	for (c = commands; c->name != NULL; c++)
		zsh_command(c, language, out);
	buf_puts(out, "\t\tesac ;;\n\tesac\n}\n"
	    "if [ \"$funcstack[1]\" = _keikaku ]; then\n"
	    "\t_keikaku \"$@\"\n"
	    "else\n"
	    "\tcompdef _keikaku keikaku\n"
	    "fi\n");
}

/* ---- fish ----------------------------------------------------------------------- */

static void
fish_option(const struct command *c, const struct option_form *f,
    enum language language, struct buf *out)
{
	buf_printf(out, "complete -c keikaku "
	    "-n '__fish_seen_subcommand_from %s' -l %s", c->name, f->name);
	if (f->letter != 0)
		buf_printf(out, " -s %c", f->letter);
	if (takes(f) == TAKES_WORDS) {
		buf_puts(out, " -x -a '");
		put_words(f->value, out);
		buf_puts(out, "'");
	} else if (takes(f) == TAKES_FOLDER)
		buf_puts(out, " -x -a '(__fish_complete_directories)'");
	else if (f->value != NULL)
		buf_puts(out, takes(f) == TAKES_FILE ? " -r -F" : " -x");
	buf_puts(out, " -d '");
	put_quoted(meaning(f->ja, f->en, language), "\\", out);
	buf_puts(out, "'\n");
}

static void
fish_command(const struct command *c, enum language language,
    struct buf *out)
{
	const struct option_form *f;

	buf_printf(out, "complete -c keikaku -n __fish_use_subcommand -a %s "
	    "-d '", c->name);
	put_quoted(meaning(c->ja, c->en, language), "\\", out);
	buf_puts(out, "'\n");
	for (f = option_forms; f->name != NULL; f++)
		if (option_taken(f, c->name))
			fish_option(c, f, language, out);
	if (c->words == NULL && !on_folders(c))
		return;
	buf_printf(out, "complete -c keikaku "
	    "-n '__fish_seen_subcommand_from %s' -a '", c->name);
	if (c->words != NULL)
		command_words(c, out);
	else
		buf_puts(out, "(__fish_complete_directories)");
	buf_puts(out, "'\n");
}

static void
fish(enum language language, struct buf *out)
{
	const struct command *c;

	buf_puts(out, "# keikaku completion fish\n"
	    "complete -c keikaku -f\n");
	for (c = commands; c->name != NULL; c++)
		fish_command(c, language, out);
}

/* ---- all ------------------------------------------------------------------------ */

int
completion(const struct options *o)
{
	static const struct {
		const char *name;
		void (*put)(enum language, struct buf *);
	} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
	const char *name = o->operands[0];
	struct buf b = {0};

	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++)
		if (strcmp(shells[i].name, name) == 0)
			shells[i].put(o->language, &b);
	if (b.n == 0) {
		command_help(command_find("completion"), o->language, stderr);
		return EXIT_USAGE;
	}
	fwrite(b.p, 1, b.n, stdout);
	buf_done(&b);
	return EXIT_GOOD;
}
