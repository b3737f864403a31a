#include "cmd/schema.h"

#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/limit.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "model/schema.h"
#include "script/theme_yaml.h"
#include "site/config.h"

const char schema_folder[] = ".keikaku/schema";

static bool
print(const char *name, enum language language, struct buf *out)
{
	const struct kind *k = kind_find(str_of(name));

	if (strcmp(name, "site") == 0)
		schema_map(&config_shape, language, out);
	else if (strcmp(name, "theme") == 0)
		schema_map(&theme_shape, language, out);
	else if (k != NULL)
		schema_kind(k, language, out);
	return k != NULL || out->n > 0;
}

static bool
fail(const struct options *o, const char *path)
{
	fprintf(stderr, "keikaku: %s: %s\n", path, io_reason(o->language));
	return false;
}

/* a new file, or other bytes for the old one, inside of a folder */
static bool
keep(struct arena *a, const char *root, const char *path, str bytes)
{
	str old;

	if (!io_exists(path))
		return io_write_new_inside(root, path, bytes);
	return io_read_inside(a, root, path, LIMIT_FILE, &old) &&
	    (str_eq(old, bytes) ||
	    io_replace_inside(root, path, old, bytes));
}

static bool
write_one(const struct options *o, const char *root, const char *folder,
    const char *name)
{
	struct arena a = {0};
	const char *path = str_printf(&a, "%s/%s.json", folder, name).p;
	struct buf b = {0};
	bool ok;

	print(name, o->language, &b);
	ok = keep(&a, root, path, buf_str(&b)) || fail(o, path);
	if (ok && !o->quiet)
		printf("%s\n", path);
	buf_done(&b);
	arena_done(&a);
	return ok;
}

bool
schema_write(const struct options *o, const char *root, const char *folder)
{
	bool ok = write_one(o, root, folder, "site") &&
	    write_one(o, root, folder, "theme");

	for (size_t i = 0; ok && i < KIND_COUNT; i++)
		ok = write_one(o, root, folder, kinds[i]->shape.name);
	return ok;
}

/* where to is the user's word, and may be a link */
static bool
write_to(const struct options *o)
{
	return io_make_folder(o->out) ? schema_write(o, o->out, o->out) :
	    fail(o, o->out);
}

static bool
write_file(const char *path, str bytes)
{
	return io_exists(path) ? io_replace(path, bytes) :
	    io_write_new(path, bytes);
}

static int
write_all(const struct options *o)
{
	if (o->out == NULL && !io_exists("site.yaml")) {
		fprintf(stderr, o->language == LANGUAGE_JA ?
		    "keikaku: ここに site.yaml がありません。サイトのフォルダーで"
		    "実行するか、-o で書き出すフォルダーを指定してください。\n" :
		    "keikaku: no site.yaml here; run it in the site's folder, "
		    "or name a folder with -o.\n");
		return EXIT_USAGE;
	}
	return (o->out != NULL ? write_to(o) : schema_write(o, ".",
	    schema_folder)) ? EXIT_GOOD : EXIT_MACHINE;
}

int
schema(const struct options *o)
{
	const char *name = o->operands[0];
	struct buf b = {0};
	int code = EXIT_GOOD;

	if (strcmp(name, "all") == 0)
		return write_all(o);
	if (!print(name, o->language, &b)) {
		fprintf(stderr, o->language == LANGUAGE_JA ?
		    "keikaku: 「%s」という種類はありません（keikaku help schema）\n" :
		    "keikaku: there is no kind '%s' (keikaku help schema)\n",
		    name);
		code = EXIT_USAGE;
	} else if (o->out == NULL)
		fwrite(b.p, 1, b.n, stdout);
	else if (!write_file(o->out, buf_str(&b))) {
		fail(o, o->out);
		code = EXIT_MACHINE;
	}
	buf_done(&b);
	return code;
}
