-- fails, which matters only to a page that requires it
error("wrong")
