# shellcheck shell=bash disable=SC2034 # the scripts of install/ read these
# Purpose: every version and checksum that the app layer installs, in this one place.

NODE_VERSION=24.21.0
OPENCLAW_VERSION=2026.9.6
