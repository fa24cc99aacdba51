/** Virtual hubs and the rows of their spokes. Explained on `11-virtual-wan.md`. */
export const virtualWanRules = {
  "VW-1": { title: "The resources of a virtual hub that decide routes", confidence: "documented" },
  "VW-2": {
    title: "A connection associates with one table and propagates to many",
    confidence: "documented",
  },
  "VW-3": { title: "By default every connection reaches every other", confidence: "documented" },
  "VW-4": { title: "How a hub chooses between routes", confidence: "documented" },
  "VW-5": {
    title: "0/0 stays in its hub and needs enableInternetSecurity",
    confidence: "documented",
  },
  "VW-6": {
    title: "The rows of a spoke: the hub by peering, the rest as gateway routes",
    confidence: "observed",
  },
  "VW-7": { title: "A spoke needs propagation of gateway routes", confidence: "documented" },
  "VW-8": { title: "What a spoke of a hub may not have", confidence: "documented" },
  "VW-9": {
    title: "Routing intent puts the private aggregates and 0/0 on the hub's firewall",
    confidence: "observed",
  },
  "VW-10": {
    title: "Private endpoints reach direct connections, not sibling spokes",
    confidence: "observed",
  },
  "VW-11": {
    title: "A hub follows changes of a spoke's address space by itself",
    confidence: "documented",
  },
  "VW-12": { title: "A hub carries IPv4 only", confidence: "documented" },
  "VW-13": {
    title: "Static routes of a connection, and whether they cover the spoke itself",
    confidence: "inferred",
  },
  "VW-14": {
    title: "A user route of a spoke may name the hub's firewall as its next hop",
    confidence: "observed",
  },
} as const;
