# What the test scripts share, to be sourced.  A test script stands in tests/,
# runs in the folder of the repository and prints TAP on stdout: "ok - name",
# "not ok - name", lines behind "# " that say why, and at the end its plan.

keikaku=${KEIKAKU:-$PWD/build/asan/keikaku}
unset LC_ALL LC_MESSAGES LANG NO_COLOR MAKEFLAGS MAKELEVEL
# what a sanitizer finds must not look like a status of the program
export ASAN_OPTIONS=exitcode=99 UBSAN_OPTIONS=exitcode=99:print_stacktrace=1
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
done=0

ok() {
	done=$((done + 1))
	echo "ok - $1"
}

# NAME, and why on stdin
not_ok() {
	done=$((done + 1))
	echo "not ok - $1"
	sed 's/^/# /'
}

# NAME COMMAND...: passes if the command does; its output tells why not
check() {
	_name=$1
	shift
	if "$@" >"$tmp/.why" 2>&1 </dev/null; then
		ok "$_name"
	else
		not_ok "$_name" <"$tmp/.why"
	fi
}

# STATUS COMMAND...: does the command end with that status?
status() {
	want=$1
	shift
	timeout 60 "$@"
	got=$?
	[ "$got" -eq "$want" ] || {
		echo "exit status $got, not $want: $*"
		return 1
	}
}

plan() {
	echo "1..$done"
}
