import { type Disposition, type Flow, flowKey } from "../../flow/index.ts";
import type { Ip } from "../../net/index.ts";
import type { Hop, Pass, TraceAssumption, Warning } from "../trace.ts";
import { end, step } from "./act.ts";
import type { Memory } from "./memory.ts";
import type { Packet, Position } from "./position.ts";
import type { Ending, Next, Visit, Visiting, Visitor, World } from "./visit.ts";
import { visitors } from "./visitors.ts";

/** More visits than this on one way mean a loop, whatever they are (UDR-8). */
const mostVisits = 64;

/** More equal ways than this are not followed; a warning says so. */
const mostWays = 64;

/** One way to its end. */
export interface Way {
  readonly pass: Pass;
  readonly ending: Ending;
  readonly memory: Memory;
  readonly warnings: readonly Warning[];
  readonly assumptions: readonly TraceAssumption[];
}

/** Every way from a position to its end. */
export interface Ways {
  readonly ways: readonly Way[];
  /** Whether there were more than are followed. */
  readonly isCut: boolean;
}

/** A way that is not yet at its end. */
interface Trail {
  readonly next: Next;
  readonly hops: readonly Hop[];
  readonly seen: ReadonlySet<string>;
  readonly visits: number;
  readonly warnings: readonly Warning[];
  readonly assumptions: readonly TraceAssumption[];
}

/**
 * Follows a packet to the end of every way, depth first, so that equal questions give equal
 * answers. Every way ends: a packet that comes to a place as it was there before is in a loop.
 */
export function followAll(world: World, start: Next): Ways {
  const ways: Way[] = [];
  const open: Trail[] = [
    { next: start, hops: [], seen: new Set(), visits: 0, warnings: [], assumptions: [] },
  ];
  for (let trail = open.pop(); trail !== undefined; trail = open.pop()) {
    if (ways.length >= mostWays) return { ways, isCut: true };
    const visited = advance(world, trail);
    const { outcome } = visited.visit;
    if (outcome.kind === "end")
      ways.push(finish(start, trail, visited.hops, outcome.ending, visited));
    else open.push(...outcome.ways.map((next) => ({ ...visited.trail, next })).reverse());
  }
  return { ways, isCut: false };
}

interface Advanced {
  readonly visit: Visit;
  readonly hops: readonly Hop[];
  readonly trail: Omit<Trail, "next">;
  readonly warnings: readonly Warning[];
  readonly assumptions: readonly TraceAssumption[];
}

function advance(world: World, trail: Trail): Advanced {
  const { next } = trail;
  const key = visitKey(next.position, next.packet);
  const isAgain = trail.seen.has(key) || trail.visits >= mostVisits;
  const visit = visitAt(world, next);
  const visited = isAgain ? { ...visit, steps: [], outcome: loopEnd(visit, trail) } : visit;
  const hops = appendVisit(trail, visited);
  const warnings = [...trail.warnings, ...visited.warnings];
  const assumptions = [...trail.assumptions, ...visited.assumptions];
  const seen = new Set(trail.seen).add(key);
  const rest = { hops, seen, visits: trail.visits + 1, warnings, assumptions };
  return { visit: visited, hops, trail: rest, warnings, assumptions };
}

function loopEnd({ node }: Visit, { visits }: Trail): Visit["outcome"] {
  const reason = visits >= mostVisits ? "tooManyHops" : "visitedBefore";
  return end("loop", reason, { about: [node.name], rules: ["UDR-8"] });
}

function visitAt(world: World, { position, packet, memory }: Next): Visit {
  const visitor = visitors[position.kind] as Visitor<Position["kind"]>;
  return visitor({ world, position, packet, memory } as Visiting);
}

// The header and the place: state that a device has gained meanwhile does not make it another place.
function visitKey(position: Position, { flow, direction }: Packet): string {
  return `${direction} ${positionKey(position)} ${flowKey(flow)}`;
}

function positionKey(position: Position): string {
  switch (position.kind) {
    case "leave":
      return `leave ${position.emitter.node.id}`;
    case "interface":
      return `interface ${position.nic}`;
    case "supposed":
      return `supposed ${position.subnet}`;
    case "frontend":
      return `frontend ${position.frontend}`;
    case "firewall":
      return `firewall ${position.firewall}`;
    case "routingAppliance":
      return `appliance ${position.appliance}`;
    case "privateEndpoint":
      return `endpoint ${position.endpoint}`;
    case "serviceEndpoint":
      return `service ${position.service}`;
    case "platform":
      return "platform";
    case "public":
      return `public ${position.entry}`;
    case "gatewayOut":
      return `out ${position.gateway} ${position.producer ?? ""}`;
    case "gatewayIn":
      return `in ${position.gateway}`;
    case "hub":
      return `hub ${position.hub} ${position.entry ?? ""}`;
    case "circuit":
      return `circuit ${position.circuit} ${position.from ?? ""}`;
    case "siteIn":
      return `arrive ${position.site ?? ""} ${position.link}`;
    case "siteOut":
      return `site ${position.site ?? ""} ${position.link ?? ""}`;
    case "lost":
      return "lost";
  }
}

// Visits that follow each other at one node are one hop; between two nodes stands how one handed
// over to the other.
function appendVisit({ hops, next }: Trail, visit: Visit): readonly Hop[] {
  const last = hops.at(-1);
  if (last?.node.id === visit.node.id) {
    const joined: Hop = {
      ...last,
      address: visit.address ?? last.address,
      otherAddresses: visit.otherAddresses,
      isVisible: visit.isVisible || last.isVisible,
      isStateful: visit.isStateful || last.isStateful,
      steps: [...last.steps, ...visit.steps, ...endSteps(visit)],
    };
    return [...hops.slice(0, -1), joined];
  }
  const { node, address, otherAddresses, isVisible, isStateful } = visit;
  const steps = [...visit.steps, ...endSteps(visit)];
  const hop: Hop = { node, address, otherAddresses, isVisible, isStateful, steps };
  return [...handedOver(hops, visit, next.via), hop];
}

function handedOver(hops: readonly Hop[], { node }: Visit, via: Ip | undefined): readonly Hop[] {
  const last = hops.at(-1);
  if (last === undefined) return hops;
  const forward = step({ kind: "forward", to: node, via });
  return [...hops.slice(0, -1), { ...last, steps: [...last.steps, forward] }];
}

function endSteps({ outcome }: Visit): Hop["steps"] {
  if (outcome.kind === "go") {
    if (outcome.ways.length === 1) return [];
    const among = outcome.ways.map(({ label }) => label);
    return [step({ kind: "choose", among }, ["SEL-7"])];
  }
  const { disposition, reason, about, rules, places } = outcome.ending;
  return [step({ kind: "end", disposition, reason, about }, rules, places)];
}

function finish(
  start: Next,
  { next }: Trail,
  hops: readonly Hop[],
  ending: Ending,
  { warnings, assumptions }: Pick<Advanced, "warnings" | "assumptions">,
): Way {
  const disposition: Disposition = ending.disposition;
  const arrived: Flow = next.packet.flow;
  const isSourceKnown = next.packet.isSourceUnknown !== true;
  const pass: Pass = { flow: start.packet.flow, hops, disposition, arrived, isSourceKnown };
  return { pass, ending, memory: ending.answer?.memory ?? next.memory, warnings, assumptions };
}
