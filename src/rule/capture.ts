/**
 * What every recorded table agrees on; newer than the other pages. Explained on `14-captures.md`.
 */
export const captureRules = {
  "CAP-1": { title: "IPv6 rows are a second block after all IPv4 rows", confidence: "observed" },
  "CAP-2": { title: "The order of groups inside a block", confidence: "observed" },
  "CAP-3": { title: "disableBgpRoutePropagation is echoed on every row", confidence: "observed" },
  "CAP-4": {
    title: "A BGP peer's /32 is listed only where VPN is the sole gateway",
    confidence: "observed",
  },
  "CAP-5": {
    title: "BGP prefixes inside a peered space are absent while the peering stands",
    confidence: "observed",
  },
  "CAP-6": {
    title: "ExpressRoute's next hops are listed, VPN's only when it withdraws",
    confidence: "observed",
  },
  "CAP-7": {
    title: "A prefix learned over two connections gives one row per path",
    confidence: "observed",
  },
  "CAP-8": {
    title: "A user route for one of several ranges overrides a private endpoint too",
    confidence: "observed",
  },
  "CAP-9": {
    title: "A private endpoint gives one /32 row per member address",
    confidence: "observed",
  },
  "CAP-10": {
    title: "A connected group gives one row with all member prefixes",
    confidence: "observed",
  },
  "CAP-11": { title: "The rows of a Virtual WAN spoke, as captured", confidence: "observed" },
  "CAP-12": {
    title: "A duplicate prefix in a route table is refused as RouteConflict",
    confidence: "observed",
  },
  "CAP-13": {
    title: "Static VPN prefixes are listed only while the tunnel is up",
    confidence: "observed",
  },
  "CAP-14": {
    title: "Rows since 2024 carry empty destinationServiceTags and tagMap",
    confidence: "observed",
  },
  "CAP-15": { title: "The 2023h None list lacks 127.0.0.0/8", confidence: "observed" },
  "CAP-16": {
    title: "An active-active gateway lists each instance with a best path once",
    confidence: "observed",
  },
  "CAP-17": {
    title: "Which gateway routes system space keeps out depends on the NIC's own network",
    confidence: "observed",
  },
  "CAP-18": {
    title: "A private endpoint is overridden in its own network by the same tree",
    confidence: "observed",
  },
  "CAP-19": {
    title: "Private endpoints of globally peered networks come behind those peerings",
    confidence: "observed",
  },
  "CAP-20": {
    title: "A connected group's row has all other members, never the own network or the hub",
    confidence: "observed",
  },
  "CAP-21": {
    title: "IPv6 prefixes behind a gateway show IPv4 next hops; ::/0 goes to Internet",
    confidence: "observed",
  },
  "CAP-22": {
    title: "Subnet peering with transit: gateway routes for all, only listed subnets announced",
    confidence: "observed",
  },
  "CAP-23": {
    title: "A gateway route of the same prefix takes a None row's place",
    confidence: "observed",
  },
  "CAP-24": {
    title: "A user route with a service tag is one row with all the tag's prefixes",
    confidence: "observed",
  },
  "CAP-25": {
    title: "Routing intent leaves spokes the aggregates only, to the firewall's address",
    confidence: "observed",
  },
  "CAP-26": {
    title: "Fields and words of a virtual hub's effective routes",
    confidence: "observed",
  },
  "CAP-27": {
    title: "Network Watcher has its own words, and leaves an empty address out",
    confidence: "observed",
  },
  "CAP-28": {
    title: "az pads each column to its heading plus two, and an empty last cell too",
    confidence: "observed",
  },
  "CAP-29": {
    title: "Learned routes: own and configured as Network, peers as EBgp, the twin as IBgp",
    confidence: "observed",
  },
  "CAP-30": {
    title: "BGP sessions: every instance with every peer, its twin and, Unknown, itself",
    confidence: "observed",
  },
  "CAP-31": {
    title: "An instance announces with itself as next hop and its own number in front",
    confidence: "observed",
  },
  "CAP-32": {
    title: "A circuit's table has each announced prefix once per gateway instance",
    confidence: "observed",
  },
} as const;
