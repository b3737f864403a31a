#!/bin/sh
# keikaku publish, to folders, to a server with ssh (which is this machine)
# and to rclone's WebDAV server; killed on the way, it leaves the old site.
. tests/tap.sh
repository=$PWD
cd "${tmp:?}" || exit 1
trap 'while read -r pid; do kill "$pid"; done <"$tmp/servers" 2>/dev/null
    sleep 0.5; rm -rf "$tmp"' EXIT
: >servers
mkdir bin home web ssh dav empty
cat >bin/ssh <<'END'
#!/bin/sh
[ "$1" != -l ] || shift 2
[ "$1" != -- ] || shift
shift
exec sh -c "$*"
END
# one that kills who has started it: at BREAK, with a part of its work done
for program in rsync rclone; do
	cat >"bin/$program" <<END
#!/bin/sh
real=$(command -v $program)
[ -n "\$BREAK" ] || exec "\$real" "\$@"
[ "\$1" = "\$BREAK" ] || exec "\$real" "\$@"
case \$1 in moveto) "\$real" "\$@" ;; *) "\$real" "\$@" --max-size=3k ;; esac
kill -9 \$PPID
END
done
chmod +x bin/ssh bin/rsync bin/rclone
export PATH="$tmp/bin:$PATH" HOME="$tmp/home" LANG=en_US.UTF-8

# STATUS WORDS...: keikaku publish; what it prints is in out and err
publish() {
	want=$1
	shift
	timeout 60 "$keikaku" publish "$@" >out 2>err </dev/null
	got=$?
	[ $got -eq "$want" ] || {
		echo "exit status $got, not $want: publish $*"
		cat out err
		return 1
	}
}
# FILE TEXT...: has it these?
says() {
	file=$1
	shift
	for text; do
		grep -qF -e "$text" "$file" || {
			echo "no '$text'"
			cat out err
			return 1
		}
	done
}
# FOLDER SITE: is it that site, and does its list say so?
is() {
	diff -r -x .keikaku "$1" "$2" &&
	    (cd "$1/" && sha256sum --quiet -c SHA256SUMS)
}
# N: another version of the site, a figure and a page more or less; what it
# is when it was published is in versionN
version() {
	sed -i "s/13[0-9]/13$1/" site/content/town/actuals.csv
	if [ $(($1 % 2)) -eq 0 ]; then
		rm -f site/content/pages/more.md
	else
		mkdir -p site/content/pages
		printf -- '---\ntitle: もう一つ\n---\n本文\n' \
		    >site/content/pages/more.md
	fi
	rm -rf "version$1"
	publish 0 nowhere site && cp -R site/public "version$1"
}
silent() {
	cat out err
	[ ! -s err ] && [ ! -s out ]
}

("$keikaku" new site site && cd site && "$keikaku" new plan town) >new 2>&1
check 'a site' test -e site/content/town/actuals.csv

# ---- what is shown ---------------------------------------------------------------

check 'shown only' publish 0 web/k site
check 'says that nothing was published' says err '--yes'
check 'all is new' says out '+ index.html' '43 new'
check 'nothing is there' test ! -e web/k
check 'the first time' publish 0 --yes web/k site
check 'is there' is web/k site/public
cp -R web/k first
check 'the same again' publish 0 --yes web/k site
check 'is said' says out 'The public site is the same.'
check 'and kept nothing' test ! -e web/k-old

check 'a page more' version 1
check 'is shown' publish 0 web/k site
check 'as new' says out '+ pages/more.html' '* index.html'
check 'and changes nothing' is web/k first
check 'the second time' publish 0 --yes web/k site
check 'is public' is web/k version1
check 'the site before is kept' is web/k-old first
check 'a page less' version 2
check 'goes' publish 0 --yes web/k site
check 'is named' says out '- pages/more.html' '1 go (1 of them pages)'
check 'is gone' is web/k version2
check 'the site before is the second' is web/k-old version1

# ---- back -----------------------------------------------------------------------

