#!/bin/sh
# The released program is made so that a mistake in it ends it, and gives a
# stranger nothing to call: what its ELF says of that.
. tests/tap.sh
release=$PWD/build/keikaku
[ -z "$KEIKAKU" ] || release=$keikaku

says() {
	LC_ALL=C readelf -W "$1" "$release" >"$tmp/elf" || return 1
	grep -Eq -e "$2" "$tmp/elf" || { echo "readelf $1 has no $2"; return 1; }
}

not_writable() {
	says -l ' (LOAD|GNU_STACK) ' && ! grep -E ' RWE' "$tmp/elf"
}

check 'it may stand anywhere in memory (PIE)' says -h 'Type: +DYN'
check 'that no one said it was a library' says -d 'FLAGS_1.*PIE'
check 'its table of calls is read-only' says -l 'GNU_RELRO'
check 'and filled before it begins' says -d 'BIND_NOW|FLAGS.*NOW'
check 'nothing can be written and run' not_writable
check 'a written-over stack ends it' says -s '__stack_chk_fail'
check 'so does a call that writes too much' says -s '__[a-z]+_chk@'
plan
