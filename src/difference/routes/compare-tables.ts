import type { Gateway, Key, Model, Subnet } from "../../model/index.ts";
import { isEmptySet, toRanges } from "../../net/index.ts";
import { type EffectiveTable, stretchesOf, type View } from "../../route/index.ts";
import type { Side } from "../side.ts";
import { ChangedSpaces } from "./changed-space.ts";
import { hopKey } from "./hop.ts";
import { type HopStretch, type Shift, shiftsBetween } from "./shift.ts";

/** Whose table changes: a subnet's, or that of a gateway in it, which may not be the same. */
export interface TableOwner {
  readonly view: View;
  readonly subnet: Subnet;
  /** Name of the subnet's network. */
  readonly network: string;
  /** Absent for a subnet as its interfaces see it. */
  readonly gateway: Gateway | undefined;
}

/** Tables that change alike. */
export interface TableChange {
  /** Never empty; in the order of subnets, a subnet before its gateways. */
  readonly owners: readonly [TableOwner, ...TableOwner[]];
  /** Never empty; in the order of the first address of each. */
  readonly shifts: readonly Shift[];
}

/**
 * The address space whose next hop changes, for the tables of subnets and gateways that are on both
 * sides, of those subnets that may be affected. Cost: proportional to the tables that may differ; each distinct pair is compared once.
 */
export function compareTables(
  before: Side,
  after: Side,
  affected: ReadonlyMap<Key, readonly Key[]>,
): readonly TableChange[] {
  const [old, now] = [before.walker.router, after.walker.router];
  const spaces = new ChangedSpaces();
  const gateways = gatewaysBySubnet(old.model, now.model);
  const changes = new Map<
    string,
    { owners: [TableOwner, ...TableOwner[]]; shifts: readonly Shift[] }
  >();
  for (const subnets of affected.values()) {
    const known = new Map<EffectiveTable["groups"], Map<EffectiveTable["groups"], Compared>>();
    for (const owner of ownersIn(now.model, subnets, gateways)) {
      const [was, is] = [old.tableOf(owner.view), now.tableOf(owner.view)];
      if (was === undefined || is === undefined) continue;
      const ofTable = known.get(was.groups) ?? new Map<EffectiveTable["groups"], Compared>();
      known.set(was.groups, ofTable);
      const compared = ofTable.get(is.groups) ?? compare(spaces, was, is);
      ofTable.set(is.groups, compared);
      if (compared.shifts.length === 0) continue;
      const same = changes.get(compared.key);
      if (same === undefined)
        changes.set(compared.key, { owners: [owner], shifts: compared.shifts });
      else same.owners.push(owner);
    }
  }
  return [...changes.values()];
}

interface Compared {
  /** Equal for pairs that change alike. */
  readonly key: string;
  readonly shifts: readonly Shift[];
}

function compare(spaces: ChangedSpaces, before: EffectiveTable, after: EffectiveTable): Compared {
  const space = spaces.between(before, after);
  if (isEmptySet(space)) return { key: "", shifts: [] };
  const hops = (table: EffectiveTable): readonly HopStretch[] =>
    stretchesOf(table, space).map(({ range, route }) => ({
      range,
      hop: route === undefined ? undefined : { kind: "route", route },
    }));
  const shifts = shiftsBetween(hops(before), hops(after));
  return { key: shifts.map(shiftKey).join(" "), shifts };
}

function shiftKey({ space, before, after }: Shift): string {
  const ranges = toRanges(space).map((bounds) => bounds.join("-"));
  return `${ranges.join()}:${hopKey(before)}>${hopKey(after)}`;
}

type GatewaysBySubnet = ReadonlyMap<Key, readonly Gateway[]>;

// Gateways of both sides, which see the table of their subnet in their own way.
function gatewaysBySubnet(before: Model, after: Model): GatewaysBySubnet {
  const bySubnet = new Map<Key, Gateway[]>();
  for (const gateway of after.gateways.values()) {
    if (before.gateways.get(gateway.key)?.subnet !== gateway.subnet) continue;
    bySubnet.set(gateway.subnet, [...(bySubnet.get(gateway.subnet) ?? []), gateway]);
  }
  return bySubnet;
}

function ownersIn(
  { subnets, networks }: Model,
  keys: readonly Key[],
  gateways: GatewaysBySubnet,
): readonly TableOwner[] {
  return keys.flatMap((key) => {
    const subnet = subnets.get(key);
    if (subnet === undefined) return [];
    const network = networks.get(subnet.network)?.name ?? "?";
    // A gateway's subnet holds nothing else, so its gateways tell all that matters of it.
    const views = gateways.get(key) ?? [undefined];
    return views.map((gateway) => {
      const view = { subnet: key, gateway: gateway?.key };
      return { view, subnet, network, gateway };
    });
  });
}
