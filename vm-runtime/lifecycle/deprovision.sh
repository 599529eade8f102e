#!/usr/bin/env bash
# Purpose: takes off a machine all that is its own, so that it can become an image: the account's ways in, host keys,
#          machine id, cloud-init's and the agent's memory, settings, the app layer's scripts, logs. Its programs stay.
#          Who entered by SSH cannot enter again; this script removes itself at last.
# Reads:   /etc/claw/claw.env (CLAW_BAKE=yes, or nothing is touched).
# Writes:  what is named above.
# Usage:   deprovision.sh [--pending]: exit code 0 where there is something to do (127 where the script is gone)
# Exit:    0 done   1 unforeseen   2 usage   3 settings   5 a data disk is attached
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base settings; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

main() {
  [[ $* != --pending ]] || exit 0
  [[ $# == 0 ]] || die "$EXIT_USAGE" "usage: deprovision.sh [--pending]"
  read_settings
  [[ $CLAW_BAKE == yes ]] || die "$EXIT_SETTINGS" "this machine is a claw's, not one to be baked: nothing was touched"
  [[ ! -e $DEVICE ]] || die "$EXIT_DISK" "a data disk is attached: an image is made without one; nothing was touched"
  take_lock
  trap '' HUP PIPE # the connection may end with the account
  forget_boot_unit
  forget_host_keys
  forget_names
  forget_logs
  forget_agent_memory
  forget_account
  forget_settings
  sync
}

# Else it would start before the next machine's cloud-init has laid anything for it.
forget_boot_unit() {
  systemctl disable --quiet "$BOOT_UNIT" || true # an image without systemd's links has nothing to disable
  rm -f "$ROOT/etc/systemd/system/$BOOT_UNIT"
}

forget_host_keys() { rm -f "$ROOT"/etc/ssh/ssh_host_*; }

# An empty machine-id is made anew at the first start (machine-id(5)); a missing one would not be, on a read-only /etc.
forget_names() {
  [[ ! -e $ROOT/etc/machine-id ]] || : >"$ROOT/etc/machine-id"
  rm -f "$ROOT/var/lib/dbus/machine-id" "$ROOT"/var/lib/dhcp/*.leases "$ROOT"/var/lib/systemd/random-seed
}

forget_logs() {
  local folder
  for folder in var/log var/tmp; do
    [[ ! -d $ROOT/$folder ]] || find "$ROOT/$folder" -type f -delete
  done
  rm -rf "$ROOT"/var/cache/apt/archives/*.deb
}

# Azure's agent knows what else the cloud left, the account among it; elsewhere cloud-init's memory is all there is.
forget_agent_memory() {
  local cloud_init="$ROOT/usr/bin/cloud-init" agent="$ROOT/usr/sbin/waagent" # the machine's own, never another's
  [[ ! -x $cloud_init ]] || "$cloud_init" clean --logs --seed >&2
  rm -rf "$ROOT"/var/lib/cloud/{data,handlers,instance,instances,sem,seed}
  rm -rf "$ROOT/run/cloud-init"
  [[ ! -x $agent ]] || "$agent" -deprovision+user -force >&2 \
    || die 1 "waagent could not forget this machine: read the log above and run deprovision.sh again"
}

# The account itself stays where no agent removed it, for the programs of the image are its own.
forget_account() {
  [[ ! -d $USER_HOME ]] || rm -rf "$USER_HOME"/.ssh "$USER_HOME"/.cache "$USER_HOME"/.npm "$USER_HOME"/.*_history
  rm -rf "$ROOT"/root/.ssh "$ROOT"/root/.cache "$ROOT"/root/.npm "$ROOT"/root/.*_history
  rm -f "$ROOT"/etc/sudoers.d/90-cloud-init-users "$ROOT"/etc/sudoers.d/waagent
}

# What the image itself brought to /etc/claw stays.
forget_settings() {
  rm -f "$ROOT"/etc/claw/claw.env "$ROOT"/etc/claw/gateway.overlay.json
  rm -rf "$CLAW_OPT"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
