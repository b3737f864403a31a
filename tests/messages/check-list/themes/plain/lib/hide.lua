-- ways of printing HTML as it is that do not look like it
local put_raw = "a name of its own"
local print, all = raw, _ENV
pcall(raw, put_raw)
raw  ("<hr>")
all["r" .. "aw"]("<hr>")
return untranslated