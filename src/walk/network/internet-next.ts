import { findService } from "../../access/index.ts";
import { type Flow, reverseFlow, unknownAddress } from "../../flow/index.ts";
import type { Model, Nic } from "../../model/index.ts";
import { formatIp, isPublicIp } from "../../net/index.ts";
import { type Egress, findEgress } from "../../translate/index.ts";
import { assume, end, go, step } from "../engine/act.ts";
import { arrivalAt } from "../engine/answer.ts";
import { configurationWith, primaryAddress } from "../engine/emitter.ts";
import { findEdgeSession, type Memory, remember } from "../engine/memory.ts";
import type { Emitter, Packet } from "../engine/position.ts";
import type { Next, Visit, World } from "../engine/visit.ts";
import { factsOf } from "../service/service-node.ts";
import type { Step } from "../step.ts";
import type { TraceAssumption } from "../trace.ts";
import { guestOf } from "./interface.ts";

/** What a route to the Internet does to a packet, for the visit that found the route. */
export interface ToInternet {
  readonly steps: readonly Step[];
  readonly outcome: Visit["outcome"];
  readonly assumptions: readonly TraceAssumption[];
}

/**
 * The route says Internet: the network puts a public source in place, in the order of section 8.6,
 * and the packet is on the public side. Replies to what came from there get the address back at
 * which it was reached (FWD-14).
 */
export function toInternet(
  world: World,
  emitter: Emitter,
  packet: Packet,
  memory: Memory,
): ToInternet {
  if (packet.direction === "reply") {
    const session = findEdgeSession(memory, packet.flow, "in");
    if (session !== undefined) {
      const to = reverseFlow(session.before);
      return onward(emitter, { ...packet, flow: to }, memory, [
        translation(packet.flow, to, session.device, ["FWD-14", "NSG-3"]),
      ]);
    }
  }
  // A firewall has put its public address back already.
  if (hasPutBack(emitter, packet)) {
    return onward(emitter, packet, memory, []);
  }
  if (emitter.node.kind === "gateway") return refuse(["FWD-10"], [emitter.node.name], []);
  const own = withOwnSource(world.model, emitter, packet, memory);
  if (own === undefined) return refuse(["FWD-32"], [emitter.node.name], []);
  return leaveBy(world, emitter, own);
}

function hasPutBack({ node }: Emitter, { direction, flow }: Packet): boolean {
  return direction === "reply" && node.kind === "firewall" && isPublicIp(flow.source);
}

interface Own {
  readonly packet: Packet;
  readonly memory: Memory;
  readonly steps: readonly Step[];
  readonly assumptions: readonly TraceAssumption[];
}

// Azure translates the addresses of the sender itself (FWD-32). A forwarding guest of which nobody says
// anything is taken to translate towards the Internet, since nothing would work without (FWD-48).
function withOwnSource(
  model: Model,
  emitter: Emitter,
  packet: Packet,
  memory: Memory,
): Own | undefined {
  const nic = emitter.nic === undefined ? undefined : model.nics.get(emitter.nic);
  const isOwn =
    emitter.node.kind === "firewall"
      ? [emitter.address, ...emitter.otherAddresses].includes(packet.flow.source)
      : nic === undefined || configurationWith(nic, packet.flow.source) !== undefined;
  if (isOwn) return { packet, memory, steps: [], assumptions: [] };
  return nic === undefined ? undefined : translatedByGuest(model, nic, packet, memory);
}

function translatedByGuest(
  model: Model,
  nic: Nic,
  packet: Packet,
  memory: Memory,
): Own | undefined {
  const source = primaryAddress(nic, packet.flow.source);
  if (guestOf(model, nic.key) !== undefined || source === undefined) return undefined;
  const flow: Flow = { ...packet.flow, source, sourcePort: undefined };
  const session = { device: nic.id, before: packet.flow, after: flow, kind: "device" } as const;
  return {
    packet: { ...packet, flow },
    memory: remember(memory, { ...session, back: undefined }),
    steps: [translation(packet.flow, flow, nic.name, ["FWD-48"])],
    assumptions: [assume("guestTranslates", ["FWD-48"], nic.name)],
  };
}

