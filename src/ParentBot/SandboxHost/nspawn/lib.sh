# shellcheck shell=bash
# Purpose: what build-images.sh stands on: layers by content, a chroot with network, files put in place.
# Reads: APP_LAYER, FIRST_OPENCLAW of build-images.sh.

# The account that a baked OpenClaw belongs to: the parent's Remote:AdminUser, whose default this is.
export ACCOUNT=claw

readonly HOST_BUNDLE=/etc/ssl/certs/ca-certificates.crt

# What apt and debootstrap print goes to a file: it is long, and of use only where something failed.
say_to_file() {
  BUILD_LOG=$1
  exec 3>&2 2>"$BUILD_LOG"
  trap 'note_failure "$BASH_COMMAND" "${BASH_SOURCE[0]##*/}:$LINENO"' ERR
}

note_failure() {
  trap - ERR
  tail -n 3 "$BUILD_LOG" >&3
  printf 'error: %s failed at %s; all of it is in %s\n' "$1" "$2" "$BUILD_LOG" >&3
}

log() {
  local line
  line="$(TZ=UTC printf '%(%FT%TZ)T' -1) build-images: $*"
  printf '%s\n' "$line" >&3
  printf '%s\n' "$line" >&2
}

# refuse CODE SENTENCE
refuse() {
  printf 'error: %s\n' "$2" >&2
  exit "$1"
}

require_tools() {
  local tool missing=()
  ((EUID == 0)) || refuse 3 'images of machines that boot are made by root: run it as root'
  for tool in debootstrap chroot mount umount flock sha256sum; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  ((${#missing[@]} == 0)) || refuse 3 "missing: ${missing[*]}; install debootstrap and util-linux"
}

# put FILE < content
put() {
  mkdir -p "$(dirname "$1")"
  cat >"$1"
}

# ensure_image FOLDER NAME: its layers, those below first; the file that names them comes last.
ensure_image() {
  local folder=$1 name=$2 below key layer
  below=$(image_below "$name")
  [[ -z $below ]] || ensure_image "$folder" "$below"
  key=$(key_of "$folder" "$name" "$below")
  layer="$folder/layers/$name-$key"
  if [[ ! -d $layer ]]; then
    log "making $name"
    make_layer "$folder" "$name" "$below" "$layer"
    log "made $name"
  fi
  mkdir -p "$folder/$name"
  {
    printf '%s\n' "$layer"
    [[ -z $below ]] || cat "$folder/$below/layers"
  } >"$folder/$name/layers.new"
  mv "$folder/$name/layers.new" "$folder/$name/layers"
}

image_below() {
  case $1 in
    stock) ;;
    1.0.0) printf 'stock' ;;
    1.1.0) printf '1.0.0' ;;
    1.2.0-bad) printf '1.1.0' ;;
    *) refuse 2 "there is no image $1: stock, 1.0.0, 1.1.0, 1.2.0-bad" ;;
  esac
}

# What a layer is made from: the function that makes it, the helpers, what lies below, what it installs.
key_of() {
  local folder=$1 name=$2 below=$3
  {
    declare -f "$(builder_of "$name")" in_chroot
    case $name in
      stock)
        declare -f packages configure_cloud_init forget_identity trust_what_the_host_trusts
        printf '%s\n' "$SUITE"
        cat "$HOST_BUNDLE"
        ;;
      1.0.0)
        [[ -n $APP_LAYER && -d $APP_LAYER ]] || refuse 2 "$name needs APP_LAYER: the folder that becomes /opt/claw"
        printf '%s\n' "$FIRST_OPENCLAW"
        (cd "$APP_LAYER/install" && find . -type f -print0 | sort -z | xargs -0 sha256sum)
        ;;
    esac
    [[ -z $below ]] || cat "$folder/$below/layers"
  } | sha256sum | cut -c 1-16
}

builder_of() { printf 'build_%s' "${1//[.-]/_}"; }

# make_layer FOLDER NAME BELOW LAYER: in a place of its own, moved when it is whole.
make_layer() {
  local folder=$1 name=$2 below=$3 layer=$4 work="$1/work"
  clear_work "$work"
  mkdir -p "$work/upper" "$work/overlay" "$work/root"
  # shellcheck disable=SC2064 # the folder as it is now
  trap "clear_work '$work'" EXIT
  if [[ -z $below ]]; then
    mount --bind "$work/upper" "$work/root"
  else
    # Without these a layer could refer to places that are other places under the next overlay.
    mount -t overlay overlay "$work/root" -o "$(lower_of "$folder/$below"),upperdir=$work/upper,\
workdir=$work/overlay,index=off,metacopy=off,redirect_dir=off"
  fi
  "$(builder_of "$name")" "$work/root"
  unmount_below "$work"
  mv "$work/upper" "$layer"
  clear_work "$work"
  trap - EXIT
}

lower_of() {
  local layers
  mapfile -t layers <"$1/layers"
  local IFS=:
  printf 'lowerdir=%s' "${layers[*]}"
}

clear_work() {
  unmount_below "$1"
  rm -rf --one-file-system "$1"
}

# unmount_below FOLDER: the last mounted first.
unmount_below() {
  local place
  awk -v folder="$1/" 'index($2, folder) == 1 { print $2 }' /proc/mounts | tac | while read -r place; do
    umount -l "$place"
  done
}

# in_chroot ROOT COMMAND ...: with the host's network and devices; no service starts there.
in_chroot() {
  local root=$1
  shift
  mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
  mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
  cp --dereference /etc/resolv.conf "$root/etc/resolv.conf"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive NODE_EXTRA_CA_CERTS="$HOST_BUNDLE" CLAW_USER="${CLAW_USER:-}" \
    CLAW_PROFILE="${CLAW_PROFILE:-}" CLAW_OPENCLAW="${CLAW_OPENCLAW:-}" chroot "$root" "$@" >&2 3>&- 9>&-
  rm -f "$root/usr/sbin/policy-rc.d"
}

# A computer behind a proxy that inspects TLS is common: what the host trusts, its guests trust. Each program has a
# way of its own: OpenSSL reads the bundle, Node.js NODE_EXTRA_CA_CERTS, npm its cafile also where sudo or a login
# has dropped the environment.
trust_what_the_host_trusts() {
  local root=$1
  cp --dereference "$HOST_BUNDLE" "$root/usr/local/share/ca-certificates/host.crt"
  in_chroot "$root" update-ca-certificates
  put "$root/etc/systemd/system.conf.d/host-trust.conf" <<CFG
[Manager]
DefaultEnvironment=NODE_EXTRA_CA_CERTS=$HOST_BUNDLE
CFG
  printf 'NODE_EXTRA_CA_CERTS=%s\n' "$HOST_BUNDLE" >>"$root/etc/environment"
  printf 'cafile=%s\n' "$HOST_BUNDLE" | tee "$root/root/.npmrc" >"$root/etc/skel/.npmrc"
}

name_image() { printf 'VERSION=%s\n' "$2" | put "$1/etc/claw-image"; }
