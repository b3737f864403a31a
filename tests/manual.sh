#!/bin/sh
# The manual page: its form, and that it tells all that there is.
. tests/tap.sh
page=docs/keikaku.1

lint() {
	mandoc -Tlint -Wstyle "$page"
}
check 'the page is well-formed' lint

mandoc -Tutf8 "$page" | sed 's/.\x08//g' >"$tmp/text"
"$keikaku" help --lang en >"$tmp/help"

# a word of each line of a file, that the page should have
told() {
	bad=0
	while read -r word; do
		grep -qw -e "$word" "$tmp/text" || {
			echo "the page lacks $word"
			bad=1
		}
	done
	return $bad
}
options() {
	grep -o -e '--[a-z]*' "$tmp/help" | sort -u
}
commands() {
	sed -n 's/^  \([a-z]*\) .*/\1/p' "$tmp/help"
}
# the keys of all kinds, of site.yaml and of theme.yaml
keys() {
	sed -n 's/.*FIELD(struct [a-z_]*, \([a-z_]*\),.*/\1/p' \
	    src/model/kind*.c src/model/decode.c src/site/config.c \
	    src/script/theme.c | sort -u
}
no_others() {
	grep -o -e '--[a-z][a-z]*' "$tmp/text" | sort -u >"$tmp/there"
	options | sort -u | comm -13 - "$tmp/there" | grep . && return 1
	return 0
}
all_options() { options | told; }
all_commands() { commands | told; }
all_keys() { keys | told; }
check 'it has every command' all_commands
check 'it has every option' all_options
check 'it has no option that is not there' no_others
check 'it has every key' all_keys
plan
