# shellcheck shell=bash
# Purpose: files from the network, by pinned checksum.

# try_download URL FILE sha256|sha512 CHECKSUM: 0, or 1 and DOWNLOAD_WHY; then there is no FILE. What the server refuses
# and what has another checksum is not asked for again.
try_download() {
  local url=$1 file=$2 kind=$3 checksum=$4 turn code=0 status found
  for ((turn = 1; turn <= INSTALL_ATTEMPTS; turn++)); do
    ((turn == 1)) || sleep "$INSTALL_PAUSE"
    code=0
    status=$(curl --fail --silent --show-error --location --proto-redir =https --connect-timeout 15 \
      --speed-limit 1024 --speed-time 60 --max-time 1800 --write-out '%{http_code}' --output "$file" "$url") || code=$?
    ((code != 0)) || break
    rm -f "$file"
    DOWNLOAD_WHY="$url did not come (curl exit code $code, HTTP $status)"
    log "$DOWNLOAD_WHY, attempt $turn of $INSTALL_ATTEMPTS"
    [[ ! $status =~ ^4 || $status == 408 || $status == 429 ]] || return 1
  done
  ((code == 0)) || return 1
  found=$("${kind}sum" "$file")
  [[ ${found%% *} != "$checksum" ]] || return 0
  rm -f "$file"
  DOWNLOAD_WHY="$url has the $kind ${found:0:12}..., not the pinned ${checksum:0:12}...: refused"
  log "$DOWNLOAD_WHY"
  return 1
}

# download URL FILE sha256|sha512 CHECKSUM: ends the script where the file is not to be had.
download() {
  # try_download handles its own errors: errexit is off inside.
  if ! try_download "$@"; then
    die "$EXIT_INSTALL" "$DOWNLOAD_WHY; look at the machine's way to the network, then run boot.sh"
  fi
}
