#!/usr/bin/env bash
# Purpose: makes a booted machine a claw: programs, data disk, defaults, valid configuration, updates, gateway.
#          Runs at every start and whenever the parent asks; a second run changes nothing. One that becomes an image
#          (CLAW_BAKE=yes) gets its programs and nothing else.
# Reads:   /etc/claw/claw.env, the disk at LUN 0, /opt/claw.
# Writes:  /mnt/claw-data, /etc (fstab, sshd, apt, clock, units), /run/claw/boot-report.json (printed too).
# Exit:    0 done (the gateway answers, or waits for secrets)   1 unforeseen   2 usage   3 settings   4 no data disk
#          5 data disk unusable   6 data disk full   7 configuration   8 an update failed   9 gateway
#          10 a program could not be installed
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in base json settings install custom-data system disk mounts config gateway updates units desktop tailscale \
  claude workspace report; do
  # shellcheck source=/dev/null
  source "$here/lib/$part.sh"
done

main() {
  [[ $# == 0 ]] || die "$EXIT_USAGE" "usage: boot.sh"
  take_lock
  trap finish EXIT
  run_step read_settings
  run_step ensure_installed
  [[ $CLAW_BAKE == no ]] || exit 0 # becomes an image: no disk comes, and no claw is to be made of it
  run_step ensure_no_custom_data
  run_step ensure_ssh
  run_step ensure_time_zone
  run_step ensure_quiet_hour
  run_step ensure_disk
  run_step ensure_filesystem
  run_step ensure_data_mount
  run_step ensure_space
  run_step ensure_fstab
  run_step ensure_data_folders
  run_step ensure_bind_mounts
  run_step ensure_access_keys
  run_step ensure_desktop_password
  run_step ensure_defaults
  run_step ensure_config
  run_step run_updates
  run_step ensure_permissions
  run_step ensure_gateway_unit
  run_step ensure_gateway
  run_step ensure_last_good
  run_step ensure_side_units
  run_step ensure_desktop
  run_step ensure_tailscale
  run_step ensure_claude
  run_step ensure_workspace_push
}

finish() {
  local code=$?
  trap - EXIT ERR
  set +e # the report must be written whatever is broken
  if ((code == 0)); then write_report true ''; else write_report false "${FAILURE:-exit code $code}"; fi
  rm -f "$CLAW_RUN/booting"
  cat "$REPORT"
  exit "$code"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
