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

# what Debian compiled, as Lua, calls them in any case
ours_calls() {
	objdump -d --disassemble=buf_printf "$release" >"$tmp/code" || return 1
	grep -q "<$1@plt>" "$tmp/code" || { echo "no call of $1"; return 1; }
}

touches_pages() {
	objdump -d --no-show-raw-insn "$release" >"$tmp/code" || return 1
	! grep -q 'file format elf64-x86-64' "$tmp/code" ||
	    grep -Eq 'or[ql]? +[$]0x0,\(%rsp\)' "$tmp/code"
}

# of each library it says what is known; a version only of what is linked in
names_libraries() {
	LC_ALL=C readelf -d "$release" | sed -n 's/.*NEEDED.*\[lib\([a-z0-9]*\).*/\1/p' |
	    grep -Evx 'c|m' >"$tmp/needed" || return 1
	while read -r name; do
		grep -Eq "^\\| (lib)?$name [0-9]" SECURITY.md || echo "lib$name is missing"
	done <"$tmp/needed" >"$tmp/missing"
	lua=$(grep -ao 'LuaVersion: Lua [0-9.]*' "$release" | cut -d ' ' -f 2-)
	grep -q "^| $lua |" SECURITY.md || echo "$lua is missing" >>"$tmp/missing"
	cat "$tmp/missing"
	[ ! -s "$tmp/missing" ]
}

check 'it may stand anywhere in memory (PIE)' says -h 'Type: +DYN'
check 'that no one said it was a library' says -d 'FLAGS_1.*PIE'
check 'its table of calls is read-only' says -l 'GNU_RELRO'
check 'and filled before it begins' says -d 'BIND_NOW|FLAGS.*NOW'
check 'nothing can be written and run' not_writable
check 'a written-over stack ends it' ours_calls __stack_chk_fail
check 'so does a call that writes too much' ours_calls __vsnprintf_chk
check 'a large stack is touched page by page' touches_pages
check 'SECURITY.md names its libraries' names_libraries
plan
