// A web server for a built site as strict as a city's may be: what it sends
// forbids everything that is not a file of the site.
'use strict';

const fs = require('fs');
const http = require('http');
const path = require('path');

const POLICY = 'default-src \'none\'; style-src \'self\'; ' +
	'img-src \'self\' data:; script-src \'self\'; connect-src \'self\'';
const TYPES = {
	'.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml',
	'.json': 'application/json', '.csv': 'text/csv; charset=utf-8',
	'.xml': 'application/xml', '.png': 'image/png', '.jpg': 'image/jpeg',
	'.webp': 'image/webp', '.pdf': 'application/pdf',
};

// a promise of {url, close}
function serve(folder) {
	const server = http.createServer((request, response) => {
		const name = path.posix.normalize(decodeURIComponent(
			new URL(request.url, 'http://localhost').pathname));
		fs.readFile(path.join(folder, name), (error, bytes) => {
			response.writeHead(error ? 404 : 200, {
				'Content-Security-Policy': POLICY,
				'Content-Type': TYPES[path.extname(name)] ||
					'application/octet-stream',
				'X-Content-Type-Options': 'nosniff',
			});
			response.end(error ? '' : bytes);
		});
	});

	return new Promise((done) => server.listen(0, '127.0.0.1', () => done({
		url: `http://127.0.0.1:${server.address().port}`,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	})));
}

module.exports = {serve};
