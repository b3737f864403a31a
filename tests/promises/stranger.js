// The third promise while somebody else is at work in the same folders.
'use strict';

const fs = require('fs');
const {check} = require('../tap.js');
const {keikaku, points, at, remove, look, litter, site, build, must, count, say,
	which, A, B} = require('./trial.js');

// how files change: by an exchange, one by one as told, or since it must be
const ways = [
	['', {}, ['-j1']],
	['in place', {}, ['-j1', '--in-place']],
	['old kernel', {FAULT_OLD: '1'}, ['-j1']],
];

const each = Math.ceil(points / ways.length);

// a command of a shell in the midst of a build, at points from its first call
// to its last; judge: what is wrong then, told the run and whether in place
function meanwhile(command, prepare, judge) {
	const wrong = [];

	for (const [way, env, args] of ways) {
		prepare();
		const calls = count('b', 'out', args).any;
		for (let i = 0; i < each; i++) {
			const n = 1 + Math.floor((calls - 1) * (i + 0.5) / each);

			prepare();
			const run = build('b', 'out', {...env, FAULT: `run:${n}`,
				FAULT_RUN: command}, args);
			const bad = ![0, 1, 3].includes(run.status) ? 'no end' :
				judge(run, way !== '');

			if (bad)
				wrong.push(`${way} call ${n} of ${calls}: ` +
					`${bad}; ${say(run)}`);
		}
	}
	['out', '.out.keikaku', 'away', 'elsewhere'].forEach(remove);
	return wrong;
}

// the next build mends what is left
function mended() {
	must('b', 'out');
	return which('out', A, B) !== 'new' || litter('out').length > 0 ?
		`not mended: ${litter('out')}` : null;
}

function linked() {
	const chapters = at('out/town/chapters');
	let was;

	return meanwhile(`mv ${chapters} ${at('away')} && ` +
		`ln -s ${at('elsewhere')} ${chapters}`, () => {
		['out', 'away', 'elsewhere'].forEach(remove);
		must('a', 'out');
		fs.cpSync(chapters, at('elsewhere'), {recursive: true});
		was = look(at('elsewhere'));
	}, () => look(at('elsewhere')) === was ? null :
		'what it leads to has changed');
}

// a new file, another version of one that was there, one more in a folder, and
// one where a page of the new site is to be: each is there, or in what is left
function added() {
	const texts = {'new.txt': 'new', 'own.txt': 'later', 'town/deep/own.txt':
		'deep', 'town/chapters/c4.html': 'theirs'};
	const command = 'mkdir -p ' + at('out/town/deep') + ' && ' +
		Object.entries(texts).map(([file, text]) =>
			`printf ${text} >${at('part')} && ` +
			`mv ${at('part')} ${at('out', file)}`).join(' && ');
	const has = (file, text) => ['out', '.out.keikaku'].some((folder) =>
		fs.existsSync(at(folder, file)) &&
		fs.readFileSync(at(folder, file), 'utf8') === text);
	const lost = (names) => names.filter(([file, text]) => !has(file, text));
	// what is in the way of a page is theirs unless that was published
	const judge = (run) => {
		const names = Object.entries(texts);

		if (lost(names).length > 0)
			return `lost: ${lost(names)}`;
		build('b', 'out');
		return lost(run.status === 0 ? names.slice(0, -1) : names)
			.length > 0 ? 'lost by the next build' : null;
	};

	return meanwhile(command, () => {
		['out', '.out.keikaku'].forEach(remove);
		must('a', 'out');
		fs.writeFileSync(at('out/own.txt'), 'earlier');
	}, judge);
}

const old = () => {
	['out', 'away'].forEach(remove);
	must('a', 'out');
};

const gone = (command) => meanwhile(command, old, (run, inPlace) =>
	inPlace || !fs.existsSync(at('out')) || which('out', A, B) !== 'neither' ?
		mended() : 'neither site');

// who has moved a site away has the old one, or the new one
const moved = () => meanwhile(`mv ${at('out')} ${at('away')}`, old,
	(run, inPlace) => inPlace || which('away', A, B) !== 'neither' ? mended() :
		'away: neither site');

// another build may come before ours takes hold of the folder, or after it
const rival = (args) => meanwhile(`"${keikaku}" build ${at('a')} -o ${at('out')} ` +
	`--quiet ${args} 2>${at('said')}; case $? in 0) ;; 3) grep -q file-busy ` +
	`${at('said')};; *) false;; esac`, old, () =>
	which('out', A, B) !== 'neither' ? mended() : 'neither site');

// content that goes while it is read: what is built has it, or has it not
function unread() {
	site('c', 1, 4, 'new');
	const without = must('c', 'out');

	remove('c');
	return meanwhile(`rm -f ${at('b/content/town/chapters/c4.md')}`, () => {
		site('b', 1, 5, 'new');
		old();
	}, (run) => {
		const is = which('out', A, B);

		site('b', 1, 5, 'new');
		return is === 'old' || run.status === 0 && (is === 'new' ||
			look(at('out')) === without) ? mended() : is;
	});
}

async function othersAtWork() {
	check('a folder that becomes a link meanwhile is not followed', linked());
	check('files of others that come or change meanwhile stay', added());
	check('the output is removed meanwhile: the next build mends it',
		gone(`rm -rf ${at('out')}`));
	check('what is begun beside it is removed meanwhile: the old or the ' +
		'new site', gone(`rm -rf ${at('.out.keikaku')}`));
	check('the output is moved away meanwhile: nothing follows it', moved());
	check('content is removed meanwhile: the old site, or one of both',
		unread());
	check('another build in the midst of one: one whole site', rival(''));
	check('and with --in-place', rival('--in-place'));
}

module.exports = othersAtWork;
