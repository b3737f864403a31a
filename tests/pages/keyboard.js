// What the Tab key reaches on a page, and whether one sees where one is.
'use strict';

// Runs in the page: notes how all that must be reached looks without focus,
// and from then on what gets it.
function prepare() {
	const CONTROLS = 'a[href], area[href], button, input, select, textarea, ' +
		'summary, [tabindex="0"]';
	const shown = (e) => e.checkVisibility({visibilityProperty: true}) &&
		!e.disabled && e.type !== 'hidden';
	// a box that scrolls, unless there is something in it to go to
	const scrolls = (e) => e.scrollWidth > e.clientWidth + 1 &&
		/auto|scroll/.test(getComputedStyle(e).overflowX) &&
		!e.querySelector(CONTROLS);

	function behind(element) {
		for (let e = element; e; e = e.parentElement) {
			const colour = getComputedStyle(e).backgroundColor;
			if (!/^rgba\(.*, 0\)$/.test(colour))
				return colour;
		}
		return 'rgb(255, 255, 255)';
	}

	function light(colour) {
		const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3)
			.map((v) => v / 255)
			.map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
		return .2126 * r + .7152 * g + .0722 * b;
	}

	function contrast(a, b) {
		const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
		return (high + .05) / (low + .05);
	}

	function outline(e) {
		const s = getComputedStyle(e);
		return s.outlineStyle === 'none' ? 'none' :
			`${s.outlineStyle} ${s.outlineWidth} ${s.outlineColor}`;
	}

	// what is wrong with how an element looks that has the focus
	function look(e, before) {
		const style = getComputedStyle(e), wrong = [];
		const box = [...e.getClientRects()].find((r) => r.width && r.height);
		if (outline(e) === 'none' || outline(e) === before)
			wrong.push('has no outline of its own with the focus');
		else if (parseFloat(style.outlineWidth) < 2)
			wrong.push('has an outline thinner than 2 px with the focus');
		else if (contrast(style.outlineColor,
			behind(e.parentElement)) < 3)
			wrong.push(`has an outline of contrast ${contrast(
				style.outlineColor, behind(e.parentElement)).toFixed(1)}`);
		if (contrast(style.color, behind(e)) < 4.5)
			wrong.push(`has text of contrast ${contrast(style.color,
				behind(e)).toFixed(1)} with the focus`);
		if (!box)
			return [...wrong, 'shows nothing where the focus is'];
		const at = document.elementFromPoint(
			Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1),
			Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1));
		if (at !== e && !e.contains(at) && !(at && at.contains(e)))
			wrong.push('is covered where the focus is');
		return wrong;
	}

	document.querySelectorAll('details').forEach((e) => { e.open = true; });
	window.must = new Map([...document.querySelectorAll('*')]
		.filter((e) => (e.matches(CONTROLS) || scrolls(e)) && shown(e))
		.map((e) => [e, outline(e)]));
	window.reached = new Map();
	// when the next key is pressed, all that the focus moves has come to rest
	window.addEventListener('keydown', () => {
		const e = document.activeElement;
		if (e !== document.body && !window.reached.has(e))
			window.reached.set(e, look(e, window.must.get(e) || 'none'));
	}, true);
	return window.must.size;
}

// runs in the page: what was not reached, and what was not seen
function finish() {
	const name = (e) => `<${e.localName}${e.className && e.className.split ?
		`.${e.className}` : ''}> ${(e.getAttribute('href') ||
		e.textContent.trim().replace(/\s+/g, ' ')).slice(0, 40)}`;

	return [
		...[...window.must.keys()].filter((e) => !window.reached.has(e))
			.map((e) => `the Tab key does not reach ${name(e)}`),
		...[...window.reached].flatMap(([e, wrong]) =>
			wrong.map((what) => `${name(e)} ${what}`)),
	];
}

async function check_keyboard(tab, name) {
	const lines = [];

	for (const width of [1280, 320]) {
		await tab.page.setViewportSize({width, height: 900});
		await tab.go(name);
		const stops = await tab.page.evaluate(prepare);
		for (let i = 0; i < stops + 2; i++)
			await tab.page.keyboard.press('Tab');
		for (const line of await tab.page.evaluate(finish))
			if (!lines.some((other) => other.startsWith(line)))
				lines.push(`${line} (${width} px)`);
	}
	return lines;
}

module.exports = {check_keyboard};
