#!/usr/bin/env bash
# Installs what is missing, builds SyncHelper if anything changed, and starts its window.
#
#   ./app/run.sh           the window
#   ./app/run.sh --demo    the window on a simulated company; without a display, the same demo in the terminal
set -euo pipefail
cd "$(dirname "$0")/.."
. app/install.sh

case "$*" in
'' | --demo) ;;
*)
	say "Usage: ./app/run.sh [--demo]"
	exit 2
	;;
esac

need_go
if has_display; then
	install_missing "$window_needs"
	say "Building the window (the first time takes some minutes)."
	build_window
	exec bin/synchelper "$@"
fi

build_terminal
[ "$*" = --demo ] ||
	stop "There is no display here (DISPLAY is not set). In the terminal: bin/synchelper-cli explain 'what the iPhone shows'"
say "There is no display here (DISPLAY is not set): this is the same demo in the terminal."
exec bin/synchelper-cli demo
