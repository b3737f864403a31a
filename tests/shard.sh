#!/bin/sh
# A site that is made in parts, side by side, is the site that is made as a
# whole; parts that do not belong together are refused, and what is public
# stays as it was.
. tests/tap.sh
repository=$PWD
cd "$tmp" || exit 1
export LANG=en_US.UTF-8

# SITE N: all parts of a site at once, as part-1 …
parts() {
	rm -rf part-*
	seq "$2" | timeout 300 parallel --will-cite --halt now,fail=1 -j4 \
	    "$keikaku" build --quiet "$1" --shard "{}/$2" -o "part-{}" \
	    >"$tmp/said" 2>&1 || { cat "$tmp/said"; return 1; }
}

# NAME SITE N: in parts and as a whole, in the same folder each time
same() {
	rm -rf whole merged
	check "$1: as a whole" status 0 "$keikaku" build "$2" -q -o whole
	check "$1: in $3 parts" parts "$2" "$3"
	check "$1: merged" status 0 "$keikaku" merge -q part-* -o merged
	check "$1: the same bytes" diff -r whole merged
}

same 'this repository' "$repository" 4
gen=$repository/scripts/bench/gen_corpus.py
python3 "$gen" corpus --plans 5 --out corpus >/dev/null &&
    python3 "$gen" emit --target keikaku --corpus corpus --out big || exit 1
same 'a bigger one' big 4
same 'one of few pages' "$repository/tests/sites/minimal" 9
same 'one part' "$repository/tests/sites/own" 1
same 'languages' "$repository/tests/sites/languages" 3

# ---- what a part is -----------------------------------------------------------

cp -R "$repository/tests/sites/town" site
sed -i '/^くわしくは/d' site/content/town/plan.md
parts site 4
pages() {
	for i in 1 2 3 4; do
		grep -c '	.*	.*	' part-$i/keikaku-part
	done | sort -n | sed -n '1p;$p' | tr '\n' ' '
}
balanced() {
	# shellcheck disable=SC2046 # two numbers
	set -- $(pages)
	[ "$(($2 - $1))" -le 1 ] && [ "$1" -gt 0 ]
}
check 'parts are alike but for a page' balanced
alone() {
	"$keikaku" build site -q -o whole && for i in 1 2 3 4; do
		(cd part-$i && find . -type f ! -name '.keikaku' \
		    ! -name keikaku-part)
	done | sort >have
	(cd whole && find . -type f ! -name .keikaku ! -path '*/search/*') |
	    sort | diff - have
}
rm -rf whole
check 'each file is in one part; the search index in none' alone
again() {
	(cd part-2 && find . -exec stat -c '%n %i %y %z' {} + | sort) >before
	"$keikaku" build site --shard 2/4 -o part-2 -q || return 1
	(cd part-2 && find . -exec stat -c '%n %i %y %z' {} + | sort) |
	    diff before -
}
check 'a second build of a part touches nothing' again
default() {
	(cd site && "$keikaku" build --shard 3/4 -q) || return 1
	diff -r part-3 site/part-3 && rm -r site/part-3
}
check 'its folder is part-I' default

# ---- what is refused ------------------------------------------------------------

state() {
	find . -printf '%p %l %m ' \
	    \( -type f -exec md5sum {} \; -o -printf '\n' \) | sort
}

# NAME STATUS CODE ARGUMENT...: that message, and all files as they were
refused() {
	what=$1 want=$2 code=$3
	shift 3
	state >../before
	check "$what" ends "$want" "$code" "$@"
	state >../after
	check "$what: nothing has changed" diff ../before ../after
}

ends() {
	want=$1 code=$2
	shift 2
	timeout 60 "$keikaku" "$@" >../said 2>&1
	got=$?
	[ $got -eq "$want" ] && grep -qF "[$code]" ../said || {
		echo "exit status $got"
		cat ../said
		return 1
	}
}

mkdir try && mv part-* site try && cd try || exit 1
check 'the first merge' status 0 "$keikaku" merge -q part-* -o public
sed -i 's/<title>/&次：/' site/themes/plain/lib/frame.lua
parts site 4
refused 'a part that is missing' 1 part-missing merge part-1 part-2 part-4
refused 'a part that is there twice' 1 part-twice merge part-* part-2
cp -R part-2 copy
refused 'a copy of a part' 1 part-twice merge part-* copy
refused 'what is no part' 1 part-none merge part-* site
refused 'a site' 1 part-none merge part-* public
refused 'nothing' 1 part-none merge part-* nothing

"$keikaku" build site -q --shard 3/4 --release -o other || exit 1
refused 'a part made with other options' 1 part-content \
    merge part-1 part-2 other part-4
