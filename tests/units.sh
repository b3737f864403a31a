#!/bin/sh
# The unit tests, of both builds.
. tests/tap.sh
export CMOCKA_MESSAGE_OUTPUT=TAP

for source in tests/unit/*.c; do
	name=$(basename "$source" .c)
	for build in release asan; do
		timeout 120 "build/$build/unit/$name" >"$tmp/.out" 2>&1 \
		    </dev/null
		code=$?
		sed -E "s/^((not )?ok [0-9]+ - )/\1$build $name: /" "$tmp/.out"
		# cmocka returns how many failed; anything else is a crash
		[ $code -eq "$(grep -c '^not ok .* - ' "$tmp/.out")" ] ||
			not_ok "$build $name" <<-.
			exit status $code
			.
	done
done
plan
