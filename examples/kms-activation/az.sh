#!/usr/bin/env bash
# The story of this folder with az, its PowerShell translated, against a local Azure:
#
#   trueroute serve --memory             # in another terminal
#   eval "$(trueroute env)" && ./az.sh
#   AZ="trueroute az" ./az.sh            # the same, with no change to the shell
set -euo pipefail
export AZURE_CORE_ONLY_SHOW_ERRORS=yes

az() { command ${AZ:-az} "$@"; }
show() { printf '\n$ %s\n' "$*"; "$@"; }

rg=ArmVNet-DM
rt_name=ArmVNet-DM-KmsDirectRoute

# A network on an ExpressRoute circuit, and a Windows machine.
az group create -n $rg -l centralus -o none
az network vnet create -g $rg -n ArmVNet-DM --address-prefixes 10.20.0.0/16 --subnet-name GatewaySubnet --subnet-prefixes 10.20.255.0/27 -o none
az network vnet subnet create -g $rg --vnet-name ArmVNet-DM -n Subnet-1 --address-prefixes 10.20.1.0/24 -o none
az vm create -g $rg -n win-vm --vnet-name ArmVNet-DM --subnet Subnet-1 --public-ip-address '' --public-ip-sku Standard --nsg '' --size Standard_B2s \
  --image MicrosoftWindowsServer:WindowsServer:2022-datacenter:latest --admin-username kms --admin-password 'Only-4-this-story' -o none
az network express-route create -g $rg -n er-circuit --provider Equinix --peering-location Chicago --bandwidth 200 --sku-tier Standard -o none
# The provider's part, which it does outside of Azure.
az network express-route update -g $rg -n er-circuit --set serviceProviderProvisioningState=Provisioned -o none
az network express-route peering create -g $rg --circuit-name er-circuit --peering-type AzurePrivatePeering --peer-asn 65010 --vlan-id 100 \
  --primary-peer-subnet 192.0.2.0/30 --secondary-peer-subnet 192.0.2.4/30 -o none
az network public-ip create -g $rg -n er-gateway-pip --sku Standard --zone 1 2 3 -o none
az network vnet-gateway create -g $rg -n er-gateway --vnet ArmVNet-DM --public-ip-addresses er-gateway-pip \
  --gateway-type ExpressRoute --sku ErGw1AZ -o none
az network vpn-connection create -g $rg -n to-er-circuit --vnet-gateway1 er-gateway --express-route-circuit2 er-circuit -o none

# What Azure's resources do not say: the datacenter announces the default route, too. 10.3.129.58 is
# the router at Microsoft's edge.
group="/subscriptions/{subscriptionId}/resourceGroups/$rg/providers"
connection=$(az network vpn-connection show -g $rg -n to-er-circuit --query id -o tsv)
az rest --method put --url "$group/Trueroute/onPremisesSites/datacenter?api-version=2024-05-01" -o none --body '{
  "properties": {
    "addressPrefixes": ["172.31.0.0/16"],
    "advertisedPrefixes": ["172.31.0.0/16", "0.0.0.0/0"],
    "asn": 65010,
    "connectedTo": [{ "id": "'"$connection"'", "nextHop": "10.3.129.58" }],
    "internetEgress": { "publicIPAddress": "203.0.113.7" }
  }
}'

routes() { show az network nic show-effective-route-table -g $rg -n win-vmVMNic -o table; }

printf '\n# Forced: activation goes to the datacenter, and leaves from the wrong side\n'
routes

printf '\n# A host route for each activation server\n'
# $RouteTable = New-AzureRmRouteTable -Name "ArmVNet-DM-KmsDirectRoute" -ResourceGroupName "ArmVNet-DM" -Location "centralus"
az network route-table create -g $rg -n $rt_name -l centralus -o none
# Add-AzureRmRouteConfig -Name "DirectRouteToKMS" -AddressPrefix 23.102.135.246/32 -NextHopType Internet -RouteTable $RouteTable
# Set-AzureRmRouteTable -RouteTable $RouteTable
direct() { az network route-table route create -g $rg --route-table-name $rt_name -n "$1" --address-prefix "$2" --next-hop-type Internet -o none; }
direct DirectRouteToKMS 23.102.135.246/32
# The two servers that azkms.core.windows.net has today.
direct DirectRouteToKMS01 20.118.99.224/32
direct DirectRouteToKMS02 40.83.235.53/32
# $forcedTunnelVNet = $vnet.Subnets | ? Name -eq "Subnet-1"; $forcedTunnelVNet.RouteTable = $RouteTable
# Set-AzureRmVirtualNetwork -VirtualNetwork $vnet
az network vnet subnet update -g $rg --vnet-name ArmVNet-DM -n Subnet-1 --route-table $rt_name -o none
show az network route-table route list -g $rg --route-table-name $rt_name -o table
routes

printf '\n# And for the update servers of SUSE\n'
# Azure refuses a second route of the same name; the original has one name three times.
direct DirectRouteToSUSEUpdate01 104.47.192.0/21
direct DirectRouteToSUSEUpdate02 104.209.96.0/19
direct DirectRouteToSUSEUpdate03 104.210.224.0/19
routes
