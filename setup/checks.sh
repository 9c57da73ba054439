# shellcheck shell=sh
# What ./osso test runs: every check, also after one has failed, then a line for each.
# The checks of the code run beside the tests, which often wait; each says its words at the end.

# check NAME COMMAND... : one line in the file $results.
check() {
    name=$1
    shift
    say "== $name"
    if "$@"; then
        printf '%s: ok\n' "$name" >>"$results"
    else
        printf '%s: FAILED\n' "$name" >>"$results"
    fi
}

# The arguments go to pytest. Without any all tests are run: side by side, with twice as many workers
# as there are cores, because half of them always wait for Rasa, a browser or the disk.
# tests/distribution.py says which tests stay together, tests/conftest.py which begin first.
run_checks() {
    cd "$root" || exit 1
    tools=$envs/dev/bin
    # Also for what the tests themselves start.
    PATH=$tools:$PATH
    results=$(mktemp)
    said=$(mktemp)
    trap 'rm -f "$results" "$said"' EXIT
    check_code >"$said" 2>&1 &
    if [ $# -eq 0 ]; then
        set -- --numprocesses "$(($(getconf _NPROCESSORS_ONLN) * 2))" \
            --dist loadscope --no-loadscope-reorder
    fi
    check "pytest" "$tools/python" -m pytest "$@"
    wait
    cat "$said" >&2
    say ""
    cat "$results" >&2
    ! grep -q ": FAILED\$" "$results" || exit 1
}

check_code() {
    check "ruff check" "$tools/ruff" check --quiet .
    check "ruff format" "$tools/ruff" format --quiet --check .
    check "mypy" "$tools/mypy"
    check "mypy, as Rasa's Python sees it" check_types_for_rasa
    check "import rules" "$tools/lint-imports" --no-logo
    check "shellcheck" "$tools/shellcheck" --external-sources --check-sourced osso .ci/run
}

# These rooms also run under Python 3.10, where for instance StrEnum is not to be had.
check_types_for_rasa() {
    "$envs/dev/bin/mypy" --python-version 3.10 --cache-dir .mypy_cache/rasa \
        language bot/nlu bot/danger bot/*.py
}

# Telegram is tested with a server that npm installs (tests/connectors/telegram/third_party).
make_sure_of_node() {
    command -v node >/dev/null && command -v npm >/dev/null && return
    say "No node with npm on this machine."
    apt_install nodejs npm && command -v npm >/dev/null && return
    if [ "${CI:-}" = true ]; then
        fail "node or npm is missing, and in CI no test may be skipped." "apt install nodejs npm"
    fi
    say "*** Some tests of Telegram will be SKIPPED. To run them: apt install nodejs npm ***"
}

# Its programs are in no folder of PATH on Debian (tests/postgres.py looks where they are).
make_sure_of_postgresql() {
    command -v initdb >/dev/null && return
    for program in /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$program" ] && return
    done
    say "No PostgreSQL server on this machine."
    apt_install postgresql && return
    if [ "${CI:-}" = true ]; then
        fail "PostgreSQL is missing, and in CI no test may be skipped." "apt install postgresql"
    fi
    say "*** PostgreSQL will NOT BE TESTED. To test it: apt install postgresql ***"
}

# Two services behind one address are tried with the proxy that docs/deploy.md names.
make_sure_of_nginx() {
    PATH=$PATH:/usr/sbin command -v nginx >/dev/null && return
    say "No nginx on this machine."
    apt_install nginx-light && return
    if [ "${CI:-}" = true ]; then
        fail "nginx is missing, and in CI no test may be skipped." "apt install nginx-light"
    fi
    say "*** Several services behind nginx will NOT BE TESTED. To test: apt install nginx-light ***"
}

# The pages are tested in a real browser. Without one those tests say so and skip; never in CI.
# The one without windows and menus is asked for first: it takes a quarter less of the processor.
make_sure_of_chromium() {
    command -v chromium-headless-shell >/dev/null && return
    # fonts-nanum: without it Korean is drawn as empty boxes.
    apt_install chromium-headless-shell fonts-nanum \
        && command -v chromium-headless-shell >/dev/null && return
    for browser in chromium chromium-browser; do
        command -v "$browser" >/dev/null && return
    done
    say "No Chromium on this machine."
    apt_install chromium fonts-nanum && command -v chromium >/dev/null && return
    if [ "${CI:-}" = true ]; then
        fail "chromium is missing, and in CI no test may be skipped." "apt install chromium"
    fi
    say "*** The tests of the pages will be SKIPPED. To run them: apt install chromium ***"
}
