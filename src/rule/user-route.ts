/** What a route table may hold and what each next hop does. Explained on `06-user-routes.md`. */
export const userRouteRules = {
  "UDR-1": { title: "A subnet has at most one route table", confidence: "documented" },
  "UDR-2": { title: "Next hop types that a user route may name", confidence: "observed" },
  "UDR-3": {
    title: "An appliance must be in the same or a directly peered VNet; its health is unseen",
    confidence: "observed",
  },
  "UDR-4": {
    title: "A user route to the gateway works only when that gateway is a VPN gateway",
    confidence: "observed",
  },
  "UDR-5": {
    title: "A user route to VnetLocal delivers directly, inside the VNet only",
    confidence: "documented",
  },
  "UDR-6": { title: "A user route to Internet still needs an egress", confidence: "documented" },
  "UDR-7": { title: "A user route to None drops", confidence: "documented" },
  "UDR-8": { title: "An appliance inside the subnet it serves can loop", confidence: "documented" },
  "UDR-9": {
    title: "A service tag as prefix expands to its list; ties go to the narrower tag",
    confidence: "documented",
  },
  "UDR-10": {
    title: "Two routes of one table may not have the same prefix",
    confidence: "observed",
  },
  "UDR-11": { title: "Subnets that restrict user routes and NSGs", confidence: "observed" },
  "UDR-12": {
    title: "User routes of the GatewaySubnet steer traffic from on-premises",
    confidence: "observed",
  },
  "UDR-13": { title: "hasBgpOverride is echoed and has no effect", confidence: "observed" },
  "UDR-14": {
    title: "The prefixes of user routes join the VirtualNetwork tag",
    confidence: "observed",
  },
} as const;
