import type { Place } from "../../diagnostic/index.ts";
import type { FindingCode } from "../../finding/index.ts";
import type { Key, Model, Peering, RouteTable, Subnet } from "../../model/index.ts";
import type { Ground } from "../ground.ts";
import type { Asymmetry } from "./asymmetry.ts";
import type { End } from "./end.ts";
import { asymmetriesOf } from "./estate.ts";
import { statefulPassages } from "./way.ts";

/** What is missing in one place, and all that suffers from it. */
export interface Cause {
  readonly home: Home;
  /** All of one kind and with the same devices; never empty. */
  readonly asymmetries: readonly [Asymmetry, ...Asymmetry[]];
}

/** Who answers past the devices: subnets with one table, those of a network without, or a gateway's. */
export interface Home {
  readonly key: string;
  /** Id that tells it from others: of table, network or gateway; empty where the devices tell all. */
  readonly ids: readonly string[];
  readonly subnets: readonly Subnet[];
  /** What one would edit: the route table, else the subnet that has none. */
  readonly place: Place;
}

/** The causes of which one rule speaks, in the order of their homes. */
export function causesOf(ground: Ground, code: FindingCode): readonly Cause[] {
  const causes = new Map<string, { readonly home: Home; readonly asymmetries: Asymmetry[] }>();
  for (const asymmetry of asymmetriesOf(ground)) {
    if (isMirrored(ground, asymmetry)) continue;
    for (const [home, targets] of homesOf(ground, asymmetry)) {
      const own = { ...asymmetry, targets };
      if (codeOf(own) !== code) continue;
      const key = `${home.key}|${deviceKeys(ground, own).join()}`;
      const cause = causes.get(key);
      if (cause === undefined) causes.set(key, { home, asymmetries: [own] });
      else cause.asymmetries.push(own);
    }
  }
  return [...causes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, { home, asymmetries }]) => {
      const [first, ...others] = asymmetries;
      return first === undefined ? [] : [{ home, asymmetries: [first, ...others] }];
    });
}

/** The rule that speaks of an asymmetry. */
function codeOf({ kind, sources: [source], targets: [target], back }: Asymmetry): FindingCode {
  if (kind === "equalDevices") return "TR406";
  if (source.kind === "site") return "TR402";
  if (target.kind === "site") return "TR403";
  if (kind === "dropped") return "TR402";
  const nextHop = back.passed.length === 0 ? back.first?.route.nextHop : undefined;
  const peering = nextHop?.kind === "peering" ? peeringOf(target, nextHop.remote) : undefined;
  return peering?.scope === "subnets" ? "TR404" : "TR401";
}

/** The peering of an end's network with another network; absent for sites. */
export function peeringOf(end: End, remote: Key): Peering | undefined {
  return end.kind === "hosts"
    ? end.network.peerings.find((one) => one.remote === remote)
    : undefined;
}

// Two appliances that each side has for itself are found from both sides; once is enough.
function isMirrored(ground: Ground, { there, back, kind }: Asymmetry): boolean {
  if (kind !== "otherDevices") return false;
  return statefulPassages(ground, back).length > 0 && back.key < there.key;
}

/** The devices on both ways, each once, sorted. */
export function deviceKeys(ground: Ground, { there, back }: Asymmetry): readonly Key[] {
  const passages = [...statefulPassages(ground, there), ...statefulPassages(ground, back)];
  return [...new Set(passages.flatMap(({ devices }) => devices.map(({ key }) => key)))].sort();
}

function homesOf(
  ground: Ground,
  { targets, kind }: Asymmetry,
): readonly (readonly [Home, readonly [End, ...End[]]])[] {
  // Where equal devices are the cause, both sides are hit alike.
  if (kind === "equalDevices") {
    return [[{ ...homeOf(ground, targets[0]), key: "", ids: [] }, targets]];
  }
  const homes = new Map<string, readonly [Home, [End, ...End[]]]>();
  for (const target of targets) {
    const home = homeOf(ground, target);
    const known = homes.get(home.key);
    if (known === undefined) homes.set(home.key, [home, [target]]);
    else known[1].push(target);
  }
  return [...homes.values()];
}

function homeOf({ model }: Ground, end: End): Home {
  if (end.kind === "site") {
    const subnet = model.subnets.get(end.gateway.subnet);
    const subnets = subnet === undefined ? [] : [subnet];
    const place = tableOf(model, subnet)?.place ?? subnet?.place ?? end.gateway.place;
    return { key: end.gateway.subnet, ids: [end.gateway.id], subnets, place };
  }
  const { network, subnets } = end;
  const table = tableOf(model, subnets[0]);
  const { key, id } = table ?? network;
  return { key, ids: [id], subnets, place: table?.place ?? subnets[0].place };
}

function tableOf({ routeTables }: Model, subnet: Subnet | undefined): RouteTable | undefined {
  return subnet?.routeTable === undefined ? undefined : routeTables.get(subnet.routeTable);
}
