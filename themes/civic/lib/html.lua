-- HTML out of Lua: html.put([[<b>{title}</b>{*rest}]], values).
-- {name} is escaped, {*name} goes in as it is.  A name that the values lack
-- is a mistake, not an empty place.
return {text = fill, put = put}
