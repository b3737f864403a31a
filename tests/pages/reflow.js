// A page in a window of 320 px, and with the wide spacing of text that WCAG
// 1.4.12 asks for: nothing to scroll sideways, nothing cut, no text on text.
'use strict';

const SPACING = '* {line-height: 1.5 !important;' +
	' letter-spacing: .12em !important; word-spacing: .16em !important}' +
	' p {margin-bottom: 2em !important}';

function set_spacing(css) {
	const sheet = new CSSStyleSheet();

	sheet.replaceSync(css);
	document.adoptedStyleSheets = [sheet];
}

// runs in the page
function look() {
	const wrong = [], lines = [], width = window.innerWidth;
	const hides = (how) => how === 'hidden' || how === 'clip';
	const show = (text) => text.trim().replace(/\s+/g, ' ').slice(0, 40);

	// what cuts text of an element; null: it is for ears only
	function cut(element, rect) {
		if (rect.right <= 0)
			return null;
		for (let e = element; e && e !== document.body; e = e.parentElement) {
			const style = getComputedStyle(e);
			if (style.display === 'inline')
				continue;
			const box = e.getBoundingClientRect();
			const x = style.overflowX, y = style.overflowY;
			if (x === 'visible' && y === 'visible')
				continue;
			if (box.width < 2 || box.height < 2)
				return null;
			if (hides(x) && (rect.right > box.right + 1 ||
			    rect.left < box.left - 1))
				return 'is cut at its side';
			if (hides(y) && (rect.bottom > box.bottom + 2 ||
			    rect.top < box.top - 2))
				return 'is cut above or below';
			if (x === 'auto' || x === 'scroll')
				return '';
		}
		return rect.right > width + 1 || rect.left < -1 ?
			'stands outside of the window' : '';
	}

	// text of one block lies on itself only where ruby hangs over
	function block(element) {
		return /^(inline|ruby|ruby-text)$/.test(
			getComputedStyle(element).display) &&
			!element.ownerSVGElement ? block(element.parentElement) : element;
	}

	// or where lines are not as far apart as its letters are high
	function is_dense(node, rects) {
		const size = parseFloat(getComputedStyle(node.parentElement).fontSize);

		return rects.some((rect, i) => i > 0 && rect.top > rects[i - 1].top + 1 &&
			rect.top < rects[i - 1].top + .9 * size);
	}

	function see(node) {
		const range = document.createRange();

		range.selectNodeContents(node);
		if (is_dense(node, [...range.getClientRects()]))
			wrong.push(`«${show(node.data)}» stands on itself`);
		for (const rect of range.getClientRects()) {
			if (rect.width < 2 || rect.height < 2)
				continue;
			const how = cut(node.parentElement, rect);
			if (how === null)
				return;
			if (how)
				wrong.push(`«${show(node.data)}» ${how}`);
			// leading that lines share is no text on text
			const slack = rect.height * .2;
			lines.push({node, block: block(node.parentElement),
				left: rect.left + 1, right: rect.right - 1,
				top: rect.top + slack, bottom: rect.bottom - slack});
		}
	}

	function see_overlaps() {
		let open = [];

		lines.sort((a, b) => a.top - b.top);
		for (const a of lines) {
			open = open.filter((b) => b.bottom > a.top);
			for (const b of open)
				if (a.block !== b.block && a.left < b.right - 1 &&
				    b.left < a.right - 1)
					wrong.push(`«${show(a.node.data)}» stands on ` +
						`«${show(b.node.data)}»`);
			open.push(a);
		}
	}

	if (document.documentElement.scrollWidth > width) {
		const widest = [...document.body.querySelectorAll('*')]
			.map((e) => ({e, right: e.getBoundingClientRect().right}))
			.sort((a, b) => b.right - a.right)[0];
		wrong.push(`scrolls sideways, ${document.documentElement
			.scrollWidth} px (${widest.e.localName}.` +
			`${widest.e.getAttribute('class')})`);
	}
	const walk = document.createTreeWalker(document.body,
		NodeFilter.SHOW_TEXT);
	for (let node; (node = walk.nextNode());)
		if (node.data.trim() && node.parentElement.checkVisibility(
			{visibilityProperty: true, opacityProperty: true}))
			see(node);
	see_overlaps();
	return [...new Set(wrong)];
}

// tab stands on the page
async function check_reflow(tab) {
	await tab.page.setViewportSize({width: 320, height: 640});
	const plain = await tab.page.evaluate(look);
	await tab.page.evaluate(set_spacing, SPACING);
	const spaced = await tab.page.evaluate(look);
	await tab.page.evaluate(set_spacing, '');
	return [...plain, ...spaced.filter((line) => !plain.includes(line))
		.map((line) => `with wide spacing: ${line}`)];
}

module.exports = {check_reflow};
