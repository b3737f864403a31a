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
options() {
	grep -o -e '--[a-z]*' "$tmp/help" | sort -u
}
commands() {
	sed -n 's/^  \([a-z]*\) .*/\1/p' "$tmp/help"
}
# NAME FILE: are the fields of a file told under that name?
keys() {
	awk -v name="$1" '/^\.(It|El)/ { here = 0 }
	    /^\.It/ && index($0, name) || /^\.It contact/ { here = 1 }
	    here' "$page" >"$tmp/keys"
	sed -n 's/.*FIELD(struct [a-z_]*, \([a-z_]*\),.*/\1/p' "$2" |
	    told "$tmp/keys"
}
all_keys() {
	bad=0
	for kind in $(sed -n 's/^KIND(\(.*\))$/\1/p' src/model/kinds.def); do
		keys "$kind" "src/model/kind_$kind.c" || bad=1
	done
	keys 'every entity' src/model/kind.c || bad=1
	keys 'spelt out' src/model/decode.c || bad=1
	keys site.yaml src/site/config.c || bad=1
	keys theme.yaml src/script/theme.c || bad=1
	return $bad
}
no_others() {
	grep -o -e '--[a-z][a-z]*' "$tmp/text" | sort -u >"$tmp/there"
	options | sort -u | comm -13 - "$tmp/there" | grep . && return 1
	return 0
}
all_options() { options | told "$tmp/text"; }
all_commands() { commands | told "$tmp/text"; }
check 'it has every command' all_commands
check 'it has every option' all_options
check 'it has no option that is not there' no_others
check 'it has every key' all_keys
plan
