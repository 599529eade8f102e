#!/usr/bin/env bash
# Purpose: one claw's whole life on your real Azure: init, deploy, verify, upgrade, destroy, purge. Says the costs first.
# Usage:   tests/smoke-azure.sh      with these in the environment:
#            SMOKE_SUBSCRIPTION  subscription id                SMOKE_LOCATION   region, such as westeurope
#            SMOKE_SOURCE        your public address as CIDR    SMOKE_OWNER      your numeric Telegram id
#            SMOKE_MODEL         provider/name                  SMOKE_SECRETS    file with telegram_bot_token=… and
#                                                                                the provider's key, mode 600
#          and, if you like:
#            SMOKE_IMAGE         older image to deploy from, so that the upgrade has somewhere to go
#            SMOKE_GROUP         resource group (parentclaw-smoke)   SMOKE_CLAW   the claw's name (smoke)
#            SMOKE_YES=yes       agrees to the costs beforehand
# Reads:   the environment; who you are comes from `az login`, a managed identity or Azure's own variables.
# Writes:  resources in Azure; PARENTCLAW_DATA, by default ~/.local/share/parentclaw-smoke.
# Exit:    0 all went well   1 a command failed: what to clean up is said   2 something needed is not set
set -Eeuo pipefail
shopt -s inherit_errexit

main() {
  cd "$(dirname "${BASH_SOURCE[0]}")/.."
  require SMOKE_SUBSCRIPTION SMOKE_LOCATION SMOKE_SOURCE SMOKE_OWNER SMOKE_MODEL SMOKE_SECRETS
  [[ -r $SMOKE_SECRETS && $SMOKE_SECRETS != *[[:space:]]* ]] \
    || refuse "SMOKE_SECRETS names no file that can be read, or its path has a blank."
  GROUP=${SMOKE_GROUP:-parentclaw-smoke}
  CLAW=${SMOKE_CLAW:-smoke}
  export PARENTCLAW_DATA=${PARENTCLAW_DATA:-$HOME/.local/share/parentclaw-smoke}
  export PARENTCLAW_Cloud__Kind=AzureVms
  export PARENTCLAW_AzureVms__SubscriptionId=$SMOKE_SUBSCRIPTION
  export PARENTCLAW_AzureVms__Location=$SMOKE_LOCATION
  export PARENTCLAW_AzureVms__ResourceGroup=$GROUP
  export PARENTCLAW_AzureVms__AllowedSources__0=$SMOKE_SOURCE

  agree_to_costs
  dotnet build src/ParentBot -v quiet -nologo -clp:NoSummary
  trap explain_cleanup ERR

  order /init yes
  order "/deploy $CLAW owner=$SMOKE_OWNER model=$SMOKE_MODEL secrets=$SMOKE_SECRETS${SMOKE_IMAGE:+ image=$SMOKE_IMAGE}" yes
  order "/verify $CLAW"
  order "/upgrade $CLAW"
  order "/verify $CLAW" "/status $CLAW"
  order "/destroy $CLAW" "$CLAW"
  order "/purge $CLAW" "$CLAW"

  printf '\nAll went well. What /init made stays and costs nothing; this removes it:\n  az group delete --name %s\n' "$GROUP"
}

# order LINE...: a start of the parent for a command and its answers; what fails ends the script.
order() {
  printf '\n----- %s\n' "$1"
  printf '%s\n' "$@" | dotnet run --no-build --project src/ParentBot
}

agree_to_costs() {
  cat <<END
This makes a virtual machine (Standard_B2s_v2 or a size like it), two disks, a snapshot and a public address in
  subscription $SMOKE_SUBSCRIPTION, region $SMOKE_LOCATION, group $GROUP
for about half an hour, and deletes them again: well under one US dollar, if nothing fails. What is left behind by a
failure costs on, up to 100 US dollars a month; the script then says how to remove it.
END
  [[ ${SMOKE_YES:-} != yes ]] || return 0
  [[ -t 0 ]] || refuse "Nobody is here to ask. SMOKE_YES=yes agrees to the costs."
  local answer
  read -r -p 'Go on? (yes/no) ' answer
  [[ $answer == yes ]] || refuse "Nothing was made."
}

explain_cleanup() {
  cat >&2 <<END

It stopped there. What was made may be left and cost money. Remove it by the parent, on the same data folder:
  export PARENTCLAW_DATA=$PARENTCLAW_DATA PARENTCLAW_Cloud__Kind=AzureVms
  export PARENTCLAW_AzureVms__SubscriptionId=$SMOKE_SUBSCRIPTION PARENTCLAW_AzureVms__Location=$SMOKE_LOCATION
  export PARENTCLAW_AzureVms__ResourceGroup=$GROUP
  printf '%s\n' '/destroy $CLAW' $CLAW '/purge $CLAW' $CLAW | dotnet run --project src/ParentBot
or all of the group, with whatever else is in it:
  az group delete --name $GROUP
END
}

# require NAME...: each is set and not empty.
require() {
  local name missing=()
  for name in "$@"; do
    [[ -n ${!name:-} ]] || missing+=("$name")
  done
  [[ ${#missing[@]} == 0 ]] || refuse "Not set: ${missing[*]}. The head of tests/smoke-azure.sh says what they are."
}

refuse() {
  printf '%s\n' "$1" >&2
  exit 2
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || main "$@"
