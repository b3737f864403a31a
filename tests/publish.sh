#!/bin/sh
# The recipes of docs/publish.ja.md, with an FTP and a web server of this
# machine.
exec "$(dirname "$0")/../scripts/try-publish" rsync direct ftp webdav draft
