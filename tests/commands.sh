#!/bin/sh
# What the user types, and what comes back on which stream.
. tests/tap.sh
repository=$PWD
cd "$tmp" || exit 1

# STATUS COMMAND...: status and streams; fails if either is not as it was said
# to be: out=text or err=text (a pattern), empty if it is to be silent
run() {
	want=$1
	shift
	timeout 60 "$keikaku" "$@" >o 2>e </dev/null
	got=$?
	wrong=
	[ "$got" -eq "$want" ] || wrong="exit status $got, not $want"
	for stream in out err; do
		pattern=$(eval "echo \"\$$stream\"")
		file=$(echo $stream | cut -c1)
		if [ -z "$pattern" ]; then
			[ ! -s "$file" ] || wrong="$wrong; std$stream is not empty"
		else
			grep -q -e "$pattern" "$file" ||
				wrong="$wrong; std$stream lacks $pattern"
		fi
	done
	[ -z "$wrong" ] || {
		echo "keikaku $*: $wrong"
		cat o e
		return 1
	}
}

# ---- a start ---------------------------------------------------------------

out=site.yaml err=
check 'new site' run 0 new site 'わたしの site'
cd 'わたしの site' || exit 1
out=plan.md
check 'new plan' run 0 new plan midori-2030
out='public/index.html' err='^1計画'
check 'build' run 0 build --lang ja
only_open() {
	grep '^[^ ]*:[0-9]' e | grep -v '\[placeholder\]$'
	[ $? -eq 1 ]
}
check 'what is to be filled in is all it tells' only_open
check 'what it names is there' test -e "$(cat o)"
check 'its links lead somewhere' node "$repository/tests/links.js" public
out= err='はもうあります'
check 'new plan does not overwrite' run 2 new plan midori-2030 --lang ja
err='is there already'
check 'new site does not overwrite' run 2 new site . --lang en
err='a-z 0-9 -'
check 'new plan wants an id' run 2 new plan 緑 --lang en
check 'which is no path' run 2 new plan ../x --lang en
err='new makes'
check 'new makes no other things' run 2 new city x --lang en
err=.
check 'new wants two words' run 2 new site
cd "$tmp" || exit 1
err='site.yaml'
check 'new plan is for a site' run 2 new plan x --lang en
err='/proc/none'
check 'new site where the machine cannot write' run 3 new site /proc/none/x
out= err=
check 'new --quiet' run 0 new site quiet --quiet

# ---- options -------------------------------------------------------------------

site=$tmp/site
cp -R "$repository/tests/sites/minimal" "$site"
out='out1/index.html' err=pages
export LANG=en_US.UTF-8
for options in '-o out1 DIR' 'DIR -o out1' '-oout1 DIR' '--out out1 DIR' \
    '--out=out1 DIR' 'DIR --out=out1 -j 2' '-j2 DIR --out out1' \
    '--jobs=2 -o out1 -- DIR' '--draft -o out1 DIR' 'DIR --release -o out1'; do
	rm -rf out1
	# shellcheck disable=SC2046,SC2086 # words
	check "build $options" run 0 build \
	    $(echo "$options" | sed "s|DIR|$site|")
	check "build $options: is there" test -e out1/index.html
done
out='site/public/index.html'
check 'build DIR' run 0 build site
check 'its page is where it says' test -e site/public/index.html
out= err=
check 'build --quiet' run 0 build site --quiet
check 'build -q' run 0 build -q site

out= err=option
for option in --nothing -x --drafts --; do
	[ "$option" = -- ] && option=--=x
	check "build $option" run 2 build site "$option"
done
check 'new takes no -o' run 2 new site x -o y
err=value
check 'an option without its value' run 2 build site -o
check 'an empty value' run 2 build site --out=
check 'a value too much' run 2 build site --draft=yes
err=256
for n in 0 257 x 1x -1 ''; do
	[ -n "$n" ] || continue
	check "-j $n" run 2 build site -j "$n"
done
err=exclude
check '--draft and --release' run 2 build site --draft --release
err='ja or en'
check '--lang fr' run 2 build site --lang fr
err='build \[DIR'
check 'two folders' run 2 build site site
err=usage
check 'no command' run 2
err="no command 'biuld'"
check 'an unknown command' run 2 biuld

# ---- help and version ------------------------------------------------------------

out=usage err=
for words in help --help -h 'build --help' 'build -h' 'new --help' \
    'help --lang en'; do
	# shellcheck disable=SC2086 # words
	check "$words" run 0 $words
done
out='使い方'
check 'help --lang ja' run 0 help --lang ja
out='keikaku build \[DIR'
check 'help build' run 0 help build --lang ja
out= err="no command 'biuld'"
check 'help of an unknown command' run 2 help biuld
out='' err=usage
check 'too many words for help' run 2 help build check
err=
full() {
	for words in help 'help build' version explain 'schema goal' \
	    'completion bash'; do
		# shellcheck disable=SC2086 # words
		"$keikaku" $words >/dev/full 2>e
		got=$?
		[ $got -eq 3 ] && [ -s e ] || {
			echo "keikaku $words: exit status $got"
			cat e
			return 1
		}
	done
}
check 'what cannot be printed is 3' full

