#!/bin/sh
# What a build costs, in instructions: another load of the machine does not
# change them, so that what became slower unawares is seen anywhere.  The last
# figures stand in tests/cost.txt; UPDATE=1 writes them anew.
. tests/tap.sh
release=$PWD/build/keikaku
[ -z "$KEIKAKU" ] || release=$keikaku
gen=scripts/bench/gen_corpus.py
more=10 # per cent that other compilers and libraries may differ

python3 $gen corpus --plans 1 --out "$tmp/corpus" >/dev/null &&
    python3 $gen emit --target keikaku --corpus "$tmp/corpus" --out "$tmp/site" ||
    exit 1

# COMMAND...: how many instructions
count() {
	valgrind --tool=callgrind --callgrind-out-file="$tmp/counts" \
	    "$release" "$@" >"$tmp/said" 2>&1 || { cat "$tmp/said" >&2; return 1; }
	sed -n 's/^totals: //p' "$tmp/counts"
}

# NAME COMMAND...: no more than it was
guard() {
	name=$1
	shift
	was=$(sed -n "s/^$name: //p" tests/cost.txt)
	is=$(count "$@") && [ -n "$is" ] || return 1
	[ -z "$UPDATE" ] || echo "$name: $is" >>"$tmp/new"
	echo "$is instructions, before $was"
	[ -n "$UPDATE" ] || [ "$is" -le $((was / 100 * (100 + more))) ]
}

check 'to build 202 pages' guard build build "$tmp/site" -j1 -o "$tmp/out"
check 'to check them' guard check check "$tmp/site" -j1
check 'to start' guard version version
[ -z "$UPDATE" ] || cp "$tmp/new" tests/cost.txt
plan
