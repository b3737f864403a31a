-- A chart, a table or a survey in prose: all that is known of it.
local show = require "show"

return {chart = show.fields, table = show.fields, survey = show.fields}
