/*
 * The least that a build has to do: read the sources, let libyaml and cmark
 * parse them, write as many files of as many bytes as the built site has.  No
 * model, no templates, no checks.
 *
 *	floor CONTENT BUILT OUT
 *
 * On two threads; OUT must not be there.
 */
#include <cmark.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

enum { THREADS = 2, FILES_MOST = 1 << 20 };

struct file {
	char *path;
	size_t size;
};

struct files {
	struct file *items;
	size_t n;
	_Atomic size_t next;
};

static struct files sources, pages, *listed;
static const char *built, *out;
static char *blank;

static void
fail(const char *what)
{
	fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* ---- what there is ---- */

static int
see(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	char to[4096];

	(void)ftw;
	if (type == FTW_D && listed == &pages) {
		snprintf(to, sizeof(to), "%s%s", out, path + strlen(built));
		if (mkdir(to, 0777) != 0)
			fail(to);
	}
	if (type != FTW_F || listed->n == FILES_MOST)
		return 0;
	listed->items[listed->n++] = (struct file){strdup(path),
	    (size_t)st->st_size};
	return 0;
}

static size_t
list(struct files *f, const char *folder)
{
	size_t most = 0;

	listed = f;
	f->items = calloc(FILES_MOST, sizeof(*f->items));
	if (f->items == NULL || nftw(folder, see, 64, FTW_PHYS) != 0)
		fail(folder);
	for (size_t i = 0; i < f->n; i++)
		if (f->items[i].size > most)
			most = f->items[i].size;
	return most;
}

/* ---- one file ---- */

static void
parse_yaml(const char *text, size_t n)
{
	yaml_parser_t parser;
	yaml_document_t document;

	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, n);
	if (yaml_parser_load(&parser, &document))
		yaml_document_delete(&document);
	yaml_parser_delete(&parser);
}

static void
read_one(const struct file *f)
{
	char *text = malloc(f->size + 1), *end, *html;
	int fd = open(f->path, O_RDONLY);
	ssize_t n;

	if (fd < 0 || text == NULL || (n = read(fd, text, f->size)) < 0)
		fail(f->path);
	close(fd);
	text[n] = '\0';
	if (strncmp(text, "---\n", 4) == 0 &&
	    (end = strstr(text + 4, "\n---\n")) != NULL) {
		parse_yaml(text + 4, (size_t)(end + 1 - text - 4));
		html = cmark_markdown_to_html(end + 5,
		    (size_t)n - (size_t)(end + 5 - text),
		    CMARK_OPT_DEFAULT);
		free(html);
	}
	free(text);
}

static void
write_one(const struct file *f)
{
	char to[4096];
	int fd;

	snprintf(to, sizeof(to), "%s%s", out, f->path + strlen(built));
	fd = open(to, O_WRONLY | O_CREAT | O_EXCL, 0666);
	if (fd < 0 || write(fd, blank, f->size) != (ssize_t)f->size)
		fail(to);
	close(fd);
}

static void *
work(void *unused)
{
	size_t i;

	(void)unused;
	while ((i = sources.next++) < sources.n)
		read_one(&sources.items[i]);
	while ((i = pages.next++) < pages.n)
		write_one(&pages.items[i]);
	return NULL;
}

int
main(int argc, char **argv)
{
	pthread_t thread[THREADS];
	size_t most;

	if (argc != 4) {
		fputs("usage: floor CONTENT BUILT OUT\n", stderr);
		return 2;
	}
	built = argv[2];
	out = argv[3];
	list(&sources, argv[1]);
	most = list(&pages, built);
	if ((blank = calloc(1, most + 1)) == NULL)
		fail("memory");
	for (int i = 0; i < THREADS; i++)
		pthread_create(&thread[i], NULL, work, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(thread[i], NULL);
	return 0;
}
