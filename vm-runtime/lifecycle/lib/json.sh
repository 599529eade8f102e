# shellcheck shell=bash
# Purpose: JSON out of bash, where no jq may be assumed.

# json_string TEXT: prints TEXT as a JSON string. Bytes that are no UTF-8 are dropped, for no parser would take them.
json_string() {
  local LC_ALL=C text=$1 code char
  if [[ $text == *[!$'\x01'-$'\x7f']* ]]; then
    text=$(printf '%s' "$text" | iconv -c -f UTF-8 -t UTF-8) || true # iconv -c exits 1 when it dropped something
  fi
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\t'/\\t}
  text=${text//$'\r'/\\r}
  if [[ $text == *[$'\x01'-$'\x1f']* ]]; then
    for code in {1..31}; do
      printf -v char '\\x%02x' "$code"
      printf -v char '%b' "$char"
      text=${text//"$char"/"$(printf '\\u%04x' "$code")"}
    done
  fi
  printf '"%s"' "$text"
}

# json_list TEXT...: prints an array of strings.
json_list() {
  local item separator=''
  printf '['
  for item in "$@"; do
    printf '%s' "$separator"
    json_string "$item"
    separator=,
  done
  printf ']'
}

# json_number TEXT: prints TEXT where it is a whole number, else null.
json_number() {
  if [[ $1 =~ ^-?(0|[1-9][0-9]*)$ ]]; then printf '%s' "$1"; else printf 'null'; fi
}

# json_text_or_null TEXT
json_text_or_null() {
  if [[ -n $1 ]]; then json_string "$1"; else printf 'null'; fi
}
