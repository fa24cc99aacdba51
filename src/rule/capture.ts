/** What every recorded table agrees on; newer than the other pages. Explained on `14-captures.md`. */
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
    title: "Overriding a private endpoint may need the whole address space",
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
} as const;
