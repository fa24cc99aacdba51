import type { Repair } from "../finding/index.ts";
import type { Planned, Remedy, Scene } from "./plan.ts";
import { addEgress } from "./remedy/add-egress.ts";
import { addRoutes } from "./remedy/add-routes.ts";
import { detachRouteTable, detachSecurityGroup } from "./remedy/detach.ts";
import { forwardIp } from "./remedy/forward-ip.ts";
import { keepSourceToPrivateLink } from "./remedy/keep-source-to-private-link.ts";
import { letRoutesReachEndpoints } from "./remedy/let-routes-reach-endpoints.ts";
import { letSubnetIn } from "./remedy/let-subnet-in.ts";
import {
  createReversePeering,
  recreatePeering,
  removePeering,
  setPeering,
  syncPeering,
} from "./remedy/peering.ts";
import { removeRoutes } from "./remedy/remove-routes.ts";
import { addServiceEndpoint, removeServiceEndpoint } from "./remedy/service-endpoint.ts";
import { setNextHop } from "./remedy/set-next-hop.ts";
import { setPropagation } from "./remedy/set-propagation.ts";
import { summarizeRoutes } from "./remedy/summarize-routes.ts";

const remedies: { readonly [K in Repair["kind"]]: Remedy<K> } = {
  addRoutes,
  removeRoutes,
  setNextHop,
  summarizeRoutes,
  letRoutesReachEndpoints,
  setPropagation,
  detachRouteTable,
  detachSecurityGroup,
  addEgress,
  forwardIp,
  keepSourceToPrivateLink,
  setPeering,
  syncPeering,
  createReversePeering,
  recreatePeering,
  removePeering,
  addServiceEndpoint,
  removeServiceEndpoint,
  letSubnetIn,
};

/** Plans a repair: alternatives, the smallest first; never empty. */
export function planRepair(repair: Repair, scene: Scene): readonly Planned[] {
  // The table has the remedy of each kind for that kind.
  const remedy = remedies[repair.kind] as Remedy<Repair["kind"]>;
  return remedy(repair, scene);
}
