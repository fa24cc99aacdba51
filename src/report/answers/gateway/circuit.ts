import { type Circuit, keyOf, type Model } from "../../../model/index.ts";
import { formatIp, formatPrefix } from "../../../net/index.ts";
import { type CircuitRoute, circuitRoutesOf } from "../../../route/index.ts";
import { answered, type Outcome, refuseUnknown } from "../outcome.ts";
import type { Answer } from "../question.ts";

/** The table of a circuit's edge routers. */
export interface CircuitRoutes {
  readonly value: readonly CircuitRow[];
}

/** One path. */
export interface CircuitRow {
  readonly network: string;
  /** With an asterisk where it is the one that is followed; absent where nobody knows it. */
  readonly nextHop?: string;
  readonly locPrf: string;
  readonly weight: number;
  /** Nearest autonomous system first, with blanks; its last letter is the origin. */
  readonly path: string;
}

/**
 * `POST expressRouteCircuits/X/peerings/Y/routeTables/PATH`: what gateways and the customer announce
 * over the private peering (CAP-32). Both paths of a circuit have the same. The other peerings carry
 * nothing of virtual networks, and answer with nothing.
 */
export const circuitRoutes: Answer<CircuitRoutes> = ({ walker }, { target }) => {
  const { model } = walker.world;
  const circuit = circuitOf(model, target);
  if (circuit.kind === "refused") return circuit;
  return answered({ value: routesAt(model, circuit.body, target).map(toRow) });
};

/** The neighbors of a circuit's edge routers. How long they have been up is left out. */
export interface CircuitSummary {
  readonly value: readonly CircuitNeighbor[];
}

/** One neighbor. */
export interface CircuitNeighbor {
  readonly neighbor: string;
  readonly v: number;
  readonly as: number;
  /** Number of prefixes that it has announced. */
  readonly statePfxRcd: string;
}

/** `POST expressRouteCircuits/X/peerings/Y/routeTablesSummary/PATH`: who announces how much. */
export const circuitSummary: Answer<CircuitSummary> = ({ walker }, { target }) => {
  const { model } = walker.world;
  const circuit = circuitOf(model, target);
  if (circuit.kind === "refused") return circuit;
  const neighbors = new Map<string, { as: number; count: number }>();
  for (const { nextHop, asPath } of routesAt(model, circuit.body, target)) {
    if (nextHop === undefined) continue;
    const address = formatIp(nextHop);
    const present = neighbors.get(address);
    if (present !== undefined) present.count += 1;
    else neighbors.set(address, { as: asPath[0] ?? 0, count: 1 });
  }
  return answered({
    value: [...neighbors].map(([neighbor, { as, count }]) => ({
      neighbor,
      v: 4,
      as,
      statePfxRcd: `${count}`,
    })),
  });
};

/** The hardware addresses at a circuit. */
export interface CircuitNeighbors {
  readonly value: readonly never[];
}

/** `POST expressRouteCircuits/X/peerings/Y/arpTables/PATH`: nobody can know them, so there are none. */
export const circuitNeighbors: Answer<CircuitNeighbors> = ({ walker }, { target }) => {
  const circuit = circuitOf(walker.world.model, target);
  return circuit.kind === "refused" ? circuit : answered({ value: [] });
};

// The id of the question goes on with peering, table and path.
function circuitOf({ circuits }: Model, id: string): Outcome<Circuit> {
  const [, own = id] = /^(.*\/expressRouteCircuits\/[^/]+)(\/|$)/i.exec(id) ?? [];
  const circuit = circuits.get(keyOf(own));
  return circuit === undefined ? refuseUnknown(own) : answered(circuit);
}

function routesAt(model: Model, circuit: Circuit, id: string): readonly CircuitRoute[] {
  const isPrivate = /\/peerings\/azureprivatepeering(\/|$)/i.test(id);
  return isPrivate ? circuitRoutesOf(model, circuit) : [];
}

function toRow({ prefix, nextHop, asPath, from, isBest }: CircuitRoute): CircuitRow {
  // Only equal ways are told apart.
  const mark = isBest && from === "azure" ? "*" : "";
  return {
    network: formatPrefix(prefix),
    ...(nextHop === undefined ? {} : { nextHop: `${formatIp(nextHop)}${mark}` }),
    locPrf: "100",
    weight: 0,
    path: [...asPath, "I"].join(" "),
  };
}
