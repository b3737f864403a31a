#!/bin/sh
# The recipes of docs/publish.ja.md that need rsync only; the others, with an
# FTP and a web server, are tried by scripts/try-publish.
exec "$(dirname "$0")/../scripts/try-publish" rsync direct
