#!/bin/sh
# Make what a make target needs: the environment .venv with its packages, and the system libraries
# that Qt loads. Usage: tools/set-up.sh run|test|bench. Nothing is done when nothing has changed.
set -eu
cd "$(dirname "$0")/.."
purpose=$1
python=.venv/bin/python
stamp=.venv/ready-$purpose

# Contents rather than dates: a checkout may give an older file a newer date. The folder counts
# because an environment remembers where it was made.
fingerprint() { cksum pyproject.toml tools/set-up.sh && pwd; }

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

# ---- system packages -----------------------------------------------------------------------------

# Sets `as_root` to what must stand before a command that changes the system; fails if nobody may.
find_root() {
    as_root=
    [ "$(id -u)" = 0 ] && return
    command -v sudo >/dev/null || return 1
    as_root=sudo
    sudo -n true 2>/dev/null || [ -t 0 ] # at a terminal sudo can ask for the password
}

# A need is a shared library (libEGL.so.1), a program (Xvfb) or the word korean-font.
debian_package() {
    case $1 in
        korean-font) echo fonts-nanum ;;
        Xvfb) echo xvfb ;;
        libglib-2.0.so.0 | libgthread-2.0.so.0) echo libglib2.0-0 ;;
        libz.so.1) echo zlib1g ;;
        # Debian's own rule for naming libraries: libEGL.so.1 is in libegl1, libX11.so.6 in libx11-6.
        *.so.*) echo "$1" | tr 'A-Z_' 'a-z-' | sed 's/\([0-9]\)\.so\./\1-/; s/\.so\.//' ;;
        *) echo "$1" ;;
    esac
}

rpm_package() {
    case $1 in
        korean-font) echo "'font(:lang=ko)'" ;;
        *.so.*) echo "'$1()(64bit)'" ;; # rpm systems install by what a package provides
        *) echo "/usr/bin/$1" ;;
    esac
}

packages_for() { # the name of a function above, then needs
    name=$1
    shift
    for need; do "$name" "$need"; done | sort -u | tr '\n' ' '
}

# Install what the needs stand for, or say how. Fails when they are still missing.
provide() {
    if command -v apt-get >/dev/null; then
        packages=$(packages_for debian_package "$@")
        if find_root; then
            say "Installing system packages: $packages"
            # A package list that cannot be refreshed may still be good enough.
            $as_root apt-get update -q >&2 || say "The package lists could not be refreshed."
            # shellcheck disable=SC2086 # one word per package
            $as_root env DEBIAN_FRONTEND=noninteractive \
                apt-get install -q -y --no-install-recommends $packages >&2 && return
        fi
        say "Missing on this machine: $packages"
        say "Install them with:  sudo apt-get install $packages"
    elif command -v dnf >/dev/null; then
        say "Missing on this machine: $*"
        say "Install them with:  sudo dnf install $(packages_for rpm_package "$@")"
    elif command -v zypper >/dev/null; then
        say "Missing on this machine: $*"
        say "Install them with:  sudo zypper install --capability $(packages_for rpm_package "$@")"
    else
        say "Missing on this machine: $*"
        say "Install the packages of your system that hold them, then run the same command again."
    fi
    return 1
}

# ---- Python --------------------------------------------------------------------------------------

find_python() {
    for base in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
        command -v "$base" >/dev/null || continue
        "$base" -c 'import sys; sys.exit(sys.version_info < (3, 11))' && return
    done
    return 1
}

make_environment() {
    $python -m pip --version >/dev/null 2>&1 && return
    if ! find_python && ! command -v python3 >/dev/null && command -v apt-get >/dev/null; then
        provide python3 python3-venv || exit 1
    fi
    find_python || stop "Loss Lab needs Python 3.11 or newer; $(python3 --version 2>&1) was found." \
        "Install a newer one and name it:  make $purpose PYTHON=python3.12"
    if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        command -v apt-get >/dev/null || stop "$base lacks the modules venv and ensurepip."
        provide "python$version-venv" || exit 1
    fi
    "$base" -m venv --clear .venv
}

install_packages() {
    case $purpose in
        run) set -- ;;
        test) set -- --group dev ;;
        bench) set -- --group bench ;;
        *) stop "Usage: tools/set-up.sh run|test|bench" ;;
    esac
    if [ $# -gt 0 ] && ! $python -m pip install --help | grep -q -e '--group'; then
        $python -m pip install --upgrade 'pip>=25.1' >&2
    fi
    $python -m pip install --editable . "$@" >&2
}

# ---- what Qt loads -------------------------------------------------------------------------------

# Asked of the installed files rather than kept as a list, so that it cannot grow stale.
missing_libraries() {
    qt=$($python -c 'from importlib.util import find_spec as f
print(f("PySide6").submodule_search_locations[0])')
    for file in QtWidgets.abi3.so QtSvg.abi3.so QtTest.abi3.so Qt/plugins/platforms/libqxcb.so \
        Qt/plugins/platforms/libqoffscreen.so Qt/plugins/platforms/libqwayland.so; do
        LC_ALL=C ldd "$qt/$file"
    done | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
}

has_korean_font() {
    QT_QPA_PLATFORM=offscreen $python -c '
from PySide6.QtGui import QFontDatabase, QGuiApplication
application = QGuiApplication([])
raise SystemExit(not QFontDatabase.families(QFontDatabase.WritingSystem.Korean))'
}

check_system() {
    [ "$(uname -s)" = Linux ] || return 0 # elsewhere Qt brings everything along
    needs=$(missing_libraries)
    if [ "$purpose" = test ]; then # these tests drive the real window with a real pointer
        for program in Xvfb xdotool; do
            command -v $program >/dev/null || needs="$needs $program"
        done
    fi
    if [ -n "$needs" ]; then
        # shellcheck disable=SC2086 # one word per need
        provide $needs || exit 1
        needs=$(missing_libraries)
        [ -z "$needs" ] || stop "Still missing after the installation: $needs"
    fi
    has_korean_font && return
    if ! provide korean-font; then
        [ "$purpose" != test ] || exit 1
        say "Going on without it: Korean text will not be readable."
    fi
}

# --------------------------------------------------------------------------------------------------

if [ -x $python ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ]; then
    exit 0
fi
[ -f "$stamp" ] || say "Setting up, once; this takes a few minutes."
make_environment
install_packages
check_system
fingerprint >"$stamp"
[ "$purpose" = run ] || cp "$stamp" .venv/ready-run # whatever serves the others serves this too
