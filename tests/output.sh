#!/bin/sh
# What a build does to the folder it writes to, and to nothing else.
. tests/tap.sh
export HOME="$tmp/city/home"
mkdir -p "$HOME"
cp -R tests/sites/town "$tmp/city/site"
rm -rf "$tmp/city/site/expect"
cd "$tmp/city" || exit 1

# STATUS CODE OPTION...: does a build of the site end so, with that message?
ends() {
	want=$1 code=$2
	shift 2
	(cd site && timeout 60 "$keikaku" build "$@" --lang en) >../said 2>&1
	got=$?
	[ "$got" -eq "$want" ] && grep -qF "[$code]" ../said || {
		echo "exit status $got"
		cat ../said
		return 1
	}
}

built() {
	status 0 "$keikaku" build site --quiet "$@"
}

# all that is there
state() {
	find . -printf '%p %l %m ' \
	    \( -type f -exec md5sum {} \; -o -printf '\n' \) | sort
}

# NAME COMMAND...: passes if the command does and no file has changed
unchanged() {
	what=$1
	shift
	state >../before
	check "$what" "$@"
	state >../after
	check "$what: nothing has changed" diff ../before ../after
}

# ---- where it does not build ----------------------------------------------

mkdir foreign
echo mine >foreign/file
ln -s foreign link
ln -s nowhere dangling
unchanged 'a folder of somebody else' ends 2 out-not-ours -o ../foreign
unchanged 'a file' ends 2 out-folder -o ../foreign/file
unchanged 'a link to a folder' ends 2 out-folder -o ../link
unchanged 'a link to nothing' ends 2 out-folder -o ../dangling
unchanged 'the root' ends 2 out-place -o /
unchanged 'the home folder' ends 2 out-place -o "$HOME"
unchanged 'the site' ends 2 out-place -o .
unchanged 'what the site is in' ends 2 out-place -o ..
for folder in content content/town content/new themes themes/plain/assets \
    layouts lib/new assets; do
	unchanged "the site's $folder" ends 2 out-place -o "$folder"
done
unchanged 'content by another way' ends 2 out-place -o themes/../content
ln -s site/content way
unchanged 'content through a link above it' ends 2 out-place -o ../way/town
rm way
unchanged 'where the machine cannot write' ends 3 file-write \
    -o /proc/keikaku/public

# ---- what it keeps ------------------------------------------------------------

check 'the first build' built
check 'the default folder is public' test -e site/public/index.html
only() {
	find . -mindepth 1 -maxdepth 1 -name '.*'
	find site -mindepth 1 -maxdepth 1 ! -name content ! -name themes \
	    ! -name site.yaml ! -name public
	find site/public -name '.*' ! -name .keikaku
}
nothing_else() {
	left=$(only)
	[ -z "$left" ] || {
		echo "$left"
		return 1
	}
}
check 'nothing is left beside it' nothing_else

cp site/content/town/goals.yaml ..
echo '- id: Bad' >>site/content/town/goals.yaml
unchanged 'an error in the content' ends 1 id-syntax
mv ../goals.yaml site/content/town/
cp site/themes/plain/layouts/map.html ..
echo '{{ nothing }}' >>site/themes/plain/layouts/map.html
unchanged 'an error in a template' ends 1 lua-global
mv ../map.html site/themes/plain/layouts/
check 'nothing is left after errors' nothing_else

echo mine >site/public/mine.txt
mkdir -p site/public/town/own/deep
echo mine >site/public/town/own/deep/page.html
echo 'もう一行。' >>site/content/index.md
check 'a change is built' built
check 'it is published' grep -q 'もう一行。' site/public/index.html
check 'files of others stay' grep -q mine site/public/mine.txt \
    site/public/town/own/deep/page.html

mv site/content/town/chapters/next.md site/content/town/cases \
    site/content/old ..
