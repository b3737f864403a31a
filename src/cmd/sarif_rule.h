#ifndef CMD_SARIF_RULE_H
#define CMD_SARIF_RULE_H

#include "base/diag.h"

/*
 * Append a code as a rule of SARIF 2.1.0 (a reportingDescriptor): what it
 * means, why it matters, the rule that asks for it, a wrong and a right
 * example.
 */
void sarif_rule(struct buf *, const char *code, enum language);

#endif
