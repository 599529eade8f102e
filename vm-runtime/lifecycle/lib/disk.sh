# shellcheck shell=bash
# Purpose: the steps that bring the data disk to /mnt/claw-data.

DISK_UUID=''
USED_PERCENT_TO_FREE=90  # above it logs and caches go, so that an update still fits
USED_PERCENT_TOO_FULL=98 # above it the state database cannot be written safely

ensure_disk() {
  local waited=0
  while [[ ! -e $DEVICE ]]; do
    ((waited < CLAW_DISK_WAIT)) \
      || die "$EXIT_NO_DISK" "no data disk at LUN 0 after $CLAW_DISK_WAIT s: attach the claw's disk, then run boot.sh"
    sleep 1
    waited=$((waited + 1))
  done
}

ensure_filesystem() {
  local facts code=0 kind
  facts=$(blkid -p -o export "$DEVICE") || code=$?
  if ((code == 2)); then # blkid(8): nothing recognised
    format_raw_disk
    facts=$(blkid -p -o export "$DEVICE")
  elif ((code != 0)); then
    die "$EXIT_DISK" "the data disk cannot be read (blkid exit code $code): look at dmesg; nothing was formatted"
  fi
  kind=$(sed -n 's/^TYPE=//p' <<<"$facts")
  [[ $kind == ext4 ]] \
    || die "$EXIT_DISK" "the data disk holds ${kind:-a partition table}, not ext4: nothing was formatted;" \
      "attach the claw's own disk, then run boot.sh"
  DISK_UUID=$(sed -n 's/^UUID=//p' <<<"$facts")
}

format_raw_disk() {
  [[ $CLAW_FORMAT == new ]] \
    || die "$EXIT_DISK" "the data disk is raw and this machine was not made for a new one: refuse to format;" \
      "attach the claw's own disk, then run boot.sh"
  if [[ -b $DEVICE ]] && ! cmp -s -n 1048576 "$DEVICE" /dev/zero; then
    die "$EXIT_DISK" "the data disk has content that blkid does not know: refuse to format; attach the claw's own disk"
  fi
  log "formatting the new data disk"
  mkfs.ext4 -q -L claw-data "$DEVICE"
  changed
}

ensure_data_mount() {
  local options
  if mountpoint -q "$DATA"; then
    [[ $(findmnt -n -o UUID --mountpoint "$DATA") == "$DISK_UUID" ]] \
      || die "$EXIT_DISK" "another file system is mounted at $DATA: run drain.sh, then boot.sh"
  else
    mkdir -p "$DATA"
    mount -t ext4 -o noatime,nodev,nosuid "UUID=$DISK_UUID" "$DATA" \
      || die "$EXIT_DISK" "the data disk does not mount: look at dmesg, check it with e2fsck -n $DEVICE"
    changed
  fi
  options=$(findmnt -n -o OPTIONS --mountpoint "$DATA")
  [[ ,$options, != *,ro,* ]] \
    || die "$EXIT_DISK" "the data disk is mounted read-only: look at dmesg; drain.sh, e2fsck -f $DEVICE, then boot.sh"
}

# Logs and caches are the only things here that can be had again; workspace and state are never touched.
ensure_space() {
  local folder used
  used=$(used_percent)
  ((used >= USED_PERCENT_TO_FREE)) || return 0
  log "the data disk is $used % full: emptying logs and caches"
  for folder in "$DATA/openclaw/logs" "$DATA/openclaw/cache"; do
    [[ -d $folder && ! -L $folder ]] || continue
    # Emptied before removed: a running gateway may hold a file open, and its space would stay taken.
    find "$folder" -type f -exec truncate -s 0 {} + -delete
    changed
  done
  used=$(used_percent)
  ((used < USED_PERCENT_TOO_FULL)) \
    || die "$EXIT_FULL" "the data disk is $used % full and logs are gone already:" \
      "enlarge it or remove files from the workspace, then run boot.sh"
}
