-- what stands where a body has ![](chart:id)
return {
	chart = function (e, text)
		esc("図：" .. e.title .. text)
	end,
	table = function (e, text)
		esc("表：" .. e.title .. text)
	end,
}
