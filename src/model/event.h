#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "model/kind.h"

/* A date in the making of the plan. */
struct event {
	struct entity entity;
	struct year date;
	str kind, text;
};

#endif
