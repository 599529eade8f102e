# shellcheck shell=bash
# Purpose: what a claw keeps of its machine: folders of the data disk, bound to the places where programs look.

# list_binds: a line each: below the data disk, place, mode, owner. In an order in which they can be mounted.
list_binds() {
  local folder
  printf '%s\t%s\t%s\t%s\n' \
    openclaw "$USER_HOME/.openclaw" 700 "$OWNER_IDS" \
    workspace "$USER_HOME/workspace" 750 "$OWNER_IDS"
  for folder in .config/google-chrome .config/gh .config/gogcli .claude; do
    printf '%s\t%s\t%s\t%s\n' "home/$folder" "$USER_HOME/$folder" 700 "$OWNER_IDS"
  done
  printf '%s\t%s\t%s\t%s\n' tailscale "$ROOT/var/lib/tailscale" 700 ''
}

ensure_fstab() {
  local fstab="$ROOT/etc/fstab" others='' binds='' places=/mnt/claw-data source place rest
  while IFS=$'\t' read -r source place rest; do
    place=${place#"$ROOT"}
    places+=" $place"
    binds+="/mnt/claw-data/$source $place none bind,nofail,x-systemd.requires-mounts-for=/mnt/claw-data 0 0"$'\n'
  done < <(list_binds)
  if [[ -f $fstab ]]; then
    others=$(awk -v places="$places" \
      'BEGIN { split(places, list, " "); for (at in list) ours[list[at]] = 1 } !($2 in ours)' "$fstab")
  fi
  # nofail: a machine must come up, and tell what is missing, where its disk is not there.
  put_file "$fstab" 644 <<EOT
${others:+$others
}UUID=$DISK_UUID /mnt/claw-data ext4 noatime,nodev,nosuid,nofail,x-systemd.device-timeout=10s 0 2
${binds%$'\n'}
EOT
}

ensure_data_folders() {
  local source place mode owner
  while IFS=$'\t' read -r source place mode owner; do
    ensure_folder "$DATA/$source" "$mode" "$owner"
  done < <(list_binds)
  ensure_folder "$MACHINE" 700
}

ensure_bind_mounts() {
  local source place mode owner
  while IFS=$'\t' read -r source place mode owner; do
    ensure_bind_mount "$DATA/$source" "$place" "$owner"
  done < <(list_binds)
}

ensure_bind_mount() {
  local source=$1 target=$2
  if mountpoint -q "$target"; then
    [[ ! $target -ef $source ]] || return 0
    # Bound from fstab before the disk was there, it shows the empty folder below the mount point.
    if [[ $(findmnt -n -o SOURCE --mountpoint "$target") != *"[/mnt/claw-data/"* ]] || ! umount "$target"; then
      die "$EXIT_DISK" "$target is mounted from elsewhere: run drain.sh, then boot.sh"
    fi
  fi
  ensure_folder "$target" 700 "$3"
  # Nobody can be at work in there yet: these are the locks of a browser that ended with another machine.
  [[ $target != */google-chrome ]] || rm -f "$source"/Singleton{Lock,Cookie,Socket}
  mount --bind "$source" "$target"
  changed
}

# let_go_of_data: unmounts all of it, the last first. Where somebody is in there, it says so.
let_go_of_data() {
  local places=() source place rest at
  while IFS=$'\t' read -r source place rest; do
    places+=("$place")
  done < <(list_binds)
  for ((at = ${#places[@]} - 1; at >= 0; at--)); do
    let_go "${places[at]}"
  done
  let_go "$DATA"
}

let_go() {
  mountpoint -q "$1" || return 0
  umount "$1" || die "$EXIT_DISK" "$1 is still in use: end what runs there (lsof +f -- $1), then run drain.sh"
  ! mountpoint -q "$1" || die "$EXIT_DISK" "$1 is mounted twice: umount it, then run drain.sh"
}
