/** Circuits: private and Microsoft peering. Explained on `09-expressroute.md`. */
export const expressRouteRules = {
  "ER-1": { title: "Private peering joins the VNet and the customer", confidence: "documented" },
  "ER-2": {
    title: "Microsoft peering carries public prefixes chosen by route filter",
    confidence: "documented",
  },
  "ER-3": {
    title: "0/0 over private peering takes all Internet traffic to the customer",
    confidence: "documented",
  },
  "ER-4": {
    title: "When traffic to Azure services makes a hairpin at the edge",
    confidence: "documented",
  },
  "ER-5": {
    title: "A user route cannot point to an ExpressRoute gateway",
    confidence: "documented",
  },
  "ER-6": { title: "ExpressRoute and VPN in one VNet", confidence: "documented" },
  "ER-7": {
    title: "One gateway of each type per VNet, both in the GatewaySubnet",
    confidence: "documented",
  },
  "ER-8": { title: "Two VNets on one circuit use their peering first", confidence: "documented" },
  "ER-9": {
    title: "Too many advertised prefixes drop the whole connection",
    confidence: "documented",
  },
  "ER-10": {
    title: "Private endpoints over ExpressRoute need the route policy",
    confidence: "documented",
  },
  "ER-11": {
    title: "A summary from the site brings packets to the edge, which returns them",
    confidence: "documented",
  },
} as const;