function leaveBy(world: World, emitter: Emitter, own: Own): ToInternet {
  const { packet, memory } = own;
  const { flow } = packet;
  const question = { flow, subnet: emitter.view.subnet, nic: emitter.nic };
  const egress = findEgress(world.model, question);
  const assumptions = [...own.assumptions, ...egress.assumptions];
  if (egress.kind === "unknown") {
    const about = [egress.by ?? emitter.node.name];
    const { rules, places } = egress;
    const outcome = end("insufficientInfo", "missing", { about, rules, places });
    return { steps: own.steps, outcome, assumptions };
  }
  if (egress.kind === "none") return withoutEgress(world, emitter, own, egress);
  const source = egress.address ?? unknownAddress(packet.flow.source);
  const sourcePort = egress.keepsPort ? packet.flow.sourcePort : undefined;
  const to: Flow = { ...packet.flow, source, sourcePort };
  const device = egress.by ?? "default outbound access";
  const session = { device, before: packet.flow, after: to } as const;
  const remembered = remember(memory, { ...session, kind: "edge", back: arrivalAt(emitter) });
  const steps = [
    ...own.steps,
    step({ kind: "egress", egress, from: packet.flow, to }, egress.rules, egress.places),
  ];
  const isSourceUnknown = egress.address === undefined;
  const left = onward(emitter, { ...packet, flow: to, isSourceUnknown }, remembered, steps);
  return { ...left, assumptions };
}

// Storage of the own region is reached without any egress (SE-8, FWD-16), also where only its name
// and no service tag tells that it is there.
function withoutEgress(world: World, emitter: Emitter, own: Own, egress: Egress): ToInternet {
  const { packet, memory, assumptions } = own;
  const region = regionOf(world.model, emitter);
  const { destination: address, name } = packet.flow;
  const service = factsOf(findService(world.model, { address, name }));
  if (service.isStorage && region !== undefined && service.region === region) {
    const before = packet.flow;
    const after = { ...before, source: unknownAddress(before.source), sourcePort: undefined };
    const session = { device: "the platform", before, after, kind: "edge" } as const;
    const remembered = remember(memory, { ...session, back: arrivalAt(emitter) });
    const steps = [
      ...own.steps,
      step({ kind: "remark", code: "regionalStorage", about: [region] }, ["FWD-16", "SE-8"]),
    ];
    const left = { ...packet, flow: after, isSourceUnknown: true };
    return onward(emitter, left, remembered, steps);
  }
  const refused = refuse(egress.rules, [emitter.node.name], egress.places);
  const { flow } = packet;
  const asked = step({ kind: "egress", egress, from: flow, to: flow }, egress.rules, egress.places);
  return { ...refused, steps: [...own.steps, asked], assumptions };
}

/** Region of the network that an emitter stands in; absent when nobody tells. */
export function regionOf(model: Model, { view }: Emitter): string | undefined {
  const subnet = model.subnets.get(view.subnet);
  return subnet === undefined ? undefined : model.networks.get(subnet.network)?.region;
}

function refuse(
  rules: Egress["rules"],
  about: readonly string[],
  places: Egress["places"],
): ToInternet {
  const outcome = end("noOutbound", "noEgress", { about, rules, places });
  return { steps: [], outcome, assumptions: [] };
}

function onward(
  emitter: Emitter,
  packet: Packet,
  memory: Memory,
  steps: readonly Step[],
): ToInternet {
  const position = { kind: "public", from: emitter, entry: "azure" } as const;
  const next: Next = { position, packet, memory, label: formatIp(packet.flow.destination) };
  return { steps, outcome: go(next), assumptions: [] };
}

function translation(from: Flow, to: Flow, by: string, rules: Egress["rules"]): Step {
  return step({ kind: "translate", what: "source", from, to, by }, rules);
}
