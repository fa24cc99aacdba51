#!/usr/bin/env bash
# The story of this folder with az, against a local Azure:
#
#   trueroute serve --memory --service-tags service-tags.json   # in another terminal
#   eval "$(trueroute env)" && ./az.sh
#   AZ="trueroute az" ./az.sh                                   # the same, with no change to the shell
set -euo pipefail
export AZURE_CORE_ONLY_SHOW_ERRORS=yes

az() { command ${AZ:-az} "$@"; }
show() { printf '\n$ %s\n' "$*"; "$@"; }

rg='rg-forced-tunnel'

# A network with a VPN gateway, and a machine.
az group create -n $rg -l australiaeast -o none
az network route-table create -g $rg -n rt-app -o none
az network vnet create -g $rg -n vnet-prod --address-prefixes 10.0.0.0/16 --subnet-name GatewaySubnet --subnet-prefixes 10.0.255.0/27 -o none
az network vnet subnet create -g $rg --vnet-name vnet-prod -n app --address-prefixes 10.0.1.0/24 --route-table rt-app -o none
az vm create -g $rg -n app-vm --vnet-name vnet-prod --subnet app --public-ip-address '' --public-ip-sku Standard --nsg '' --size Standard_B2s \
  --image MicrosoftWindowsServer:WindowsServer:2022-datacenter:latest --admin-username alexandre --admin-password 'Only-4-this-story' -o none

# The tunnel to headquarters, over which it announces its network by BGP.
az network public-ip create -g $rg -n vpngw-pip --sku Standard --zone 1 2 3 -o none
az network vnet-gateway create -g $rg -n vpngw --vnet vnet-prod --public-ip-addresses vpngw-pip \
  --gateway-type Vpn --vpn-type RouteBased --sku VpnGw1AZ --asn 65515 -o none
az network local-gateway create -g $rg -n headquarters --gateway-ip-address 192.0.2.1 --asn 65010 --bgp-peering-address 192.168.255.254 -o none
az network vpn-connection create -g $rg -n to-headquarters --vnet-gateway1 vpngw --local-gateway2 headquarters --enable-bgp --shared-key secret -o none

# What Azure's resources do not say: what is at the other end.
group="/subscriptions/{subscriptionId}/resourceGroups/$rg/providers"
connection=$(az network vpn-connection show -g $rg -n to-headquarters --query id -o tsv)
headquarters_announces() {
  az rest --method put --url "$group/Trueroute/onPremisesSites/headquarters?api-version=2024-05-01" -o none --body '{
    "properties": {
      "addressPrefixes": ["192.168.0.0/16"],
      "advertisedPrefixes": ['"$1"'],
      "asn": 65010,
      "connectedTo": [{ "id": "'"$connection"'" }],
      "internetEgress": { "publicIPAddress": "203.0.113.7" }
    }
  }'
}
headquarters_announces '"192.168.0.0/16"'

routes() { show az network nic show-effective-route-table -g $rg -n app-vmVMNic -o table; }
force() {
  az network route-table route create -g $rg --route-table-name rt-app -n to-headquarters \
    --address-prefix 0.0.0.0/0 --next-hop-type VirtualNetworkGateway -o none
}

printf '\n# The default route leads to the Internet\n'
show az network public-ip show -g $rg -n vpngw-pip --query ipAddress -o tsv
routes

printf '\n# Forced: a route of our own to the gateway\n'
force
show az network route-table route list -g $rg --route-table-name rt-app -o table
routes

printf '\n# Storage and Key Vault are exempt: their service endpoints have longer routes\n'
# As for --service-endpoints Microsoft.Storage Microsoft.KeyVault, with the locations that Azure filled in
# when the story was written; today it says "*" for both.
az network vnet subnet update -g $rg --vnet-name vnet-prod -n app -o none --set serviceEndpoints='[
  { "service": "Microsoft.Storage", "locations": ["australiaeast", "australiasoutheast"] },
  { "service": "Microsoft.KeyVault", "locations": ["*"] }
]'
routes

printf '\n# Everything else of Azure: the ranges of its regions, today by their service tags\n'
az network vnet subnet update -g $rg --vnet-name vnet-prod -n app --remove serviceEndpoints -o none
for region in australiaeast eastus2 southcentralus westus; do
  az network route-table route create -g $rg --route-table-name rt-app -n azure-$region \
    --address-prefix AzureCloud.$region --next-hop-type Internet -o none
done
routes

printf '\n# Forced by BGP: headquarters announces the default route\n'
for route in to-headquarters azure-australiaeast azure-eastus2 azure-southcentralus azure-westus; do
  az network route-table route delete -g $rg --route-table-name rt-app -n $route
done
headquarters_announces '"192.168.0.0/16", "0.0.0.0/0"'
routes
