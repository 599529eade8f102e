#!/usr/bin/env bash
# Purpose: a computer with systemd for a test: a container of the stock image, without network. It ends, with all that
#          was made for it, when its standard input does: also where who started it was killed.
# Usage:   service-box.sh FOLDER IMAGE KEEPER [option of systemd-nspawn...]
# Reads:   IMAGE/layers; KEEPER, the sandbox's nspawn-machine.sh, for its cgroups
# Writes:  FOLDER/box (removed at the end), FOLDER/boot.log; on standard output the id of its init, once it has booted
# Exit:    0 ended   1 it did not boot, and boot.log says more
set -Eeuo pipefail
shopt -s inherit_errexit

readonly PATIENCE=600 # tenths of a second; a boot takes 3 s on a quiet computer

FOLDER=
NAME=
KEPT=

main() {
  local image=$2 keeper=$3 init
  FOLDER=$1
  NAME=service-box-$$
  trap end EXIT
  mkdir -p "$FOLDER"/box/{upper,work,root}
  mount -t overlay overlay "$FOLDER/box/root" -o \
    "lowerdir=$(paste -sd : "$image/layers"),upperdir=$FOLDER/box/upper,workdir=$FOLDER/box/work,redirect_dir=on"
  keep "$keeper" "${@:4}" &
  KEPT=$!
  init=$(wait_for_boot)
  printf '%s\n' "$init"
  cat >/dev/null
}

# A process of its own, which becomes the container: the cgroups it enters hold that and nothing else.
keep() {
  local keeper=$1
  shift
  # shellcheck disable=SC2016 # that shell's own arguments
  exec bash -c 'source "$1" && enter_cgroups "$2" && shift 2 && exec "$@"' keep "$keeper" "$NAME" \
    systemd-nspawn --quiet --boot --directory="$FOLDER/box/root" --machine="$NAME" --hostname=parent --register=no \
    --keep-unit --private-network --kill-signal=SIGRTMIN+3 --console=read-only --resolv-conf=off --timezone=off \
    --link-journal=no "$@" </dev/null >"$FOLDER/boot.log" 2>&1
}

wait_for_boot() {
  local tenth init state
  for ((tenth = 0; tenth < PATIENCE; tenth++)); do
    init=$(pgrep -P "$KEPT" || true)
    if [[ -n $init ]]; then
      state=$(nsenter --target "$init" --mount --uts --ipc --net --pid --root --wd -- systemctl is-system-running \
        2>/dev/null || true)
      if [[ $state == running || $state == degraded ]]; then
        printf '%s\n' "$init"
        return
      fi
    fi
    sleep 0.1
  done
  tail -n 5 "$FOLDER/boot.log" >&2
  return 1
}

end() {
  local tenth
  if [[ -n $KEPT ]]; then
    kill -TERM "$KEPT" 2>/dev/null || true
    wait "$KEPT" || true
  fi
  ! mountpoint -q "$FOLDER/box/root" || umount "$FOLDER/box/root"
  rm -rf "$FOLDER/box"
  # The kernel takes a moment after the last process is gone.
  for ((tenth = 0; tenth < 100; tenth++)); do
    ! forget_cgroups || return 0
    sleep 0.1
  done
}

forget_cgroups() {
  find /sys/fs/cgroup -depth -type d -path "*/$NAME*" -exec rmdir {} + 2>/dev/null || true
  [[ -z $(find /sys/fs/cgroup -maxdepth 2 -type d -name "$NAME") ]]
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
