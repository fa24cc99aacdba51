import type { HubRouteTable, RoutingIntent, VirtualHub } from "../model/index.ts";
import { covers, type Prefix, parsePrefix } from "../net/index.ts";
import { type HubOffer, hubOffer } from "./hub-offer.ts";

/**
 * Whether routing intent already covers a prefix, so that the specific one is not handed on (VW-9,
 * CAP-25).
 */
export function isReplacedByIntent(hub: VirtualHub, offer: HubOffer): boolean {
  const { intent } = hub;
  if (intent === undefined || offer.producer === intent.key) return false;
  return intentPrefixes(intent).some((prefix) => covers(prefix, offer.prefix));
}

const rfc1918: readonly Prefix[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap(
  (text) => parsePrefix(text) ?? [],
);
const everything: readonly Prefix[] = [parsePrefix("0.0.0.0/0") ?? []].flat();

function intentPrefixes({ privateNextHop, privatePrefixes }: RoutingIntent): readonly Prefix[] {
  return privateNextHop === undefined ? [] : [...rfc1918, ...privatePrefixes];
}

/** Routing intent puts aggregates into the default table, all to the hub's firewall (VW-9). */
export function intentOffers(hub: VirtualHub, table: HubRouteTable): readonly HubOffer[] {
  const { intent } = hub;
  if (intent === undefined || !table.labels.includes("default")) return [];
  const to = (prefixes: readonly Prefix[], nextHop: RoutingIntent["privateNextHop"]) =>
    nextHop === undefined
      ? []
      : prefixes.map((prefix) => ({
          ...hubOffer(prefix, [nextHop.place], ["VW-9", "CAP-11"], {
            producer: intent.key,
            target: nextHop.key,
            nextHopKind: "firewall",
            addresses: [nextHop.address],
          }),
          isStatic: true,
        }));
  return [
    ...to(intentPrefixes(intent), intent.privateNextHop),
    ...to(everything, intent.internetNextHop),
  ];
}
