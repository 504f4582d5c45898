#!/usr/bin/env bash
# Builds what people download, into dist/, and SHA256SUMS over it.
#
#   on Linux   SyncHelper.exe, the Linux window with its desktop files, and the terminal twin for five targets
#   on a Mac   SyncHelper.app, zipped; to be added to what Linux built (never run on a Mac yet)
#
# Signing, where the keys are given, and "unsigned" is said where they are not:
#   Windows    SYNCHELPER_SIGN_CERT and SYNCHELPER_SIGN_KEY (PEM files), SYNCHELPER_SIGN_TIMESTAMP (a URL)
#   macOS      SYNCHELPER_SIGN_IDENTITY (in the keychain), SYNCHELPER_NOTARY_PROFILE (xcrun notarytool)
set -euo pipefail
cd "$(dirname "$0")/.."
. app/install.sh

readonly release_needs='
command:x86_64-w64-mingw32-gcc      gcc-mingw-w64-x86-64       mingw64-gcc
command:x86_64-w64-mingw32-windres  binutils-mingw-w64-x86-64  mingw64-binutils
command:osslsigncode                osslsigncode               osslsigncode
command:openssl                     openssl                    openssl
command:convert                     imagemagick                ImageMagick
command:desktop-file-validate       desktop-file-utils         desktop-file-utils
command:appstreamcli                appstream                  appstream
'

version=$(sed -n 's/^Version = "\(.*\)"$/\1/p' FyneApp.toml)
build=$(sed -n 's/^Build = //p' FyneApp.toml)
readonly version build resource=app/synchelper_windows_amd64.syso
work=$(mktemp -d)
trap 'rm -rf "$work" "$resource" app/FyneApp.toml' EXIT

# compile PACKAGE OUTPUT [LDFLAGS]: the same source gives the same bytes, whatever folder or checkout it lies in.
compile() { go build -trimpath -buildvcs=false -ldflags "-s -w ${3-}" -o "$2" "$1"; }

# windows_resource leaves icon, version and manifest where the Go linker picks them up by the file's name.
windows_resource() {
	cp assets/packaging/synchelper.rc assets/packaging/synchelper.manifest "$work"
	convert assets/icon.png -define icon:auto-resize=256,128,64,48,32,24,16 "$work/icon.ico"
	x86_64-w64-mingw32-windres -D "VERSION_NUMBERS=${version//./,},$build" -D "VERSION_TEXT=\\\"$version\\\"" \
		-I "$work" -O coff -i "$work/synchelper.rc" -o "$resource"
}

windows() {
	local exe=dist/SyncHelper.exe
	windows_resource
	GOOS=windows GOARCH=amd64 CGO_ENABLED=1 CC=x86_64-w64-mingw32-gcc compile ./app "$exe" "-H windowsgui"
	rm "$resource"
	is_portable "$exe"
	can_be_signed "$exe"
	if [ -n "${SYNCHELPER_SIGN_KEY-}" ]; then
		sign_windows "$exe" "$SYNCHELPER_SIGN_CERT" "$SYNCHELPER_SIGN_KEY" \
			${SYNCHELPER_SIGN_TIMESTAMP:+-ts "$SYNCHELPER_SIGN_TIMESTAMP"}
		say "$exe is signed."
	else
		say "$exe is unsigned (no SYNCHELPER_SIGN_KEY): Windows will warn whoever downloads it."
	fi
}

# is_portable FILE: one file, so nothing of the compiler's own (libgcc, libwinpthread) may be asked for beside it.
is_portable() {
	local foreign
	foreign=$(x86_64-w64-mingw32-objdump -p "$1" | sed -n 's/.*DLL Name: //p' | grep -i '^lib' || true)
	[ -z "$foreign" ] || stop "$1 needs these beside it: $foreign"
}

# sign_windows FILE CERTIFICATE KEY [MORE…] signs in place.
sign_windows() {
	local file=$1 certificate=$2 key=$3
	shift 3
	osslsigncode sign -h sha256 -n SyncHelper -certs "$certificate" -key "$key" "$@" \
		-in "$file" -out "$work/signed.exe" >&2
	mv "$work/signed.exe" "$file"
}

