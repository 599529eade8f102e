# shellcheck shell=bash
# Purpose: what the scripts of desktop/ share.

# has_gpu: a display controller of NVIDIA is on the PCI bus.
has_gpu() {
  local device
  for device in "$ROOT"/sys/bus/pci/devices/*/; do
    [[ -r $device/vendor && $(<"$device/vendor") == 0x10de && $(<"$device/class") == 0x03* ]] || continue
    GPU_ADDRESS=$(basename "$device") # domain:bus:slot.function, hexadecimal
    return 0
  done
  return 1
}

# restart_changed UNIT...: those that run. What does not run yet boot.sh starts when all is in its place: xrdp, started
# in the midst of it, lost the folder of its process id and hung for its whole time limit.
restart_changed() {
  if [[ $STEP_CHANGED == false ]] || ! systemd_runs; then return 0; fi
  systemctl daemon-reload
  systemctl --no-block try-restart "$@" # boot.sh may be what they are ordered after
}

# ensure_masked UNIT...: of those that a package brought.
ensure_masked() {
  local unit
  for unit in "$@"; do
    [[ ! -e $ROOT/lib/systemd/system/$unit ]] || ensure_link /dev/null "$ROOT/etc/systemd/system/$unit"
  done
}
