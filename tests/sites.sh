#!/bin/sh
# Whole sites.  Each folder of tests/sites/ is a site with a theme of its
# own; its folder expect holds what is published.  UPDATE=1 rewrites that.
. tests/tap.sh

for case in tests/sites/*/; do
	case=${case%/}
	name=$(basename "$case")
	out=$tmp/$name
	check "$name is built without a word" status 0 \
	    "$keikaku" build "$case" -o "$out" --quiet
	[ -z "$UPDATE" ] || {
		rm -rf "$case/expect"
		cp -R "$out" "$case/expect"
	}
	check "$name is as expected" diff -ru "$case/expect" "$out"
	check "$name has links that lead somewhere" \
	    node tests/links.js "$out"
done
plan
