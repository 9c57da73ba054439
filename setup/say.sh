# shellcheck shell=sh
# Speaking to the person at the terminal. All of it goes to standard error: standard output
# belongs to the commands (./osso ask > answers).

step_number=0
step_total=0
started_at=0
step_started_at=0

say() {
    printf '%s\n' "$*" >&2
}

# Ends the set-up. Each argument is one line: what is wrong, where, and how to mend it.
fail() {
    printf 'osso: %s\n' "$1" >&2
    shift
    for line in "$@"; do
        printf '  %s\n' "$line" >&2
    done
    exit 1
}

start_steps() {
    step_number=0
    step_total=$1
    started_at=$(date +%s)
}

step() {
    step_number=$((step_number + 1))
    step_started_at=$(date +%s)
    printf '[%d/%d] %s\n' "$step_number" "$step_total" "$1" >&2
}

step_done() {
    printf '      %s (%d s)\n' "$1" "$(($(date +%s) - step_started_at))" >&2
}

end_steps() {
    say "Set up in $(($(date +%s) - started_at)) s."
}

# Installs Debian packages if we may. Fails quietly if we may not.
apt_install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "      apt: installing $*"
    DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 update >&2 &&
        DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -y \
            --no-install-recommends install "$@" >/dev/null
}
