# shellcheck shell=sh
# Keeps the service running for ./osso up: one that dies is started again, after a pause that
# doubles while it goes on dying. The service itself looks after Rasa in the same way.

FIRST_PAUSE=1
LONGEST_PAUSE=60
HEALTHY_AFTER=60 # seconds of running after which the pause is short again
CRASHED=70       # EX_SOFTWARE of sysexits.h: app/cli.py ends so when something broke

# keep_running COMMAND... : until it ends of itself; the exit status is its last one.
keep_running() {
    child=
    stopping=
    pause=$FIRST_PAUSE
    # Ctrl-C and a polite kill go on to the service, which stops Rasa and ends.
    trap 'stopping=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || :' INT TERM HUP
    while :; do
        began=$(date +%s)
        "$@" &
        child=$!
        wait_for_child
        [ -z "$stopping" ] || return 0
        if [ "$status" -lt 128 ] && [ "$status" != "$CRASHED" ]; then
            return "$status"
        fi
        [ "$(($(date +%s) - began))" -lt "$HEALTHY_AFTER" ] || pause=$FIRST_PAUSE
        say "osso: the service has died (status $status); starting it again in $pause s"
        child=
        sleep "$pause"
        [ -z "$stopping" ] || return 0
        pause=$((pause * 2))
        [ "$pause" -le "$LONGEST_PAUSE" ] || pause=$LONGEST_PAUSE
    done
}

# A trap that runs ends the wait early, so it is taken up until the service has really ended.
wait_for_child() {
    while :; do
        status=0
        wait "$child" || status=$?
        kill -0 "$child" 2>/dev/null || return 0
    done
}
