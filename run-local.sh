#!/usr/bin/env bash
# Builds what has changed and holds an election on this machine: ./run-local.sh [--nodes 5] [--votes "Sánchez:10,Pérez:5"] …
# Takes the arguments and returns the exit code of `election local`. Makes the run folder under the current directory.
set -euo pipefail

script=${BASH_SOURCE[0]}
while [ -L "$script" ]; do
    target=$(readlink "$script")
    case $target in /*) script=$target ;; *) script=$(dirname "$script")/$target ;; esac
done
root=$(cd "$(dirname "$script")" && pwd)
project=$root/src/Election.Node
program=$project/bin/Release/net10.0/election.dll
stamp=$root/artifacts/run-local.stamp
log=$root/artifacts/run-local.log

usage=64
internal=70

need_sdk() {
    printf 'run-local.sh: %s\n' "$1" >&2
    printf 'Install the .NET SDK 10 (https://dotnet.microsoft.com/download/dotnet/10.0, or your system'\''s package dotnet-sdk-10.0) and try again.\n' >&2
    exit "$usage"
}

# True if a source or project file is younger than the start of the last build, or a folder is younger than its end. A folder changes when a
# file disappears from it. The end counts for folders because the build itself makes bin and obj in some of them.
is_stale() {
    [ ! -e "$stamp" ] || [ ! -e "$stamp.end" ] || [ ! -e "$program" ] || [ -n "$(
        cd "$root" && find src Directory.* global.json \( -name bin -o -name obj \) -prune -o -type f -newer "$stamp" -print \
            -o -type d -newer "$stamp.end" -print | head -n 1
    )" ]
}

build() {
    # Ask in the repository: its global.json says which SDK will do.
    (cd "$root" && dotnet --version) >/dev/null 2>&1 || need_sdk "the .NET SDK is here, but not in version 10."
    printf 'building, which the first time takes minutes:\n' >&2
    local began=$stamp.began
    : >"$began"
    # The build shows its own progress: live on a terminal, else a line for each project. Standard output is the election's alone.
    # Leave no build server behind: it would outlive this script.
    if ! (cd "$root" && dotnet build "$project" --configuration Release --nologo --verbosity minimal -tl:auto \
        -fl "-flp:LogFile=$log;Verbosity=minimal" -nodeReuse:false -p:UseSharedCompilation=false) >&2; then
        printf 'run-local.sh: the build failed; the text above is in %s\n' "$log" >&2
        exit "$internal"
    fi
    mv "$began" "$stamp"
    : >"$stamp.end"
}

command -v dotnet >/dev/null 2>&1 || need_sdk "the command 'dotnet' is not here."
if is_stale; then
    mkdir -p "$root/artifacts"
    # If the system can lock a file, two runs that start together build one after the other.
    exec 9>"$root/artifacts/run-local.lock"
    if command -v flock >/dev/null 2>&1; then flock 9; fi
    if is_stale; then build; fi
    exec 9>&-
fi

case $0 in
    */*) export ELECTION_INVOKED_AS=$0 ;;
    *) export ELECTION_INVOKED_AS=./$0 ;;
esac
exec dotnet "$program" local "$@"
