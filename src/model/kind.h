#ifndef MODEL_KIND_H
#define MODEL_KIND_H

#include "model/passage.h"
#include "model/translation.h"

struct diags;
struct md_facts;
struct plan;

/* What every entity starts with. */
struct entity {
	const struct kind *kind;
	const struct plan *plan;        /* itself for a plan; NULL for a page */
	size_t no;                      /* its place in the model */
	span at;                        /* its id */
	uint32_t from;                  /* where it begins in that source */
	span body;                      /* Markdown; src is NULL if none */
	const struct md_facts *facts;   /* of the body; NULL if none */
	struct refs *backs;             /* by struct back's slot */
	struct refs mentioned_by;       /* those whose bodies link here */
	str id, title, number;
	bool draft;
	struct texts aliases, notes;
	struct records accept;          /* struct acceptance */
	struct passages texts;          /* of YAML or a row, as written */
	struct translations translations;
	/* of x.en.md, x.easy.md: body, facts, texts; NULL if there is none */
	struct entity *variants[VARIANT_COUNT];
	struct texts open;              /* what its texts leave open */
	span *rows;                     /* of sheets that hold its lists */
	size_t nrows;
};

/* A finding of check that is as it should be, and why. */
struct acceptance {
	str code, reason;
	span code_at;
};

/* How the entities of a kind are published. */
enum kind_pages {
	PAGES_EACH,             /* folder/id.html, and folder/index.html */
	PAGES_LIST,             /* one page for all: list#id */
	PAGES_NONE              /* rows of another page */
};

/*
 * A sort of entity.  One file kind_NAME.c defines it, and one line in
 * kinds.def lists it; nothing else names it.
 */
struct kind {
	size_t no;              /* its place in kinds[] */
	struct shape shape;
	const char *folder;     /* file, folder, JSON array, url: goals */
	enum kind_pages pages;
	const char *list;       /* of PAGES_LIST: glossary.html */
	bool rows;              /* from folder.csv; no id, title or page */
	bool of_site;           /* below content/, not below a plan */
	const char *ja, *en;    /* what it is, in one sentence */
	/*
	 * facts that no single field can tell, and what stands for a word
	 * from here on; may be NULL
	 */
	void (*check)(struct entity *, struct diags *);
};

enum kind_no {
#define KIND(name) KIND_##name,
#include "model/kinds.def"
#undef KIND
	KIND_COUNT
};

#define KIND(name) extern const struct kind kind_##name;
#include "model/kinds.def"
#undef KIND

extern const struct shape entity_shape;         /* id, title, number, … */
extern const struct kind *const kinds[KIND_COUNT];

/* by name (goal) or by folder (goals); NULL if there is none */
const struct kind *kind_find(str name);
const struct kind *kind_find_folder(str folder);
/* does it form a tree, so that children may stand inside? */
bool kind_is_tree(const struct kind *);
/* may it be an id? */
bool kind_id(str id);
/* of its body in a variant; NULL if there is none */
const struct md_facts *entity_facts(const struct entity *, enum variant);

#endif
