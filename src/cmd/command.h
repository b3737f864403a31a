#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

struct options;

/* Each returns the program's exit code. */
int build(const struct options *);
int new(const struct options *);

#endif
