// The eighth promise: nothing outside is read.
'use strict';

const {execFileSync} = require('child_process');
const fs = require('fs');
const path = require('path');
const {check} = require('../tap.js');
const {trace} = require('./trace.js');
const {place, at, remove, site} = require('./trial.js');

// what of the machine a program needs to run at all
const SYSTEM = new RegExp('^/(lib|lib64|usr/lib|etc/ld\\.so)|' +
	'^/(proc/self/exe|sys/devices/system/cpu/online)$');

// may open those folders, all that is below them, and their own folder
function within(args, allowed) {
	const {wrong, calls} = trace(args);

	for (const line of calls) {
		const opened = /^open(?:at2?)?\((?:(AT_FDCWD|\d+), )?"([^"]*)".*= \d+$/
			.exec(line);
		const [, from, name] = opened || [];

		if (/^(socket|connect|bind|sendto|socketpair)\(/.test(line))
			wrong.push(line);
		if (!opened || (from && from !== 'AT_FDCWD' &&
		    !name.startsWith('/') && !name.split('/').includes('..')))
			continue;
		const full = path.resolve(place, name);
		if (!SYSTEM.test(full) && full !== place &&
		    !allowed.some((a) => `${full}/`.startsWith(`${a}/`)))
			wrong.push(line);
	}
	remove('out');
	return wrong;
}

// links in the content that lead out of it
function links() {
	const secret = at('secret.md');

	site('c', 0, 2, 'text');
	fs.writeFileSync(secret, '---\ntitle: SECRET\n---\nSECRET\n');
	fs.mkdirSync(at('elsewhere'));
	fs.copyFileSync(secret, at('elsewhere/in.md'));
	fs.symlinkSync(secret, at('c/content/town/chapters/link.md'));
	fs.symlinkSync(at('elsewhere'), at('c/content/town/cases'));
	fs.symlinkSync(secret, at('c/content/town/files/b.txt'));
	fs.symlinkSync(secret, at('c/themes/plain/assets/link.md'));
	const {wrong, calls} = trace(['build', at('c'), '-o', at('out'),
		'--quiet']);
	const leaked = execFileSync('sh', ['-c', `grep -rl SECRET "${at('out')}"` +
		' || true'], {encoding: 'utf8'});

	wrong.push(...calls.filter((l) => /^open.*(secret|in)\.md.*= \d+$/.test(l)));
	wrong.push(...leaked.split('\n').filter((l) => l));
	remove('out');
	return wrong;
}

async function nothingOutside() {
	check('build reads only the site, writes only the output, opens no ' +
		'socket', within(['build', at('b'), '-o', at('out')],
		[at('b'), at('out'), at('.out.keikaku')]));
	check('check reads only the site, opens no socket',
		within(['check', at('b')], [at('b')]));
	check('links that lead out of the site are not followed', links());
}

module.exports = nothingOutside;
