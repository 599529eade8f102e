#!/usr/bin/env bash
# Purpose: one machine for as long as it runs: boots it, boots it again where the guest rebooted, ends with it.
#          SIGTERM shuts it down in order. Outlives whoever started it.
# Usage:   nspawn-machine.sh FOLDER HOSTNAME BRIDGE CGROUP DISKS
# Reads:   FOLDER/root (the machine's root, mounted), DISKS (a block device lunN for each data disk)
# Writes:  FOLDER/boot-id (new with each reboot), FOLDER/boot.log (console since the last boot)
# Exit:    the container's own exit code
set -Eeuo pipefail
shopt -s inherit_errexit nullglob

readonly REBOOT=133 # systemd-nspawn(1): the guest asked for a reboot

child=''
stopping=false

main() {
  local folder=$1 host=$2 bridge=$3 cgroup=$4 disks=$5 code=0
  enter_cgroups "$cgroup"
  trap stop TERM
  while [[ $stopping == false ]]; do
    boot "$folder" "$host" "$bridge" "$cgroup" "$disks"
    code=0
    wait_for_child || code=$?
    ((code == REBOOT)) || break
    renew_boot_id "$folder"
  done
  exit "$code"
}

# A cgroup of its own in each hierarchy: what is frozen or killed by it is this machine and nothing else.
enter_cgroups() {
  local mount group file
  while read -r mount; do
    group="$mount/$1"
    mkdir -p "$group"
    # cgroup v1: no process enters a cpuset without cores and memory.
    for file in cpuset.cpus cpuset.mems; do
      [[ ! -e $group/$file ]] || cat "$mount/$file" >"$group/$file"
    done
    echo $$ >"$group/cgroup.procs"
  done < <(awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 }' /proc/mounts)
}

boot() {
  local folder=$1 host=$2 bridge=$3 cgroup=$4 disks=$5 lun device binds=()
  for lun in "$disks"/lun*; do
    device=/dev/loop$((16#$(stat -c %T "$lun")))
    binds+=("--bind=$device")
  done
  # What a VPN needs, and a virtual machine has.
  [[ ! -e /dev/net/tun ]] || binds+=(--bind=/dev/net/tun)
  # --register=no, --keep-unit: neither machined nor a system bus is needed on the host.
  systemd-nspawn --quiet --boot --directory="$folder/root" --machine="$cgroup" --hostname="$host" \
    --register=no --keep-unit --network-bridge="$bridge" --kill-signal=SIGRTMIN+3 --console=read-only \
    --resolv-conf=off --timezone=off --link-journal=no --bind="$disks:/dev/disk/azure/scsi1" "${binds[@]}" \
    </dev/null >"$folder/boot.log" 2>&1 &
  child=$!
}

# Who started this machine wrote the first one, so that it is there when the start has been answered.
renew_boot_id() {
  cat /proc/sys/kernel/random/uuid >"$1/boot-id.new"
  mv "$1/boot-id.new" "$1/boot-id"
}

# wait(1) also returns where a signal came in between; the child's own code counts.
wait_for_child() {
  local code
  while :; do
    code=0
    wait "$child" || code=$?
    kill -0 "$child" 2>/dev/null || return "$code"
  done
}

stop() {
  stopping=true
  [[ -z $child ]] || kill -TERM "$child" 2>/dev/null || return 0
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
