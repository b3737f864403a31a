#!/bin/sh
# The manual pages: their form, and that they tell all that there is.  That
# their generated parts are as the program has them is for tests/docs.js.
. tests/tap.sh
pages='keikaku.1 keikaku-content.5 keikaku-theme.7 keikaku-codes.7'

lint() {
	mandoc -Tlint -W warning "$1"
}
# PAGE: its text
text() {
	mandoc -Tutf8 "$1" | sed 's/.\x08//g'
}
names() {
	text "$1" >"$tmp/text"
	for name in $pages; do
		[ "$name" = "$(basename "$1")" ] ||
			grep -q "${name%.*}(${name##*.})" "$tmp/text" || {
			echo "$name is not named"
			return 1
		}
	done
}
for folder in docs/man docs/man/ja; do
	for name in $pages; do
		check "$folder/$name is well-formed" lint "$folder/$name"
		check "$folder/$name names the others" names "$folder/$name"
	done
done
japanese() {
	for name in $pages; do
		[ "$(grep -c '[ぁ-ん]' "docs/man/ja/$name")" -gt 20 ] || {
			echo "$name is not in Japanese"
			return 1
		}
	done
}
check 'the Japanese pages are in Japanese' japanese
all_there() {
	[ "$(cd docs/man && echo *.[1-8])" = "$(cd docs/man/ja && echo *)" ]
}
check 'there are as many Japanese pages' all_there

# ---- keikaku(1) -------------------------------------------------------------

# FILE: does it have each word of stdin?
told() {
	bad=0
	while read -r word; do
		grep -qw -e "$word" "$1" || {
			echo "the page lacks $word"
			bad=1
		}
	done
	return $bad
}
commands() {
	"$keikaku" help --lang en | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'
}
options() {
	for command in $(commands); do
		"$keikaku" help "$command" --lang en | sed '/^example/,$d'
	done | grep -o '^  .. --[a-z-]*' | grep -o -e '--.*' | sort -u
}
no_others() {
	grep -o -e '--[a-z][a-z-]*' "$tmp/text" | sort -u >"$tmp/there"
	options | comm -13 - "$tmp/there" | grep . && return 1
	return 0
}
all_options() { options | told "$tmp/text"; }
all_commands() { commands | told "$tmp/text"; }
some() { [ "$(commands | wc -l)" -ge 8 ] && [ "$(options | wc -l)" -ge 12 ]; }
check 'the commands and options are found' some
for page in docs/man/keikaku.1 docs/man/ja/keikaku.1; do
	text $page >"$tmp/text"
	check "$page has every command" all_commands
	check "$page has every option" all_options
	check "$page has no option that is not there" no_others
done

# ---- the tables ----------------------------------------------------------------

# FILE...: are the fields of the sources told?
keys() {
	sed -n 's/.*FIELD(struct [a-z_]*, \([a-z_]*\),.*/\1/p' "$@" |
	    told "$tmp/text"
}
for page in docs/man/keikaku-content.5 docs/man/ja/keikaku-content.5; do
	text $page >"$tmp/text"
	check "$page has every key" keys src/model/kind*.c \
	    src/model/decode.c src/model/entry.c src/site/config.c
done
codes() {
	"$keikaku" explain --lang en | sed -n 's/^  \([a-z0-9-]*\) .*/\1/p' \
	    >"$tmp/all" && [ -s "$tmp/all" ] && told "$tmp/text" <"$tmp/all"
}
for page in docs/man/keikaku-codes.7 docs/man/ja/keikaku-codes.7; do
	text $page >"$tmp/text"
	check "$page has every code" codes
done
functions() {
	sed -n 's/^	{"\([a-z_]*\)", [a-z_]*,.*/\1/p' src/script/api.c >"$tmp/api"
	[ -s "$tmp/api" ] && told "$tmp/text" <"$tmp/api"
}
for page in docs/man/keikaku-theme.7 docs/man/ja/keikaku-theme.7; do
	text $page >"$tmp/text"
	check "$page has every function" functions
done
plan
