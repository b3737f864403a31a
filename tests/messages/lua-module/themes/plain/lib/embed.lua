return {table = function (e, text) end}
