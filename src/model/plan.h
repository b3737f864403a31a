#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include "model/entry.h"
#include "model/kind.h"
#include "text/picture.h"

struct status_tree;
struct term_names;

struct entities {
	struct entity **items;
	size_t n;
};

/* A file of a plan's folder files/. */
struct attachment {
	str path;               /* below files/ */
	uint64_t size;          /* bytes */
	struct picture picture; /* of a picture */
};

/* How far the plan's making has come; decides what placeholders are. */
enum plan_status {
	PLAN_SKELETON = 1, PLAN_DRAFT, PLAN_CONSULTATION, PLAN_ADOPTED,
	PLAN_CLOSED
};

/* The document itself. */
struct plan {
	struct entity entity;
	str subtitle, summary, city, code, version, status_rule;
	str ordinance, organisation, source, source_url;
	span code_at, status_rule_at;
	choice status;
	struct year published;
	struct record period, contact;
	struct texts levels, upper_plans;
	struct ref supersedes;
	struct records schedule, grades, forms, areas, fields, notices;
	struct figure tolerance;

	const struct status_tree *tree;
	const struct term_names *names; /* of its terms */
	struct entities lists[KIND_COUNT];
	struct attachment *files;
	size_t nfiles;
};

/* A guideline may have none: then the reason says so. */
struct period {
	struct year from, to;
	str value, reason;
	span value_at;
};

struct contact {
	str department, postal_code, address, phone, fax, email, url;
};

/* A step of the plan's timetable. */
struct step {
	str title, note;
	struct year years;
};

/* What is to be read beside everything of some kinds. */
struct notice {
	struct texts kinds;     /* by folder: programmes */
	str text;
};

extern const struct shape contact_shape;

/* a file below files/; NULL if it is not there */
const struct attachment *plan_file(const struct plan *, str path);
/* adds the paths that an entity of a plan leads to, in all its variants */
void plan_list_files(const struct entity *, struct arena *, struct map *);

#endif
