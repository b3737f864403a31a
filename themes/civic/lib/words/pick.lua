-- The one of two texts, in Japanese and English, that is in the page's language.
return page.language == "en" and function(_, en) return en end or
    function(ja) return ja end
