-- sets a name, and changes another module, for those pages only that want it
require("count").named = "yes"
named = "by a module"

return true
