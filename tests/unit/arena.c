#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* a block, just beyond it, many, and more than one usually has */
static const size_t SIZES[] = {1, 15, 16, 17, 4000, 4096, 5000, 65536,
    1 << 20, 3 << 20};
enum { NSIZES = sizeof(SIZES) / sizeof(*SIZES) };

static void
assert_bytes(const char *p, size_t n, size_t byte)
{
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++)
		wrong += p[i] != (char)byte;
	assert_int_equal(wrong, 0);
}

static void
assert_zeroed(const char *p, size_t n)
{
	assert_bytes(p, n, 0);
}

/* takes memory of all sizes, each zeroed and apart from the others */
static void
fill(struct arena *a)
{
	char *all[NSIZES];
	size_t i;

	for (i = 0; i < NSIZES; i++) {
		all[i] = arena_alloc(a, SIZES[i]);
		assert_int_equal((uintptr_t)all[i] % _Alignof(max_align_t), 0);
		assert_zeroed(all[i], SIZES[i]);
		memset(all[i], (int)i + 1, SIZES[i]);
	}
	for (i = 0; i < NSIZES; i++)
		assert_bytes(all[i], SIZES[i], i + 1);
}

static void
memory_is_zeroed(void **state)
{
	struct arena small = {0}, pages = {.pages = true};

	(void)state;
	for (int i = 0; i < 5; i++) {
		fill(&small);
		fill(&pages);
	}
	arena_done(&small);
	arena_done(&pages);
	assert_null(small.head);
}

static void
memory_is_zeroed_after_a_reset(void **state)
{
	struct arena small = {0}, pages = {.pages = true};

	(void)state;
	for (int i = 0; i < 5; i++) {
		fill(&small);
		arena_reset(&small);
		memset(arena_alloc(&small, 100), 7, 100);
		arena_reset(&small);
		assert_zeroed(arena_alloc(&small, 100), 100);
		fill(&pages);
		arena_reset(&pages);
	}
	arena_done(&small);
	arena_done(&pages);
	arena_reset(&small);
}

static void
an_array_grows(void **state)
{
	struct arena a = {0};
	size_t *array = NULL;

	(void)state;
	for (size_t n = 0; n < 10000; n++) {
		array = ARENA_MORE(&a, array, n);
		array[n] = n;
	}
	for (size_t n = 0; n < 10000; n++)
		assert_int_equal(array[n], n);
	arena_done(&a);
}

static void
what_joins_stays(void **state)
{
	struct arena all = {0}, one, none = {0};
	char *texts[50];

	(void)state;
	for (size_t i = 0; i < 50; i++) {
		one = (struct arena){.pages = i % 2 == 0};
		texts[i] = memset(arena_alloc(&one, SIZES[i % NSIZES]),
		    (int)i, SIZES[i % NSIZES]);
		arena_join(&all, &one);
		arena_join(&all, &none);
		assert_null(one.head);
		assert_zeroed(arena_alloc(&all, 99), 99);
	}
	for (size_t i = 0; i < 50; i++)
		assert_bytes(texts[i], SIZES[i % NSIZES], i);
	arena_done(&all);
}

/* ---- what ends the program ------------------------------------------------ */

/* memory of two arenas, of which one has joined the other */
struct two {
	bool pages, joins;      /* the second is of pages */
	size_t first, second;
};

static void
write_sealed(const struct two *t, bool to_second)
{
	struct arena a = {.pages = true}, b = {.pages = t->pages};
	char *first = arena_alloc(&a, t->first);
	char *second = arena_alloc(&b, t->second);

	/* so that the first is in no block that is being filled */
	arena_alloc(&a, 4 << 20);
	if (t->joins)
		arena_join(&a, &b);
	arena_seal(&a);
	/* reading is as before */
	if (first[0] != 0 || second[0] != 0)
		_exit(1);
	*(to_second ? second : first) = 1;
	_exit(0);
}

/* the signal by which a child ends that tries it, or 0 */
static int
ends_with(const struct two *t, bool to_second)
{
	const struct rlimit none = {0, 0};
	const pid_t child = fork();
	int status;

	if (child == 0) {
		setrlimit(RLIMIT_CORE, &none);
		/* not the reports of sanitizers */
		signal(SIGSEGV, SIG_DFL);
		signal(SIGABRT, SIG_DFL);
		write_sealed(t, to_second);
	}
	assert_true(child > 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void
what_is_sealed_faults(void **state)
{
	static const struct {
		struct two two;
		int first, second;      /* how a write there ends */
	} cases[] = {
		{{true, false, 1, 1}, SIGSEGV, 0},
		{{true, true, 1, 1}, SIGSEGV, SIGSEGV},
		{{true, true, 5000, 9}, SIGSEGV, SIGSEGV},
		{{true, true, 3 << 20, 3 << 20}, SIGSEGV, SIGSEGV},
		/* it could not hold: the memory is malloc's, or a part of it */
		{{false, true, 1, 1}, SIGABRT, SIGABRT},
		{{false, true, 1 << 20, 4000}, SIGABRT, SIGABRT},
		/* large enough to be pages by itself */
		{{false, true, 1, 1 << 20}, SIGSEGV, SIGSEGV}
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(ends_with(&cases[i].two, false),
		    cases[i].first);
		assert_int_equal(ends_with(&cases[i].two, true),
		    cases[i].second);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed),
		cmocka_unit_test(memory_is_zeroed_after_a_reset),
		cmocka_unit_test(an_array_grows),
		cmocka_unit_test(what_joins_stays),
		cmocka_unit_test(what_is_sealed_faults)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
