import { typeKeys } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { gatewaysOf } from "../gateway/gateways-of.ts";
import type { Check } from "../kind/kind.ts";
import {
  intentDestinations,
  networkHasGateway,
  networkInOtherHub,
  networkOverlapsHub,
} from "../refusal/hub.ts";
import { sharePrefix } from "./hub.ts";
import { keyOf, objectsOf, propertyOf, spaceOf, textsOf } from "./properties.ts";

/**
 * VW-8: a network is connected to one hub, has no gateway of its own, and shares no address with the
 * hub.
 */
export const checkHubConnection: Check = ({ draft, row }) => {
  const key = keyOf(propertyOf(row, "remoteVirtualNetwork"));
  const network = key === undefined ? undefined : draft.find(key);
  if (network === undefined) return undefined;
  const other = otherConnectionOf(draft, row, network);
  if (other !== undefined) return networkInOtherHub(row.id.text, other.id.text);
  const [gateway] = gatewaysOf(draft, network);
  if (gateway !== undefined) return networkHasGateway(row.id.text, gateway.id.text);
  const hub = draft.find(row.root);
  const prefix = hub === undefined ? undefined : propertyOf(hub, "addressPrefix");
  return typeof prefix === "string" && sharePrefix([prefix], spaceOf(network))
    ? networkOverlapsHub(row.id.text, network.id.text, prefix)
    : undefined;
};

function otherConnectionOf(estate: EstateView, row: Row, network: Row): Row | undefined {
  return estate
    .referrersOf(network.id.key)
    .map((referrer) => referrer.row)
    .find((one) => one.typeKey === typeKeys.hubConnection && one.id.key !== row.id.key);
}

const known: ReadonlySet<string> = new Set(["internet", "privatetraffic"]);

/** VW-9: a routing intent has a policy for each kind of traffic at most. */
export const checkRoutingIntent: Check = ({ row }) => {
  const all = objectsOf(propertyOf(row, "routingPolicies"))
    .flatMap((policy) => textsOf(policy["destinations"]))
    .map((text) => text.toLowerCase());
  const isFine = all.every((one) => known.has(one)) && new Set(all).size === all.length;
  return isFine ? undefined : intentDestinations(row.id.text, all);
};
