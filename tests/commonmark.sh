#!/bin/sh
# The examples of the CommonMark specification give the specification's HTML
# when nothing of ours is in the way.
. tests/tap.sh

spec=tests/node/node_modules/commonmark-spec/spec.txt
[ -e "$spec" ] || npm ci --silent --prefix tests/node >&2

all_examples() {
	"$1" "$spec" | tee "$tmp/said"
	grep -qx 'commonmark: 652 of 652 examples' "$tmp/said"
}

check "release: 652 of 652 examples" all_examples build/release/commonmark
check "asan: 652 of 652 examples" all_examples build/asan/commonmark
plan
