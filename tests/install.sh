#!/bin/sh
# What make install puts where, and that it works from there.
. tests/tap.sh
prefix=$tmp/prefix

check 'make install' make -s install PREFIX="$prefix" WERROR=1
check 'the manual page' test -s "$prefix/share/man/man1/keikaku.1"
check 'the theme' test -s "$prefix/share/keikaku/themes/civic/theme.yaml"

# the program, from a folder that has nothing to do with it
works() (
	cd "$tmp" && rm -rf site &&
	    "$1" new site site && cd site && "$1" new plan town &&
	    cd / && "$1" build "$tmp/site" --quiet &&
	    test -e "$tmp/site/public/town/index.html"
)
check 'the installed program' works "$prefix/bin/keikaku"
ln -s "$prefix/bin/keikaku" "$tmp/link"
check 'through a link' works "$tmp/link"
by_name() {
	PATH=$prefix/bin:$PATH
	works keikaku
}
check 'by its name' by_name
mv "$prefix" "$tmp/moved"
check 'moved elsewhere' works "$tmp/moved/bin/keikaku"

staged() {
	make -s install DESTDIR="$tmp/stage" PREFIX=/usr WERROR=1 &&
	    test -x "$tmp/stage/usr/bin/keikaku"
}
check 'make install DESTDIR=' staged
plan
