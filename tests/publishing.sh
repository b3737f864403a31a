#!/bin/sh
# keikaku publish, to folders, to a server with ssh and to rclone's WebDAV and
# SFTP servers; killed on the way, it leaves the old site.  A server with rsync
# alone is refused.
. tests/tap.sh
. tests/publishing/servers.sh
repository=$PWD
cd "${tmp:?}" || exit 1
trap 'while read -r pid; do kill "$pid"; done <"$tmp/servers" 2>/dev/null
    sleep 0.5; rm -rf "$tmp"' EXIT
: >servers
mkdir bin home web ssh empty trips
export TMPDIR=$tmp/trips
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
chmod +x bin/rsync bin/rclone
rclone=$(command -v rclone)
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

("$keikaku" new site site && cd site && "$keikaku" new plan town &&
    find content site.yaml -type f -exec sed -i 's/〇〇/みどり/g' {} +) >new 2>&1
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
check 'is named' says out '- pages/more.html もう一つ' \
    '1 go (1 of them pages)' 'aliases: [old-id]'
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

# ---- where folders cannot be exchanged ---------------------------------------------------

# the kernel, or the file system, cannot do it
old() {
	LD_PRELOAD=$PWD/fault.so FAULT_OLD=1 "$release" publish --yes web/k site \
	    >out 2>err
	[ $? -eq 2 ]
}
cp -R web/k before-old
version 9 >out
check 'what cannot be exchanged' old
check 'is refused' says err '[publish-whole]'
check 'and is as it was' diff -r before-old web/k
# a disk of its own
mkdir web/disk
mounted() {
	unshare -rm sh -c 'mount -t tmpfs tmpfs web/disk && "$0" publish --yes \
	    web/disk site >out 2>err; [ $? -eq 2 ] && [ -z "$(ls -A web/disk)" ]' \
	    "$keikaku"
}
if unshare -rm true 2>/dev/null; then
	check 'a folder that is mounted' mounted
	check 'is refused as well' says err '[publish-whole]'
fi

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
real=' # SKIP no sshd'
start_sshd && real= || start_no_sshd
ok "rsync: to a real server with ssh$real"
mkdir "ssh/it's a place"
target="rsync:$(id -un)@host:$tmp/ssh/it's a place/k"
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

start_rsyncd
remote 'rsync alone' "$daemon/web/k" "$tmp/module/k" -rcp
daemon_two() {
	[ "$(find module -name 'k-*' -type d | wc -l)" -eq 2 ]
}
check 'rsync alone: two sites are kept, no more' daemon_two
mkdir module/plain
check 'rsync alone: a plain folder' publish 2 --yes "$daemon/web/plain" site
check 'rsync alone: is not replaced' test ! -L module/plain
check 'rsync alone: a server that changes links' \
    publish 2 --yes "$daemon/munged/k" site
check 'rsync alone: is refused, with what to do' says err \
    '[publish-links]' 'docs/publish.ja.md'
no_trace() {
	[ -z "$(ls munged)" ] && [ -z "$(ls trips)" ]
}
check 'rsync alone: nothing remains there, nor here' no_trace
check 'rsync alone: HOST::MODULE/PATH' \
    publish 3 --yes rsync:host.invalid::web/k site
check 'rsync alone: is asked for' says err 'rsync failed'
refuses 'a module for a site' 2 '[publish-target]' rsync://host/web

for kind in webdav sftp; do
	start_rclone $kind
	remote "rclone, $kind" rclone:$kind:k "$tmp/$kind/k" sync
done
# between the two names that change there is no site; the next run mends it
(BREAK=moveto "$keikaku" publish --yes rclone:webdav:k site) >out 2>err
check 'rclone: killed in the switch' test ! -e webdav/k
check 'rclone: the next run' publish 0 --yes rclone:webdav:k site
check 'rclone: puts the new one there' is webdav/k version8
check 'rclone: and keeps the old one' is webdav/k-old version7
check 'rclone: no word of the password' no_secret
none() {
	PATH=$tmp/empty "$keikaku" publish --yes rclone:webdav:k site >out 2>err
	[ $? -eq 3 ]
}
check 'without the program' none
check 'says so' says err '[file-program]' rclone
plan
