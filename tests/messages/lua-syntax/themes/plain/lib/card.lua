local card = {
return card
