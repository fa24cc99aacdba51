/** Diagnostics about route tables, next hops and service tags. */
export const routeMessages = {
  "next-hop-type-unknown": {
    severity: "error",
    message: "route {route} has the unknown next hop type '{type}' and was left out",
    remedy:
      "Use VirtualAppliance, VirtualNetworkGateway, VnetLocal, Internet, None or VirtualApplianceEcmp.",
  },
  "next-hop-address-missing": {
    severity: "error",
    message: "route {route} goes to a virtual appliance without an address and was left out",
    remedy: "Set nextHopIpAddress to the private address of the appliance.",
  },
  "next-hop-address-unexpected": {
    severity: "warning",
    message:
      "route {route} has a next hop address, which type {type} does not take; the address was ignored",
    remedy: "Remove nextHopIpAddress, or use VirtualAppliance.",
  },
  "next-hop-count": {
    severity: "warning",
    message: "route {route} names {count} appliances; Azure wants 2 to 64",
    remedy: "Use VirtualAppliance for one address, or list between 2 and 64.",
  },
  "route-prefix-duplicate": {
    severity: "warning",
    message:
      "Route: {second} conflicts with Route: {first}. Routes cannot have the same AddressPrefix.",
    remedy: "Keep one of them; the first one was taken.",
  },
  "route-table-misplaced": {
    severity: "warning",
    message: "route table {table} on {subnet}: {reason}",
    remedy: "{advice}",
  },
  "route-table-region": {
    severity: "warning",
    message:
      "route table {table} is in {tableRegion} and subnet {subnet} in {subnetRegion}; Azure refuses that",
    remedy: "A route table serves subnets of its own region and subscription only.",
  },
  "service-tag-unknown": {
    severity: "error",
    message:
      "'{tag}' is neither an address prefix nor a service tag of the installed file ({edition})",
    remedy: "Correct the name, or install a newer file: trueroute tags update --url URL.",
  },
  "service-tags-absent": {
    severity: "warning",
    message:
      "{need} needs the service-tag file, and none is installed; its rows show the tag name instead of prefixes",
    remedy:
      "Install Microsoft's file once: trueroute tags update --file PATH, or give --service-tags FILE.",
  },
  "service-endpoint-unknown": {
    severity: "warning",
    message:
      "service endpoint {service} on {subnet} has no known service tag; its row shows the name",
    remedy:
      "Check the spelling; else compare with effective routes that Azure answered, and tell us.",
  },
} as const;
