/** Diagnostics about gateways, connections, learned routes and virtual hubs. */
export const gatewayMessages = {
  "learned-routes-unknown": {
    severity: "info",
    message:
      "{connection} speaks BGP and nothing tells what it has learned; no learned route is shown for it",
    remedy:
      "Add the output of az network vnet-gateway list-learned-routes as a Trueroute/learnedRoutes resource.",
  },
  "learned-routes-target": {
    severity: "error",
    message:
      "learned routes {name} are about {target}, which is not a gateway, connection, circuit or BGP peer of the snapshot",
    remedy: "Correct target.id, or add that resource.",
  },
  "gateway-address-unknown": {
    severity: "warning",
    message: "{gateway} has no {which} address in the snapshot; its rows show no next hop address",
    remedy:
      "Add the publicIPAddresses resource with ipAddress, or bgpSettings.bgpPeeringAddresses.",
  },
  "hub-router-address-unknown": {
    severity: "warning",
    message:
      "the router address of {hub} is in no ARM property; rows over it show no next hop address",
    remedy:
      "Add a Trueroute/virtualHubRouters resource with publicIPAddress, read from any spoke's effective routes.",
  },
  "gateway-subnet-missing": {
    severity: "warning",
    message: "{gateway}: no IP configuration of it names {subnet}, so its network is unknown",
    remedy: "{advice}",
  },
  "gateway-misplaced": {
    severity: "warning",
    message: "{gateway}: {reason}",
    remedy: "{advice}",
  },
  "site-prefix-refused": {
    severity: "warning",
    message: "local network gateway {gateway} has {prefix}, which Azure refuses there",
    remedy:
      "Write 0.0.0.0/1 and 128.0.0.0/1, set gatewayDefaultSite, or announce the default route by BGP.",
  },
  "site-prefix-inside-network": {
    severity: "warning",
    message:
      "{prefix} of local network gateway {gateway} is inside {network}, whose own routes win",
    remedy: "Renumber the site, or take the prefix out of the local network gateway.",
  },
  "hub-connection-conflict": {
    severity: "warning",
    message: "{network} is connected to {hub} and {conflict}",
    remedy: "{advice}",
  },
  "hub-connection-ipv6": {
    severity: "warning",
    message:
      "{network} is connected to {hub} and has IPv6 prefixes, which virtual hubs do not carry",
    remedy: "Expect IPv4 only over the hub.",
  },
} as const;
