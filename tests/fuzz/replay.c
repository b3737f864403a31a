/*
 * FUZZER FILE...: what libFuzzer's own main does with files, for compilers
 * without it: each is fed to the target once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static void
feed(FILE *f)
{
	uint8_t *bytes = NULL, *exact;
	size_t n = 0, cap = 0, got;

	do {
		if (n == cap && (bytes = realloc(bytes, cap += 1 << 16)) == NULL)
			abort();
		n += got = fread(bytes + n, 1, cap - n, f);
	} while (got > 0);
	/* no byte more, so that reading behind it is seen */
	exact = malloc(n > 0 ? n : 1);
	if (exact == NULL)
		abort();
	memcpy(exact, bytes, n);
	LLVMFuzzerTestOneInput(exact, n);
	free(exact);
	free(bytes);
}

int
main(int argc, char *argv[])
{
	FILE *f;

	for (int i = 1; i < argc; i++) {
		if ((f = fopen(argv[i], "rb")) == NULL) {
			perror(argv[i]);
			return 1;
		}
		/* the last line says at which file it crashed */
		printf("%s\n", argv[i]);
		fflush(stdout);
		feed(f);
		fclose(f);
	}
	return 0;
}
