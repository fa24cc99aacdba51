import type { Ip } from "../../net/index.ts";
import type { EffectiveTable, Match } from "../../route/index.ts";
import { type BalancedFrontend, type Device, isStateful, type Stop } from "../device.ts";
import type { Ground } from "../ground.ts";
import { onwardFrom } from "../onward.ts";

/** Where packets for an address go, from table to table, by look-ups alone. */
export interface Way {
  /** Equal for ways through the same devices to the same kind of end. */
  readonly key: string;
  readonly passed: readonly Passage[];
  /** The route of the first table; absent where it has none. */
  readonly first: Match | undefined;
  readonly outcome: "direct" | "dropped" | "unknown";
}

/** A stop on a way: one device, or several of which a flow's hash chooses one. */
export interface Passage {
  readonly devices: readonly Device[];
  /** The load balancer's front end that chooses; absent where the route itself names the devices. */
  readonly frontend: BalancedFrontend | undefined;
}

// More devices than this no packet meets in earnest.
const mostPassed = 8;

/** Follows packets for an address from a table until no appliance is on the way any more. */
export function wayFrom(ground: Ground, table: EffectiveTable, address: Ip): Way {
  const passed: Passage[] = [];
  let first: Match | undefined;
  let at: EffectiveTable | undefined = table;
  while (at !== undefined && passed.length < mostPassed) {
    const onward = onwardFrom(ground, at, address);
    if (passed.length === 0) first = onward.match;
    if (onward.kind === "end") return finish(passed, first, onward.match);
    const passage = join(onward.stops);
    const [device] = passage?.devices ?? [];
    if (passage === undefined || device === undefined) break;
    passed.push(passage);
    at = device.view && ground.router.tableOf(device.view);
  }
  return { key: "unknown", passed, first, outcome: "unknown" };
}

// Several next hops are one stop where all of them are known.
function join(stops: readonly Stop[]): Passage | undefined {
  const [only] = stops;
  if (stops.length === 1 && only?.kind === "devices") return only;
  const all = stops.flatMap((stop) => (stop.kind === "devices" ? [stop] : []));
  if (all.length < stops.length) return undefined;
  return { devices: all.flatMap(({ devices }) => devices), frontend: undefined };
}

function finish(
  passed: readonly Passage[],
  first: Match | undefined,
  last: Match | undefined,
): Way {
  const outcome = outcomeOf(last);
  const names = passed.map(({ devices, frontend }) => {
    const keys = devices.map(({ key }) => key).sort();
    return `${keys.join(",")}@${frontend?.frontend.key ?? ""}`;
  });
  const key = [...names, outcome, last?.route.nextHop.kind ?? ""].join(">");
  return { key, passed, first, outcome };
}

function outcomeOf(last: Match | undefined): Way["outcome"] {
  switch (last?.route.nextHop.kind) {
    case "network":
    case "peering":
    case "connectedGroup":
    case "gateway":
      return "direct";
    case "none":
    case undefined:
      return "dropped";
    default:
      return "unknown";
  }
}

/** The stops of a way that remember flows (FWD-26, FWD-47). */
export function statefulPassages(ground: Ground, { passed }: Way): readonly Passage[] {
  return passed.filter(({ devices }) => devices.some((device) => isStateful(ground, device)));
}
