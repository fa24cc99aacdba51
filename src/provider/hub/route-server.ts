import { typeKeys } from "../../arm/index.ts";
import { addressPicker } from "../address/allocate.ts";
import { idOf, keyOf, propertyOf, textsOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { withProperties } from "../estate/with-properties.ts";
import type { Completing, Removing } from "../kind/kind.ts";

/** Whether a hub is a Route Server: it belongs to no virtual WAN. */
export function isRouteServer(hub: Row): boolean {
  return keyOf(propertyOf(hub, "virtualWan")) === undefined;
}

/** `routingState`: a Route Server routes when it has its place in a virtual network. */
export function routingState(estate: EstateView, hub: Row): "None" | "Provisioned" {
  if (!isRouteServer(hub)) return "Provisioned";
  const places = estate.childrenOf(hub.id.key, typeKeys.hubIpConfiguration);
  return places.length === 0 ? "None" : "Provisioned";
}

/** The place of a Route Server gives its two instances the first free addresses of the subnet. */
export function completeHubIpConfiguration({ draft, row }: Completing): undefined {
  const hub = draft.find(row.root);
  const subnet = idOf(propertyOf(row, "subnet"));
  if (hub === undefined || subnet === undefined) return undefined;
  if (textsOf(propertyOf(hub, "virtualRouterIps")).length > 0) return undefined;
  const pick = addressPicker(draft, row);
  const virtualRouterIps = [pick(subnet), pick(subnet)].filter((one) => one !== undefined);
  draft.put(withProperties(hub, { virtualRouterIps }));
  return undefined;
}

/** Without its place, a Route Server has no addresses. */
export function releaseRouterAddresses({ draft, row }: Removing): void {
  const hub = draft.find(row.root);
  if (hub !== undefined) draft.put(withProperties(hub, { virtualRouterIps: [] }));
}
