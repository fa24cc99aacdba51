import { type Flow, reverseFlow } from "../../flow/index.ts";
import { containsIp, formatIp, formatPrefix } from "../../net/index.ts";
import { type EffectiveTable, lookupRoute, type Match, type Route } from "../../route/index.ts";
import { end, go, step, visitOf, warn } from "../engine/act.ts";
import { answerFrom } from "../engine/answer.ts";
import { findMemberSession, type Memory } from "../engine/memory.ts";
import type { Emitter, Packet } from "../engine/position.ts";
import type { Visit, Visitor, World } from "../engine/visit.ts";
import { gatewayWays } from "../gateway/gateway-next.ts";
import type { Step } from "../step.ts";
import type { TraceAssumption, Warning } from "../trace.ts";
import { applianceWays } from "./appliance-next.ts";
import { deliverInto } from "./deliver.ts";
import { filterEnd, type Judged, judgeAt } from "./filtering.ts";
import { toInternet } from "./internet-next.ts";
import { isOwnAddress } from "./own-address.ts";
import { isPlatformAddress } from "./platform.ts";

/**
 * A device sends a packet: filters first, then its own table, as often as a packet is sent (FWD-1,
 * NSG-6). No next hop is looked up in another table (EFF-5).
 */
export const visitLeave: Visitor<"leave"> = ({
  world,
  position,
  packet: asHeld,
  memory: before,
}) => {
  const { emitter } = position;
  const undone = undoFrontend(asHeld, before);
  const { packet } = undone;
  if (isToItself(world, emitter, packet)) return keepAtHome(emitter, packet, before);
  const filtered = filterOut(world, emitter, asHeld, before);
  const steps: Step[] = [
    ...undone.steps,
    step({ kind: "send", flow: packet.flow }, ["FWD-1"]),
    ...filtered.steps,
  ];
  const done = (
    outcome: Visit["outcome"],
    more: readonly Step[] = [],
    assumptions: readonly TraceAssumption[] = [],
  ): Visit =>
    visitOf(emitter, {
      steps: [...steps, ...more],
      outcome,
      assumptions: [...filtered.assumptions, ...assumptions],
    });
  if (filtered.refusal !== undefined) return done(filterEnd(filtered.refusal));
  const { memory } = filtered;
  if (isPlatformAddress(packet.flow.destination)) {
    return done(toPlatform(world, emitter, packet, memory));
  }
  const table = world.router.tableOf(emitter.view);
  if (table === undefined) {
    return done(
      end("insufficientInfo", "missing", { about: [emitter.view.subnet], rules: ["EFF-1"] }),
    );
  }
  const match = lookupRoute(table.groups, packet.flow.destination);
  if (match === undefined) {
    const about = [formatIp(packet.flow.destination)];
    return done(end("droppedByNoneRoute", "noRoute", { about, rules: ["SEL-1"] }));
  }
  const routed = { world, emitter, match, table, packet, memory };
  const bypassed = bypassWarnings(table, match, packet);
  if (match.route.nextHop.kind !== "internet") {
    const visit = done(follow(routed), [routeStep(table, match)]);
    return { ...visit, warnings: bypassed };
  }
  const out = toInternet(world, emitter, packet, memory);
  return done(out.outcome, [routeStep(table, match), ...out.steps], out.assumptions);
};

function isToItself({ model }: World, emitter: Emitter, { flow }: Packet): boolean {
  const { source, destination } = flow;
  return [source, destination].every((address) => isOwnAddress(model, emitter, address));
}

// What a device sends to itself never leaves it.
function keepAtHome(emitter: Emitter, packet: Packet, memory: Memory): Visit {
  const answer =
    packet.direction === "reply"
      ? {}
      : { answer: answerFrom({ kind: "leave", emitter }, packet, memory) };
  const about = [emitter.node.name];
  const sent = step({ kind: "send", flow: packet.flow });
  const outcome = end("delivered", "arrived", { about, rules: ["FWD-1"], ...answer });
  return visitOf(emitter, { steps: [sent], outcome });
}

// The host answers its own guests alone: nobody brings it packets of others (FWD-20).
function toPlatform(
  { model }: World,
  emitter: Emitter,
  packet: Packet,
  memory: Memory,
): Visit["outcome"] {
  const { source, destination } = packet.flow;
  const label = formatIp(destination);
  if (!isOwnAddress(model, emitter, source)) {
    return end("noSuchHost", "nobodyThere", { about: [label], rules: ["FWD-20"] });
  }
  return go({ position: { kind: "platform", from: emitter }, packet, memory, label });
}

/** A packet with the route that its sender's table gives it. */
export interface Routed {
  readonly world: World;
  readonly emitter: Emitter;
  readonly table: EffectiveTable;
  readonly match: Match;
  readonly packet: Packet;
  readonly memory: Memory;
}

