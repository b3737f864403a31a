-- raw("in a remark")
return {}
