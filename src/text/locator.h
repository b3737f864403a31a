#ifndef TEXT_LOCATOR_H
#define TEXT_LOCATOR_H

#include "base/source.h"

/*
 * Does it stand in an address, https://… or what [text](…) leads to?  There
 * every character is as the one who has the address wrote it, right or wrong.
 */
bool locator_holds(span at);

#endif
