#!/usr/bin/env bats
# The recipe of the container, as far as it can be judged without Docker; validate.yml builds and runs it.

setup() {
  REPO=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
  RECIPE=$REPO/Dockerfile
}

# The last stage: what is in the image.
last_stage() { awk '/^FROM /{ text = "" } { text = text $0 "\n" } END { printf "%s", text }' "$RECIPE"; }

# joined: each instruction on one line, without comments.
joined() { grep -v '^#' "$RECIPE" | sed -e ':a' -e '/\\$/{N;s/\\\n//;ba' -e '}'; }

@test "It starts from named versions that can be pinned by digest" {
  [ "$(grep -c '^FROM ' "$RECIPE")" -eq 2 ]
  [ "$(grep -cE '^FROM .*\$\{(SDK|BASE)\}' "$RECIPE")" -eq 2 ]
  [ "$(grep -cE '^ARG (SDK|BASE)=mcr\.microsoft\.com/dotnet/(sdk|runtime-deps):10\.0$' "$RECIPE")" -eq 2 ]
  run grep -n 'latest' "$RECIPE"
  [ "$status" -eq 1 ]
}

@test "It runs as an account that is not root, and last of all" {
  user=$(last_stage | sed -n 's/^USER //p')
  [[ $user =~ ^[1-9][0-9]+:[1-9][0-9]+$ ]]
  [[ $(last_stage | sed -n '/^USER /,$p') != *$'\n'RUN* ]]
}

@test "Nothing is fetched by address, and no secret is an argument of the build" {
  run grep -nE '^ADD |https?://[^p]|curl .*\|' <(joined | grep -v '^HEALTHCHECK')
  [ "$status" -eq 1 ]
  run grep -niE '^(ARG|ENV) .*(token|secret|password|key)' <(joined)
  [ "$status" -eq 1 ]
}

@test "All that is copied is there, and let through by .dockerignore" {
  local word words found=0
  while read -r line; do
    read -ra words <<<"${line#COPY }"
    for word in "${words[@]::${#words[@]}-1}"; do
      [ -e "$REPO/$word" ]
      grep -qxF "!$word" "$REPO/.dockerignore"
      found=$((found + 1))
    done
  done < <(joined | grep '^COPY ' | grep -v -- '--from=')
  [ "$found" -ge 8 ]
}

@test "What publishing reads is copied" {
  for file in $(cd "$REPO" && find . -maxdepth 1 -type f \( -name '*.props' -o -name '*.txt' -o -name 'global.json' \) \
    -printf '%f\n'); do
    grep -q "COPY .*$file" "$RECIPE"
  done
  grep -q '^COPY src src$' "$RECIPE"
  grep -q '^COPY vm-runtime vm-runtime$' "$RECIPE"
}

@test "It keeps its data on a volume, ends in order, and says how it is" {
  last_stage | grep -qx 'VOLUME /var/lib/parentclaw'
  last_stage | grep -qx 'STOPSIGNAL SIGTERM'
  last_stage | grep -q '^HEALTHCHECK '
  [[ $(joined | grep '^HEALTHCHECK') == *--unix-socket*/var/lib/parentclaw/api.sock*healthz* ]]
  last_stage | grep -q '^ENTRYPOINT \["/opt/parentclaw/parentbot"\]$'
}
