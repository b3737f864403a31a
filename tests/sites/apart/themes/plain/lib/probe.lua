-- does so unseen
local ok, path = pcall(function() return page.path end)

return {path = ok and path or "none"}
