/*
 * What only a build with V=coverage has, for the counts of what ran to be
 * written wherever a process ends, also where _exit ends it; and fault.c is
 * told that what follows is none of the program's.
 */
#include <fcntl.h>
#include <gcov.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

__attribute__((destructor)) static void
over(void)
{
	(void)open("/fault/over", O_RDONLY);
}

_Noreturn void
_exit(int status)
{
	over();
	__gcov_dump();
	syscall(SYS_exit_group, status);
	__builtin_unreachable();
}
