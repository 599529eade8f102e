# shellcheck shell=bash
# Purpose: the checks of verify.sh that look at what the machine shows to the world.

# For awk, of /proc/net: 0A listens, 07 is UDP that takes from anybody. Addresses are words of little-endian
# hexadecimal: 127.0.0.1 is 0100007F, ::1 ends in 01000000, 127.0.0.1 as IPv6 in FFFF00000100007F. Port 4965 is 18789.
SOCKETS='
  function outside(address, host) {
    host = address
    sub(/:.*/, "", host)
    if (length(host) == 32) {
      if (host == "00000000000000000000000001000000") return 0
      if (substr(host, 1, 24) == "0000000000000000FFFF0000") host = substr(host, 25)
    }
    return length(host) == 32 || substr(host, 7) != "7F"
  }
  function port(address) { sub(/^.*:/, "", address); return address }
'

check_gateway_hidden() {
  local open
  open=$(awk "$SOCKETS"' $4 == "0A" && port($2) == "4965" && outside($2) { print $2 }' /proc/net/tcp /proc/net/tcp6)
  DETAIL="port 18789 outside loopback: ${open:-none}"
  [[ -z $open ]]
}

# Nothing but SSH. Besides, a DHCP client (68, 546), and where a Tailscale node is: its port (41641) and what stands on
# the node's own address, 100.64.0.0/10 or fd7a:115c::/32. The gateway's port is another check's.
check_only_ssh() {
  local open tailscale=0
  ! systemctl is-active --quiet tailscaled.service || tailscale=1
  open=$(awk -v tailscale="$tailscale" "$SOCKETS"'
    { kind = FILENAME ~ /tcp/ ? "tcp" : "udp"; number = port($2) }
    $4 != (kind == "tcp" ? "0A" : "07") || !outside($2) { next }
    kind == "tcp" && number ~ /^(0016|4965)$/ { next }
    kind == "udp" && number ~ /^(0044|0222)$/ { next }
    tailscale && ($2 ~ /^....[4-7].64:/ || $2 ~ /^5C117AFD/ || kind number == "udpA2A9") { next }
    { print kind "/" number }
  ' /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6 | sort -u | readable_ports)
  DETAIL="open besides SSH:${open:- none}"
  [[ -z $open ]]
}

# tcp/1F90 -> " tcp/8080"
readable_ports() {
  local line
  while IFS= read -r line; do
    printf ' %s/%d' "${line%%/*}" "$((16#${line#*/}))"
  done
}

check_passwords_off() {
  local name settings missing=''
  settings=$(sshd -T)
  for name in passwordauthentication kbdinteractiveauthentication permitrootlogin; do
    [[ $settings == *"$name no"* ]] || missing+=" $name"
  done
  DETAIL="sshd admits:${missing:- keys alone}"
  [[ -z $missing ]]
}

check_host_key_private() {
  DETAIL="mode and owner $(stat -c '%a %U' "$ROOT/etc/ssh/ssh_host_ed25519_key")"
  [[ $DETAIL == *' 600 root' ]]
}
