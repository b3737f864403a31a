#!/bin/sh
# What keikaku says.  Each folder of tests/messages/ is a small site; its
# file expect holds stderr and exit status of a build with --lang ja, and
# expect.en the same with --lang en.  A file args has the further options of
# each run, one run a line; one that begins with "check" or "merge" is that, of
# which stdout is expected too.  A site without a theme gets the plain one of
# tests/themes/.  UPDATE=1 rewrites what is expected.
. tests/tap.sh

# LANGUAGE: what all runs say
say() {
	echo >"$tmp/args"
	[ ! -e "$tmp/site/args" ] || cp "$tmp/site/args" "$tmp/"
	while read -r args; do
		# shellcheck disable=SC2086 # as many words as there are
		case $args in
		check*|merge*)
			echo "\$ keikaku $args"
			(cd "$tmp/site" && timeout 60 "$keikaku" --lang "$1" \
			    $args 2>&1 </dev/null) ;;
		*)
			echo "\$ keikaku build${args:+ $args}"
			(cd "$tmp/site" && timeout 60 "$keikaku" build \
			    --lang "$1" $args 2>&1 >/dev/null </dev/null) ;;
		esac
		echo "exit $?"
		rm -rf "$tmp/site/public"
	done <"$tmp/args"
}

for case in tests/messages/*/; do
	case=${case%/}
	for language in ja en; do
		rm -rf "$tmp/site"
		cp -R "$case" "$tmp/site"
		[ -e "$tmp/site/themes" ] || cp -R tests/themes "$tmp/site/"
		expect=$case/expect
		[ $language = ja ] || expect=$expect.$language
		say $language >"$tmp/said"
		[ -z "$UPDATE" ] || cp "$tmp/said" "$expect"
		check "$(basename "$case") $language" \
		    diff -u "$expect" "$tmp/said"
	done
done

untold() {
	sed -n 's/^MESSAGE([A-Z_]*, [A-Z]*, "\(.*\)",$/\1/p' \
	    src/base/message.def | sort -u >"$tmp/codes"
	bad=0
	while read -r code; do
		cat tests/messages/*/expect | grep -qF "[$code]" ||
		    grep -qwF -e "$code" tests/*.sh tests/*.js || {
			echo "no test has [$code]"
			bad=1
		}
	done <"$tmp/codes"
	return $bad
}
check 'every code is seen in a test' untold
plan
