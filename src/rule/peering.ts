/** Routes and limits of virtual network peering. Explained on `02-peering.md`. */
export const peeringRules = {
  "PEER-1": {
    title: "A connected peering gives one row per remote prefix, global across regions",
    confidence: "observed",
  },
  "PEER-2": {
    title: "The rows follow the synced remote address space, not the current one",
    confidence: "inferred",
  },
  "PEER-3": { title: "Only a peering in state Connected gives routes", confidence: "documented" },
  "PEER-4": { title: "Peering is not transitive", confidence: "observed" },
  "PEER-5": {
    title: "allowVirtualNetworkAccess=false keeps the row and shrinks the VirtualNetwork tag",
    confidence: "observed",
  },
  "PEER-6": {
    title: "allowForwardedTraffic is checked by the receiving VNet and makes no route",
    confidence: "documented",
  },
  "PEER-7": {
    title: "A spoke gets the hub's gateway routes only when both transit flags are true",
    confidence: "observed",
  },
  "PEER-8": {
    title: "A peering is used before a gateway between the same two VNets",
    confidence: "documented",
  },
  "PEER-9": { title: "Address spaces of peered VNets may not overlap", confidence: "observed" },
  "PEER-10": {
    title: "Subnet peering: rows for the listed remote subnets, on every subnet of the VNet",
    confidence: "observed",
  },
  "PEER-11": {
    title: "A mesh of Virtual Network Manager gives ConnectedGroup rows",
    confidence: "observed",
  },
  "PEER-12": {
    title: "disablePeeringRoute=All removes the peering rows of the subnet",
    confidence: "documented",
  },
  "PEER-13": {
    title: "Front ends of Basic load balancers are unreachable over global peering",
    confidence: "documented",
  },
  "PEER-14": {
    title: "500 peerings per VNet, 1000 with Virtual Network Manager",
    confidence: "documented",
  },
  "PEER-15": {
    title: "The CLI writes allowVirtualNetworkAccess=false when its flag is left out",
    confidence: "observed",
  },
} as const;
