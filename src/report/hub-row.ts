import type { HubRouteTable, Key, Model, VirtualHub } from "../model/index.ts";
import { formatPrefix } from "../net/index.ts";
import { type HubNextHopKind, type HubOffer, hubRows } from "../route/index.ts";
import type { RuleId } from "../rule/index.ts";
import { type From, fromPlace } from "./explain-row.ts";

/** One row of `az network vhub get-effective-routes`. */
export interface AzureHubRow {
  readonly addressPrefixes: readonly string[];
  /** Empty when nothing was learned by BGP. */
  readonly asPath: string;
  readonly nextHopType: string;
  /** Ids of what packets go to. */
  readonly nextHops: readonly string[];
  /** Id of what wrote the row. */
  readonly routeOrigin: string;
}

/** A hub row with its reason. */
export interface ExplainedHubRow extends AzureHubRow {
  readonly explain: { readonly from: From; readonly rules: readonly RuleId[] };
}

const words: Readonly<Record<HubNextHopKind, string>> = {
  network: "Virtual Network Connection",
  vpn: "VPN_S2S_Gateway",
  pointToSite: "VPN_P2S_Gateway",
  expressRoute: "ExpressRouteGateway",
  remoteHub: "Remote Hub",
  firewall: "Azure Firewall",
  appliance: "HubBgpConnection",
};

/** The effective routes of one table of a hub, in the words and columns of az (CAP-26). */
export function azureHubRows(
  model: Model,
  hub: VirtualHub,
  table: HubRouteTable,
): readonly ExplainedHubRow[] {
  return hubRows(model, hub, table).map(({ prefix, offers }) => {
    const [first] = offers;
    return {
      addressPrefixes: [formatPrefix(prefix)],
      asPath: first.asPath.join("-"),
      nextHopType: words[first.nextHopKind],
      nextHops: [...new Set(offers.map((offer) => idOf(model, hub, nextHopKey(offer))))],
      routeOrigin: idOf(model, hub, originKey(hub, first)),
      explain: {
        from: fromPlace(first.places[0]),
        rules: [...new Set(offers.flatMap(({ rules }) => rules))],
      },
    };
  });
}

// A static route comes from its table; everything else from what packets go to (CAP-26).
function originKey(hub: VirtualHub, offer: HubOffer): Key {
  const isOfTable = hub.routeTables.some(({ key }) => key === offer.producer);
  return isOfTable ? offer.producer : nextHopKey(offer);
}

// A branch is reached through its gateway, which is the parent of the connection.
function nextHopKey({ target, nextHopKind }: HubOffer): Key {
  const isBranch =
    nextHopKind === "vpn" || nextHopKind === "expressRoute" || nextHopKind === "pointToSite";
  return isBranch ? (target.split("/").slice(0, -2).join("/") as Key) : target;
}

// Ids as they were written, where the model still knows them.
function idOf(model: Model, hub: VirtualHub, key: Key): string {
  const known = [
    ...model.hubs.values(),
    ...model.firewalls.values(),
    ...hub.connections,
    ...hub.peers,
    ...hub.branches,
    ...hub.routeTables,
  ];
  const exact = known.find((one) => one.key === key)?.id;
  const below = known.find((one) => one.key.startsWith(`${key}/`))?.id;
  return exact ?? below?.split("/").slice(0, -2).join("/") ?? key;
}
