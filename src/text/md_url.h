#ifndef TEXT_MD_URL_H
#define TEXT_MD_URL_H

#include "base/str.h"

/* Where a URL leads, as far as its form tells. */
enum md_url {
	MD_URL_WEB,             /* http://…, https://… */
	MD_URL_CONTACT,         /* mailto, tel */
	MD_URL_FRAGMENT,
	MD_URL_FILE,            /* relative */
	MD_URL_SCHEME,          /* any other: ours, or refused */
	MD_URL_BAD              /* never one of ours: empty, //, \, https:x,
	                           what is not seen */
};

enum md_url md_url_kind(str url);
/* before its colon; {0} if it has none */
str md_url_scheme(str url);
/* how much of a text that begins with http:// or https:// is a URL; 0: none */
size_t md_url_bare(str text);
/* is it one mail address, which adds nothing to a mailto: (RFC 6068)? */
bool md_url_mail(str text);

#endif
