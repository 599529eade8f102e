#!/usr/bin/env bash
# Purpose: takes group and world rights off the gateway's state: it holds sessions, pairings and keys, and was made by
#          OpenClaw releases whose umask was the login's.
set -euo pipefail

find "$DATA/openclaw" -xdev ! -type l -perm /077 -exec chmod go-rwx {} +
