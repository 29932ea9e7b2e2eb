#!/usr/bin/env bash
# The private desktop has a display, a keyring that keeps a secret, an accessibility bus, and leaves nothing behind.
set -u
with_desk=$1
look=$(mktemp)
trap 'rm -f "$look"' EXIT

# shellcheck disable=SC2016 # for the shell inside
"$with_desk" sh -c '
  printf %s "$ROLLTOP_DESK" >"$1"
  xdpyinfo | grep -q "dimensions: *1280x800" || { echo "the display is not there"; exit 1; }
  printf secret | secret-tool store --label=test about desk || exit 1
  [ "$(secret-tool lookup about desk)" = secret ] || { echo "the keyring does not keep a secret"; exit 1; }
  dbus-send --session --print-reply=literal --dest=org.a11y.Bus /org/a11y/bus org.a11y.Bus.GetAddress |
    grep -q unix: || { echo "there is no accessibility bus"; exit 1; }
  sleep 600 &
  exit 7' sh "$look"
status=$?
[ $status = 7 ] || {
  echo "the command's exit status did not come through: $status"
  exit 1
}
desk=$(cat "$look")
if [ -z "$desk" ] || [ -e "$desk" ]; then
  echo "$desk was left behind"
  exit 1
fi
if grep -lszF "ROLLTOP_DESK=$desk" /proc/[0-9]*/environ 2>/dev/null; then
  echo "processes were left behind"
  exit 1
fi

# shellcheck disable=SC2016 # for the shell inside
"$with_desk" --no-display sh -c '[ -z "${DISPLAY:-}" ] && printf x | secret-tool store --label=test about desk'
