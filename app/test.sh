#!/usr/bin/env bash
# Installs what the tests need, runs every test and the linters, and ends with one line: "N passed, N failed".
#
# Three rounds, because of cgo: everything that needs no window runs without it; what owns goroutines runs under the
# race detector, which needs it; the end-to-end tests drive the programs that people start, built once.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
. app/install.sh

# What the tests drive a window and a browser with, read their words and QR codes with, sign in to the simulated company
# with, open tables with, and check the scripts with. Fedora's chromium has another command.
readonly test_needs='
command:Xvfb         xvfb             xorg-x11-server-Xvfb
command:xclip        xclip            xclip
command:xdotool      xdotool          xdotool
command:import       imagemagick      ImageMagick
command:zbarimg      zbar-tools       zbar
command:ZXingReader  zxing-cpp-tools  -
command:qrencode     qrencode         qrencode
command:shellcheck   shellcheck       ShellCheck
command:tmux         tmux             tmux
command:chromium     chromium         -
command:tesseract    tesseract-ocr    tesseract
command:soffice      libreoffice-calc-nogui libreoffice-calc
python:msal          python3-msal     python3-msal
'

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0
failed=0

tool() { go tool -modfile=.ci/tools.mod "$@"; }

# count FILE adds what one stream of `go test -json` holds. A package that failed without a failed test (it did not
# build, it crashed, it raced) counts as one failed test, and so does one that began and never ended: where a round is
# killed, go tool ends with 0.
count() {
	local counted
	counted=$(awk '
		function of(key) { match($0, "\"" key "\":\"[^\"]*\""); return substr($0, RSTART, RLENGTH) }
		/"Action":"start"/ { begun[of("Package")] = 1 }
		/"Action":"(pass|fail|skip)"/ && !/"Test":/ { delete begun[of("Package")] }
		/"Action":"pass"/ && /"Test":/ { passed++ }
		/"Action":"fail"/ && /"Test":/ { failed++; blamed[of("Package")] = 1 }
		/"Action":"fail"/ && !/"Test":/ && !blamed[of("Package")] { failed++ }
		/"Action":"skip"/ && /"Test":/ { print of("Package"), of("Test") >> skipped }
		END { for (package in begun) failed++; print passed + 0, failed + 0 }' skipped="$results/skipped" "$1")
	passed=$((passed + ${counted% *}))
	failed=$((failed + ${counted#* }))
}

# go_tests NAME COMMAND…: one round of `go test -json`. What fails is shown in full, and again at the round's end.
go_tests() {
	local name=$1 before=$failed status=0
	shift
	heading "tests: $name"
	tool gotestsum --format pkgname --hide-summary skipped --jsonfile "$results/$name" \
		--raw-command -- env "$@" </dev/null || status=$?
	[ ! -f "$results/$name" ] || count "$results/$name"
	[ "$status" = 0 ] || [ "$failed" != "$before" ] || failed=$((failed + 1))
}

# check NAME COMMAND…: one thing that passes or fails as a whole.
check() {
	local name=$1
	shift
	heading "$name"
	if "$@" </dev/null; then
		passed=$((passed + 1))
	else
		echo "FAILED: $name"
		failed=$((failed + 1))
	fi
}

heading() { printf '\n== %s (at %d s)\n' "$1" "$SECONDS"; }

# packages GREP-ARGUMENTS prints those of ours that grep lets through, and never ./app, which needs cgo.
packages() { CGO_ENABLED=1 go list -f '{{.ImportPath}}' ./... | grep -vx synchelper/app | grep "$@"; }

formatted() {
	local unformatted
	unformatted=$(gofmt -l app assets diagnose) || return
	[ -z "$unformatted" ] || {
		echo "$unformatted"
		return 1
	}
}

# macOS has no shellcheck of its own; there the scripts are at least read.
scripts_are_sound() {
	if command -v shellcheck >/dev/null; then
		shellcheck -x app/*.sh .ci/run
	else
		bash -n app/run.sh && bash -n app/test.sh && bash -n app/release.sh && bash -n app/install.sh
	fi
}

# What is only for Windows or macOS would be compiled for the first time by release.sh, which is late.
builds_elsewhere() {
	GOOS=windows CGO_ENABLED=0 go build -buildvcs=false -o "$results/cli.exe" ./app/cli &&
		GOOS=darwin CGO_ENABLED=0 go build -buildvcs=false -o "$results/cli" ./app/cli
}

# install_clients brings what other makers wrote: a client of the simulated company, what holds exports
# and pages. It is no reason to stop: without it those tests say that they are skipped.
install_clients() {
	local folder=.ci/clients node
	node=$(node --version 2>/dev/null) || node=v0.0
	if ! at_least "${node#v}" 20.19; then
		say "Node 20.19 or newer is not here, so what comes by npm is not tried."
	elif [ ! "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
		npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >&2 ||
			say "npm ci did not work, so what comes by npm is not tried."
	fi
}

need_go
install_missing "$window_needs$test_needs"
install_clients

readonly raced='/(session|signin|probe|entrasim)$'
check "build the terminal twin" build_terminal
check "build the window" build_window
check "build the terminal twin for Windows and macOS" builds_elsewhere
check "gofmt" formatted
check "shell scripts" scripts_are_sound
# shellcheck disable=SC2046 # package names are words
go_tests without-cgo CGO_ENABLED=0 go test -json -timeout 15m $(packages -Ev "$raced|/endtoend$")
# shellcheck disable=SC2046
go_tests race-detector CGO_ENABLED=1 go test -json -race -timeout 15m $(packages -E "$raced")
go_tests end-to-end CGO_ENABLED=0 SYNCHELPER_BIN="$PWD/bin" go test -json -count=1 -timeout 15m ./app/endtoend
check "linters" tool golangci-lint run

if [ -s "$results/skipped" ]; then
	printf '\nSkipped, each for the reason it gives (go test -v):\n'
	tr -d '"' <"$results/skipped" | sed 's/Package:\(.*\) Test:/  \1 /'
fi
printf '\n%d s in all\n%d passed, %d failed\n' "$SECONDS" "$passed" "$failed"
[ "$failed" = 0 ]
