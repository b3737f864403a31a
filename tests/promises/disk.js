// The second promise on a real disk that is full, read-only or mounted: a small
// file system in memory, which this process alone can see.
'use strict';

const {spawnSync} = require('child_process');
const fs = require('fs');
const {check} = require('../tap.js');
const {keikaku, place, at, remove, look, must, A, B} = require('./trial.js');

const free = Array.from({length: 25}, (_, i) => 4 * i);

// $1 is the program, $2 the output below the small disk, the others how many
// KiB are free, or ro: what then stands there is kept in seen.N
const script = `
keikaku=$1 out=$2
shift 2
mkdir disk && mount -t tmpfs -o size=1m,nr_inodes=400 tmpfs disk || exit 99
build() { "$keikaku" build "$1" -o "$out" --quiet --lang en -j1; }
for n; do
	build a || exit
	case $n in
	ro) mount -o remount,ro disk ;;
	*) have=$(df --output=avail -k disk | tail -1)
	   head -c $(((have - n) * 1024)) /dev/zero >disk/filler ;;
	esac
	build b 2>said.$n
	echo $? >status.$n
	cp -R "$out" seen.$n
	[ "$out" = disk ] || ls -A disk >beside.$n
	mount -o remount,rw disk
	rm -f disk/filler seen.$n/filler
	build b || exit
	cp -R "$out" next.$n
done
`;

function small(out) {
	const wrong = [], seen = {old: 0, new: 0};
	const run = spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', keikaku,
		out, ...free, 'ro'], {cwd: place, encoding: 'utf8'});
	const read = (name) => fs.readFileSync(at(name), 'utf8');

	if (run.error || run.status === 99)
		return null;
	if (run.status !== 0)
		return [`${run.status}: ${run.stderr}`];
	for (const n of [...free, 'ro']) {
		const status = Number(read(`status.${n}`)), said = read(`said.${n}`);
		const is = look(at(`seen.${n}`));
		const told = (n === 'ro' ? /read-only file system \[file-write\]/ :
			/no space left on the disk \[file-write\]/).test(said);

		seen[status === 0 ? 'new' : 'old']++;
		if (status === 0 ? is !== B : status !== 3 || is !== A || !told)
			wrong.push(`${n} KiB: ${status}, ${is === A}: ${said}`);
		if (out !== 'disk' && !/^(filler\n)?out\n$/.test(read(`beside.${n}`)))
			wrong.push(`${n} KiB: left ${read(`beside.${n}`)}`);
		if (look(at(`next.${n}`)) !== B)
			wrong.push(`${n} KiB: the next build does not mend it`);
		['seen', 'next'].forEach((name) => remove(`${name}.${n}`));
	}
	remove('disk');
	return seen.old < 3 || seen.new < 3 ?
		[...wrong, `too few: ${JSON.stringify(seen)}`] : wrong;
}

function fullDisk() {
	const all = {'disk/out': 'a full or read-only disk', disk: 'an output that ' +
		'is a mounted disk, full or read-only'};

	must('a', 'out');
	for (const [out, name] of Object.entries(all)) {
		const wrong = small(out);

		check(`${name}: exit 3 and the old site, or the new one` +
			(wrong ? '' : ' # SKIP cannot mount here'), wrong || []);
	}
	remove('out');
}

module.exports = fullDisk;
