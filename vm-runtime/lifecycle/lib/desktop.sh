# shellcheck shell=bash
# Purpose: the steps of a desktop: the account's password, which stays with the disk, and the screen.

DESKTOP_UNITS=(display-manager.service xrdp.service) # xrdp brings its session manager along

# Without a desktop the account has no password at all.
ensure_desktop_password() {
  local file="$MACHINE/desktop-password" password
  [[ $CLAW_PROFILE == desktop ]] || return 0
  [[ -s $file ]] || put_file "$file" 600 < <(new_password)
  ensure_mode "$file" 600
  password=$(<"$file")
  ! account_has "$password" || return 0
  chpasswd <<<"$CLAW_USER:$password"
  changed
}

# Four groups of five, of letters and digits that nobody mistakes for another: 97 bits, to be typed into a window.
new_password() {
  local letters
  letters=$(head -c 4096 /dev/urandom | LC_ALL=C tr -dc 'abcdefghijkmnpqrstuvwxyz23456789')
  printf '%s-%s-%s-%s\n' "${letters:0:5}" "${letters:5:5}" "${letters:10:5}" "${letters:15:5}"
}

account_has() {
  local known
  known=$(awk -F: -v user="$CLAW_USER" '$1 == user { print $2 }' "$ROOT/etc/shadow" 2>/dev/null) || true
  [[ $known == \$* ]] || return 1
  perl -e 'my ($known, $password) = map { chomp; $_ } <STDIN>; exit(crypt($password, $known) eq $known ? 0 : 1)' \
    <<<"$known"$'\n'"$1"
}

ensure_desktop() {
  local unit
  [[ $CLAW_PROFILE == desktop && ! -e $NO_INSTALL ]] || return 0
  for unit in "${DESKTOP_UNITS[@]}"; do
    start_unit "$unit"
  done
}
