# shellcheck shell=sh
# The environments under .envs: service (what runs), rasa (Python 3.10) and dev (service and the
# tools of ./osso test). Each is made from one hashed lock and keeps a copy of that lock as its
# stamp, written last: no stamp, or another lock, and it is made anew.

stamp=made-from.lock

lock_of() {
    case $1 in
    tools) printf '%s\n' "$root/setup/tools.lock" ;;
    service) printf '%s\n' "$root/requirements.lock" ;;
    rasa) printf '%s\n' "$root/bot/requirements.lock" ;;
    dev) printf '%s\n' "$root/requirements-dev.lock" ;;
    esac
}

is_made() {
    [ -x "$envs/$1/bin/python" ] && cmp -s "$(lock_of "$1")" "$envs/$1/$stamp"
}

mark_made() {
    cp "$(lock_of "$1")" "$envs/$1/$stamp.new"
    mv "$envs/$1/$stamp.new" "$envs/$1/$stamp"
}

# Those of the environments named that have to be made, on one line.
not_made() {
    missing=
    for name in "$@"; do
        is_made "$name" || missing="$missing $name"
    done
    printf '%s\n' "$missing"
}

# Makes the environments named, where they are not yet as their locks say.
make_environments() {
    [ -n "$(not_made "$@")" ] || return 0
    mkdir -p "$envs"
    exec 9>"$envs/set-up.lock"
    if command -v flock >/dev/null && ! flock -n 9; then
        say "Another ./osso is setting up this folder. Waiting for it."
        flock 9
    fi
    # shellcheck disable=SC2046 # the names are words of ours
    make_missing $(not_made "$@")
    exec 9>&-
}

make_missing() {
    [ $# -gt 0 ] || return 0
    say "Setting up, this once: up to 600 MB to fetch, 2 GB of disk, a minute or more."
    service_python=
    rasa_python=
    case " $* " in
    *" rasa "*) start_steps $(($# + 2 + ($# > 1))) ;;
    *) start_steps $(($# + 2)) ;;
    esac
    step "uv, the installer"
    find_uv
    step_done "$("$uv" --version)"
    find_pythons "$@"
    for name in "$@"; do
        make_environment "$name"
    done
    end_steps
}

# Looks for every Python before the long downloads begin.
find_pythons() {
    case " $* " in
    *" service "* | *" dev "*)
        step "Python 3.11 or newer, for the service"
        service_python=$(find_service_python)
        step_done "$service_python"
        ;;
    esac
    case " $* " in
    *" rasa "*)
        step "Python 3.10, for Rasa"
        rasa_python=$(find_rasa_python)
        step_done "$rasa_python"
        ;;
    esac
}

make_environment() {
    case $1 in
    service) step "The service's packages" ;;
    dev) step "The tests' packages" ;;
    rasa) step "Rasa's packages (the big ones)" ;;
    esac
    install_packages "$1" || fail "the packages of .envs/$1 could not be installed." \
        "The reason is above. Look at the connection to the internet and at the free disk," \
        "then start ./osso again: it goes on where it stopped."
    mark_made "$1"
    set -- "$envs/$1"/lib/python3*/site-packages/*.dist-info
    step_done "$# packages"
}

# Without a stamp nobody knows what an interrupted run left behind: then from scratch. uv's cache
# keeps what has been fetched.
install_packages() {
    case $1 in
    rasa) base=$rasa_python ;;
    *) base=$service_python ;;
    esac
    if ! [ -e "$envs/$1/$stamp" ] || ! [ -x "$envs/$1/bin/python" ]; then
        "$uv" venv --quiet --clear --relocatable --python "$base" "$envs/$1" >&2 || return 1
    fi
    rm -f "$envs/$1/$stamp"
    how=--quiet
    if [ -t 2 ]; then how=--color=auto; fi
    if [ "$1" != rasa ]; then how="$how --compile-bytecode"; fi
    # shellcheck disable=SC2086 # two words, perhaps
    "$uv" pip sync $how --python "$envs/$1/bin/python" --require-hashes \
        --build-constraints "$root/setup/build.lock" --require-build-hashes \
        "$(lock_of "$1")" >&2 || return 1
    if [ "$1" = rasa ]; then import_rasa_once; fi
}

# Proves that Rasa is whole, and leaves the bytecode of what it imports (and of no more: a third
# of the files): without it every later start takes 10 s longer.
import_rasa_once() {
    say "      installed; starting it once"
    env -u PYTHONDONTWRITEBYTECODE RASA_TELEMETRY_ENABLED=false PYTHONPATH='' \
        "$envs/rasa/bin/python" -c 'import rasa.__main__, rasa.core.run, rasa.core.test
import rasa.model_training, rasa.engine.recipes.default_components' \
        >"$envs/rasa/first-start.log" 2>&1 && return
    tail -n 20 "$envs/rasa/first-start.log" >&2
    return 1
}
