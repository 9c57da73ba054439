# shellcheck shell=sh
# What ./osso test runs: every check, also after one has failed, then a line for each.

results=
failed=0

# check NAME COMMAND...
check() {
    name=$1
    shift
    say "== $name"
    if "$@"; then
        results="$results$name: ok
"
    else
        results="$results$name: FAILED
"
        failed=$((failed + 1))
    fi
}

# The arguments go to pytest. Without any all tests are run: side by side on the cores there are,
# and by themselves those that need a trained Rasa, which is large and uses both cores to learn.
run_checks() {
    cd "$root" || exit 1
    tools=$envs/dev/bin
    # Also for what the tests themselves start.
    PATH=$tools:$PATH
    check "ruff check" "$tools/ruff" check --quiet .
    check "ruff format" "$tools/ruff" format --quiet --check .
    check "mypy" "$tools/mypy"
    check "mypy, as Rasa's Python sees it" check_types_for_rasa
    check "import rules" "$tools/lint-imports" --no-logo
    check "shellcheck" "$tools/shellcheck" --external-sources --check-sourced osso .ci/run
    if [ $# -gt 0 ]; then
        check "pytest" "$tools/python" -m pytest "$@"
    else
        check "pytest, without Rasa" "$tools/python" -m pytest -m "not rasa" --numprocesses auto --dist worksteal
        check "pytest, with Rasa" "$tools/python" -m pytest -m rasa
    fi
    say ""
    printf '%s' "$results" >&2
    [ "$failed" = 0 ] || exit 1
}

# These rooms also run under Python 3.10, where for instance StrEnum is not to be had.
check_types_for_rasa() {
    "$envs/dev/bin/mypy" --python-version 3.10 --cache-dir .mypy_cache/rasa \
        language bot/nlu bot/*.py
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

# The pages are tested in a real browser. Without one those tests say so and skip; never in CI.
make_sure_of_chromium() {
    for browser in chromium chromium-browser google-chrome; do
        command -v "$browser" >/dev/null && return
    done
    say "No Chromium on this machine."
    # fonts-nanum: without it Korean is drawn as empty boxes.
    apt_install chromium fonts-nanum && command -v chromium >/dev/null && return
    if [ "${CI:-}" = true ]; then
        fail "chromium is missing, and in CI no test may be skipped." "apt install chromium"
    fi
    say "*** The tests of the pages will be SKIPPED. To run them: apt install chromium ***"
}
