# shellcheck shell=bash
# Purpose: the step after which the private host key stands in /etc/ssh alone: cloud-init and the cloud's agent keep
#          copies of the custom data that brought it.

CLOUD_INIT_SECONDS=30 # it enables our unit in its last stage, and ends moments later

# The copies, one a line: what names a private key, or is packed with gzip as the parent packs it, or holds user data in
# some other coding. Without user data cloud-init writes some hundred bytes, and none of that.
copies_of_custom_data() {
  local cloud="$ROOT/var/lib/cloud" agent="$ROOT/var/lib/waagent"
  LC_ALL=C grep -rlaP '\x1f\x8b\x08|PRIVATE KEY' "$cloud" "$ROOT/run/cloud-init" 2>/dev/null || true
  find "$cloud" -type f -name 'user-data*' -size +1k 2>/dev/null || true
  [[ ! -s $agent/CustomData ]] || printf '%s\n' "$agent/CustomData"
  ! grep -qsE 'CustomData>[^<]' "$agent/ovf-env.xml" || printf '%s\n' "$agent/ovf-env.xml"
}

# Emptied, not removed: cloud-init must find its instance as it left it, or it would make the machine anew at the next
# boot, host keys and all.
ensure_no_custom_data() {
  local file waited=0
  [[ -n $(copies_of_custom_data) ]] || return 0
  until [[ -e $ROOT/var/lib/cloud/instance/boot-finished ]] || ((waited >= CLOUD_INIT_SECONDS)); do
    sleep 1
    waited=$((waited + 1))
  done
  while IFS= read -r file; do
    case $file in
      */obj.pkl) forget_user_data "$file" ;;
      */ovf-env.xml) empty_file "$file" "$(sed -E 's/(CustomData>)[^<]+/\1/' "$file")" ;;
      *.json) empty_file "$file" '{}' ;;
      *) empty_file "$file" $'#cloud-config\n{}' ;;
    esac
  done < <(copies_of_custom_data | sort -u)
  changed
  [[ -z $(copies_of_custom_data) ]] || warn "copies of custom data are left: $(copies_of_custom_data | tr '\n' ' ')"
}

empty_file() { put_file "$1" "$(stat -c %a "$1")" <<<"$2"; }

# cloud-init pickles its data source, user data and all.
forget_user_data() {
  /usr/bin/python3 - "$1" <<'EOT'
import os, pickle, sys

path = sys.argv[1]
with open(path, "rb") as file:
    source = pickle.load(file)
for name in ("userdata", "vendordata", "vendordata2"):
    if hasattr(source, name + "_raw"):
        setattr(source, name + "_raw", b"")
        setattr(source, name, None)
beside = path + ".new"
with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o400), "wb") as file:
    pickle.dump(source, file)
os.replace(beside, path)
EOT
}
