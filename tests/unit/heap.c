#include "base/heap.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ROOM = 1 << 20 };

static void *
take(struct heap *h, size_t size, int byte)
{
	void *p = heap_resize(h, NULL, 0, size);

	assert_non_null(p);
	return memset(p, byte, size);
}

static void
assert_bytes(const void *p, size_t n, int byte)
{
	const unsigned char *bytes = p;

	for (size_t i = 0; i < n; i++)
		assert_int_equal(bytes[i], byte);
}

static void
blocks_do_not_overlap(void **state)
{
	enum { N = 600 };
	struct heap *h = heap_new(ROOM);
	char *p[N];
	size_t i;

	(void)state;
	for (i = 0; i < N; i++)
		p[i] = take(h, 1 + i * 5 / 2, (int)(i % 251));
	for (i = 0; i < N; i++) {
		assert_int_equal((uintptr_t)p[i] % 16, 0);
		assert_bytes(p[i], 1 + i * 5 / 2, (int)(i % 251));
	}
	heap_free(h);
}

static void
a_block_keeps_its_bytes_as_it_grows(void **state)
{
	struct heap *h = heap_new(ROOM);
	size_t size = 1;
	char *p = take(h, size, 7), *other = NULL;

	(void)state;
	for (; size < 100000; size = size * 3 / 2 + 1) {
		p = heap_resize(h, p, size, size * 3 / 2 + 1);
		assert_non_null(p);
		assert_bytes(p, size, 7);
		memset(p, 7, size * 3 / 2 + 1);
		/* every other time it cannot stretch */
		if (size % 2 == 0)
			other = take(h, 16, 8);
	}
	p = heap_resize(h, p, size, 10);
	assert_bytes(p, 10, 7);
	assert_bytes(other, 16, 8);
	heap_free(h);
}

static void
what_is_given_back_is_taken_again(void **state)
{
	struct heap *h = heap_new(ROOM);
	void *p;

	(void)state;
	for (size_t i = 0; i < 10 * ROOM / 1000; i++) {
		p = take(h, 1000, 1);
		assert_int_equal(heap_held(h), 1000);
		assert_null(heap_resize(h, p, 1000, 0));
	}
	assert_int_equal(heap_held(h), 0);
	heap_free(h);
}

static void
more_than_the_room_is_refused(void **state)
{
	struct heap *h = heap_new(ROOM);
	char *p = take(h, 100, 1);

	(void)state;
	assert_null(heap_resize(h, NULL, 0, 2 * ROOM));
	assert_null(heap_resize(h, p, 100, 2 * ROOM));
	assert_bytes(p, 100, 1);
	assert_int_equal(heap_held(h), 100);
	heap_free(h);
}

static void
it_goes_back_to_a_moment(void **state)
{
	struct heap *h = heap_new(ROOM);
	char *p = take(h, 100, 1), *gone = take(h, 40, 2), *q, *later;
	struct moment *first = heap_keep(h), *second;

	(void)state;
	q = take(h, 500, 3);
	second = heap_keep(h);
	for (int i = 0; i < 3; i++) {
		memset(p, 9, 100);
		memset(q, 9, 500);
		heap_resize(h, gone, 40, 0);
		later = take(h, 40, 9);
		assert_ptr_equal(later, gone);
		heap_restore(h, second);
		assert_bytes(p, 100, 1);
		assert_bytes(gone, 40, 2);
		assert_bytes(q, 500, 3);
		assert_int_equal(heap_held(h), 640);
	}
	heap_restore(h, first);
	assert_bytes(p, 100, 1);
	assert_int_equal(heap_held(h), 140);
	assert_ptr_equal(take(h, 500, 4), q);
	heap_forget(first);
	heap_forget(second);
	heap_forget(NULL);
	heap_free(h);
}

static void
it_goes_back_from_far(void **state)
{
	struct heap *h = heap_new((size_t)64 << 20);
	char *p = take(h, 100, 1);
	struct moment *m = heap_keep(h);

	(void)state;
	take(h, (size_t)40 << 20, 2);
	memset(p, 9, 100);
	heap_restore(h, m);
	assert_bytes(p, 100, 1);
	take(h, (size_t)40 << 20, 3);
	heap_forget(m);
	heap_free(h);
}

/* the limit counts what was asked for, and holds for lasting blocks too */
static void
no_more_is_held_than_may_be(void **state)
{
	struct heap *h = heap_new(ROOM);
	char *p = take(h, 100, 1);

	(void)state;
	heap_limit(h, 300);
	assert_null(heap_resize(h, NULL, 0, 201));
	assert_null(heap_resize(h, p, 100, 301));
	assert_null(heap_take_lasting(h, 201));
	assert_non_null(heap_take_lasting(h, 150));
	p = heap_resize(h, p, 100, 150);
	assert_bytes(p, 100, 1);
	assert_int_equal(heap_held(h), 300);
	assert_null(heap_resize(h, NULL, 0, 1));
	heap_limit(h, 200);
	assert_null(heap_resize(h, p, 150, 151));
	assert_ptr_equal(heap_resize(h, p, 150, 145), p);
	heap_free(h);
}

static void
it_tells_whether_there_is_room(void **state)
{
	(void)state;
	assert_true(heap_fits(1, ROOM));
	assert_false(heap_fits((size_t)1 << 40, ROOM));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blocks_do_not_overlap),
		cmocka_unit_test(a_block_keeps_its_bytes_as_it_grows),
		cmocka_unit_test(what_is_given_back_is_taken_again),
		cmocka_unit_test(more_than_the_room_is_refused),
		cmocka_unit_test(no_more_is_held_than_may_be),
		cmocka_unit_test(it_goes_back_to_a_moment),
		cmocka_unit_test(it_goes_back_from_far),
		cmocka_unit_test(it_tells_whether_there_is_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