rm -r other
# NAME FILE: a part made when that file had a line more
other() {
	cp -p "site/$2" ../kept && echo >>"site/$2" &&
	    "$keikaku" build site -q --shard 3/4 -o other || exit 1
	mv ../kept "site/$2"
	refused "$1" 1 part-content merge part-1 part-2 other part-4
	rm -r other
}
other 'a part of other content' content/town/plan.md
other 'a part of another site.yaml' site.yaml
other 'a part of another theme' themes/plain/layouts/map.html
mkdir site/lib && echo 'return 1' >site/lib/extra.lua
"$keikaku" build site -q --shard 3/4 -o other || exit 1
rm -r site/lib
refused 'a part with something of its own' 1 part-content \
    merge part-1 part-2 other part-4
rm -r other
"$keikaku" build site -q --shard 3/3 -o third || exit 1
refused 'a part of three' 1 part-cut merge part-1 part-2 third part-4
rm -r third

# NAME CODE COMMAND...: when something was done to part-2
changed() {
	what=$1 code=$2
	shift 2
	cp -Rp part-2 ../kept
	"$@" || exit 1
	refused "$what" 1 "$code" merge part-*
	rm -r part-2
	mv ../kept part-2
}
page=$(sed -n 's/^[0-9a-f]*  \([^	]*\)	.*/\1/p' part-2/keikaku-part | head -n 1)
changed 'a file that was changed' part-file \
    sed -i 's/<title>/&x/' "part-2/$page"
changed 'a file that is gone' part-file rm "part-2/$page"
changed 'a list that was changed' part-damaged \
    sed -i '$d' part-2/keikaku-part
changed 'an empty list' part-damaged truncate -s 0 part-2/keikaku-part
changed 'no list' part-none rm part-2/keikaku-part
# COMMAND...: with the list of part-2, which then has the right sum
relist() {
	(
		sed 1d part-2/keikaku-part | "$@" >../rest
		echo "keikaku part 1 $(sha256sum ../rest | cut -c1-64)"
		cat ../rest
	) >../list && mv ../list part-2/keikaku-part
}
changed 'a part of another version' part-program \
    relist sed 's/^program .*/program 0.0.0/'
changed 'a list that leads out of its part' part-damaged \
    relist sed 's|  [^ ]*html	|  ../site/site.yaml	|'
changed 'a number beyond the last' part-damaged \
    relist sed 's|^shard 2/4|shard 5/4|'
twice() {
	cp "part-1/index.html" part-2/
	line=$(grep '  index.html	' part-1/keikaku-part)
	relist sed "\$a $line"
}
changed 'a file of two parts' out-twice twice

chmod 0 "part-2/$page"
[ "$(id -u)" -eq 0 ] ||
    refused 'what cannot be read' 3 file-read merge part-*
chmod 644 "part-2/$page"
refused 'where the machine cannot write' 3 file-write \
    merge part-* -o /proc/keikaku/public
refused 'into a part' 2 out-place merge part-* -o part-1
refused 'into another part' 2 out-part merge part-* -o copy
refused 'a site into a part' 2 out-part build site -o copy
refused 'a part into a site' 2 out-site build site --shard 1/4 -o public
check 'a part is not where one publishes' ends 2 out-part \
    publish copy site --yes
rm -r site/public && mv copy site/public
refused 'nor what one publishes' 2 out-part publish elsewhere site --yes
rm -r site/public
check 'what is complete is merged' status 0 "$keikaku" merge -q part-*
check 'and public' grep -q 次： public/index.html

busy() {
	while :; do touch site/content/index.md; done &
	writer=$!
	"$keikaku" build site --shard 1/4 -o moved >../said 2>&1
	got=$?
	kill $writer
	[ $got -eq 1 ] && grep -qF '[part-stale]' ../said && [ ! -e moved ] || {
		cat ../said
		return 1
	}
}
check 'content that changes meanwhile is told, and no part is there' busy

# ---- links from one part to another ---------------------------------------------------

echo '<p><a href="town/goals/index.html#nowhere">x</a><a href="town/none.html">x</a></p>' \
    >>site/themes/plain/layouts/home.html
parts site 4
refused 'a link to a page that is nowhere' 1 page-link merge part-*
refused 'a link to a place that is nowhere' 1 page-anchor merge part-*
found() {
	"$keikaku" merge part-* 2>&1 | grep '^error' | sort >merged
	"$keikaku" check site 2>&1 | grep '^error.*\[page-' | sort |
	    diff - merged
}
check 'what merge finds is what check finds' found
sed -i '$d' site/themes/plain/layouts/home.html
sed -i 's/<title>.*<\/title>/<title>x<\/title>/' site/themes/plain/lib/frame.lua
parts site 2
check 'warnings are no errors' status 0 "$keikaku" merge part-*
refused 'unless --strict' 1 page-title merge part-* --strict -o strict
printf 'levels:\n- {code: page-title, level: off, reason: x}\n- {code: page-table, level: off, reason: x}\n' >>site/site.yaml
parts site 2
check 'site.yaml says what they are' status 0 \
    "$keikaku" merge part-* --strict -o strict

