#!/usr/bin/env bash
# The story of this folder with az, its PowerShell translated, against a local Azure:
#
#   trueroute serve --memory --service-tags service-tags.json   # in another terminal
#   eval "$(trueroute env)" && ./az.sh
#   AZ="trueroute az" ./az.sh                                   # the same, with no change to the shell
set -euo pipefail
export AZURE_CORE_ONLY_SHOW_ERRORS=yes

az() { command ${AZ:-az} "$@"; }
show() { printf '\n$ %s\n' "$*"; "$@"; }

rg='rg-vnet-service-endpoints-demo'
account=stvnetstorageendpoints

# A machine in a subnet with a route table, and the account that it writes to.
az group create -n $rg -l westeurope -o none
az network route-table create -g $rg -n rt-app -o none
az network vnet create -g $rg -n vnet-app --address-prefixes 10.0.0.0/16 -o none
az network vnet subnet create -g $rg --vnet-name vnet-app -n snet-app --address-prefixes 10.0.1.0/24 --route-table rt-app -o none
az vm create -g $rg -n vm-app --vnet-name vnet-app --subnet snet-app --public-ip-sku Standard --nsg-rule SSH --size Standard_B2s \
  --image Canonical:ubuntu-24_04-lts:server:latest --admin-username janne --admin-password 'Only-4-this-story' -o none
az storage account create -g $rg -n $account --sku Standard_LRS -o none

# What no template holds: the address to which the account's name leads.
az rest --method put --url "/subscriptions/{subscriptionId}/resourceGroups/$rg/providers/Trueroute/publicHosts/table?api-version=2024-05-01" -o none \
  --body '{ "properties": { "fqdns": ["'$account'.table.core.windows.net"], "ipAddresses": ["191.239.203.4"], "port": 443 } }'

# Azure makes the watcher of a region by itself when the first network is made there.
az group create -n NetworkWatcherRG -l westeurope -o none
az network watcher configure -g NetworkWatcherRG -l westeurope --enabled true -o none

routes() { show az network nic show-effective-route-table -g $rg -n vm-appVMNic -o table; }
next_hop() { show az network watcher show-next-hop -g $rg --vm vm-app --source-ip 10.0.1.4 --dest-ip "$1" -o table; }
upload() {
  show az network watcher test-connectivity -g $rg --source-resource vm-app --dest-address $account.table.core.windows.net --dest-port 443 \
    --query '{Status: connectionStatus}' -o table
}

printf '\n# Test 1: no routes of our own, no service endpoint\n'
routes
next_hop 191.239.203.4
upload

printf '\n# Test 2: everything to an appliance that does not exist\n'
az network route-table route create -g $rg --route-table-name rt-app -n to-nva \
  --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance --next-hop-ip-address 10.10.10.10 -o none
show az network route-table route list -g $rg --route-table-name rt-app -o table
routes
next_hop 191.239.203.4
upload

printf '\n# Test 3: the service endpoint for storage\n'
# `--service-endpoints Microsoft.Storage` is enough. Azure then fills in the locations: "*" today, the
# region and its pair at the time of the story, which has a row for each.
az network vnet subnet update -g $rg --vnet-name vnet-app -n snet-app -o none \
  --set serviceEndpoints='[{"service": "Microsoft.Storage", "locations": ["westeurope", "northeurope"]}]'
routes
next_hop 191.239.203.4
next_hop 203.0.113.99
upload

printf '\n# Whose prefix is it?\n'
show az network list-service-tags -l westeurope -o table \
  --query "values[?contains(properties.addressPrefixes, '191.239.203.0/28')].{Tag: name, SystemService: properties.systemService, Region: properties.region}"

# And without the route again.
az network route-table route delete -g $rg --route-table-name rt-app -n to-nva
routes
