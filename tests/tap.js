// What the tests in JavaScript share: TAP on stdout.
'use strict';

let done = 0;

// passes if nothing is wrong; wrong: a list of lines
function check(name, wrong) {
	done++;
	console.log(`${wrong.length > 0 ? 'not ' : ''}ok - ${name}`);
	for (const line of wrong.slice(0, 20))
		console.log(`# ${line}`);
	if (wrong.length > 20)
		console.log(`# and ${wrong.length - 20} more`);
}

// why, of each pair [holds, why] that does not hold
const wrong = (...pairs) => pairs.filter(([ok]) => !ok).map(([, why]) => why);

// run gives a list of lines, or nothing; a test that throws has failed
async function test(name, run) {
	let lines;

	try {
		lines = await run();
	} catch (e) {
		lines = e.message.split('\n');
	}
	check(name, lines ?? []);
}

function plan() {
	console.log(`1..${done}`);
}

module.exports = {check, test, wrong, plan};
