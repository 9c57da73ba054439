# shellcheck shell=sh
# uv, the installer of everything else: taken from PATH if new enough, else from the hashed
# setup/tools.lock into .envs/tools.

uv=

# Whether $1 is a uv new enough for what set-up asks of it (0.13: hashes of build tools).
is_good_uv() {
    case $("$1" --version 2>/dev/null) in
    "uv 0.1"[3-9].* | "uv 0."[2-9][0-9].* | "uv "[1-9]*.*) return 0 ;;
    esac
    return 1
}

# Sets $uv.
find_uv() {
    # uv brings certificates of its own; an office's proxy is known only to the system's.
    if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
        export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
    fi
    if [ -z "${HOME:-}" ]; then
        export UV_CACHE_DIR="${UV_CACHE_DIR:-$envs/cache}"
    fi
    uv=$(command -v uv || true)
    if [ -n "$uv" ] && is_good_uv "$uv"; then
        return
    fi
    uv=$envs/tools/bin/uv
    if ! is_made tools; then
        install_uv
    fi
}

install_uv() {
    make_sure_of_venv
    rm -f "$envs/tools/$stamp"
    python3 -m venv --clear "$envs/tools" >&2 ||
        fail "python3 could not make the folder $envs/tools; its words are above."
    "$envs/tools/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
        --only-binary :all: --require-hashes -r "$root/setup/tools.lock" >&2 ||
        fail "uv could not be installed; pip's words are above." \
            "Look at the connection to the internet, then start ./osso again."
    mark_made tools
}

make_sure_of_venv() {
    command -v python3 >/dev/null ||
        fail "there is no python3 on this machine." "apt install python3 python3-venv"
    python3 -c 'import ensurepip, venv' 2>/dev/null && return
    apt_install python3-venv && python3 -c 'import ensurepip, venv' 2>/dev/null && return
    fail "python3 cannot make environments (no ensurepip). As root:" \
        "apt install python3-venv" "Then start ./osso again."
}