# can_be_signed FILE signs a copy with a certificate made here and thrown away, and has the signature checked.
can_be_signed() {
	openssl req -x509 -newkey rsa:3072 -nodes -days 2 -subj "/CN=SyncHelper signing trial" \
		-addext extendedKeyUsage=codeSigning -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null
	cp "$1" "$work/trial.exe"
	sign_windows "$work/trial.exe" "$work/certificate.pem" "$work/key.pem"
	osslsigncode verify -CAfile "$work/certificate.pem" -in "$work/trial.exe" >"$work/verified" ||
		{ cat "$work/verified" >&2; stop "$1 cannot be signed, see above."; }
	say "$1 can be signed: a throw-away signature was attached to a copy and verified."
}

linux() {
	local arch root
	arch=$(go env GOHOSTARCH)
	root=$work/synchelper-$version
	desktop-file-validate assets/packaging/org.synchelper.app.desktop
	appstreamcli validate --no-net assets/packaging/org.synchelper.app.metainfo.xml >&2
	mkdir -p "$root"/{bin,share/applications,share/metainfo,share/icons/hicolor/512x512/apps}
	CGO_ENABLED=1 compile ./app "$root/bin/synchelper"
	cp assets/packaging/org.synchelper.app.desktop "$root/share/applications/"
	cp assets/packaging/org.synchelper.app.metainfo.xml "$root/share/metainfo/"
	cp assets/icon.png "$root/share/icons/hicolor/512x512/apps/org.synchelper.app.png"
	# One time, owner and order for all, so that the archive too comes out the same.
	tar -C "$work" --sort=name --mtime="@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}" --owner=0 --group=0 \
		--numeric-owner --mode=u=rwX,go=rX -c "synchelper-$version" | gzip -9n >"dist/synchelper-$version-linux-$arch.tar.gz"
}

terminal_twins() {
	local target out
	for target in linux/amd64 linux/arm64 windows/amd64 darwin/amd64 darwin/arm64; do
		out=dist/synchelper-cli-${target%/*}-${target#*/}
		[ "${target%/*}" != windows ] || out=$out.exe
		GOOS=${target%/*} GOARCH=${target#*/} CGO_ENABLED=0 compile ./app/cli "$out"
	done
}

# macos: fyne package finds its settings only beside main, with the icon's path from there.
macos() {
	local app=dist/SyncHelper.app zip
	zip=dist/SyncHelper-$version-macos-$(go env GOHOSTARCH).zip
	CGO_ENABLED=1 compile ./app bin/synchelper
	sed 's|^Icon = "|Icon = "../|' FyneApp.toml >app/FyneApp.toml
	(cd app && go tool -modfile=../.ci/tools.mod fyne package --target darwin --release --executable ../bin/synchelper)
	rm -rf "$app"
	mv app/SyncHelper.app "$app"
	# fyne leaves the category empty, and names a macOS that is too old for Go.
	plutil -replace LSApplicationCategoryType -string public.app-category.utilities "$app/Contents/Info.plist"
	plutil -replace LSMinimumSystemVersion -string 12.0 "$app/Contents/Info.plist"
	codesign --force --options runtime --sign "${SYNCHELPER_SIGN_IDENTITY:--}" "$app"
	[ -n "${SYNCHELPER_SIGN_IDENTITY-}" ] ||
		say "$app is unsigned (no SYNCHELPER_SIGN_IDENTITY): macOS will refuse it until the user allows it in Settings."
	ditto -c -k --keepParent "$app" "$zip"
	if [ -n "${SYNCHELPER_NOTARY_PROFILE-}" ]; then
		xcrun notarytool submit "$zip" --keychain-profile "$SYNCHELPER_NOTARY_PROFILE" --wait
		xcrun stapler staple "$app"
		ditto -c -k --keepParent "$app" "$zip"
	fi
	rm -rf "$app"
}

need_go
mkdir -p dist
if [ "$(platform)" = macos ]; then
	install_missing "$window_needs"
	macos
	(cd dist && shasum -a 256 SyncHelper-* >SHA256SUMS)
else
	install_missing "$window_needs$release_needs"
	rm -f dist/*
	windows
	linux
	terminal_twins
	(cd dist && sha256sum -- * >SHA256SUMS)
fi
cat dist/SHA256SUMS
