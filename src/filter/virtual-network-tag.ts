import { type Place, platformPlace } from "../diagnostic/index.ts";
import type { Model, Peering } from "../model/index.ts";
import { containsIp, isDefault, type Prefix } from "../net/index.ts";
import { type EffectiveTable, fateOf, type Route, type TableGroup } from "../route/index.ts";
import type { RuleId } from "../rule/index.ts";
import { hostPrefix4 } from "./platform.ts";

/** Why a prefix is in the tag `VirtualNetwork`. */
export type TagReason =
  | "ownSpace"
  | "peering"
  | "connectedGroup"
  | "gateway"
  | "userRoute"
  /** The address of the host, which every network has. */
  | "platformAddress";

/** One prefix of the tag `VirtualNetwork` of a subnet, and who put it there (NSG-7). */
export interface TagPrefix {
  readonly prefix: Prefix;
  readonly reason: TagReason;
  /** Route of the subnet's table that brings it; absent for the host's address. */
  readonly route: Route | undefined;
  readonly places: readonly Place[];
  readonly rules: readonly RuleId[];
}

/** The prefixes of the tag, in the order of the table's blocks; one may be there twice. */
export function tagPrefixes(model: Model, table: EffectiveTable): readonly TagPrefix[] {
  const ofRoutes = table.groups.flatMap((group) => {
    const reason = reasonOf(group);
    if (reason === undefined) return [];
    return group.group.routes.flatMap((route, number) =>
      isInTag(model, table, { group, number })
        ? route.prefixes
            .filter((prefix) => countsAsMember(model, reason, prefix))
            .map((prefix) => tagPrefix(prefix, reason, route))
        : [],
    );
  });
  const places = [platformPlace];
  return [
    ...ofRoutes,
    {
      prefix: hostPrefix4,
      reason: "platformAddress",
      route: undefined,
      places,
      rules: ["NSG-7", "FWD-20"],
    },
  ];
}

function tagPrefix(prefix: Prefix, reason: TagReason, route: Route): TagPrefix {
  const rules: readonly RuleId[] = reason === "userRoute" ? ["NSG-7", "UDR-14"] : ["NSG-7"];
  return {
    prefix,
    reason,
    route,
    places: route.places,
    rules: [...new Set([...rules, ...route.rules])],
  };
}

/** Why the routes of a group are in the tag; absent for groups that have no part in it. */
export function reasonOf({ group, all }: TableGroup): TagReason | undefined {
  switch (group.kind) {
    case "network":
      return "ownSpace";
    case "peering":
    case "globalPeering":
      return "peering";
    case "connectedGroup":
      return "connectedGroup";
    case "gateway":
      // A table without gateway routes has no connected space either (GW-14).
      return all?.kind === "hidden" ? undefined : "gateway";
    case "user":
      return "userRoute";
    case "internet":
    case "drop":
    case "serviceEndpoint":
    case "privateEndpoint":
    case "globalPrivateEndpoint":
      return undefined;
  }
}

/** A route of a group of a table, by its number. */
export interface Numbered {
  readonly group: TableGroup;
  readonly number: number;
}

/** Whether one route of a group that takes part is in the tag. */
export function isInTag(model: Model, table: EffectiveTable, { group, number }: Numbered): boolean {
  const route = group.group.routes[number];
  if (route === undefined) return false;
  switch (reasonOf(group)) {
    case "peering":
      return closedPeering(table, route) === undefined;
    case "gateway":
      return fateOf(group, number)?.kind !== "hidden";
    case "userRoute":
      return !isRefused(model, table, route);
    case "ownSpace":
    case "connectedGroup":
    case "platformAddress":
      return true;
    case undefined:
      return false;
  }
}

/** Whether a prefix counts: a default route is in the tag by switch only (NSG-7). */
export function countsAsMember(model: Model, reason: TagReason, prefix: Prefix): boolean {
  const isRouted = reason === "gateway" || reason === "userRoute";
  return !isRouted || !isDefault(prefix) || model.behavior.vnetTagIncludesDefaultRoute === "true";
}

/** The peering of a peering route when it gives no access; absent for all others. */
export function closedPeering(
  { network }: EffectiveTable,
  { nextHop }: Route,
): Peering | undefined {
  if (nextHop.kind !== "peering") return undefined;
  return network.peerings.find((one) => one.remote === nextHop.remote && !one.allowsAccess);
}

// by switch a network that accepts no forwarded traffic from a peer drops nothing; instead
// what is behind an appliance of that peer is no part of the tag.
function isRefused(model: Model, { network }: EffectiveTable, { nextHop }: Route): boolean {
  if (model.behavior.forwardedTrafficModel !== "tagOnly" || nextHop.kind !== "appliance") {
    return false;
  }
  return network.peerings.some(
    ({ remote, state, acceptsForwarded }) =>
      state === "connected" &&
      !acceptsForwarded &&
      model.networks
        .get(remote)
        ?.addressSpace.some(({ prefix }) =>
          nextHop.addresses.some((address) => containsIp(prefix, address)),
        ),
  );
}
