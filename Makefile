# make                    build/keikaku, optimised
# make V=asan             build/asan/keikaku; also tsan and debug
# make units V=asan       the unit tests of that build
# make commonmark         what tries the examples of CommonMark's specification
# make fuzz MINUTES=10    makes files up until something breaks: scripts/fuzz;
#                         with RUNS=500 so many for each target, the same always
# make analyse            what compilers and checkers see without running it
# make coverage           which lines and branches the tests reach
# make reference          what prints the generated parts of docs/
# make install PREFIX=    program, theme, manual and completion for shells
# make deb                a package for Debian, in the build folder; with
#                         MAINTAINER='Name <address>', who answers for it
# make WERROR=1           a warning is an error (tests and CI)
# make B=folder           builds in another folder

V ?= release
PREFIX ?= /usr/local
VERSION = 0.1.0
MAINTAINER = nobody yet <nobody@keikaku.invalid>
B = build/$(V)
PROGRAM = $(B:%/release=%)/keikaku

WARN = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes \
       -Wmissing-prototypes -Wpointer-arith -Wwrite-strings -Wvla
# 4 % less time than -O2
MODE_release = -O3 -g $(HARDEN)
MODE_debug   = -O0 -g
MODE_asan    = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
               -fno-sanitize-recover=all
MODE_tsan    = -O1 -g -fsanitize=thread
MODE_coverage = -O0 -g --coverage
# nothing added to NULL is NULL, as every compiler has it and C2y says
MODE_fuzz    = -O1 -g -fno-omit-frame-pointer \
               -fsanitize=fuzzer-no-link,address,undefined \
               -fno-sanitize=pointer-overflow -fno-sanitize-recover=all

# what makes a mistake of ours end the program instead of obeying a stranger;
# tests/hardened.sh looks for it in the program.  It costs 2 % of the instructions;
# -fcf-protection would take 3 % more, and Debian has nothing that heeds it
HARDEN = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fPIE -fstack-protector-strong \
    -fstack-clash-protection
LINK_release = -pie -Wl,-z,relro,-z,now,-z,noexecstack

PACKAGES = libcmark yaml-0.1 lua5.4 libutf8proc libmicrohttpd
KEIKAKU_CPPFLAGS = -Isrc -D_GNU_SOURCE -DVERSION='"$(VERSION)"' \
    $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I $(PACKAGES)))
KEIKAKU_CFLAGS = -std=c17 $(WARN) $(if $(WERROR),-Werror) -pthread \
    $(MODE_$(V))
# a third of a build's instructions are Lua's: calls of a library that is linked
# in take 6 % less time
LUA = -l:liblua5.4.a
KEIKAKU_LDLIBS = $(LINK_$(V)) $(patsubst -llua5.4,$(LUA),$(shell pkg-config \
    --libs $(PACKAGES))) -lm

SRC = $(sort $(wildcard src/*.c src/*/*.c))
MORE_coverage = tests/coverage.c
MORE_tsan = tests/tsan.c
OBJ = $(SRC:%.c=$(B)/%.o) $(MORE_$(V):%.c=$(B)/%.o)
ROOMS = $(filter-out $(B)/src/main.o,$(OBJ))
UNIT = $(sort $(wildcard tests/unit/*.c))
UNITS = $(UNIT:tests/unit/%.c=$(B)/unit/%)
FUZZ = $(patsubst tests/fuzz/%.c,%,$(filter-out %/replay.c,$(sort \
    $(wildcard tests/fuzz/*.c))))
REFERENCE = $(patsubst %.c,$(B)/%.o,$(sort $(wildcard scripts/*.c)))

all: $(PROGRAM)

$(PROGRAM): $(OBJ)
	@mkdir -p $(@D)
	$(CC) $(KEIKAKU_CFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJ) $(KEIKAKU_LDLIBS)

# other flags than last time: everything anew
export FLAGS := $(CC) $(KEIKAKU_CPPFLAGS) $(CPPFLAGS) $(KEIKAKU_CFLAGS) $(CFLAGS)
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo "$$FLAGS" | cmp -s - $@ || echo "$$FLAGS" >$@

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(FLAGS) -MMD -MP -c -o $@ $<

$(B)/unit/%: $(B)/tests/unit/%.o $(ROOMS)
	@mkdir -p $(@D)
	$(CC) $(KEIKAKU_CFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(KEIKAKU_LDLIBS) \
	    -lcmocka

units: $(UNITS)

$(B)/reference: $(REFERENCE) $(ROOMS)
	$(CC) $(KEIKAKU_CFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(KEIKAKU_LDLIBS)

reference: $(B)/reference

$(B)/commonmark: $(B)/tests/commonmark.o $(ROOMS)
	$(CC) $(KEIKAKU_CFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(KEIKAKU_LDLIBS)

commonmark: $(B)/commonmark

# replay: each fuzz target with a main that feeds it files; fuzz: with that of
# libFuzzer (clang), which makes files up
$(B)/replay/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(ROOMS)
	@mkdir -p $(@D)
	$(CC) $(KEIKAKU_CFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(KEIKAKU_LDLIBS)

replay: $(FUZZ:%=$(B)/replay/%)

$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(ROOMS)
	@mkdir -p $(@D)
	$(CC) $(KEIKAKU_CFLAGS) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ \
	    $(KEIKAKU_LDLIBS)

targets: $(FUZZ:%=$(B)/fuzz/%)

MINUTES = 10
fuzz:
	$(MAKE) V=fuzz CC=clang run-targets
run-targets: targets
	nice scripts/fuzz $(B) $(if $(RUNS),-runs=$(RUNS),-max_total_time=$$((\
	    $(MINUTES) * 60)))

# what compilers and checkers see without running it: scripts/analyse
analyse:
	scripts/analyse

# which lines and branches the tests reach: scripts/coverage
coverage:
	$(MAKE) V=coverage all units commonmark replay
	scripts/coverage build/coverage

SHARE = $(DESTDIR)$(PREFIX)/share
COMPLETION = $(SHARE)/bash-completion/completions/keikaku \
    $(SHARE)/zsh/site-functions/_keikaku \
    $(SHARE)/fish/vendor_completions.d/keikaku.fish

install: $(PROGRAM)
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/keikaku \
	    $(foreach n,1 5 7,$(SHARE)/man/man$n $(SHARE)/man/ja/man$n) \
	    $(dir $(COMPLETION))
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/keikaku
	cp -R themes $(SHARE)/keikaku/
	for n in 1 5 7; do \
	    install -m 644 docs/man/*.$$n $(SHARE)/man/man$$n/ && \
	    install -m 644 docs/man/ja/*.$$n $(SHARE)/man/ja/man$$n/ || exit; \
	done
	for file in $(COMPLETION); do \
	    case $$file in */bash*) shell=bash ;; */zsh*) shell=zsh ;; \
	    *) shell=fish ;; esac; \
	    $(PROGRAM) completion $$shell --lang ja >$$file || exit; \
	done

deb: $(PROGRAM)
	MAINTAINER='$(MAINTAINER)' scripts/deb $(PROGRAM) $(VERSION) $(B)

clean:
	rm -rf build

# what live.c embeds
$(B)/src/cmd/live.o: $(wildcard src/cmd/*.js src/cmd/*.css)

-include $(OBJ:.o=.d) $(UNIT:%.c=$(B)/%.d) $(REFERENCE:.o=.d) \
    $(B)/tests/commonmark.d $(wildcard $(B)/tests/fuzz/*.d)

.PHONY: all units reference commonmark replay targets fuzz run-targets analyse coverage install deb clean FORCE
.SECONDARY:
