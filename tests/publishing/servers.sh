# Servers on this machine for tests/publishing.sh, each with a folder of its own
# below $tmp.  What a function starts is in $tmp/servers, to be ended.

# a port that nobody listens at
port() {
	node -e 'const s = require("net").createServer();
s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}
# COMMAND...: until it works, five seconds at most
wait_for() {
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		"$@" >"$tmp/waited" 2>&1 && return
		sleep 0.5
	done
	cat "$tmp/waited"
	return 1
}

# a real sshd, which "ssh" then asks, whatever the host; false if it cannot be
start_sshd() {
	[ -x /usr/sbin/sshd ] || return 1
	mkdir "$tmp/sshd"
	for key in host user; do
		ssh-keygen -q -t ed25519 -N '' -f "$tmp/sshd/$key"
	done
	n=$(port)
	cat >"$tmp/sshd/server" <<-.
	Port $n
	ListenAddress 127.0.0.1
	HostKey $tmp/sshd/host
	PidFile none
	AuthorizedKeysFile $tmp/sshd/user.pub
	StrictModes no
	UsePAM no
	PermitRootLogin yes
	.
	cat >"$tmp/sshd/client" <<-.
	Host *
	HostName 127.0.0.1
	Port $n
	User $(id -un)
	IdentityFile $tmp/sshd/user
	UserKnownHostsFile $tmp/sshd/known
	StrictHostKeyChecking accept-new
	LogLevel error
	.
	# as root it wants a folder in /run, which only it shall see
	set -- /usr/sbin/sshd -D -e -f "$tmp/sshd/server"
	[ "$(id -u)" -ne 0 ] || [ -d /run/sshd ] ||
	    set -- unshare -m sh -c 'mount -t tmpfs tmpfs /run &&
	    mkdir /run/sshd && exec "$@"' sh "$@"
	"$@" >"$tmp/sshd/log" 2>&1 &
	echo $! >>"$tmp/servers"
	wait_for "$(command -v ssh)" -F "$tmp/sshd/client" host true || return 1
	cat >"$tmp/bin/ssh" <<-.
	#!/bin/sh
	exec $(command -v ssh) -F "$tmp/sshd/client" "\$@"
	.
	chmod +x "$tmp/bin/ssh"
}
# where there is none: a host that is this machine
start_no_sshd() {
	cat >"$tmp/bin/ssh" <<-'.'
	#!/bin/sh
	[ "$1" != -l ] || shift 2
	[ "$1" != -- ] || shift
	shift
	exec sh -c "$*"
	.
	chmod +x "$tmp/bin/ssh"
}
# rsync's own server, whose module web keeps links as they are sent, munged does
# not; $daemon is its address
start_rsyncd() {
	mkdir "$tmp/module" "$tmp/munged"
	n=$(port)
	links='use chroot = yes'
	[ "$(id -u)" -eq 0 ] || links='munge symlinks = no'
	cat >"$tmp/rsyncd.conf" <<-.
	use chroot = no
	read only = no
	uid = $(id -u)
	gid = $(id -g)
	[web]
	path = $tmp/module
	$links
	[munged]
	path = $tmp/munged
	.
	rsync --daemon --no-detach --address=127.0.0.1 --port="$n" \
	    --config="$tmp/rsyncd.conf" >"$tmp/rsyncd" 2>&1 &
	echo $! >>"$tmp/servers"
	daemon=rsync://127.0.0.1:$n
	wait_for rsync "$daemon/"
}
# webdav or sftp: rclone's server, of a folder with that name; it is also the
# name of the remote
start_rclone() {
	mkdir "$tmp/$1"
	n=$(port)
	"$rclone" serve "$1" "$tmp/$1" --addr "127.0.0.1:$n" \
	    --user city --pass himitsu --dir-cache-time 0 \
	    --cache-dir "$tmp/cache" >"$tmp/$1.log" 2>&1 &
	echo $! >>"$tmp/servers"
	case $1 in
	webdav) set -- webdav url="http://127.0.0.1:$n" vendor=other ;;
	sftp) set -- sftp host=127.0.0.1 port="$n" shell_type=none ;;
	esac
	rclone config create "$1" "$@" user=city pass=himitsu >"$tmp/config" 2>&1
	wait_for rclone lsf "$1:"
}
