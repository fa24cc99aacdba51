/** Diagnostics about networks, subnets, addresses and peerings, and about counts. */
export const networkMessages = {
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
  "subnet-prefix-missing": {
    severity: "warning",
    message: "subnet {subnet} has no address prefix",
    remedy: "Add properties.addressPrefix; until then no address can be placed in it.",
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
  "peering-overlap-through": {
    severity: "warning",
    message:
      "{first} and {second} are both peered with {network} and overlap in {prefixes}; Azure refuses the later peering",
    remedy: "Renumber one of the two, or peer only subnets that do not overlap.",
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
  "security-group-misplaced": {
    severity: "warning",
    message: "network security group {group} on {subnet}, which takes none",
    remedy: "Remove the network security group from the subnet.",
  },
  "private-endpoint-address-unknown": {
    severity: "warning",
    message: "private endpoint {endpoint} has no address in the snapshot; it has no route",
    remedy:
      "Add its network interface, or ipConfigurations or customDnsConfigs with its addresses.",
  },
  "group-prefix-overlap": {
    severity: "warning",
    message:
      "{prefix} belongs to more than one member of the connected group {group} and is left out of it",
    remedy: "Renumber one of the members.",
  },
} as const;
