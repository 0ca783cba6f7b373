# shellcheck shell=bash
# Sourced by scripts that build programs of somebody else: a local Maven repository of what
# scripts/test or scripts/release has made.

version=$(project_version)

# FOLDER MODULE...: modules are folders of java/. What is not ours is the user's cache, by links, so
# that nothing is downloaded twice.
make_repository() {
    local repository=$1 module name jar
    shift
    link_cache
    publish ringwake-parent .
    publish ringwake-java java
    for module in "$@"; do
        name=ringwake-$module
        [ "$module" != ringwake ] || name=ringwake
        jar=java/$module/target/$name-$version.jar
        [ -r "$jar" ] || die "no $jar: run scripts/test first"
        publish "$name" "java/$module" "$jar"
    done
}

# FOLDER: of what is staged for Central, as users will have it; in the version that it has there.
make_staged_repository() {
    local repository=$1 staged=target/release/staging/io/ringwake
    [ -d "$staged" ] || die "no $staged: run scripts/release --dry-run first"
    link_cache
    cp -R "$staged" "$repository/io/"
    version=$(basename "$staged"/ringwake/*/)
}

link_cache() { # into $repository
    local cache=${RINGWAKE_MAVEN_CACHE:-$HOME/.m2/repository}
    link_all "$cache" "$repository" io
    link_all "$cache/io" "$repository/io" ringwake
}

link_all() { # FROM TO EXCEPT
    local entry name
    mkdir -p "$2"
    for entry in "$1"/*; do
        name=$(basename "$entry")
        [ "$name" = "$3" ] || ln -s "$entry" "$2/$name"
    done
}

publish() { # ARTIFACT FOLDER [JAR], into $repository
    local to=$repository/io/ringwake/$1/$version
    mkdir -p "$to"
    cp "$2/pom.xml" "$to/$1-$version.pom"
    [ $# -lt 3 ] || cp "$3" "$to/$1-$version.jar"
}
