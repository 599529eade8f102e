# shellcheck shell=bash
# Purpose: the machine's units besides boot and gateway, and the account they run as.

# put_unit UNIT [user]: its file from the app layer; with `user` it runs as the claw's account, which differs from
# machine to machine, while the unit is the same on all.
put_unit() {
  local units="$ROOT/etc/systemd/system"
  put_file "$units/$1" 644 <"$CLAW_OPT/units/$1"
  [[ ${2:-} == user ]] || return 0
  ensure_folder "$units/$1.d"
  put_file "$units/$1.d/10-user.conf" 644 <<EOT
[Service]
User=$CLAW_USER
Environment=HOME=/home/$CLAW_USER
EOT
}

ensure_side_units() {
  put_unit claw-claude.service user
  put_unit claw-workspace-git.service
  put_unit claw-workspace-git.timer
  [[ $STEP_CHANGED == false ]] || systemctl daemon-reload
}

# stop_unit UNIT: where it runs or is about to; one that is not installed does not.
stop_unit() {
  local state
  state=$(systemctl is-active "$1") || true # tells by its exit code what it says in words
  [[ $state =~ ^(inactive|failed|unknown)$ ]] || systemctl stop "$1"
}

# start_unit UNIT: where it does not run yet; a failure is a warning, for a claw serves without.
start_unit() {
  ! systemctl is-active --quiet "$1" || return 0
  systemctl start "$1" || {
    warn "$1 does not start: read journalctl -u $1"
    return 0
  }
  changed
}
