/**
 * Routes from VPN, ExpressRoute and Route Server, which share one set. Explained on
 * `03-gateway.md`.
 */
export const gatewayRules = {
  "GW-1": {
    title: "A VPN connection without BGP gives one row per prefix of its local network gateway",
    confidence: "observed",
  },
  "GW-2": {
    title: "A VPN connection with BGP gives the learned prefixes and the peer's own /32",
    confidence: "observed",
  },
  "GW-3": {
    title: "A VNet-to-VNet connection gives the remote prefixes and the remote BGP peer's /32",
    confidence: "observed",
  },
  "GW-4": {
    title: "The point-to-site pool is a gateway route, split in two when active-active",
    confidence: "observed",
  },
  "GW-5": {
    title: "ExpressRoute gives every prefix received over private peering",
    confidence: "observed",
  },
  "GW-6": {
    title: "Route Server gives the prefixes that its BGP peers advertise",
    confidence: "observed",
  },
  "GW-7": { title: "A default site acts as a 0/0 learned by the gateway", confidence: "inferred" },
  "GW-8": {
    title: "A BGP prefix equal to or inside a VNet's own space is refused on import",
    confidence: "documented",
  },
  "GW-9": {
    title: "0/0 is accepted from VPN and from ExpressRoute private peering, never passed on by VPN",
    confidence: "documented",
  },
  "GW-10": {
    title: "Several next hops: one row each (split) or one row with all of them (merged)",
    confidence: "observed",
  },
  "GW-11": {
    title: "A pair that lists only one of its next hops is an artifact and not modelled",
    confidence: "observed",
  },
  "GW-12": { title: "Addresses of gateway instances when none are given", confidence: "observed" },
  "GW-13": {
    title: "Gateway routes reach every subnet of the VNet and of its transit peers",
    confidence: "observed",
  },
  "GW-14": {
    title: "disableBgpRoutePropagation removes every gateway route from the subnet",
    confidence: "observed",
  },
  "GW-15": { title: "Propagation must stay on in the GatewaySubnet", confidence: "documented" },
  "GW-16": {
    title: "An appliance's subnet receives the routes which that appliance advertises",
    confidence: "observed",
  },
  "GW-17": {
    title: "ExpressRoute beats VPN at equal prefix; only the winner is listed",
    confidence: "observed",
  },
  "GW-18": {
    title: "Route Server decides by prefix length, routing preference, then AS-path length",
    confidence: "documented",
  },
  "GW-19": {
    title: "Among VPN paths the shorter AS path wins; equal paths share the load",
    confidence: "documented",
  },
  "GW-20": {
    title: "Among circuits the connection weight comes before the AS path",
    confidence: "documented",
  },
  "GW-21": {
    title: "Appliances, VPN and ExpressRoute exchange routes only through Route Server",
    confidence: "documented",
  },
  "GW-22": { title: "A no-advertise route still reaches the VMs", confidence: "documented" },
  "GW-23": {
    title: "Towards on-premises go whole address spaces, never user routes or subnets",
    confidence: "documented",
  },
  "GW-24": {
    title: "VPN also advertises other sites' routes, except 0/0 and overlaps with the VNet",
    confidence: "documented",
  },
  "GW-25": {
    title: "Summarized prefixes replace the hub's own and hide the peers they cover",
    confidence: "observed",
  },
  "GW-26": { title: "ExpressRoute strips private AS numbers", confidence: "documented" },
  "GW-27": {
    title: "Three ways to force tunneling: a BGP 0/0, a default site, a user route",
    confidence: "documented",
  },
  "GW-28": {
    title: "Traffic to Azure services follows the 0/0 too, unless a longer row exists",
    confidence: "documented",
  },
  "GW-29": {
    title: "0.0.0.0/0 is refused on a local network gateway; 0/1 and 128/1 take its place",
    confidence: "inferred",
  },
  "GW-30": {
    title: "When a learned 0/0 is withdrawn the system route to the Internet returns",
    confidence: "documented",
  },
  "GW-31": { title: "What VPN and ExpressRoute need to share a VNet", confidence: "documented" },
  "GW-32": {
    title: "VPN over private peering needs /32 routes for the tunnel's own ends",
    confidence: "observed",
  },
  "GW-33": {
    title: "VNet-to-VNet through ExpressRoute is allowed by a property of the gateway",
    confidence: "documented",
  },
  "GW-34": { title: "Traffic selectors limit what a tunnel carries", confidence: "documented" },
} as const;
