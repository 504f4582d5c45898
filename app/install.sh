# shellcheck shell=bash
# What SyncHelper needs of this machine, and how it gets there. Sourced by run.sh, test.sh and release.sh.
#
# The rules are: a thing is looked for by what it does (a command, a header), never by the name of a package, so that
# a compiler from elsewhere counts; nothing missing means nothing installed and no password asked; where it cannot go
# on it says one sentence and ends with a code other than 0; talk goes to stderr, since stdout is data.
#
# It must run in the bash 3.2 of macOS: no arrays by name, no mapfile.

# One need a line: what is looked for, the package of Debian and Ubuntu, the package of Fedora ("-": it has none).
# The X11 libraries are those that GLFW 3.3 links with, one by one, since xorg-dev brings a hundred packages more.
# shellcheck disable=SC2034 # used by the scripts that source this file
readonly window_needs='
command:gcc                        gcc               gcc
command:pkg-config                 pkg-config        pkgconf-pkg-config
header:stdlib.h                    libc6-dev         glibc-devel
header:GL/gl.h                     libgl1-mesa-dev   mesa-libGL-devel
header:X11/Xlib.h                  libx11-dev        libX11-devel
header:X11/Xcursor/Xcursor.h       libxcursor-dev    libXcursor-devel
header:X11/extensions/Xrandr.h     libxrandr-dev     libXrandr-devel
header:X11/extensions/Xinerama.h   libxinerama-dev   libXinerama-devel
header:X11/extensions/XInput2.h    libxi-dev         libXi-devel
header:X11/extensions/xf86vmode.h  libxxf86vm-dev    libXxf86vm-devel
'

say() { printf '%s\n' "$*" >&2; }

stop() {
	say "$@"
	exit 1
}

# platform prints how things are installed here: apt, dnf, macos, or other.
platform() {
	if [ "$(uname -s)" = Darwin ]; then
		echo macos
	elif [ "$(uname -s)" != Linux ]; then
		echo other
	elif command -v apt-get >/dev/null; then
		echo apt
	elif command -v dnf >/dev/null; then
		echo dnf
	else
		echo other
	fi
}

# has_display: the window speaks X11 only, so a Wayland desktop counts through its XWayland, which sets DISPLAY too.
has_display() { [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY-}" ]; }

# need_go ends the script unless Go is here and new enough. From 1.21 on, Go fetches the version that go.mod asks for.
need_go() {
	local wanted have
	wanted=$(sed -n 's/^go //p' go.mod)
	command -v go >/dev/null ||
		stop "Go is missing. Install Go $wanted or newer from https://go.dev/dl/ and run this again."
	have=$(GOTOOLCHAIN=local go env GOVERSION | sed 's/.*go//')
	if at_least "$have" "$wanted"; then return; fi
	if at_least "$have" 1.21 && [ "$(go env GOTOOLCHAIN)" != local ]; then return; fi
	stop "Go $have is too old. Install Go $wanted or newer from https://go.dev/dl/ and run this again."
}

# at_least HAVE WANTED compares versions by their first two numbers.
at_least() {
	local have_minor=${1#*.} wanted_minor=${2#*.}
	[ "${1%%.*}" -gt "${2%%.*}" ] ||
		{ [ "${1%%.*}" -eq "${2%%.*}" ] && [ "${have_minor%%[!0-9]*}" -ge "${wanted_minor%%[!0-9]*}" ]; }
}

# there PROBE: is the command, the C header, or the module of the system's Python on this machine?
there() {
	case $1 in
	command:*) command -v "${1#command:}" >/dev/null ;;
	python:*) "${PYTHON:-/usr/bin/python3}" -c "import ${1#python:}" >/dev/null 2>&1 ;;
	header:*) "${CC:-gcc}" -E -x c - <<<"#include <${1#header:}>" >/dev/null 2>&1 ;;
	esac
}

# missing PLATFORM NEEDS prints the packages of what is not there.
missing() {
	local probe apt dnf
	while read -r probe apt dnf; do
		if [ -n "$probe" ] && ! there "$probe"; then
			if [ "$1" = dnf ]; then echo "$dnf"; else echo "$apt"; fi
		fi
	done <<<"$2" | grep -vx -e - | sort -u | paste -sd ' ' -
}

# install_missing NEEDS brings what is not there, or ends the script with the reason.
install_missing() {
	local on packages
	on=$(platform)
	if [ "$on" = macos ]; then
		install_command_line_tools
		return
	fi
	packages=$(missing "$on" "$1") || true
	[ -n "$packages" ] || return 0
	say "Missing here: $packages"
	install_packages "$on" "$packages"
	packages=$(missing "$on" "$1") || true
	[ -z "$packages" ] || say "Still missing after installing: $packages"
}

# install_packages PLATFORM PACKAGES: the package manager's own talk goes to stderr, and it asks no question.
install_packages() {
	local command
	case $1 in
	apt) command="apt-get -qy -o DPkg::Lock::Timeout=300 install --no-install-recommends" ;;
	# One package that this release of Fedora does not have must not keep the others out; apt has offered below.
	dnf) command="dnf -y --setopt=strict=0 install" ;;
	*) stop "Neither apt-get nor dnf is here. Install what these packages of Debian hold, and run this again: $2" ;;
	esac
	may_be_root || stop "Installing needs root or sudo, and neither is here." \
		"Ask whoever looks after this computer to run: $command $2"
	if [ "$1" = apt ]; then
		as_root apt-get -q update >&2 || say "The package lists could not be renewed, going on with the old ones."
		set -- apt "$(offered "$2")"
	fi
	# shellcheck disable=SC2086 # a command is words
	as_root env DEBIAN_FRONTEND=noninteractive $command $2 >&2 || stop "Installing did not work, the lines above say why."
}

# offered PACKAGES prints those that this release of Debian or Ubuntu has, and says which it has not.
offered() {
	local package
	for package in $1; do
		if apt-cache show "$package" >/dev/null 2>&1; then echo "$package"; else say "Not in this release: $package"; fi
	done | paste -sd ' ' -
}

# may_be_root: a sudo that would ask for a password counts only where somebody is there to answer.
may_be_root() {
	[ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@" </dev/null
	else
		say "With sudo: $*"
		sudo "$@"
	fi
}

# install_command_line_tools brings the C compiler of macOS. Apple's dialog comes back at once, so it is waited for.
install_command_line_tools() {
	xcode-select -p >/dev/null 2>&1 && return
	xcode-select --install >&2 ||
		stop "The Xcode command line tools are missing. Run xcode-select --install on the Mac's screen, then this again."
	say "Please press Install in Apple's dialog. This goes on by itself when the tools are there."
	local waited=0
	until xcode-select -p >/dev/null 2>&1; do
		[ "$waited" -lt 1800 ] || stop "The Xcode command line tools did not come in half an hour. Run this again then."
		sleep 5
		waited=$((waited + 5))
	done
}

# build_window and build_terminal make bin/synchelper and bin/synchelper-cli; Go itself sees whether anything changed.
# The version control stamp is left out: a checkout that belongs to another user would stop the build.
# The tag brings the simulated companies, which release.sh leaves out (app/demo_none.go says why).
build_window() { CGO_ENABLED=1 go build -buildvcs=false -tags demo -o bin/synchelper ./app; }
build_terminal() { CGO_ENABLED=0 go build -buildvcs=false -o bin/synchelper-cli ./app/cli; }
