import { endpointsOfNetwork, type Key } from "../../model/index.ts";
import { covers } from "../../net/index.ts";
import type { Match } from "../../route/index.ts";
import type { Ground } from "../ground.ts";
import { type End, tableTowards, type Viewpoint } from "./end.ts";
import type { Ends } from "./ends.ts";
import { surroundingsOf } from "./surroundings.ts";
import { type Passage, statefulPassages, type Way, wayFrom } from "./way.ts";

/** Flows that pass devices on their way there, and others or none of them on their way back. */
export interface Asymmetry {
  readonly kind: AsymmetryKind;
  /** Who begins, each an equal case; never empty. */
  readonly sources: readonly [End, ...End[]];
  /** Who answers, each an equal case; never empty. */
  readonly targets: readonly [End, ...End[]];
  readonly there: Way;
  readonly back: Way;
  /** Whether the route there was written for these targets alone. */
  readonly isMeant: boolean;
}

/** What is wrong with the way back. */
export type AsymmetryKind =
  /** It passes other devices, or none. */
  | "otherDevices"
  /** It is dropped before it gets anywhere. */
  | "dropped"
  /** It passes the same devices, and another of them may get the answer. */
  | "equalDevices";

/**
 * Compares the ways between viewpoints and the ends around their appliances. Cost: for each viewpoint
 * the ends that its appliances reach, and for each kind of these the ends of the viewpoint itself.
 */
export function findAsymmetries(
  ground: Ground,
  viewpoints: readonly Viewpoint[],
  ends: Ends,
): readonly Asymmetry[] {
  const ways = rememberWays(ground);
  return viewpoints.flatMap((viewpoint) => {
    const targets = targetsOf(ground, viewpoint, ends);
    return groupTargets(ground, viewpoint, targets, ways).flatMap((group) =>
      compareAll(ground, group, ends.seeing(viewpoint), ways),
    );
  });
}

type Ways = (viewpoint: Viewpoint, end: End) => Way | undefined;

function rememberWays(ground: Ground): Ways {
  const known = new Map<Viewpoint, Map<string, Way | undefined>>();
  return (viewpoint, end) => {
    const ofViewpoint = known.get(viewpoint) ?? new Map<string, Way | undefined>();
    known.set(viewpoint, ofViewpoint);
    if (ofViewpoint.has(end.key)) return ofViewpoint.get(end.key);
    const table = tableTowards(viewpoint, end);
    const way = table && wayFrom(ground, table, end.address);
    ofViewpoint.set(end.key, way);
    return way;
  };
}

function targetsOf(ground: Ground, viewpoint: Viewpoint, ends: Ends): readonly End[] {
  const [table] = viewpoint.tables;
  if (table === undefined) return [];
  const { networks, gateways } = surroundingsOf(ground, table);
  const hosts = [...networks].sort().flatMap((key) => ends.inNetwork(key));
  if (viewpoint.gateway !== undefined) return hosts;
  return [...hosts, ...gateways.flatMap(({ key }) => ends.behindGateway(key))];
}

/** Targets that a viewpoint reaches in one way, and that answer alike. */
interface Group {
  readonly there: Way;
  readonly answers: Viewpoint;
  readonly isMeant: boolean;
  readonly targets: [End, ...End[]];
}

function groupTargets(
  ground: Ground,
  viewpoint: Viewpoint,
  targets: readonly End[],
  ways: Ways,
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const target of targets) {
    const there = ways(viewpoint, target);
    if (there?.outcome !== "direct" || statefulPassages(ground, there).length === 0) continue;
    const isMeant = isMeantFor(ground, there.first, target);
    const key = `${there.key} ${isMeant} ${target.viewpoint.key}`;
    const group = groups.get(key);
    if (group !== undefined) group.targets.push(target);
    else groups.set(key, { there, answers: target.viewpoint, isMeant, targets: [target] });
  }
  return [...groups.values()];
}

// A site is meant wherever it is reached: a gateway is there for nothing else. And who writes a route
// for a subnet with private endpoints means these, which answer past all routes (PE-15).
function isMeantFor({ model }: Ground, first: Match | undefined, target: End): boolean {
  if (target.kind === "site") return true;
  const { network, subnets } = target;
  const hasEndpoints = endpointsOfNetwork(model, network.key).some((endpoint) =>
    subnets.some(({ key }) => key === endpoint.subnet),
  );
  if (first === undefined || hasEndpoints) return false;
  return network.addressSpace.some(({ prefix }) => covers(prefix, first.prefix));
}

function compareAll(
  ground: Ground,
  group: Group,
  sources: readonly End[],
  ways: Ways,
): readonly Asymmetry[] {
  const { there, isMeant } = group;
  const found = new Map<string, Asymmetry & { readonly sources: [End, ...End[]] }>();
  for (const source of sources) {
    const back = ways(group.answers, source);
    if (back === undefined || isAtHome(source, group.targets)) continue;
    const known = found.get(back.key);
    if (known !== undefined) {
      known.sources.push(source);
      continue;
    }
    const kind = compare(ground, group, back);
    if (kind === undefined) continue;
    const { targets } = group;
    found.set(back.key, { kind, sources: [source], targets, there, back, isMeant });
  }
  return [...found.values()];
}

// Inside of one network another comparison looks.
function isAtHome(source: End, targets: readonly End[]): boolean {
  const home = networkOf(source);
  if (home === undefined) return false;
  if (source.viewpoint.isLocal) return targets.every(({ key }) => key === source.key);
  return targets.every((target) => networkOf(target) === home);
}

function networkOf(end: End): Key | undefined {
  return end.kind === "hosts" ? end.network.key : undefined;
}

function compare(ground: Ground, { there, isMeant }: Group, back: Way): AsymmetryKind | undefined {
  if (back.outcome === "unknown") return undefined;
  if (back.outcome === "dropped") return isMeant ? "dropped" : undefined;
  const [forth, reverse] = [namesOf(ground, there), namesOf(ground, back)];
  const differing = [
    ...forth.devices.filter((key) => !reverse.devices.includes(key)),
    ...reverse.devices.filter((key) => !forth.devices.includes(key)),
  ];
  const choices = [...forth.choices, ...reverse.choices];
  if (choices.length === 0) return differing.length === 0 ? undefined : "otherDevices";
  const isShared = forth.choices.some((key) => reverse.devices.includes(key));
  if (!isShared || differing.some((key) => !choices.includes(key))) return "otherDevices";
  // One front end gives both directions of a flow to one member (FWD-8).
  const isOneFrontend = forth.frontends !== undefined && forth.frontends === reverse.frontends;
  return differing.length === 0 && isOneFrontend ? undefined : "equalDevices";
}

interface Names {
  readonly devices: readonly string[];
  /** Those that stand beside equal ones. */
  readonly choices: readonly string[];
  /** The front ends that choose; absent where a route does. */
  readonly frontends: string | undefined;
}

function namesOf(ground: Ground, way: Way): Names {
  const passages = statefulPassages(ground, way);
  const chosen = passages.filter(({ devices }) => devices.length > 1);
  const keysOf = (all: readonly Passage[]): readonly string[] => [
    ...new Set(all.flatMap(({ devices }) => devices.map(({ key }) => key))),
  ];
  const isByRoute = chosen.some(({ frontend }) => frontend === undefined);
  const frontends = chosen.map(({ frontend }) => frontend?.frontend.key ?? "").sort();
  return {
    devices: keysOf(passages),
    choices: keysOf(chosen),
    frontends: isByRoute ? undefined : frontends.join(),
  };
}
