#!/usr/bin/env bash
# Purpose: gives workspaces from before AGENTS.md spoke of `memory/` that folder and its lasting page.
set -euo pipefail

page="$DATA/workspace/memory/lasting.md"
mkdir -p "${page%/*}"
[[ -e $page ]] || printf '# What lasts\n\nFacts about the owner and the work that must not be forgotten.\n' >"$page"
