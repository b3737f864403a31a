#include "base/sha256.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK = 64, ROUNDS = 64 };

static const uint32_t constants[ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static uint32_t
turn(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static void
expand(const unsigned char *p, uint32_t w[ROUNDS])
{
	uint32_t a, b;
	size_t i;

	for (i = 0; i < BLOCK / 4; i++, p += 4)
		w[i] = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
		    (uint32_t)p[2] << 8 | p[3];
	for (; i < ROUNDS; i++) {
		a = w[i - 15];
		b = w[i - 2];
		w[i] = w[i - 16] + w[i - 7] +
		    (turn(a, 7) ^ turn(a, 18) ^ a >> 3) +
		    (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
	}
}

/* s[k] of a round is where it stands after i others: nothing is moved */
static inline void
add_round(uint32_t s[8], size_t i, uint32_t word)
{
	const uint32_t a = s[-i & 7], b = s[(1 - i) & 7], c = s[(2 - i) & 7],
	    e = s[(4 - i) & 7], f = s[(5 - i) & 7], g = s[(6 - i) & 7];
	uint32_t *h = &s[(7 - i) & 7];

	*h += (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
	    ((e & f) ^ (~e & g)) + word;
	s[(3 - i) & 7] += *h;
	*h += (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) +
	    ((a & b) ^ (a & c) ^ (b & c));
}

static void
add_block(uint32_t h[8], const unsigned char *p)
{
	uint32_t w[ROUNDS], s[8];

	expand(p, w);
	memcpy(s, h, sizeof(s));
	for (size_t i = 0; i < ROUNDS; i += 8) {
		add_round(s, 0, constants[i] + w[i]);
		add_round(s, 1, constants[i + 1] + w[i + 1]);
		add_round(s, 2, constants[i + 2] + w[i + 2]);
		add_round(s, 3, constants[i + 3] + w[i + 3]);
		add_round(s, 4, constants[i + 4] + w[i + 4]);
		add_round(s, 5, constants[i + 5] + w[i + 5]);
		add_round(s, 6, constants[i + 6] + w[i + 6]);
		add_round(s, 7, constants[i + 7] + w[i + 7]);
	}
	for (size_t i = 0; i < 8; i++)
		h[i] += s[i];
}

/* the rest, a bit, and how many bits there were */
static void
add_end(uint32_t h[8], const unsigned char *p, size_t n, uint64_t bytes)
{
	unsigned char last[2 * BLOCK] = {0};
	size_t end = n + 9 <= BLOCK ? BLOCK : 2 * BLOCK;

	if (n > 0)
		memcpy(last, p, n);
	last[n] = 0x80;
	for (size_t i = 0; i < 8; i++)
		last[end - 1 - i] = (unsigned char)(bytes * 8 >> 8 * i);
	add_block(h, last);
	if (end > BLOCK)
		add_block(h, last + BLOCK);
}

void
sha256(str bytes, char digits[SHA256_DIGITS + 1])
{
	static const char hex[] = "0123456789abcdef";
	uint32_t h[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
	};
	const unsigned char *p = (const unsigned char *)bytes.p;
	size_t n = bytes.n;

	for (; n >= BLOCK; n -= BLOCK, p += BLOCK)
		add_block(h, p);
	add_end(h, p, n, bytes.n);
	for (size_t i = 0; i < SHA256_DIGITS; i++)
		digits[i] = hex[h[i / 8] >> (28 - 4 * (i % 8)) & 15];
	digits[SHA256_DIGITS] = '\0';
}
