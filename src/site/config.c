#include "site/config.h"

#include <errno.h>
#include <string.h>

#include "base/diag.h"
#include "base/io.h"
#include "base/limit.h"
#include "model/decode.h"
#include "model/open.h"
#include "text/encoding.h"
#include "text/yaml.h"

static const struct choices levels[] = {
	{"off", "出さない"}, {"warning", "注意"}, {"error", "エラー"},
	{NULL, NULL}
};

static const struct field level_fields[] = {
	FIELD(struct level_rule, code, "メッセージの名前（[ ] の中）",
	    "the code of the message", .required = true,
	    .at = offsetof(struct level_rule, code_at), .fixed = true),
	FIELD(struct level_rule, level, "off、warning、error のどれか",
	    "off, warning or error", .required = true, .of = levels),
	FIELD(struct level_rule, reason, "その理由", "why"),
};

static const struct shape level_shape =
    SHAPE_OF(struct level_rule, "level", "メッセージの重さ", NULL,
    level_fields, .plain = NULL);

static const struct field fields[] = {
	FIELD(struct config, title, "サイトの名前", "the name of the site",
	    .required = true),
	FIELD(struct config, description, "サイトの説明（一文）",
	    "what the site is, in a sentence"),
	FIELD(struct config, base_url, "公開先の URL",
	    "where the site is published",
	    .example = "https://www.example.jp/keikaku/",
	    .at = offsetof(struct config, base_url_at), .fixed = true),
	FIELD(struct config, language, "画面の言語（ja か en）",
	    "language of the interface: ja or en",
	    .absent = "ja", .at = offsetof(struct config, language_at),
	    .fixed = true),
	FIELD(struct config, theme, "テーマの名前", "the theme",
	    .absent = "civic", .at = offsetof(struct config, theme_at),
	    .fixed = true),
	FIELD(struct config, organisation, "公開する組織",
	    "who publishes the site"),
	FIELD(struct config, licence, "利用条件", "the licence"),
	FIELD(struct config, banner, "全ページの上に出すお知らせ",
	    "a notice on top of every page"),
	FIELD(struct config, as_of, "いつ現在か", "as of when"),
	FIELD(struct config, contact, "問い合わせ先", "whom to ask",
	    .of = &contact_shape),
	FIELD(struct config, levels, "メッセージの重さ",
	    "how much messages weigh", .of = &level_shape),
	FIELD(struct config, noindex, "検索エンジンに載せない",
	    "keep it out of search engines"),
};

const struct shape config_shape =
    SHAPE(config, "site.yaml", NULL, fields);

/* what holds if nothing is written */
static void
complete(struct config *c)
{
	const struct field *f = fields;

	for (; f < fields + sizeof(fields) / sizeof(*fields); f++)
		if (f->absent != NULL && f->type == FIELD_TEXT &&
		    ((const str *)field_of(f, c))->n == 0)
			*(str *)((char *)c + f->offset) = str_of(f->absent);
}

/* http://host/ or http://host/folder/ */
static bool
is_base(str url)
{
	size_t head = str_starts(url, STR("https://")) ? 8 :
	    str_starts(url, STR("http://")) ? 7 : 0;

	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' ||
		    strchr("\"'<>?#\\", url.p[i]) != NULL)
			return false;
	return head > 0 && url.n > head + 1 && url.p[head] != '/' &&
	    str_ends(url, STR("/"));
}

static void
check_base(struct arena *a, const struct config *c, struct diags *d)
{
	str longer = str_printf(a, STR_FMT "/", STR_ARG(c->base_url));

	if (c->base_url.n == 0 || is_base(c->base_url))
		return;
	diag(d, MESSAGE_BASE_URL, c->base_url_at, WORDS(c->base_url));
	if (is_base(longer))
		diag_fix(d, MESSAGE_DID_YOU_MEAN, WORDS(longer));
}

static void
check_language(const struct config *c, struct diags *d)
{
	if (c->language.n > 0 && !str_eq(c->language, STR("ja")) &&
	    !str_eq(c->language, STR("en")))
		diag(d, MESSAGE_VALUE_CHOICE, c->language_at,
		    WORDS(STR("language"), c->language,
		    STR("ja（日本語）、en（英語）"),
		    STR("ja (Japanese), en (English)")));
}

/* a name of a folder, not a way to one */
static bool
check_theme(const struct config *c, struct diags *d)
{
	return (c->theme.p[0] != '.' &&
	    str_find(c->theme, STR("/")) == c->theme.n) ||
	    diag(d, MESSAGE_THEME_NAME, c->theme_at, WORDS(c->theme));
}

/* why site.yaml cannot be read: is it the folder, or the machine? */
static bool
is_no_site(int error)
{
	return error == ENOENT || error == ENOTDIR || error == EISDIR ||
	    error == ENXIO || error == EFBIG || error == ELOOP ||
	    error == EXDEV;
}

static const char *
folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? "." :
	    str_copy(a, (str){path, (size_t)(slash - path) + 1}).p;
}

bool
config_load(struct arena *a, const char *path, const str *unsaved,
    struct config *c, struct diags *d)
{
	struct ynode none = {.type = YNODE_MAP};
	struct passages texts = {0};
	const struct ynode *map;
	size_t before = d->errors;
	struct source *src;
	str text;

	*c = (struct config){0};
	complete(c);
	if (unsaved != NULL)
		text = *unsaved;
	else if (!io_read_inside(a, folder_of(a, path), path,
	    LIMIT_SITE_FILE, &text))
		return io_diag(d, is_no_site(errno) ? MESSAGE_CONFIG_READ :
		    MESSAGE_FILE_READ, str_of(path));
	src = source_new(a, str_of(path), text);
	if (!encoding_check(src, d))
		return false;
	map = yaml_read(a, src, 0, (uint32_t)text.n, d);
	none.at = (span){src, 0, 0};
	if (map == NULL && d->errors == before)
		map = &none;
	if (map != NULL && decode(a, map, &config_shape, NULL, c, d)) {
		translation_list(a, map, &config_shape, &c->translations);
		passage_list(a, map, &config_shape, &texts);
		open_list(a, &texts, &c->open);
	}
	check_base(a, c, d);
	check_language(c, d);
	complete(c);
	if (!check_theme(c, d))
		c->theme = (str){0};
	return d->errors == before;
}
