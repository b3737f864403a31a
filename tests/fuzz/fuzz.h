#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>

/*
 * A fuzz target: a program of libFuzzer calls it with whatever it comes upon;
 * replay.c calls it with files.  What it must not do is crash, hang, or take
 * more memory than there is.  Each stands in a file of its own.
 */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#endif
