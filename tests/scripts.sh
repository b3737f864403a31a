#!/bin/sh
# The scripts of this repository: what they install, and what they print.
. tests/tap.sh

# A machine where mandoc is missing, and apt-get only tells what it was
# asked for.  UID is who we are, LACKS what cannot be installed at once, NEVER
# what it does not know.
machine() {
	rm -rf "$tmp/bin" "$tmp/asked"
	mkdir "$tmp/bin"
	for command in sh env cut sed grep dirname cat ln; do
		ln -s "$(command -v $command)" "$tmp/bin/"
	done
	for command in $(awk '$3 == "command" && $4 != "mandoc" { print $4 }' \
	    scripts/packages); do
		echo '#!/bin/sh' >"$tmp/bin/$command"
	done
	cat >"$tmp/bin/id" <<-'.'
	#!/bin/sh
	echo "$UID"
	.
	cat >"$tmp/bin/sudo" <<-'.'
	#!/bin/sh
	echo sudo >>"$ASKED"
	exec "$@"
	.
	cat >"$tmp/bin/apt-get" <<-'.'
	#!/bin/sh
	echo "$*" >>"$ASKED"
	case $* in
	update*) ;;
	*" $NEVER" | *" $NEVER "*) exit 100 ;;
	*) [ -z "$LACKS" ] || grep -q '^update' "$ASKED" || exit 100
	   for name; do
		case $name in
		mandoc) ln -s cc "$BIN/mandoc" ;;
		esac
	   done ;;
	esac
	.
	find "$tmp/bin" -type f -exec chmod +x {} +
}

# UID LACKS [LANG [NEVER]]: what scripts/need says and asks for
need() {
	: >"$tmp/asked"
	env -i PATH="$tmp/bin" ASKED="$tmp/asked" BIN="$tmp/bin" UID="$1" \
	    LACKS="$2" LANG="${3:-en_US.UTF-8}" NEVER="${4:-nothing}" \
	    scripts/need build test >"$tmp/out" 2>"$tmp/err" </dev/null
	code=$?
	# in one file to be compared
	{
		cat "$tmp/asked" "$tmp/err"
		sed 's/^/on stdout: /' "$tmp/out"
		echo "exit $code"
	} >"$tmp/said"
}

# NAME, what is expected on stdin
expect() {
	cat >"$tmp/expected"
	check "$1" diff "$tmp/expected" "$tmp/said"
}

install='install -y -q --no-install-recommends mandoc'
machine
need 0 ''
expect 'what is missing is installed, and why' <<.
$install
Installing the packages that are missing:
  mandoc: checks the manual page
exit 0
.
need 0 ''
expect 'nothing is said or done if nothing is missing' <<.
exit 0
.
machine
need 0 yes
expect 'the lists of packages are fetched when they are needed' <<.
$install
update -q
$install
Installing the packages that are missing:
  mandoc: checks the manual page
exit 0
.
machine
need 1000 '' ja_JP.UTF-8
expect 'with sudo if we are not root' <<.
sudo
$install
足りないパッケージを入れます。
  mandoc: checks the manual page
exit 0
.
machine
rm "$tmp/bin/sudo"
need 1000 ''
expect 'without sudo it says whom to ask' <<.
Installing the packages that are missing:
  mandoc: checks the manual page
This cannot be done here: ask an administrator to install them.
exit 1
.
machine
rm "$tmp/bin/make"
need 0 ''
expect 'what is still missing afterwards is an error' <<.
install -y -q --no-install-recommends make mandoc
Installing the packages that are missing:
  make: builds the program
  mandoc: checks the manual page
Still not found:
make builds the program
exit 1
.
machine
rm "$tmp/bin/make"
need 0 '' en_US.UTF-8 make
expect 'what cannot be had keeps out nothing else' <<.
install -y -q --no-install-recommends make mandoc
update -q
install -y -q --no-install-recommends make mandoc
install -y -q --no-install-recommends make
$install
Installing the packages that are missing:
  make: builds the program
  mandoc: checks the manual page
Still not found:
make builds the program
exit 1
.

# ---- the site ---------------------------------------------------------------

mkdir "$tmp/a b#c"
cp -Rp Makefile src scripts themes content docs site.yaml "$tmp/a b#c/"
mkdir "$tmp/a b#c/build"
cp -Rp build/release build/keikaku "$tmp/a b#c/build/" 2>/dev/null
site() {
	"$tmp/a b#c/scripts/site" >"$tmp/said" 2>"$tmp/err" <&- || {
		cat "$tmp/err"
		return 1
	}
	test -e "$tmp/a b#c/public/index.html"
}
check 'scripts/site builds, in any folder' site
echo "file://$tmp/a%20b%23c/public/index.html" >"$tmp/expected"
check 'and says where to look' diff "$tmp/expected" "$tmp/said"
plan
