#include "cmd/schema.h"

#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
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

/* a new file, or other bytes for the old one */
static bool
keep(const char *path, str bytes)
{
	if (io_exists(path))
		return io_replace(path, bytes);
	return io_write_new(path, bytes);
}

static bool
write_one(const struct options *o, const char *folder, const char *name)
{
	struct arena a = {0};
	const char *path = str_printf(&a, "%s/%s.json", folder, name).p;
	struct buf b = {0};
	bool ok;

	print(name, o->language, &b);
	ok = keep(path, buf_str(&b));
	if (!ok)
		fprintf(stderr, "keikaku: %s: %s\n", path, strerror(errno));
	else if (!o->quiet)
		printf("%s\n", path);
	buf_done(&b);
	arena_done(&a);
	return ok;
}

bool
schema_write(const struct options *o, const char *folder)
{
	bool ok = io_make_folder(folder);

	if (!ok)
		fprintf(stderr, "keikaku: %s: %s\n", folder, strerror(errno));
	ok = ok && write_one(o, folder, "site") &&
	    write_one(o, folder, "theme");
	for (size_t i = 0; ok && i < KIND_COUNT; i++)
		ok = write_one(o, folder, kinds[i]->shape.name);
	return ok;
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
	return schema_write(o, o->out != NULL ? o->out : schema_folder) ?
	    EXIT_GOOD : EXIT_MACHINE;
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
	else if (!keep(o->out, buf_str(&b))) {
		fprintf(stderr, "keikaku: %s: %s\n", o->out, strerror(errno));
		code = EXIT_MACHINE;
	}
	buf_done(&b);
	return code;
}
