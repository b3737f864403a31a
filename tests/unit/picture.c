#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/picture.h"

#define BYTES(literal)  ((str){(literal), sizeof(literal) - 1})

static void
assert_size(str bytes, unsigned width, unsigned height)
{
	struct picture p = picture_read(bytes);

	assert_int_equal(p.width, width);
	assert_int_equal(p.height, height);
}

static void
reads_the_size_of_each_format(void **state)
{
	(void)state;
	assert_size(BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02"
	    "\x58\x08"), 800, 600);
	assert_size(BYTES("GIF89a\x20\x03\x58\x02\0\0"), 800, 600);
	assert_size(BYTES("\xff\xd8\xff\xe0\0\x04xx\xff\xc0\0\x11\x08\x02"
	    "\x58\x03\x20\x03"), 800, 600);
	assert_size(BYTES("RIFF....WEBPVP8X....\0\0\0\0\x1f\x03\0\x57\x02\0"),
	    800, 600);
	assert_size(BYTES("RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a\x20\x03\x58"
	    "\x02"), 800, 600);
}

/* every beginning of every format: no size, and nothing read beyond it */
static void
survives_files_that_are_cut_short(void **state)
{
	static const char jpeg[] = "\xff\xd8\xff\xe1\xff\xff\xff\xc0";
	static const char webp[] = "RIFF....WEBPVP8L....";

	(void)state;
	for (size_t n = 0; n < sizeof(jpeg); n++)
		assert_size((str){jpeg, n}, 0, 0);
	for (size_t n = 0; n < sizeof(webp); n++)
		assert_size((str){webp, n}, 0, 0);
	assert_size(BYTES("\x89PNG\r\n\x1a\n\0\0"), 0, 0);
	assert_size(BYTES("GIF89a\x20"), 0, 0);
	assert_size(BYTES("<svg width='1'/>"), 0, 0);
}

static void
knows_pictures_by_their_names(void **state)
{
	(void)state;
	assert_true(picture_is(STR("a/b.JPG")));
	assert_true(picture_is(STR("b.webp")));
	assert_false(picture_is(STR("b.pdf")));
	assert_false(picture_is(STR("png")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_the_size_of_each_format),
		cmocka_unit_test(survives_files_that_are_cut_short),
		cmocka_unit_test(knows_pictures_by_their_names),
	};

	return cmocka_run_group_tests_name("picture", tests, NULL, NULL);
}