sed -i '/^supersedes/d; /old\//d' site/content/town/plan.md
sed -i '/old\//d' site/content/town/indicators.yaml
sed -i '/plan:old/d' site/content/index.md
check 'less is built' built
gone() {
	! ls -d site/public/town/chapters/next.html site/public/town/cases \
	    site/public/old 2>/dev/null
}
check 'pages and folders that are no more vanish' gone
check 'files of others still stay' grep -q mine site/public/mine.txt \
    site/public/town/own/deep/page.html

echo mine >site/public/town/chapters/next.html
mv ../next.md site/content/town/chapters/
unchanged 'a file of somebody else in the way' ends 1 out-foreign
rm site/public/town/chapters/next.html
check 'without it the build goes on' built

cp site/public/.keikaku ..
echo ../site.yaml >>site/public/.keikaku
unchanged 'a damaged list' ends 2 out-manifest
mv ../.keikaku site/public/

mkdir -p site/.public.keikaku/mine
echo 'その次の行。' >>site/content/index.md
unchanged 'something in the place of the next site' ends 2 out-beside
rm -r site/.public.keikaku

# NAME CODE PATH: a theme that wants a page at that path
wants() {
	cp site/themes/plain/theme.yaml ..
	echo "  - {path: \"$3\", layout: map}" >>site/themes/plain/theme.yaml
	unchanged "$1" ends 1 "$2"
	mv ../theme.yaml site/themes/plain/
}
wants 'a page outside' out-path ../page.html
wants 'a page below a page' out-below index.html/page.html
wants 'a page in the place of a file' out-twice town/files/files.txt

# ---- when the machine fails ------------------------------------------------------

echo 'さらに一行。' >>site/content/index.md
full() {
	(
		trap '' XFSZ
		ulimit -f 0
		cd site && "$keikaku" build --lang en 2>&1
		echo "exit $?"
	) | cat >../said
	{ grep -qF '[file-write]' ../said && grep -qx 'exit 3' ../said; } || {
		cat ../said
		return 1
	}
}
unchanged 'no space for a file' full

# the pages of an earlier build, of which each is to change
rm -rf old new killed
sed 's/<title>/&前：/' site/themes/plain/lib/frame.lua >../frame.lua
cp site/themes/plain/lib/frame.lua ../now.lua
mv ../frame.lua site/themes/plain/lib/
"$keikaku" build site --quiet -o old || exit 1
mv ../now.lua site/themes/plain/lib/frame.lua
"$keikaku" build site --quiet -o new || exit 1
killed() {
	bad=0
	for ms in 005 010 020 030 040 050 060 080 100 120 150 200 300; do
		rm -rf killed
		cp -Rp old killed
		timeout -s KILL 0.$ms "$keikaku" build site -o killed --quiet
		rm -rf ../copy
		cp -R killed ../copy
		rm -rf ../copy/.keikaku.new
		diff -r old ../copy >../o || diff -r new ../copy >../n || {
			echo "neither old nor new after 0.$ms s"
			cat ../o ../n
			bad=1
		}
		status 0 "$keikaku" build site -o killed --quiet &&
		    diff -r new killed || bad=1
	done 2>&1
	left=$(find . -name '.*' ! -name . ! -name .keikaku)
	[ -z "$left" ] && return $bad
	echo "left: $left"
	return 1
}
check 'killed at any time it is the old or the new site, and mends' killed

several() {
	rm -f ../said.?
	for i in 1 2 3 4 5 6; do
		{
			"$keikaku" build site -o many --lang en >../said.$i 2>&1
			echo "exit $?" >>../said.$i
		} &
	done
	wait
	for i in 1 2 3 4 5 6; do
		grep -q 'exit 0' ../said.$i ||
		    { grep -q 'exit 3' ../said.$i && grep -q file-busy ../said.$i; } ||
		    cat ../said.$i
	done
	[ -e many/.keikaku ] || "$keikaku" build site -o many --quiet
	! diff -r -x mine.txt -x own site/public many | grep -v index.html
}
built
check 'several builds at once do not harm each other' several
plan
