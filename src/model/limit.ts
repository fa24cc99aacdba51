/** What Azure counts, and how many of it a network can have. */
export type LimitKind =
  | "routes"
  | "tagRoutes"
  | "routeTables"
  | "peerings"
  | "peeredSubnets"
  | "privateEndpoints"
  | "routeServerPeers"
  | "subnetRules"
  | "learnedPrefixes"
  | "announcedPrefixes";

/** Figures of section 3.7 of the rules and of PEER-10, PEER-14 and PE-14. */
export const limits = {
  /** Of one route table (ERR-44). */
  routes: 400,
  /** Routes of one table whose prefix is a service tag (UDR-9, ERR-45). */
  tagRoutes: 25,
  /** Of one subscription in one region. */
  routeTables: 200,
  /** Of one network (PEER-14). */
  peerings: 500,
  /** On one side of a subnet peering (PEER-10, ERR-14). */
  peeredSubnets: 200,
  /** In one network (PE-14). */
  privateEndpoints: 1000,
  /** Of one Route Server. */
  routeServerPeers: 8,
  /** Prefixes that one BGP peer may announce. */
  learnedPrefixes: 4000,
  /** What older documents say of the peers of a Route Server. */
  learnedFormerly: 1000,
  /** The same over the private peering of a Premium circuit. */
  learnedOverPremium: 10_000,
  /** IPv6 prefixes over the private peering of a circuit. */
  learnedPrefixes6: 100,
  /** Of an ExpressRoute gateway over all its connections. */
  learnedByGateway: 11_000,
  /** Prefixes that go out over one ExpressRoute connection (ER-9). */
  announcedPrefixes: 1000,
  announcedPrefixes6: 100,
} as const;