// One case per kind of next hop (8.2).
function follow(routed: Routed): Visit["outcome"] {
  const { world, emitter, match, table, packet, memory } = routed;
  const { route } = match;
  const { nextHop } = route;
  const delivery = { emitter, packet, memory };
  switch (nextHop.kind) {
    case "none":
      return end("droppedByNoneRoute", "noneRoute", {
        about: [formatPrefix(match.prefix)],
        rules: route.source === "user" ? ["UDR-7"] : ["SYS-3", "SYS-6"],
        places: route.places,
      });
    case "network":
      return deliverInto(world, { ...delivery, network: table.network.key, crossing: "own" });
    case "peering":
      return world.model.hubs.has(nextHop.remote)
        ? intoHub(routed, nextHop.remote)
        : deliverInto(world, { ...delivery, network: nextHop.remote, crossing: "peering" });
    case "connectedGroup":
      return intoGroup(routed, nextHop.group);
    case "privateEndpoint": {
      const position = {
        kind: "privateEndpoint",
        endpoint: nextHop.endpoint,
        from: emitter,
      } as const;
      return go({ position, packet, memory, label: formatIp(packet.flow.destination) });
    }
    case "serviceEndpoint": {
      const position = {
        kind: "serviceEndpoint",
        service: nextHop.service,
        from: emitter,
      } as const;
      return go({ position, packet, memory, label: nextHop.service });
    }
    case "appliance":
      return applianceWays(world, { ...delivery, route, addresses: nextHop.addresses });
    case "gateway":
      return gatewayWays(world, emitter, match, packet, memory);
    case "internet":
      throw new RangeError("packets to the Internet are translated first");
  }
}

// A connected group has no flags: whoever of its members holds the address gets the packet
// (PEER-11).
function intoGroup(routed: Routed, key: Routed["table"]["network"]["key"]): Visit["outcome"] {
  const { world, emitter, packet, memory } = routed;
  const { model } = world;
  const members = model.connectedGroups.get(key)?.members ?? [];
  const member = members.find((one) =>
    model.networks
      .get(one)
      ?.addressSpace.some(({ prefix }) => containsIp(prefix, packet.flow.destination)),
  );
  const about = [key.split("/").at(-1) ?? key];
  if (member === undefined) {
    return end("insufficientInfo", "missing", { about, rules: ["PEER-11"] });
  }
  return deliverInto(world, { network: member, emitter, packet, memory, crossing: "peering" });
}

// The hub's own range holds its router and its firewall (VW-6).
function intoHub(
  { world, packet, memory }: Routed,
  hub: Routed["table"]["network"]["key"],
): Visit["outcome"] {
  const firewall = [...world.model.firewalls.values()].find(
    (one) => one.virtualHub === hub && one.address === packet.flow.destination,
  );
  const about = [formatIp(packet.flow.destination), world.model.hubs.get(hub)?.name ?? hub];
  if (firewall === undefined) return end("noSuchHost", "nobodyThere", { about, rules: ["VW-6"] });
  const position = { kind: "firewall", firewall: firewall.key } as const;
  return go({ position, packet, memory, label: firewall.name });
}

interface Undone {
  readonly packet: Packet;
  readonly steps: readonly Step[];
}

// A member behind a front end answers with its own address, and the network puts the front end's in
// its place.
function undoFrontend(packet: Packet, memory: Memory): Undone {
  if (packet.direction === "forward") return { packet, steps: [] };
  const session = findMemberSession(memory, packet.flow);
  if (session === undefined) return { packet, steps: [] };
  const to: Flow = reverseFlow(session.before);
  const act = {
    kind: "translate",
    what: "source",
    from: packet.flow,
    to,
    by: session.device,
  } as const;
  return { packet: { ...packet, flow: to }, steps: [step(act, ["FWD-33"])] };
}

function filterOut(world: World, emitter: Emitter, packet: Packet, memory: Memory): Judged {
  if (!emitter.isFiltered) return { steps: [], refusal: undefined, memory, assumptions: [] };
  const question = {
    direction: "outbound",
    flow: packet.flow,
    subnet: emitter.view.subnet,
    nic: emitter.nic,
    privateEndpoint: undefined,
  } as const;
  return judgeAt(world, question, memory);
}

function routeStep(table: EffectiveTable, { route, prefix }: Match): Step {
  const name = `${table.network.name}/${table.subnet.name}`;
  return step(
    { kind: "route", prefix, route, table: name },
    ["SEL-1", ...route.rules],
    route.places,
  );
}

// Somebody wrote a route for this address to an appliance, and the endpoint's own /32 is longer
// (PE-4, PE-9).
function bypassWarnings(
  { groups }: EffectiveTable,
  { route }: Match,
  { flow, direction }: Packet,
): readonly Warning[] {
  if (route.nextHop.kind !== "privateEndpoint" || direction === "reply") return [];
  const users = groups.filter(({ group }) => group.kind === "user");
  for (const { group } of users) {
    for (const { routes } of group.covering(flow.destination)) {
      const { nextHop, name } = group.routes[routes[0] as number] as Route;
      if (nextHop.kind !== "appliance") continue;
      const about = [name ?? "", nextHop.addresses.map(formatIp).join(" ")];
      return [warn("firewallBypassed", ["PE-4", "PE-9"], ...about)];
    }
  }
  return [];
}
