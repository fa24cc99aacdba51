#!/usr/bin/env bash
# The story of this folder with az, against a local Azure:
#
#   trueroute serve --memory             # in another terminal
#   eval "$(trueroute env)" && ./az.sh
#   AZ="trueroute az" ./az.sh            # the same, with no change to the shell
set -euo pipefail
export AZURE_CORE_ONLY_SHOW_ERRORS=yes
cd "$(dirname "${BASH_SOURCE[0]}")"

az() { command ${AZ:-az} "$@"; }
show() { printf '\n$ %s\n' "$*"; "$@"; }

rg=plink-azure
rt_name=gateway-rt

# The hub with its gateway and its firewall, the spoke with three private endpoints, and the test
# machine, whose interface az calls hubvmVMNic.
password='Only-4-this-story'
az group create -n $rg -l australiaeast -o none
az deployment group create -g $rg -n lab -f lab.json -p adminPassword=$password -o none
az vm create -g $rg -n hubvm --vnet-name hub --subnet vm --public-ip-address '' --public-ip-sku Standard --nsg '' --size Standard_B2s \
  --image Canonical:ubuntu-24_04-lts:server:latest --admin-username jose --admin-password $password -o none

# What no template holds: what onprem announces by BGP to the gateway.
group="/subscriptions/{subscriptionId}/resourceGroups/$rg"
vpngw=$(az network vnet-gateway show -g $rg -n vpngw --query id -o tsv)
az rest --method put --url "$group/providers/Trueroute/learnedRoutes/vpngw?api-version=2024-05-01" -o none --body '{
  "properties": {
    "target": { "id": "'"$vpngw"'" },
    "routes": [
      { "network": "192.168.0.0/24", "nextHop": "192.168.0.254", "asPath": "65010", "origin": "EBgp", "sourcePeer": "192.168.0.254" }
    ]
  }
}'

# What Azure shows, and what it does not: the gateway's own table, in the same columns.
vm_routes() { show az network nic show-effective-route-table -n hubvmVMNic -g $rg -o table; }
route_table() { show az network route-table route list --route-table-name $rt_name -o table -g $rg; }
gateway_routes() {
  az rest --method post --url "$group/providers/Microsoft.Network/virtualNetworkGateways/vpngw/effectiveRouteTable?api-version=2024-05-01" \
    -o table --query "value[].{Source: source, State: state, \"Address Prefix\": join(' ', addressPrefix), \"Next Hop Type\": nextHopType, \"Next Hop IP\": join(' ', nextHopIpAddress)}"
}

printf '\n# a. Each endpoint has put a /32 into the tables of its own network and of the hub\n'
vm_routes
show gateway_routes

printf '\n# b. A user route for exactly the same /32: the machine follows it, the gateway does not\n'
for i in 1 2 3; do
  az network route-table route create -g $rg --route-table-name $rt_name -n endpoint$i \
    --address-prefix 10.13.77.$((i + 3))/32 --next-hop-type VirtualAppliance --next-hop-ip-address 10.13.76.68 -o none
done
route_table
vm_routes
show gateway_routes

printf '\n# c. With the network policy, one user route for the whole network is enough\n'
# The same as --ple-network-policies RouteTableEnabled, which az has only since 2024.
az network vnet subnet update -n ep --vnet-name spoke1 -g $rg --set privateEndpointNetworkPolicies=RouteTableEnabled -o none
for i in 1 2 3; do
  az network route-table route delete -g $rg --route-table-name $rt_name -n endpoint$i
done
az network route-table route create -g $rg --route-table-name $rt_name -n endpoint-vnet \
  --address-prefix 10.13.77.0/24 --next-hop-type VirtualAppliance --next-hop-ip-address 10.13.76.68 -o none
route_table
vm_routes
show gateway_routes

printf '\n# d. A shorter one is not: the route of the peering is better, and no user route\n'
az network route-table route update -g $rg --route-table-name $rt_name -n endpoint-vnet --address-prefix 10.0.0.0/8 -o none
route_table
vm_routes
show gateway_routes
