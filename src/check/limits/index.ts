/** limits: what has a number, and how much of it is left (3.7, PEER-14, PE-14, SE-9). */
import type { CheckRule } from "../rule.ts";
import { announcedPrefixes } from "./announced-prefixes.ts";
import { learnedPrefixes } from "./learned-prefixes.ts";
import { peeredSubnets } from "./peered-subnets.ts";
import { peerings } from "./peerings.ts";
import { privateEndpoints } from "./private-endpoints.ts";
import { routeServerPeers } from "./route-server-peers.ts";
import { routeTables } from "./route-tables.ts";
import { subnetRules } from "./subnet-rules.ts";
import { tableRoutes } from "./table-routes.ts";
import { tagRoutes } from "./tag-routes.ts";

export { type Margin, marginsOf } from "./margin.ts";

export const limitRules: readonly CheckRule[] = [
  tableRoutes,
  tagRoutes,
  peerings,
  peeredSubnets,
  learnedPrefixes,
  announcedPrefixes,
  routeServerPeers,
  privateEndpoints,
  subnetRules,
  routeTables,
];
