# shellcheck shell=sh
# Finding the two Pythons: 3.11 or newer for the service, 3.10 for Rasa.
# A candidate counts only if it really runs: pyenv's shims exist for versions that do not start.

# The version of the Python $1, if it runs and has the modules that our packages need.
version_of() {
    PYTHONPATH='' "$1" -c 'import sys, ctypes, sqlite3, ssl, zlib
print("%d.%d" % sys.version_info[:2])' </dev/null 2>/dev/null
}

# The first of the candidates (one a line on standard input) whose version matches a word of $1.
first_that_runs() {
    while IFS= read -r candidate; do
        [ -x "$candidate" ] || continue
        case " $1 " in
        *" $(version_of "$candidate") "*)
            printf '%s\n' "$candidate"
            return
            ;;
        esac
    done
    return 1
}

# Every $1 in the folders of PATH, one a line, there or not.
on_path() {
    printf '%s\n' "$PATH" | tr ':' '\n' | sed "s|\$|/$1|"
}

# pyenv's folders: named by PYENV_ROOT, in HOME, or above a "shims" folder on PATH.
pyenv_roots() {
    if [ -n "${PYENV_ROOT:-}" ]; then printf '%s\n' "$PYENV_ROOT"; fi
    if [ -n "${HOME:-}" ]; then printf '%s\n' "$HOME/.pyenv"; fi
    printf '%s\n' "$PATH" | tr ':' '\n' | sed -n 's|/shims/*$||p'
}

# Every Python $1 (say, 3.10) among pyenv's versions.
in_pyenv() {
    pyenv_roots | while IFS= read -r folder; do
        for candidate in "$folder/versions/$1"*/bin/"python$1"; do
            printf '%s\n' "$candidate"
        done
    done
}

# Every Python $1 that uv has fetched before, for us or for its user.
kept_by_uv() {
    for candidate in "$envs/python"/*/bin/"python$1"; do
        printf '%s\n' "$candidate"
    done
    "$uv" python find --no-project --no-python-downloads "$1" 2>/dev/null || true
}

# Fetches Python $1 with uv. Bounded: a network that swallows packets must not hang the set-up.
fetch_python() {
    say "      not on this machine: fetching Python $1 with uv"
    timeout 600 "$uv" python install --quiet --no-bin --install-dir "$envs/python" "$1" \
        2>/dev/null && kept_by_uv "$1"
}

# Prints the service's Python.
find_service_python() {
    {
        on_path python3
        for version in 3.11 3.12 3.13; do
            on_path "python$version"
            in_pyenv "$version"
            kept_by_uv "$version"
        done
    } | first_that_runs "3.11 3.12 3.13" && return
    fetch_python 3.11 | first_that_runs 3.11 && return
    fail "the service needs Python 3.11, 3.12 or 3.13, and none was found." \
        "On Debian 12: apt install python3 python3-venv" \
        "With pyenv: pyenv install 3.11" \
        "Then start ./osso again."
}

# OSSO_PYTHON310 from the environment, else from .env.
named_python310() {
    if [ -n "${OSSO_PYTHON310:-}" ]; then
        printf '%s\n' "$OSSO_PYTHON310"
    elif [ -e "$root/.env" ]; then
        sed -n "s/^OSSO_PYTHON310=[\"']\{0,1\}\([^\"']*\).*/\1/p" "$root/.env" | tail -n 1
    fi
}

# Prints Rasa's Python.
find_rasa_python() {
    named=$(named_python310)
    if [ -n "$named" ]; then
        printf '%s\n' "$named" | first_that_runs 3.10 && return
        fail "OSSO_PYTHON310 is $named, and that is no Python 3.10 that runs" \
            "with its modules ctypes, sqlite3, ssl and zlib." \
            "Name another there, or take the setting out: ./osso then looks for itself."
    fi
    {
        on_path python3.10
        in_pyenv 3.10
        kept_by_uv 3.10
    } | first_that_runs 3.10 && return
    fetch_python 3.10 | first_that_runs 3.10 && return
    no_python310
}

no_python310() {
    fail "Rasa needs Python 3.10, and none was found." \
        "Looked for: OSSO_PYTHON310 (not set), python3.10 on PATH, pyenv's versions, uv's." \
        "uv could not fetch one either: is this machine on the internet?" \
        "Debian 12 has no python3.10 package. Do one of these, then start ./osso again:" \
        "1. With the internet, uv:   \"$uv\" python install 3.10" \
        "2. With pyenv:              pyenv install 3.10" \
        "   (it builds, so first:    apt install build-essential libssl-dev zlib1g-dev \\" \
        "                            libbz2-dev libsqlite3-dev libffi-dev liblzma-dev)" \
        "3. From python.org, unpack the newest Python-3.10.*.tgz (same apt line first), in it:" \
        "                            ./configure --prefix=/opt/python3.10 && make install" \
        "   and put into .env:       OSSO_PYTHON310=/opt/python3.10/bin/python3.10"
}
