#!/usr/bin/env node
// The promises of docs/promises.md by their numbers there, with few points,
// faults and runs; tests/soak tries them with many.  PROMISE is the number of
// the only one to try.  The seventh is tried by tests/publishing.sh.
'use strict';

const {plan} = require('./tap.js');

const promises = {
	1: require('./promises/exchange.js'),
	2: require('./promises/failure.js'),
	3: require('./promises/output.js'),
	4: require('./promises/rivals.js'),
	5: require('./promises/bytes.js'),
	6: require('./promises/memory.js'),
	8: require('./promises/outside.js'),
};

(async () => {
	for (const [number, kept] of Object.entries(promises))
		if ([undefined, '', number].includes(process.env.PROMISE))
			await kept();
	plan();
})();
