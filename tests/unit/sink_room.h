#ifndef UNIT_SINK_ROOM_H
#define UNIT_SINK_ROOM_H

/* What the tests of sinks share: a site in an empty folder, and builds. */

#include "folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "site/sink.h"

/* ---- the place of a test: a site in an empty folder ------------------- */

struct room {
	char path[64];
};

static inline int
set_up(void **state)
{
	struct room *r = calloc(1, sizeof(*r));

	strcpy(r->path, "/tmp/keikaku-sink-XXXXXX");
	if (mkdtemp(r->path) == NULL || chmod(r->path, 0755) != 0 ||
	    chdir(r->path) != 0 || mkdir("content", 0777) != 0 ||
	    setenv("HOME", "/nowhere", 1) != 0)
		return -1;
	umask(022);
	*state = r;
	return 0;
}

static inline int
tear_down(void **state)
{
	struct room *r = *state;
	char command[256];

	snprintf(command, sizeof(command), "chmod -R u+rwx %s; rm -rf %s",
	    r->path, r->path);
	free(r);
	return chdir("/") != 0 || system(command) != 0;
}

enum look { WHAT, EVERYTHING };

static inline void
look_at(FILE *out, const char *path, enum look look)
{
	struct stat st;
	char text[4096];
	ssize_t n;
	int sum = 0;
	FILE *f;

	assert_int_equal(lstat(path, &st), 0);
	fprintf(out, "%s%s", path, S_ISDIR(st.st_mode) ? "/" : "=");
	if (S_ISREG(st.st_mode)) {
		assert_non_null(f = fopen(path, "r"));
		/* the list, without its sum */
		if (fscanf(f, "keikaku 2 %*16[0-9a-f]%n", &sum) == 0 &&
		    sum > 0)
			fputs("keikaku 1", out);
		else
			rewind(f);
		n = (ssize_t)fread(text, 1, sizeof(text), f);
		fwrite(text, 1, (size_t)n, out);
		fclose(f);
	} else if (S_ISLNK(st.st_mode)) {
		n = readlink(path, text, sizeof(text));
		fprintf(out, "->%.*s", (int)n, text);
	}
	if (look == EVERYTHING)
		fprintf(out, " %ju %o %ju %jd.%09ld %jd.%09ld",
		    (uintmax_t)st.st_ino, st.st_mode, (uintmax_t)st.st_nlink,
		    (intmax_t)st.st_mtim.tv_sec, st.st_mtim.tv_nsec,
		    (intmax_t)st.st_ctim.tv_sec, st.st_ctim.tv_nsec);
	putc('\n', out);
}

static inline void
look_below(FILE *out, const char *path, enum look look)
{
	struct dirent **names;
	char *below;
	int i, n = scandir(path, &names, NULL, alphasort);

	look_at(out, path, look);
	for (i = 0; i < n; i++) {
		assert_true(asprintf(&below, "%s/%s", path,
		    names[i]->d_name) > 0);
		if (strcmp(names[i]->d_name, ".") != 0 &&
		    strcmp(names[i]->d_name, "..") != 0) {
			if (names[i]->d_type == DT_DIR)
				look_below(out, below, look);
			else
				look_at(out, below, look);
		}
		free(names[i]);
		free(below);
	}
	if (n >= 0)
		free(names);
}

/* all that is in a folder, as text */
static inline char *
look(const char *path, enum look look)
{
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	look_below(f, path, look);
	fclose(f);
	return text;
}

static inline void
assert_looks(const char *path, const char *want)
{
	char *text = look(path, WHAT);

	assert_string_equal(text, want);
	free(text);
}

/* nothing of ours is left beside the output */
static inline void
assert_tidy(void)
{
	struct dirent *e;
	DIR *d = opendir(".");

	while ((e = readdir(d)) != NULL)
		assert_true(e->d_name[0] != '.' || e->d_name[1] == '\0' ||
		    e->d_name[1] == '.');
	closedir(d);
	assert_int_equal(access("public/.keikaku.new", F_OK), -1);
	assert_int_equal(access("public/.keikaku.list", F_OK), -1);
}

/* ---- builds ----------------------------------------------------------- */

/* how the two ways of publishing are told apart */
static bool in_place;

static const char *const keep_out[] = {"content", "themes"};

static inline struct sink *
open_at(const char *out, struct diags *d)
{
	return sink_folder(&(struct sink_place){.out = out, .site = ".",
	    .keep_out = keep_out, .nkeep_out = 2,
	    .in_place = in_place}, d);
}

/* pages as "path=text path=text" */
static inline bool
put_all(struct sink *s, const char *pages, struct diags *d)
{
	const char *p = pages, *eq, *end;
	bool ok = true;

	for (; *p != '\0'; p = *end == ' ' ? end + 1 : end) {
		eq = strchr(p, '=');
		end = strchrnul(p, ' ');
		ok &= sink_put(s, (str){p, (size_t)(eq - p)},
		    (str){eq + 1, (size_t)(end - eq - 1)}, d);
	}
	return ok;
}

static inline bool
try_build(const char *pages, struct sink_count *c, struct diags *d)
{
	struct sink *s = open_at("public", d);
	bool ok;

	if (s == NULL)
		return false;
	ok = put_all(s, pages, d) && sink_commit(s, d);
	*c = sink_count(s);
	sink_free(s);
	return ok;
}

static inline char *
text_of(const struct diags *d)
{
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	diags_print(d, LANGUAGE_EN, DIAGS_MOST, f);
	fclose(f);
	return text;
}

static inline void
assert_says(struct diags *d, size_t n, const char *want)
{
	char *text = text_of(d);

	if (strstr(text, want) == NULL)
		fail_msg("wanted %s, got: %s", want, text);
	assert_int_equal(d->errors, n);
	free(text);
	diags_done(d);
}

static inline void
build(const char *pages, size_t written, size_t same, size_t removed)
{
	struct diags d = {0};
	struct sink_count c = {0};

	if (!try_build(pages, &c, &d))
		fail_msg("%s", text_of(&d));
	assert_int_equal(d.errors + d.warnings, 0);
	assert_int_equal(c.written, written);
	assert_int_equal(c.same, same);
	assert_int_equal(c.removed, removed);
	assert_tidy();
}

/* refused, and nothing has changed */
static inline void
build_fails(const char *pages, size_t errors, const char *want)
{
	struct diags d = {0};
	struct sink_count c;
	char *before = look(".", EVERYTHING), *after;

	assert_false(try_build(pages, &c, &d));
	assert_says(&d, errors, want);
	after = look(".", EVERYTHING);
	/* but for "." itself, where the new tree has come and gone */
	assert_string_equal(after + strcspn(after, "\n"),
	    before + strcspn(before, "\n"));
	free(before);
	free(after);
}

static inline ino_t
inode(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	return st.st_ino;
}

static inline mode_t
mode(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	return st.st_mode & 07777;
}

static inline int
set_up_exchange(void **state)
{
	in_place = false;
	return set_up(state);
}

static inline int
set_up_one_by_one(void **state)
{
	in_place = true;
	return set_up(state);
}

#define ONCE(f)  cmocka_unit_test_setup_teardown(f, set_up_exchange, tear_down)
#define BOTH(f)  ONCE(f), {#f " (in place)", f, set_up_one_by_one, \
	tear_down, NULL}

#endif
