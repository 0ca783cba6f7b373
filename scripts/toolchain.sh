# shellcheck shell=bash
# Finds the tools the scripts need; sourced by them. A missing tool is one line that names what to
# install. Written for bash 3.2, which is what macOS has.

RINGWAKE_JDK_MIN=17
ZIG_VERSION=0.13.0

die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

# As soon as this is sourced: what a Windows shell would fail at later is harder to read.
case $(uname -s) in
Linux | Darwin) ;;
MINGW* | MSYS* | CYGWIN* | Windows*)
    die "Ringwake does not support Windows ($(uname -s)): run this in WSL 2, on Linux or on macOS"
    ;;
*) die "Ringwake does not support $(uname -s): run this on Linux or on macOS" ;;
esac

# The version of this checkout: of all in the root's pom.xml the one that is indented by four.
project_version() {
    sed -n 's:^    <version>\(.*\)</version>$:\1:p' "${BASH_SOURCE[0]%/*}/../pom.xml"
}

# need PROGRAM WHAT DEBIAN-PACKAGE MACOS-HINT
need() {
    command -v "$1" >/dev/null 2>&1 ||
        die "no $2 found: install it with 'apt-get install $3' (Debian, Ubuntu) or '$4' (macOS)"
}

need_maven() {
    need mvn Maven maven 'brew install maven'
}

need_cmake() {
    need cmake CMake cmake 'brew install cmake'
    # CMake's own default is make.
    if [ -z "${CMAKE_GENERATOR:-}" ] && ! command -v make >/dev/null 2>&1; then
        need ninja 'make or ninja' make 'xcode-select --install'
        export CMAKE_GENERATOR=Ninja
    fi
}

need_compiler() {
    [ -z "${CC:-}" ] || {
        command -v "${CC%% *}" >/dev/null 2>&1 || die "CC=$CC is not a program"
        return 0
    }
    command -v cc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1 ||
        need gcc 'C compiler' build-essential 'xcode-select --install'
}

# The path with every symbolic link of its last name followed.
resolve_links() {
    local path=$1 link
    while [ -L "$path" ]; do
        link=$(readlink "$path")
        case $link in
        /*) path=$link ;;
        *) path=$(dirname "$path")/$link ;;
        esac
    done
    printf '%s\n' "$path"
}

# jdk_version HOME: what its release file says, e.g. 17.0.15; nothing if there is no such file.
jdk_version() {
    local line
    [ -r "$1/release" ] || return 0
    while IFS= read -r line; do
        case $line in
        JAVA_VERSION=*)
            line=${line#JAVA_VERSION=}
            line=${line//\"/}
            printf '%s\n' "${line%$'\r'}"
            return 0
            ;;
        esac
    done <"$1/release"
}

# jdk_major HOME: 17, 25; 8 for 1.8; 0 if unknown.
jdk_major() {
    local version
    version=$(jdk_version "$1")
    version=${version#1.}
    version=${version%%[!0-9]*}
    printf '%s\n' "${version:-0}"
}

# The home of the java on PATH, asking the program itself where links do not lead to it.
jdk_home_on_path() {
    local java home
    java=$(command -v java) || return 1
    home=$(dirname "$(dirname "$(resolve_links "$java")")")
    if [ ! -r "$home/release" ]; then
        home=$("$java" -XshowSettings:properties -version 2>&1 |
            sed -n 's/^ *java\.home = //p') || return 1
    fi
    [ -n "$home" ] && printf '%s\n' "$home"
}

# Sets and exports JAVA_HOME: as given, else that of the java on PATH.
need_java() {
    local major advice
    advice="install 'openjdk-17-jdk-headless' (Debian, Ubuntu) or 'openjdk@17' (Homebrew)"
    advice="$advice, or set JAVA_HOME"
    if [ -n "${JAVA_HOME:-}" ]; then
        [ -x "$JAVA_HOME/bin/java" ] ||
            die "JAVA_HOME=$JAVA_HOME has no bin/java: set it to a JDK $RINGWAKE_JDK_MIN or newer"
    else
        JAVA_HOME=$(jdk_home_on_path) ||
            die "no JDK found ($RINGWAKE_JDK_MIN or newer is needed): $advice"
    fi
    major=$(jdk_major "$JAVA_HOME")
    [ "$major" -eq 0 ] || [ "$major" -ge "$RINGWAKE_JDK_MIN" ] ||
        die "$JAVA_HOME is Java $major, $RINGWAKE_JDK_MIN or newer is needed: $advice"
    export JAVA_HOME
}

# Everything that building needs.
need_build_tools() {
    need_java
    [ -x "$JAVA_HOME/bin/javac" ] && [ -r "$JAVA_HOME/include/jni.h" ] ||
        die "$JAVA_HOME has no compiler or no jni.h: install a JDK, e.g." \
            "'openjdk-17-jdk-headless' (Debian, Ubuntu) or 'openjdk@17' (Homebrew)"
    need_maven
    need_compiler
    need_cmake
}

# One JDK home per line: RINGWAKE_JDKS (colon-separated) first, then the usual places.
jdk_homes() {
    local home name
    {
        printf '%s\n' "${RINGWAKE_JDKS:-}" | tr ':' '\n'
        printf '%s\n' "${JAVA_HOME:-}"
        # JAVA_HOME_17_X64 and the like, as CI machines set them.
        for name in $(compgen -v JAVA_HOME_ || true); do
            printf '%s\n' "${!name}"
        done
        jdk_home_on_path || true
        for home in /usr/lib/jvm/*; do
            printf '%s\n' "$home"
        done
        for home in /Library/Java/JavaVirtualMachines/*/Contents/Home; do
            printf '%s\n' "$home"
        done
        [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home 2>/dev/null || true
    } | while IFS= read -r home; do
        [ -z "$home" ] || [ ! -x "$home/bin/javac" ] || (cd "$home" && pwd -P)
    done | awk '!seen[$0]++'
}

# jdk_exact MAJOR: the first JDK of that version; fails if there is none.
jdk_exact() {
    local home
    while IFS= read -r home; do
        if [ "$(jdk_major "$home")" -eq "$1" ]; then
            printf '%s\n' "$home"
            return 0
        fi
    done < <(jdk_homes)
    return 1
}

# jdk_newest MIN: the newest JDK that is at least MIN; fails if there is none.
jdk_newest() {
    local home major best='' best_major=$(($1 - 1))
    while IFS= read -r home; do
        major=$(jdk_major "$home")
        if [ "$major" -gt "$best_major" ]; then
            best=$home
            best_major=$major
        fi
    done < <(jdk_homes)
    [ -n "$best" ] && printf '%s\n' "$best"
}

# python_tool NAME VERSION: installs a package of PyPI under the cache, once; prints its directory.
python_tool() {
    local dir=$RINGWAKE_CACHE/$1-$2 fresh
    if [ ! -d "$dir" ]; then
        command -v python3 >/dev/null 2>&1 && python3 -m pip --version >/dev/null 2>&1 || return 1
        fresh=$dir.$$
        python3 -m pip install --quiet --disable-pip-version-check --no-input --no-deps --root-user-action=ignore \
            --target "$fresh" "$1==$2" >&2 || {
            rm -rf "$fresh"
            return 1
        }
        mv "$fresh" "$dir" 2>/dev/null || rm -rf "$fresh"
    fi
    printf '%s\n' "$dir"
}

# The pinned zig, installed under the cache; prints the path of the program.
zig_program() {
    local dir
    dir=$(python_tool ziglang "$ZIG_VERSION") || return 1
    printf '%s\n' "$dir/ziglang/zig"
}
