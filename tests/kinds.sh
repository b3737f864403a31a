#!/bin/sh
# A new kind is one line in a list and one file, and has all that a kind has.
. tests/tap.sh

mkdir "$tmp/source" "$tmp/site" || exit 1
cp -Rp Makefile src "$tmp/source/"
sed -i 's/^KIND(term)$/KIND(meeting)\n&/' "$tmp/source/src/model/kinds.def"
cp tests/kinds/kind_meeting.c "$tmp/source/src/model/"
cp -R tests/kinds/site/* "$tmp/site/"

# what does not know of kinds need not be compiled again
mkdir "$tmp/source/build" &&
    cp -Rp build/release "$tmp/source/build/" 2>/dev/null
check 'the program builds with another kind' \
    make -s -C "$tmp/source" -j"$(nproc)" WERROR=1
keikaku=$tmp/source/build/keikaku
check 'its entities are read, from a list and one by one' \
    status 0 "$keikaku" build "$tmp/site" --quiet
[ -z "$UPDATE" ] || {
	rm -rf tests/kinds/expect
	cp -R "$tmp/site/public" tests/kinds/expect
}
check 'it has pages, a list, data and references' \
    diff -ru tests/kinds/expect "$tmp/site/public"
check 'its links lead somewhere' node tests/links.js "$tmp/site/public"

echo '  plce: 市民会館' >>"$tmp/site/content/town/meetings.yaml"
wrong() {
	"$keikaku" build "$tmp/site" --lang en 2>&1 |
	    grep -F "meeting has no key 'plce'"
}
check 'its keys are checked' wrong
plan
