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
refused() {
  printf '\n$ %s\n' "$*"
  if "$@" 2>&1; then echo "it was not refused" >&2 && exit 1; fi
}

rg='rg-vdc'
group="/subscriptions/{subscriptionId}/resourceGroups/$rg/providers"

peer() { az network vnet peering create -g $rg --vnet-name "$1" --remote-vnet "$2" -n "$3" --allow-vnet-access --allow-forwarded-traffic -o none "${@:4}"; }
use_hub_gateway() { az network vnet peering update -g $rg --vnet-name vdi-vnet -n vdi-vnet-to-hub-vnet --set useRemoteGateways="$1" -o none; }
gateway() { # name, network, further options
  az network public-ip create -g $rg -n "$1-pip" --sku Standard --zone 1 2 3 -o none
  az network vnet-gateway create -g $rg -n "$1" --vnet "$2" --public-ip-addresses "$1-pip" -o none "${@:3}"
}
vpn() { gateway "$1" "$2" --gateway-type Vpn --vpn-type RouteBased --sku VpnGw1AZ; }
tunnel() { az network vpn-connection create -g $rg -n to-web-proxy --vnet-gateway1 "$1" --local-gateway2 web-proxy --shared-key secret -o none; }
circuit() { az network vpn-connection create -g $rg -n "$2" --vnet-gateway1 "$1" --express-route-circuit2 er-circuit -o none; }

# What Azure's resources do not say: what a connection learns by BGP. 10.3.129.58 is the router at
# Microsoft's edge.
learned() { # connection, prefixes
  local id routes
  id=$(az network vpn-connection show -g $rg -n "$1" --query id -o tsv)
  routes=$(printf ',{ "network": "%s", "nextHop": "10.3.129.58", "asPath": "12076-65010", "origin": "EBgp", "sourcePeer": "10.3.129.58" }' "${@:2}")
  az rest --method put --url "$group/Trueroute/learnedRoutes/$1?api-version=2024-05-01" -o none \
    --body '{ "properties": { "target": { "id": "'"$id"'" }, "routes": ['"${routes#,}"'] } }'
}

vdi_routes() { show az network nic show-effective-route-table -g $rg -n vdi-nic -o table; }
web_routes() { show az network nic show-effective-route-table -g $rg -n web-nic -o table; }
address() { show az network public-ip show -g $rg -n "$1-pip" --query ipAddress -o tsv; }

printf '\n# The hub with ExpressRoute; desktops and web servers use its gateway\n'
az group create -n $rg -l westeurope -o none
az deployment group create -g $rg -n lab -f lab.json -p adminPassword='Only-4-this-story' -o none
circuit ERgw001 to-er-circuit
learned to-er-circuit 10.200.0.0/16
peer hub-vnet001 vdi-vnet hub-vnet-to-vdi-vnet --allow-gateway-transit
peer vdi-vnet hub-vnet001 vdi-vnet-to-hub-vnet --use-remote-gateways
peer hub-vnet001 app-vnet hub-vnet-to-app-vnet --allow-gateway-transit
peer app-vnet hub-vnet001 app-vnet-to-hub-vnet --use-remote-gateways
vdi_routes

printf '\n# The web proxy takes everything, which is two halves: 0.0.0.0/0 is refused\n'
refused az network local-gateway create -g $rg -n web-proxy --gateway-ip-address 192.0.2.20 --local-address-prefixes 0.0.0.0/0 -o none
az network local-gateway create -g $rg -n web-proxy --gateway-ip-address 192.0.2.20 --local-address-prefixes 0.0.0.0/1 128.0.0.0/1 -o none

printf '\n# Solution 1, refused: the VPN gateway in a network of its own\n'
az network vnet create -g $rg -n proxy-vnet --address-prefixes 10.3.0.0/16 --subnet-name GatewaySubnet --subnet-prefixes 10.3.255.0/27 -o none
vpn VPNgw-proxy proxy-vnet
peer proxy-vnet vdi-vnet proxy-vnet-to-vdi-vnet --allow-gateway-transit
refused peer vdi-vnet proxy-vnet vdi-vnet-to-proxy-vnet --use-remote-gateways
az network vnet peering delete -g $rg --vnet-name proxy-vnet -n proxy-vnet-to-vdi-vnet

printf '\n# Solution 2, refused: the VPN gateway in the network of the desktops, beside the gateway of the hub\n'
use_hub_gateway false
az network vnet subnet create -g $rg --vnet-name vdi-vnet -n GatewaySubnet --address-prefixes 10.1.255.0/26 -o none
vpn VPNgw-vdi vdi-vnet
tunnel VPNgw-vdi
refused use_hub_gateway true
address VPNgw-vdi
vdi_routes

printf '\n# Solution 3, works at a price: both gateways in the network of the desktops\n'
gateway ERgw-vdi vdi-vnet --gateway-type ExpressRoute --sku ErGw1AZ
circuit ERgw-vdi vdi-to-er-circuit
# The circuit turns round what is for a network behind its other gateway.
learned vdi-to-er-circuit 10.200.0.0/16 10.0.0.0/16 10.2.0.0/16
vdi_routes

printf '\n# Solution 4: the VPN gateway in the hub, beside ExpressRoute\n'
az network vpn-connection delete -g $rg -n to-web-proxy
az network vpn-connection delete -g $rg -n vdi-to-er-circuit
az network vnet-gateway delete -g $rg -n VPNgw-vdi
az network vnet-gateway delete -g $rg -n ERgw-vdi
use_hub_gateway true
vpn VPNgw001 hub-vnet001
tunnel VPNgw001
address VPNgw001
vdi_routes

printf '\n# What goes to the web from app-vnet stays out of the tunnel: not by a default route\n'
route() { az network route-table route create -g $rg --route-table-name rt-web -n "$1" --address-prefix "$2" --next-hop-type Internet -o none; }
route default 0.0.0.0/0
web_routes

printf '\n# But by the two halves\n'
az network route-table route delete -g $rg --route-table-name rt-web -n default
route lower-half 0.0.0.0/1
route upper-half 128.0.0.0/1
show az network route-table route list -g $rg --route-table-name rt-web -o table
web_routes

printf '\n# Or by learning nothing, on-premises included\n'
az network route-table route delete -g $rg --route-table-name rt-web -n lower-half
az network route-table route delete -g $rg --route-table-name rt-web -n upper-half
az network route-table update -g $rg -n rt-web --disable-bgp-route-propagation true -o none
web_routes
