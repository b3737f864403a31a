#include "model/model.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/diag.h"

/* how a child ends that writes there what is there */
static int
signal_of_write(const void *at)
{
	const struct rlimit none = {0, 0};
	volatile char *byte = (char *)(uintptr_t)at;
	const pid_t child = fork();
	int status;

	if (child == 0) {
		setrlimit(RLIMIT_CORE, &none);
		/* not the report of a sanitizer */
		signal(SIGSEGV, SIG_DFL);
		*byte = *byte;
		_exit(0);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

/* of its own memory, and of that of the plans that it is made of */
static void
assert_sealed(const struct model *m)
{
	const struct {
		const char *what;
		const void *at;
	} places[] = {
		{"the list of plans", m->plans.items},
		{"a plan", m->plans.items[0]},
		{"another plan", m->plans.items[1]},
		{"the text of a file", m->plans.items[0]->title.p},
		{"all entities", m->entities},
		{"an entity", m->entities[m->n - 1]},
		{"what leads back", m->backs}
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		if (signal_of_write(places[i].at) != SIGSEGV)
			fail_msg("%s", places[i].what);
}

static void
nothing_of_it_can_be_written(void **state)
{
	const struct model_options o = {.content = "tests/sites/town/content",
	    .workers = 2};
	struct diags d = {0};
	struct model m;

	(void)state;
	assert_true(model_load(&m, &o, &d));
	assert_true(m.plans.n > 1 && m.n > 0 && m.nbacks > 0);
	assert_sealed(&m);
	model_done(&m);
	diags_done(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_of_it_can_be_written)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