commands=$("$keikaku" help --lang en | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p')
# 24 lines of 80 columns, an example, and no option of others
screen() {
	"$keikaku" help $2 --lang "$1" >o || return 1
	[ "$(wc -l <o)" -le 24 ] && [ "$(LC_ALL=C.UTF-8 wc -L <o)" -le 80 ] || {
		LC_ALL=C.UTF-8 wc -lL o
		cat o
		return 1
	}
	[ -z "$2" ] || sed '1,/^example:$\|^例：$/d' o | grep -q keikaku
}
for command in '' $commands; do
	for language in ja en; do
		check "help $command --lang $language fits a screen" \
		    screen $language "$command"
	done
done
same_help() {
	for command in $commands; do
		[ "$command" != help ] || continue
		"$keikaku" help "$command" >o &&
		    "$keikaku" "$command" --help | cmp - o || return 1
	done
}
check 'COMMAND --help is help COMMAND' same_help
its_own() {
	"$keikaku" help version | grep -e --out && return 1
	"$keikaku" help build | grep -q -e --out
}
check 'help has the options of that command only' its_own

# ---- completion --------------------------------------------------------------------

# WANT WORD...: what bash offers for the last of the words
offers() {
	want=$1
	shift
	"$keikaku" completion bash >completion || return 1
	got=$(bash -c '. ./completion
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_keikaku
		echo "${COMPREPLY[*]}"' bash "$@")
	[ "$got" = "$want" ] || {
		echo "$* offers: $got"
		return 1
	}
}
out= err=usage
check 'completion of no shell' run 2 completion tcsh --lang en
check 'a command' offers 'build' keikaku bu
check 'a kind' offers 'indicator' keikaku new ind
check 'an option' offers '--release' keikaku build --rel
check 'not one of another command' offers '' keikaku version --rel
check 'a value' offers 'markdown' keikaku diff --format m
check 'a value behind =' offers 'github' keikaku check --format = g
check 'a code' offers 'key-missing' keikaku explain key-mis
check 'a command to explain' offers 'serve' keikaku help ser
mkdir -p folder-a
check 'a folder' offers 'folder-a' keikaku build folder-
for shell in bash zsh fish; do
	out="keikaku completion $shell" err=
	check "completion $shell" run 0 completion $shell
done
all_offered() {
	for shell in bash zsh fish; do
		"$keikaku" completion $shell >o
		for command in $commands; do
			grep -qw "$command" o || {
				echo "$shell lacks $command"
				return 1
			}
		done
	done
}
check 'every shell has every command' all_offered
out='^keikaku [0-9]*\.[0-9]*\.[0-9]*$'
check version run 0 version
check --version run 0 --version

# ---- languages -----------------------------------------------------------------------

out= err='エラー'
export LANG=ja_JP.UTF-8
check 'Japanese by locale' run 1 build nowhere
export LC_MESSAGES=en_US.UTF-8
err='error'
check 'English by LC_MESSAGES' run 1 build nowhere
export LC_ALL=ja_JP.UTF-8
err='エラー'
check 'Japanese by LC_ALL' run 1 build nowhere
err='error'
check 'English by --lang' run 1 build nowhere --lang en
unset LANG LC_MESSAGES LC_ALL
err='エラー'
check 'Japanese if nothing is said' run 1 build nowhere

# ---- streams and statuses ----------------------------------------------------------------

mkdir -p broken/content
echo 'titel: x' >broken/site.yaml
err=key-unknown
check 'errors are 1 and on stderr' run 1 build broken
check 'also with --quiet' run 1 build broken --quiet
plain() {
	! grep -q "$(printf '\033')" e
}
check 'no colours in a pipe' plain
err=file-write
check 'a folder that cannot be written is 3' run 3 build site -o /proc/x/y

# whoever may read everything becomes somebody who may not
unable() {
	chmod 755 "$tmp"
	cp "$keikaku" "$tmp/program"
	cp -R site locked
	chmod 000 locked/content/town/plan.md
	as=
	[ "$(id -u)" -ne 0 ] ||
		as='setpriv --reuid=65534 --regid=65534 --clear-groups'
	mkdir -p open
	chmod 777 open
	$as "$tmp/program" build locked -o open/out --lang en >o 2>e
	got=$?
	chmod 644 locked/content/town/plan.md
	[ $got -eq 3 ] && grep -qF '[file-read]' e || {
		echo "exit status $got"
		cat o e
		return 1
	}
}
check 'a file that cannot be read is 3' unable

pipe() {
	cp -R site pipe
	mkfifo pipe/content/town/goals.yaml
	timeout 10 "$keikaku" build pipe --lang en >o 2>e
	got=$?
	[ $got -eq 0 ] && grep -qF '[content-unknown]' e || {
		echo "exit status $got"
		cat e
		return 1
	}
}
check 'a pipe among the content is not waited for' pipe
plan
