/**
 * Every diagnostic of trueroute: code, severity and the two sentences it prints.
 *
 * Codes are stable and kebab-case. `message` says what is wrong, `remedy` what to do; names in braces are parameters.
 * Severity: `error` = something was left out of the answer, `warning` = Azure would refuse it or the answer may surprise,
 * `info` = something a reader should know.
 */
export const catalogue = {
  "file-unreadable": {
    severity: "error",
    message: "cannot read {file}: {reason}",
    remedy: "Check the path and the permissions, or leave it out of -s.",
  },
  "file-empty": {
    severity: "warning",
    message: "{file} is empty",
    remedy: "Write the output of an az command or a snapshot into it, or leave it out of -s.",
  },
  "file-binary": {
    severity: "error",
    message: "{file} is not text",
    remedy: "Give JSON or YAML; a zip or workbook must be unpacked or exported first.",
  },
  "file-too-large": {
    severity: "error",
    message: "{file} has {size}, more than one text of {limit} can hold",
    remedy: "Split the export, for instance one file per resource group or subscription.",
  },
  "folder-empty": {
    severity: "error",
    message: "{folder} holds no *.json, *.jsonc, *.yaml or *.yml file",
    remedy:
      "Export resources into it (for example: az network vnet list -o json > vnets.json), or name another folder.",
  },
  "json-invalid": {
    severity: "error",
    message: "{file} is not valid JSON: {problem}",
    remedy: "Mend the text at that place; the rest of the input was read.",
  },
  "yaml-invalid": {
    severity: "error",
    message: "{file} is not valid YAML: {problem}",
    remedy: "Mend the text at that place; the rest of the input was read.",
  },
  "shape-unknown": {
    severity: "warning",
    message: "no Azure resource was recognized in {what}",
    remedy: 'A resource has an id, or a type and a name; a list is an array or { "value": [...] }.',
  },
  "format-unsupported": {
    severity: "error",
    message: "{file} is {format}, which this version does not read",
    remedy:
      "Give the deployed resources instead, for example the output of az network vnet list -o json.",
  },
  "resource-unidentified": {
    severity: "error",
    message: "a resource has neither an id nor a type and a name, and was left out",
    remedy: 'Add "id", or "type" and "name".',
  },
  "id-invalid": {
    severity: "error",
    message: "'{id}' is not a resource id",
    remedy: "Write it as /subscriptions/S/resourceGroups/G/providers/NAMESPACE/TYPE/NAME.",
  },
  "resource-duplicate": {
    severity: "warning",
    message: "{id} is there twice with different contents; the later one was taken",
    remedy: "Remove one, or give the newer one in a later -s to overlay the older on purpose.",
  },
  "child-differs": {
    severity: "warning",
    message:
      "{child} stands inside its parent and alone, and they differ; the one that stands alone was taken",
    remedy: "Export both at the same moment, or remove the older one.",
  },
  "property-invalid": {
    severity: "error",
    message: "{property} should be {expected}, found {found}",
    remedy: "Correct the value; it was ignored.",
  },
  "reference-missing": {
    severity: "warning",
    message: "{property} names {target}, which is not in the snapshot",
    remedy: "Add that resource to the snapshot; until then answers that need it say so.",
  },
  "reference-cycle": {
    severity: "error",
    message: "{chain} refer to each other in a circle",
    remedy: "Break the circle; the last reference was ignored.",
  },
  "prefix-invalid": {
    severity: "error",
    message: "'{text}' is not an address prefix: {reason}",
    remedy: "Write it in CIDR notation, such as 10.0.0.0/24; it was left out.",
  },
  "prefix-host-bits": {
    severity: "error",
    message: "'{text}' has host bits set; Azure refuses it",
    remedy: "Write {meant} if that is what is meant; it was left out.",
  },
  "address-invalid": {
    severity: "error",
    message: "'{text}' is not an IP address",
    remedy: "Write an IPv4 or IPv6 address; it was left out.",
  },
  "address-outside-subnet": {
    severity: "warning",
    message: "address {address} is not inside subnet {subnet} ({prefixes})",
    remedy: "Correct the address or the subnet; routes are those of the subnet.",
  },
  "address-duplicate": {
    severity: "warning",
    message: "address {address} in {network} is used twice",
    remedy: "Give each IP configuration its own address.",
  },
  "address-space-empty": {
    severity: "warning",
    message: "virtual network {network} has no address prefix",
    remedy: "Add properties.addressSpace.addressPrefixes; without it there is no VnetLocal row.",
  },
  "address-space-banned": {
    severity: "warning",
    message: "{prefix} touches {banned}, which Azure does not allow in a virtual network",
    remedy: "Use another range.",
  },
  "subnet-outside-space": {
    severity: "warning",
    message: "subnet {subnet} ({prefix}) is outside the address space of {network}",
    remedy: "Correct the subnet or extend the address space.",
  },
  "subnet-overlap": {
    severity: "warning",
    message: "subnets {first} and {second} overlap in {prefix}",
    remedy: "Give each subnet its own range.",
  },
  "subnet-size": {
    severity: "warning",
    message: "subnet {subnet} ({prefix}) has a size that Azure refuses: {reason}",
    remedy: "IPv4 subnets are between /2 and /29, IPv6 subnets are /64.",
  },
  "subnet-too-small": {
    severity: "warning",
    message: "{subnet} is {prefix}; {need}",
    remedy: "Recreate the subnet larger.",
  },
  "peering-overlap": {
    severity: "warning",
    message:
      "peered networks {local} and {remote} overlap in {prefixes}; Azure refuses such a peering",
    remedy: "Renumber one side, or peer only subnets that do not overlap.",
  },
  "peering-duplicate": {
    severity: "warning",
    message: "{network} has two peerings to {remote}; the later one, {ignored}, was ignored",
    remedy: "Keep one; Azure refuses a second one (AnotherPeeringAlreadyReferencesRemoteVnet).",
  },
  "peering-one-sided": {
    severity: "warning",
    message: "{peering} is {state}, but {remote} has no peering back",
    remedy: "Create the other side; only two connected sides carry traffic.",
  },
  "peering-state-mismatch": {
    severity: "warning",
    message: "{peering} is {state} while the peering back is {other}",
    remedy: "Delete and recreate a disconnected side; one side of the snapshot may be older.",
  },
  "peering-out-of-sync": {
    severity: "warning",
    message: "{peering} still uses {synced} of {remote}, whose address space is now {current}",
    remedy: "Synchronize it: az network vnet peering sync.",
  },
  "remote-gateways-twice": {
    severity: "warning",
    message:
      "Peering {peering} cannot have UseRemoteGateways flag set to true, because another peering {other} already has UseRemoteGateways flag set to true.",
    remedy: "Use the gateways of one peer only; the first such peering was taken.",
  },
  "remote-gateways-refused": {
    severity: "warning",
    message:
      "Peering {peering} cannot have UseRemoteGateways flag set to true, because corresponding remote peering {other} has AllowGatewayTransit flag set to false.",
    remedy:
      "Set allowGatewayTransit on the peering back; until then no gateway route comes over it.",
  },
  "remote-gateways-absent": {
    severity: "warning",
    message:
      "Peering {peering} cannot have UseRemoteGateway flag set to true because remote virtual network {remote} referenced by the peering does not have any gateways.",
    remedy: "Create a gateway or Route Server there, or clear the flag.",
  },
  "remote-gateways-own": {
    severity: "warning",
    message:
      "{peering} uses remote gateways, but {network} has a gateway of its own; its own was taken",
    remedy: "A network has its own gateways or its peer's, never both: remove one.",
  },
  "limit-exceeded": {
    severity: "warning",
    message: "{what}: {count}, and Azure's limit is {limit}",
    remedy: "{advice}",
  },
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
    remedy: "Tell us which prefixes Azure lists for it.",
  },
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
  "private-endpoint-address-unknown": {
    severity: "warning",
    message: "private endpoint {endpoint} has no address in the snapshot; it has no route",
    remedy:
      "Add its network interface, or ipConfigurations or customDnsConfigs with its addresses.",
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
  "gateway-misplaced": {
    severity: "warning",
    message: "{gateway}: {reason}",
    remedy: "{advice}",
  },
  "hub-connection-conflict": {
    severity: "warning",
    message: "{network} is connected to {hub} and {conflict}",
    remedy:
      "A network that is connected to a virtual hub has no gateway of its own and no remote gateway.",
  },
  "group-prefix-overlap": {
    severity: "warning",
    message:
      "{prefix} belongs to more than one member of the connected group {group} and is left out of it",
    remedy: "Renumber one of the members.",
  },
  "behavior-unknown": {
    severity: "error",
    message: "'{key}' is not a behavior switch",
    remedy: "Known switches: {known}.",
  },
  "behavior-value-unknown": {
    severity: "error",
    message: "'{value}' is not a value of {key}; the default {fallback} was taken",
    remedy: "Values: {values}.",
  },
  "fact-unknown": {
    severity: "warning",
    message: "{type} is not a kind of fact that trueroute knows",
    remedy:
      "Known: Trueroute/learnedRoutes, onPremisesSites, guests, publicHosts, virtualHubRouters, behavior.",
  },
  "capture-unattributed": {
    severity: "warning",
    message: "captured effective routes in {file} do not say of which network interface they are",
    remedy: "Give --about NIC, or put {wrapped} around them.",
  },
} as const;

/** A stable, kebab-case name of one kind of message. */
export type DiagnosticCode = keyof typeof catalogue;

/** Whether a text is a code of the catalogue. */
export function isDiagnosticCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(catalogue, text);
}
