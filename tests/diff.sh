#!/bin/sh
# keikaku diff: tests/diff/old and tests/diff/new in every form, as
# tests/diff/expect.* have it.  UPDATE=1 rewrites what is expected.
. tests/tap.sh

for side in old new; do
	cp -R tests/diff/$side "$tmp/$side"
	cp -R tests/themes "$tmp/$side/"
	"$keikaku" build "$tmp/$side" --quiet
done

# NAME ARGUMENT...: what is said, and the status
expect() {
	expect=tests/diff/expect.$1
	shift
	(cd "$tmp" && "$keikaku" diff "$@" 2>&1; echo "exit $?") >"$tmp/said"
	[ -z "$UPDATE" ] || cp "$tmp/said" "$expect"
	check "diff $*" diff -u "$expect" "$tmp/said"
}

expect txt old new --lang ja
expect en.txt old new --lang en
expect md old new --lang ja --format markdown
expect html old new --lang ja --format html
expect back.txt new old --lang ja
expect none.txt old old --lang ja
expect json.txt old/public/town/data/plan.json \
    new/public/town/data/plan.json --lang ja
expect mixed.txt old/public/town/data/plan.json old --lang ja
expect bad.txt old/site.yaml new --lang ja
# written by hand: a figure that is a text, and one thing where many belong
cat >"$tmp/hand.json" <<'END'
{"plan": {"id": "town", "title": "計画"}, "goals": 5,
"actuals": [{"indicator": "a", "year": "令和5年度", "value": "100"}]}
END
expect hand.txt hand.json new/public/town/data/plan.json --lang ja
expect missing.txt nowhere new --lang ja
expect form.txt old new --lang ja --format pdf
# a page of it can be a page of the site
cp tests/diff/expect.md "$tmp/page.md"
sed -i '/^exit 0$/d' "$tmp/page.md"
mkdir -p "$tmp/new/content/pages"
cp "$tmp/page.md" "$tmp/new/content/pages/changes.md"
check 'its Markdown is a page of a site' "$keikaku" build "$tmp/new" --quiet
check 'with the text as it stood' grep -qF 'くわしくは[訪問の記録](<a href' \
    "$tmp/new/public/pages/changes.html"
plan