check 'back is shown' publish 0 --rollback web/k site
check 'and changes nothing' is web/k version2
check 'back' publish 0 --rollback --yes web/k site
check 'gives the former bytes' is web/k version1
check 'and once more' publish 0 --rollback --yes --quiet web/k site
check 'says nothing if it is told so' silent
check 'gives the later ones' is web/k version2
check 'what was never published' publish 2 --rollback --yes web/none site
check 'cannot go back' says err '[publish-old]'
echo x >>web/k/index.html
check 'what somebody has changed' publish 0 --yes web/k site
check 'is seen' says out '* index.html'
check 'is put right' is web/k version2

# ---- where an old address leads ------------------------------------------------------

cp -R site moved
sed -i 's/\bwatch\b/guard/' moved/content/town/*.yaml
sed -i 's/^\( *\)- id: guard$/&\n\1  aliases: [watch]/' \
    moved/content/town/goals.yaml
check 'a page that moves' publish 0 web/k moved
check 'is named, with its new place' says out \
    '> town/goals/watch.html → guard.html' '+ town/goals/guard.html'

# ---- refusals -------------------------------------------------------------------------

# NAME STATUS TEXT TARGET [SITE]: refused, the public sites as they were
refuses() {
	rm -rf before
	cp -R web before
	check "refuses $1" publish "$2" --yes "$4" "${5:-site}"
	check "refuses $1: says so" says err "$3"
	check "refuses $1: changes nothing" diff -r before web
}
cp -R site bad
echo 'unknwon: x' >>bad/site.yaml
refuses 'a failed check' 1 'nothing was published' web/k bad
cp -R site open
sed -i 's/13[0-9]/未定/' open/content/town/actuals.csv
refuses 'what is still open' 1 'nothing was published' web/k open
refuses 'the folder of the site' 2 '[out-place]' site/public
refuses 'its content' 2 '[out-place]' site/content
mkdir web/others web/l-old
echo x >web/others/x
echo x >web/l-old/x
refuses 'a folder of others' 2 '[out-not-ours]' web/others
refuses 'a name that is taken' 2 '[out-beside]' web/l
refuses 'an address that it does not know' 2 '[publish-target]' \
    ftp://city:himitsu@host/
no_secret() {
	! grep -r himitsu out err
}
check 'without its password' no_secret
refuses 'a remote without a path' 2 '[publish-target]' rclone:city:
refuses 'an option for a host' 2 '[publish-target]' rsync:-oProxyCommand=x:k
check 'no target is a mistake' publish 2
# TYPED [FILE]: at the question, once a line was added to a file
answer() {
	python3 - "$keikaku" "$@" <<'END'
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], ['keikaku', 'publish', 'web/k', 'site'])
said = b''
try:
    while b'[y/N]' not in said:
        said += os.read(fd, 4096)
    if len(sys.argv) > 3:
        open(sys.argv[3], 'a').write('x')
    os.write(fd, sys.argv[2].encode() + b'\n')
    while True:
        said += os.read(fd, 4096)
except OSError:
    pass
print(said.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
}
rm -rf before
cp -R web/k before
version 3 >out
answer n >out
check 'asks in a terminal' says out 'Publish? [y/N]' '--yes'
check 'and takes no for an answer' diff -r before web/k
answer y site/public/index.html >out
check 'refuses what is no longer what was shown' says out '[publish-stale]'
check 'which changes nothing' diff -r before web/k
answer y >out
check 'takes yes' is web/k version3

# ---- killed on the way -----------------------------------------------------------------

cc -shared -fPIC -O1 -o fault.so "$repository/tests/fault.c"
# a library cannot be loaded before a sanitizer's own
release=$repository/build/keikaku
[ -z "$KEIKAKU" ] || release=$keikaku
# kill -9 at points from the first call to the last: the old site or the new
killed() {
	cp -R web/k old-site
	version 4 || return 1
	at=1 points=0 new=0 got=1
	while [ $at -lt 100000 ]; do
		rm -rf web/kill web/kill-old web/.kill.keikaku
		cp -R old-site web/kill
		(LD_PRELOAD=$PWD/fault.so FAULT_DISK=1 FAULT=kill:$at \
		    "$release" publish -j 1 --yes web/kill site) >out 2>err
		got=$?
		[ $got -ne 0 ] || break
		points=$((points + 1))
		is web/kill old-site >why 2>&1 || {
			new=$((new + 1))
			is web/kill version4 >>why 2>&1 || {
				echo "point $at: neither"
				cat why
				return 1
			}
		}
		at=$((at + 1 + at / 16))
	done
	echo "$points points, $new of them after the switch, status $got"
	cat err
	[ $got -eq 0 ] && [ $points -ge 40 ] && is web/kill version4 &&
	    is web/kill-old old-site && [ ! -e web/.kill.keikaku ]
}
check 'killed at any point, one whole site is there' killed

# ---- remote places -----------------------------------------------------------------------

# NAME TARGET FOLDER BREAK: three versions, one of them twice, and back
remote() {
	for n in 5 6 7; do
		check "$1: version $n" version $n
		[ $n -ne 7 ] || {
			(BREAK=$4 "$keikaku" publish --yes "$2" site) >out 2>err
			check "$1: killed on the way, the old site" is "$3" version6
		}
		check "$1: published" publish 0 --yes "$2" site
		check "$1: is public" is "$3" version$n
		check "$1: the same again" publish 0 "$2" site
		check "$1: is said" says out 'The public site is the same.'
	done
	check "$1: the site before" is "$3-old" version6
	check "$1: back" publish 0 --rollback --yes "$2" site
	check "$1: gives the former bytes" is "$3" version6
	check "$1: and once more" publish 0 --rollback --yes "$2" site
	check "$1: gives the later ones" is "$3" version7
	touch "$3/.htaccess"
	version 8 >out
	check "$1: a file of others" publish 2 --yes "$2" site
	check "$1: is not moved away" says err '.htaccess' '[publish-foreign]'
	rm "$3/.htaccess"
	check "$1: and nothing was changed" is "$3" version7
}
mkdir "ssh/it's a place"
target="rsync:web@host:$tmp/ssh/it's a place/k"
remote rsync "$target" "$tmp/ssh/it's a place/k" -rcps
linked() {
	[ "$(stat -c %h "ssh/it's a place/k/assets/civic.css")" -ge 2 ]
}
check 'rsync: what does not change takes no place' linked
two() {
	[ "$(find "ssh/it's a place" -name 'k-*' -type d | wc -l)" -eq 2 ]
}
check 'rsync: two sites are kept, no more' two
mkdir ssh/plain
check 'rsync: a plain folder' publish 2 --yes "rsync:host:$tmp/ssh/plain" site
check 'rsync: is not replaced' test ! -L ssh/plain
check 'rsync: a place that is not there' \
    publish 3 --yes "rsync:host:$tmp/ssh/no/where" site
check 'rsync: is the machine' says err '[file-program]' 'ssh'

n=$(node -e 'const s = require("net").createServer();
s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
"$(sed -n 's/^real=//p' bin/rclone)" serve webdav dav --addr "127.0.0.1:$n" \
    --user city --pass himitsu --dir-cache-time 0 >dav.log 2>&1 &
echo $! >>servers
rclone config create city webdav url="http://127.0.0.1:$n" vendor=other \
    user=city pass=himitsu >config.log 2>&1
for _ in 1 2 3 4 5 6 7 8 9 10; do
	rclone lsf city: >waited 2>&1 && break
	sleep 0.5
done
remote rclone rclone:city:k "$tmp/dav/k" sync
# between the two names that change there is no site; the next run mends it
(BREAK=moveto "$keikaku" publish --yes rclone:city:k site) >out 2>err
check 'rclone: killed in the switch' test ! -e dav/k
check 'rclone: the next run' publish 0 --yes rclone:city:k site
check 'rclone: puts the new one there' is dav/k version8
check 'rclone: and keeps the old one' is dav/k-old version7
check 'rclone: no word of the password' no_secret
none() {
	PATH=$tmp/empty "$keikaku" publish --yes rclone:city:k site >out 2>err
	[ $? -eq 3 ]
}
check 'without the program' none
check 'says so' says err '[file-program]' rclone
plan
