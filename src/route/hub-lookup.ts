import type { HubBranch, HubRouteTable, Key, Model, VirtualHub } from "../model/index.ts";
import { containsIp, type Ip, isDefault, type Prefix } from "../net/index.ts";
import type { AnnouncedPrefix } from "./announced.ts";
import { isReplacedByIntent } from "./hub-intent.ts";
import type { HubOffer } from "./hub-offer.ts";
import { hubRows } from "./hub-set.ts";
import { bestOffers } from "./preference.ts";
import { associatedTable, hubComparators, hubOffers, offersToFirewall } from "./virtual-wan.ts";

/** What a hub finds for an address in the table of whoever sent the packet. */
export interface HubLookup {
  readonly table: HubRouteTable | undefined;
  readonly prefix: Prefix | undefined;
  /** All of one prefix and equally good; empty when the table holds none. */
  readonly offers: readonly HubOffer[];
}

/**
 * Looks an address up in a hub. The table is that of the connection over which a packet came; what
 * comes from branches and other hubs uses the default table (VW-2). The hub's own firewall knows
 * everything that is connected. Cost: all offers of the table.
 */
export function lookUpHub(
  model: Model,
  hub: VirtualHub,
  entry: Key | undefined,
  ip: Ip,
): HubLookup {
  const table = tableFor(hub, entry);
  if (table === undefined) return { table, prefix: undefined, offers: [] };
  const known =
    entry !== undefined && isFirewallOf(model, hub, entry)
      ? offersToFirewall(model, hub, { table, firewall: entry })
      : hubOffers(model, hub, table).filter((offer) => !isReplacedByIntent(hub, offer));
  const covering = known.filter(({ prefix }) => containsIp(prefix, ip));
  const longest = Math.max(...covering.map(({ prefix }) => prefix.length));
  const offers = bestOffers(
    covering.filter(({ prefix }) => prefix.length === longest),
    hubComparators(hub),
  ) as readonly HubOffer[];
  return { table, prefix: offers[0]?.prefix, offers };
}

/**
 * What a hub announces to one of its branches: its own range and the default table, without what
 * the branch itself brings. A default route only where the branch takes it (VW-5), and nothing from
 * one circuit to another (GW-21).
 */
export function announcedToBranch(
  model: Model,
  hub: VirtualHub,
  branch: HubBranch,
): readonly AnnouncedPrefix[] {
  const table = tableFor(hub, branch.key);
  const own = hub.addressPrefix === undefined ? [] : [hub.addressPrefix.prefix];
  const rows = table === undefined ? [] : hubRows(model, hub, table);
  const isHeard = ({ producer, nextHopKind }: HubOffer): boolean =>
    producer !== branch.key && !(branch.kind === "expressRoute" && nextHopKind === "expressRoute");
  const heard = rows.filter(
    ({ prefix, offers }) =>
      offers.some(isHeard) && (branch.takesDefaultRoute || !isDefault(prefix)),
  );
  return [
    ...own.map((prefix): AnnouncedPrefix => ({ prefix, asPath: [], rules: ["VW-6"] })),
    ...heard.map(
      ({ prefix, offers: [{ asPath }] }): AnnouncedPrefix => ({ prefix, asPath, rules: ["VW-3"] }),
    ),
  ];
}

function tableFor(hub: VirtualHub, entry: Key | undefined): HubRouteTable | undefined {
  const connection = hub.connections.find(({ key }) => key === entry);
  const byDefault = { associated: undefined, propagated: [], labels: [] };
  return associatedTable(hub, connection?.routing ?? byDefault);
}

// A partner's appliance takes the firewall's place in routing intent, and is no firewall here.
function isFirewallOf(model: Model, hub: VirtualHub, entry: Key): boolean {
  const { intent } = hub;
  const named = [intent?.privateNextHop?.key, intent?.internetNextHop?.key];
  return model.firewalls.get(entry)?.virtualHub === hub.key || named.includes(entry);
}
