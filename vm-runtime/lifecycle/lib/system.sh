# shellcheck shell=bash
# Purpose: the steps for the machine's own settings: clock, updates of the system, who may enter.

ensure_time_zone() {
  local zone=/usr/share/zoneinfo/$CLAW_TIME_ZONE
  if [[ ! -e $ROOT$zone ]]; then
    [[ $CLAW_TIME_ZONE == UTC ]] || warn "this image knows no zone $CLAW_TIME_ZONE (tzdata): the clock stays in UTC"
    return 0
  fi
  put_file "$ROOT/etc/timezone" 644 <<<"$CLAW_TIME_ZONE"
  [[ $(readlink "$ROOT/etc/localtime") != "$zone" ]] || return 0
  ln -sfT "$zone" "$ROOT/etc/localtime"
  changed
}

# The system updates itself in the quiet hour; it never restarts by itself, for that would stop a claw at work.
ensure_quiet_hour() {
  local minutes=(apt-daily 00 apt-daily-upgrade 30) at units="$ROOT/etc/systemd/system"
  for at in 0 2; do
    ensure_folder "$units/${minutes[at]}.timer.d"
    put_file "$units/${minutes[at]}.timer.d/10-claw.conf" 644 <<EOT
[Timer]
OnCalendar=
OnCalendar=*-*-* $(printf '%02d' "$CLAW_QUIET_HOUR"):${minutes[at + 1]}:00 $CLAW_TIME_ZONE
RandomizedDelaySec=15min
EOT
  done
  [[ $STEP_CHANGED == false ]] || systemctl daemon-reload
  ensure_folder "$ROOT/etc/apt/apt.conf.d"
  put_file "$ROOT/etc/apt/apt.conf.d/60claw" 644 <<'EOT'
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
Unattended-Upgrade::Automatic-Reboot "false";
EOT
}

ensure_ssh() {
  ensure_folder "$ROOT/etc/ssh/sshd_config.d"
  # 10: the first word counts, and cloud-init writes a 50.
  put_file "$ROOT/etc/ssh/sshd_config.d/10-claw.conf" 644 <<'EOT'
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin no
AllowTcpForwarding yes
X11Forwarding no
EOT
  [[ $STEP_CHANGED == true ]] || return 0
  ! systemctl is-active --quiet ssh.service || systemctl reload ssh.service
}

# Keys that people laid on the disk stand in sshd's second file: the parent's own, in the first, cannot get lost.
ensure_access_keys() {
  local keys="$MACHINE/ssh/authorized_keys" file="$USER_HOME/.ssh/authorized_keys2"
  if [[ -s $keys ]]; then
    ensure_folder "${file%/*}" 700 "$OWNER_IDS"
    put_file "$file" 600 "$OWNER_IDS" <"$keys"
  elif [[ -e $file ]]; then
    rm -f "$file"
    changed
  fi
}
