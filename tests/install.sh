#!/bin/sh
# What make install puts where, that it works from there, and the package.
. tests/tap.sh
prefix=$tmp/prefix

check 'make install' make -s install PREFIX="$prefix" WERROR=1
for page in man1/keikaku.1 man5/keikaku-content.5 man7/keikaku-theme.7 \
    man7/keikaku-codes.7; do
	check "the manual page $page" test -s "$prefix/share/man/$page"
	check "in Japanese" test -s "$prefix/share/man/ja/$page"
done
check 'completion of bash' bash -n \
    "$prefix/share/bash-completion/completions/keikaku"
check 'completion of zsh' grep -q '^#compdef keikaku' \
    "$prefix/share/zsh/site-functions/_keikaku"
check 'completion of fish' grep -q '^complete -c keikaku' \
    "$prefix/share/fish/vendor_completions.d/keikaku.fish"
for theme in civic plain; do
	check "the theme $theme" test -s \
	    "$prefix/share/keikaku/themes/$theme/theme.yaml"
done

# the program, from a folder that has nothing to do with it
works() (
	cd "$tmp" && rm -rf site &&
	    "$1" new site site && cd site && "$1" new plan town &&
	    cd / && "$1" build "$tmp/site" --quiet &&
	    test -e "$tmp/site/public/town/index.html"
)
check 'the installed program' works "$prefix/bin/keikaku"
plain() {
	echo 'theme: plain' >>"$tmp/site/site.yaml" &&
	    "$1" build "$tmp/site" --quiet &&
	    test -e "$tmp/site/public/assets/plain.css"
}
check 'its other theme' plain "$prefix/bin/keikaku"
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

# ---- the package ---------------------------------------------------------------

deb() {
	file=$(make -s deb WERROR=1 B="$1") && dpkg-deb -I "$file" >"$tmp/info" &&
	    cp "$file" "$tmp/$2.deb"
}
package() {
	rm -rf "$tmp/unpacked" && dpkg-deb -x "$tmp/one.deb" "$tmp/unpacked" &&
	    works "$tmp/unpacked/usr/bin/keikaku" &&
	    (cd "$tmp/unpacked" && dpkg-deb -e "$tmp/one.deb" "$tmp/control" &&
	    md5sum --quiet -c "$tmp/control/md5sums")
}
depends() {
	grep -q '^ Static-Built-Using: lua5.4 (= 5.4' "$tmp/info" || return
	for word in libc6 libcmark libyaml libutf8proc libmicrohttpd; do
		grep -q "^ Depends:.*$word" "$tmp/info" || {
			echo "it does not depend on $word"
			cat "$tmp/info"
			return 1
		}
	done
}
modes() {
	dpkg-deb -c "$tmp/one.deb" | awk '$2 != "root/root" ||
	    $1 !~ /^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x)$/ { print; bad = 1 }
	    END { exit bad }'
}
same() {
	cmp "$tmp/one.deb" "$tmp/two.deb"
}
if command -v dpkg-deb >"$tmp/dpkg"; then
	check 'make deb' deb build/release one
	check 'what it depends on' depends
	check 'owners and modes' modes
	check 'its program and files' package
	check 'make deb again' deb build/release two
	check 'the same bytes' same
else
	ok 'make deb # SKIP no dpkg-deb'
fi
plan
