#!/bin/sh
# Each fuzz target takes each of its seeds, which are the content of this
# repository and of its tests, and what fuzzing has found; then libFuzzer makes
# RUNS inputs up from them, the same ones each time: a short run of what
# `make fuzz` does for as long as one likes.
. tests/tap.sh
folder=${REPLAY:-build/asan/replay}
RUNS=5000

scripts/fuzz --seeds "$tmp" 2>"$tmp/said"
check 'the seeds are there' test ! -s "$tmp/said"

# TARGET: says at which file it ended
replay() {
	find "$tmp/seeds/$1" -type f | sort >"$tmp/files"
	[ -s "$tmp/files" ] || { echo 'it has no seeds'; return 1; }
	tr '\n' '\0' <"$tmp/files" | timeout 300 xargs -0 -n 400 "$folder/$1" \
	    >"$tmp/out" 2>&1 || { tail -30 "$tmp/out"; return 1; }
}

for source in tests/fuzz/*.c; do
	name=$(basename "$source" .c)
	[ "$name" = replay ] || check "$name takes all of them" replay "$name"
done

# what it prints of a target: NAME N executions, M MB, exit 0; of whole sites
# there are a tenth
made_up() {
	grep "^$1 .*, exit 0$" "$tmp/runs" &&
	    [ "$(awk -v name="$1" '$1 == name { print $2 }' "$tmp/runs")" \
	    -ge $((RUNS / 10)) ] || {
		cat "$tmp/runs"
		tail -n 30 "${FUZZ:-build/fuzz}/finds/$1.log"
		return 1
	}
}
check 'libFuzzer makes inputs up' sh -c 'make -s -j"$(nproc)" fuzz RUNS=$1 \
    ${2:+B="$2"} >"$3"' sh $RUNS "$FUZZ" "$tmp/runs"
sed 's/^/# /' "$tmp/runs"
for source in tests/fuzz/*.c; do
	name=$(basename "$source" .c)
	[ "$name" = replay ] || check "$name takes what is made up" made_up "$name"
done
plan
