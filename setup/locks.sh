# shellcheck shell=sh
# Renews the locks: ./osso lock takes in what was changed in pyproject.toml and the *.in files;
# ./osso lock --upgrade also takes the newest versions they allow.

# compile PYTHON_VERSION OUTPUT ARGUMENTS...
compile() {
    python_version=$1
    output=$2
    shift 2
    say "$output"
    "$uv" pip compile --quiet --universal --generate-hashes --python-version "$python_version" \
        --custom-compile-command "./osso lock" --output-file "$output" "$@" >/dev/null
}

renew_locks() {
    cd "$root" || exit 1
    find_uv
    compile 3.8 setup/tools.lock "$@" setup/tools.in
    compile 3.10 setup/build.lock "$@" setup/build.in
    compile 3.11 requirements.lock "$@" --excludes setup/left-out.txt pyproject.toml
    # -c: the tests see the very versions that run.
    compile 3.11 requirements-dev.lock "$@" --excludes setup/left-out.txt --group dev \
        -c requirements.lock pyproject.toml
    # fewest: one version for every Python; only 3.10 is used.
    compile 3.10 bot/requirements.lock "$@" --fork-strategy fewest \
        --excludes bot/left-out.txt bot/requirements.in
}
