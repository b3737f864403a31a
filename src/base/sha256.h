#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/str.h"

/* SHA-256 (FIPS 180-4) of some bytes, in hexadecimal digits, and a NUL. */

enum { SHA256_DIGITS = 64 };

void sha256(str bytes, char digits[SHA256_DIGITS + 1]);

#endif