# ---- as docs/large.md shows it -----------------------------------------------------------------

cd "$tmp" && mkdir bin && cp -R "$repository/tests/sites/own" ours &&
    cd ours || exit 1
git init -q . && git add . && git -c user.name=x -c user.email=x@example.jp \
    commit -q -m x || exit 1
printf '#!/bin/sh\nexec "%s" "$@"\n' "$keikaku" >../bin/keikaku
# a machine is a folder
cat >../bin/ssh <<END
#!/bin/sh
mkdir -p "$tmp/at-\$1" && cd "$tmp/at-\$1" && exec sh -c "\$2"
END
chmod +x ../bin/*
# LABEL FILE: what stands there, as it stands there, makes the site, also on
# machines that have an earlier content
recipe() {
	rm -rf ../at-* part-* public ../whole
	for n in 1 2 3 4; do
		mkdir -p "../at-web$n/keikaku-$n/content/pages" &&
		    printf -- '---\ntitle: x\n---\n' \
		    >"../at-web$n/keikaku-$n/content/pages/gone.md"
	done
	sed -n "/^\`\`\`sh $1\$/,/^\`\`\`\$/{ /^\`/!p; }" \
	    "$repository/$2" >../recipe
	grep -q 'keikaku merge' ../recipe &&
	    PATH="$tmp/bin:$PATH" sh -e ../recipe &&
	    "$keikaku" build --release -q -o ../whole &&
	    diff -r ../whole public
}
for doc in docs/large.md docs/large.ja.md; do
	check "$doc: here" recipe here $doc
	check "$doc: parallel" recipe parallel $doc
done

# ---- how far it is ------------------------------------------------------------------------

cd "$tmp" || exit 1
# COLUMNS OPTION...: what a terminal shows of a run that is held up for a
# second among its pages; ~ is where the rest of a line goes away
terminal() {
	rm -rf slow
	cat >run <<-END
		stty cols $1
		shift
		'$keikaku' build big -j1 -o slow "\$@" &
		until find . -path '*slow*' -name '*.html' | grep -q . ||
		    ! kill -0 \$!; do
			sleep 0.01
		done 2>/dev/null
		kill -STOP \$!
		sleep 1.1
		kill -CONT \$!
		wait \$!
	END
	shift
	TERM=${TERM:-xterm} script -qec "sh run x $*" /dev/null </dev/null |
	    sed 's/\r$//; s/\x1b\[K/~/g' | tr '\r' '\n' >seen
}
line() {
	TERM=xterm terminal 80
	grep -q '^pages [0-9,]* of 1,006 ([0-9]*%, [0-9,]*/s)~$' seen || {
		cat -v seen
		return 1
	}
}
gone() {
	! grep -q '[^~]~.' seen &&
	    tail -n 3 seen | grep -q '^~\?5 plans, 1006 pages (' &&
	    tail -n 1 seen | grep -qx 'slow/index.html' || {
		cat -v seen
		return 1
	}
}
narrow() {
	TERM=xterm terminal 12
	grep -q '^pages [0-9]' seen && ! grep -q '^pages [^~]\{6,\}' seen || {
		cat -v seen
		return 1
	}
}
silent() {
	! grep -q '~' seen || { cat -v seen; return 1; }
}
quiet() {
	TERM=xterm terminal 80 --quiet
	[ ! -s seen ] || silent
}
dumb() {
	TERM=dumb terminal 80
	silent
}
piped() {
	TERM=xterm terminal 80 '2>pipe'
	[ -s pipe ] && ! grep -q "$(printf '\r')\|%" pipe || {
		cat -v pipe
		return 1
	}
}
check 'a terminal shows how far it is' line
check 'and nothing of it at the end' gone
check 'a narrow one as much as it has room for' narrow
check '--quiet shows nothing' quiet
check 'nor does a terminal that cannot take a line back' dumb
check 'nor a pipe' piped

phases() {
	"$keikaku" build big -q -o slow --timing >o 2>said && [ ! -s o ] &&
	    for phase in theme content pages data files output total; do
		grep -q "^$phase  *[0-9]*\.[0-9]\{3\} s" said || {
			echo "no $phase"
			cat said
			return 1
		}
	done && grep -q '^pages .* 1,006  *[0-9,]*/s$' said
}
check '--timing prints phases, counts and rates' phases
untimed() {
	"$keikaku" build big -q -o slow 2>said && ! grep -q ^total said
}
check 'without it there is nothing of the kind' untimed
plan
