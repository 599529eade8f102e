#!/usr/bin/env bash
# Purpose: Node and npm out of npm's registry, in a folder named by the version.
# Reads:   ROOT, the registry.
# Writes:  /opt/node-VERSION, links to it in /usr/local/bin; folders of other versions go.
# Exit:    0 done or unchanged   1 unforeseen   10 not to be had, or it does not run
set -Eeuo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in script download; do
  # shellcheck source=/dev/null
  source "$here/../lib/$part.sh"
done

REGISTRY=${CLAW_DOWNLOAD_BASE_NPM:-https://registry.npmjs.org}
NODE=/opt/node-$NODE_VERSION

main() {
  local name other
  [[ -d $ROOT$NODE && $(version_in "$ROOT$NODE/lib/node_modules/npm/package.json") == "$NPM_VERSION" ]] || install_node
  for name in node npm npx; do
    ensure_link "$NODE/bin/$name" "$ROOT/usr/local/bin/$name"
  done
  for other in "$ROOT"/opt/node-*; do
    [[ $other == "$ROOT$NODE" || ! -e $other ]] || rm -rf "$other"
  done
  tell_done "node=$NODE_VERSION" "npm=$NPM_VERSION"
}

install_node() {
  local arch=x64 sum=$NODE_SHA512_X64 new found
  architecture
  if [[ $ARCHITECTURE == arm64 ]]; then arch=arm64 sum=$NODE_SHA512_ARM64; fi
  work_folder
  new=$ROOT$NODE.new
  UNFINISHED+=("$new")
  rm -rf "$new"
  mkdir -p "$new/lib/node_modules/npm"
  download "$REGISTRY/node-linux-$arch/-/node-linux-$arch-$NODE_VERSION.tgz" "$WORK/node.tgz" sha512 "$sum"
  tar -xzf "$WORK/node.tgz" -C "$new" --strip-components=1 --no-same-owner
  download "$REGISTRY/npm/-/npm-$NPM_VERSION.tgz" "$WORK/npm.tgz" sha512 "$NPM_SHA512"
  tar -xzf "$WORK/npm.tgz" -C "$new/lib/node_modules/npm" --strip-components=1 --no-same-owner
  rm -rf "$new/share" "$new/CHANGELOG.md"
  chmod 755 "$new/bin/node" "$new"/lib/node_modules/npm/bin/np[mx]-cli.js
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$new/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$new/bin/npx"
  # npm's own defaults: it trusts whom the machine trusts (a proxy that inspects TLS is common), and tells no news.
  printf '%s\n' cafile=/etc/ssl/certs/ca-certificates.crt update-notifier=false fund=false audit=false \
    >"$new/lib/node_modules/npm/npmrc"
  found=$("$new/bin/node" --version) || true # its own words are in the log
  [[ $found == "v$NODE_VERSION" ]] || die "$EXIT_INSTALL" "the new Node says '$found', not v$NODE_VERSION: mend the pin"
  rm -rf "$ROOT$NODE"
  mv -T "$new" "$ROOT$NODE"
  changed
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
