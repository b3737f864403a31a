#include "text/picture.h"

static unsigned
byte(str s, size_t at)
{
	return (unsigned char)s.p[at];
}

static unsigned
big(str s, size_t at)
{
	return byte(s, at) << 8 | byte(s, at + 1);
}

static unsigned
little(str s, size_t at)
{
	return byte(s, at) | byte(s, at + 1) << 8;
}

bool
picture_is(str path)
{
	static const str ends[] = {
		{".png", 4}, {".jpg", 4}, {".jpeg", 5}, {".gif", 4},
		{".webp", 5}, {".PNG", 4}, {".JPG", 4}, {".JPEG", 5}
	};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(path, ends[i]))
			return true;
	return false;
}

static struct picture
read_png(str s)
{
	if (s.n < 24)
		return (struct picture){0};
	return (struct picture){big(s, 16) << 16 | big(s, 18),
	    big(s, 20) << 16 | big(s, 22)};
}

/* segments up to the first start of frame (ITU T.81, B.2.2) */
static struct picture
read_jpeg(str s)
{
	size_t at = 2;
	unsigned marker;

	while (at + 9 < s.n && byte(s, at) == 0xff) {
		marker = byte(s, at + 1);
		if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
		    marker != 0xc8 && marker != 0xcc)
			return (struct picture){big(s, at + 7),
			    big(s, at + 5)};
		at += marker == 0xff ? 1 : 2 + big(s, at + 2);
	}
	return (struct picture){0};
}

/* VP8X, VP8L and VP8 of the WebP container */
static struct picture
read_webp(str s)
{
	unsigned bits;

	if (s.n < 30)
		return (struct picture){0};
	if (str_eq(str_slice(s, 12, 16), STR("VP8X")))
		return (struct picture){
		    1 + (little(s, 24) | byte(s, 26) << 16),
		    1 + (little(s, 27) | byte(s, 29) << 16)};
	if (str_eq(str_slice(s, 12, 16), STR("VP8 ")))
		return (struct picture){little(s, 26) & 0x3fff,
		    little(s, 28) & 0x3fff};
	if (!str_eq(str_slice(s, 12, 16), STR("VP8L")))
		return (struct picture){0};
	bits = little(s, 21) | little(s, 23) << 16;
	return (struct picture){1 + (bits & 0x3fff), 1 + (bits >> 14 & 0x3fff)};
}

struct picture
picture_read(str s)
{
	if (str_starts(s, STR("\x89PNG\r\n\x1a\n")))
		return read_png(s);
	if (s.n >= 10 && str_starts(s, STR("GIF8")))
		return (struct picture){little(s, 6), little(s, 8)};
	if (str_starts(s, STR("\xff\xd8\xff")))
		return read_jpeg(s);
	if (s.n >= 12 && str_starts(s, STR("RIFF")) &&
	    str_eq(str_slice(s, 8, 12), STR("WEBP")))
		return read_webp(s);
	return (struct picture){0};
}
