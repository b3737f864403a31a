-- needs the page while it is run
return {path = page.path}
