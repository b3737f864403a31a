-- Tables of indicators: one indicator by years, or many side by side.
local side = require "table/side"

return {of = require "table/years", all = side.all, areas = side.areas,
    areas_by_year = require "table/areas"}
