import { type Flow, reverseFlow } from "../../flow/index.ts";
import {
  type Guest,
  type Key,
  keyOf,
  type Model,
  type Nic,
  type PublicIpSku,
  perModel,
} from "../../model/index.ts";
import { assume, end, go, step, visitOf } from "../engine/act.ts";
import { answerFrom } from "../engine/answer.ts";
import { configurationWith, nicEmitter, primaryAddress } from "../engine/emitter.ts";
import { findSession, type Memory, remember } from "../engine/memory.ts";
import type { Packet } from "../engine/position.ts";
import type { Visit, Visitor, World } from "../engine/visit.ts";
import { nodeOf } from "../node.ts";
import type { Step } from "../step.ts";
import type { TraceAssumption } from "../trace.ts";
import { filterEnd, judgeAt } from "./filtering.ts";

/**
 * A packet arrives at an interface: its filters first, whoever the packet is for (NSG-1, FWD-6);
 * then it is delivered, or forwarded by a guest that may (FWD-5).
 */
export const visitInterface: Visitor<"interface"> = ({ world, position, packet, memory }) => {
  const { model } = world;
  const nic = model.nics.get(position.nic) as Nic;
  const guest = guestOf(model, nic.key);
  const arrival: Arrival = { world, nic, guest, packet, memory };
  const received = step({ kind: "receive", flow: packet.flow });
  const judged = filterIn(arrival, position.publicSku);
  const steps = [received, ...judged.steps];
  if (judged.refusal !== undefined) {
    return visitAt(arrival, steps, filterEnd(judged.refusal), judged.assumptions);
  }
  const passed = { ...arrival, memory: judged.memory };
  const taken = takeIn(passed);
  return visitAt(arrival, [...steps, ...taken.steps], taken.outcome, [
    ...judged.assumptions,
    ...taken.assumptions,
  ]);
};

interface Arrival {
  readonly world: World;
  readonly nic: Nic;
  readonly guest: Guest | undefined;
  readonly packet: Packet;
  readonly memory: Memory;
}

interface Taken {
  readonly steps: readonly Step[];
  readonly outcome: Visit["outcome"];
  readonly assumptions: readonly TraceAssumption[];
}

function filterIn({ world, nic, packet, memory }: Arrival, publicSku: PublicIpSku | undefined) {
  if (nic.subnet === undefined) return { steps: [], refusal: undefined, memory, assumptions: [] };
  const question = {
    direction: "inbound",
    flow: packet.flow,
    subnet: nic.subnet,
    nic: nic.key,
    privateEndpoint: undefined,
    ...(publicSku === undefined ? {} : { publicAddressSku: publicSku }),
  } as const;
  return judgeAt(world, question, memory);
}

function takeIn(arrival: Arrival): Taken {
  const { nic, packet, memory } = arrival;
  const { flow } = packet;
  const isOwn = configurationWith(nic, flow.destination) !== undefined;
  const session = findSession(memory, nic.id, flow);
  if (packet.direction === "reply" && session !== undefined) {
    return passOn(arrival, reverseFlow(session.before), [
      step({ kind: "session", by: "device" }, ["FWD-26"]),
    ]);
  }
  return isOwn ? deliver(arrival) : forward(arrival);
}

function deliver({ nic, packet, memory }: Arrival): Taken {
  const emitter = nicEmitter(nic);
  const answer =
    emitter === undefined || packet.direction === "reply"
      ? {}
      : { answer: answerFrom({ kind: "leave", emitter }, packet, memory) };
  const outcome = end("delivered", "arrived", { about: [nic.name], rules: ["FWD-4"], ...answer });
  return { steps: [], outcome, assumptions: [] };
}

function forward(arrival: Arrival): Taken {
  const { world, nic, guest, packet } = arrival;
  const refusal = refusalToForward(arrival);
  if (refusal !== undefined) return { steps: [], outcome: refusal, assumptions: [] };
  const keeps = keepsState(world.model, guest);
  if (packet.direction === "reply" && keeps.isStateful) {
    const outcome = end("statefulDrop", "noSession", { about: [nic.name], rules: ["FWD-26"] });
    return { steps: [], outcome, assumptions: keeps.assumptions };
  }
  const guestAssumption = guest === undefined ? [assume("guestForwards", ["FWD-5"], nic.name)] : [];
  const taken = passOn(arrival, translateByGuest(nic, guest, packet.flow), []);
  return {
    ...taken,
    assumptions: [...guestAssumption, ...keeps.assumptions, ...taken.assumptions],
  };
}

function refusalToForward({ world, nic, guest }: Arrival): Visit["outcome"] | undefined {
  const about = [nic.name];
  if (!nic.forwardsIp) {
    return end("ipForwardingDisabled", "flagOff", { about, rules: ["FWD-5"], places: [nic.place] });
  }
  if (guest?.forwarding === "drop") {
    return end("guestDrops", "guestRefuses", { about, rules: ["FWD-5"], places: [guest.place] });
  }
  const machine =
    nic.virtualMachine === undefined
      ? undefined
      : world.model.virtualMachines.get(keyOf(nic.virtualMachine));
  if (machine?.isRunning === false) {
    const places = [machine.place];
    return end("nextHopUnreachable", "hopNotRunning", { about, rules: ["UDR-3", "EFF-2"], places });
  }
  return undefined;
}

// A guest that translates or proxies sends with its own address, and sees the replies (FWD-26).
function translateByGuest(nic: Nic, guest: Guest | undefined, flow: Flow): Flow {
  const own = primaryAddress(nic, flow.source);
  const translates = guest?.forwarding === "snat" || guest?.forwarding === "proxy";
  return translates && own !== undefined ? { ...flow, source: own, sourcePort: undefined } : flow;
}

function passOn(arrival: Arrival, flow: Flow, before: readonly Step[]): Taken {
  const { world, nic, guest, packet, memory } = arrival;
  const keeps = keepsState(world.model, guest);
  const emitter = nicEmitter(nic, keeps.isStateful);
  if (emitter === undefined) {
    const outcome = end("insufficientInfo", "missing", {
      about: [nic.subnetId ?? nic.name],
      rules: ["EFF-1"],
    });
    return { steps: before, outcome, assumptions: [] };
  }
  const session = { device: nic.id, before: packet.flow, after: flow, kind: "device" } as const;
  const next = {
    position: { kind: "leave", emitter },
    packet: { ...packet, flow },
    memory: remember(memory, { ...session, back: undefined }),
    label: nic.name,
  } as const;
  const steps = [...before, ...translationSteps(packet.flow, flow, nic.name)];
  return { steps, outcome: go(next), assumptions: [] };
}

/** The steps that tell a translation; none where nothing changes. */
export function translationSteps(from: Flow, to: Flow, by: string): readonly Step[] {
  const source = from.source !== to.source;
  const destination =
    from.destination !== to.destination || from.destinationPort !== to.destinationPort;
  return [
    ...(destination
      ? [step({ kind: "translate", what: "destination", from, to, by }, ["FWD-26"])]
      : []),
    ...(source ? [step({ kind: "translate", what: "source", from, to, by }, ["FWD-26"])] : []),
  ];
}

/** What is known of a guest's state: what its fact says, else what the switch says (FWD-47). */
export function keepsState(
  { behavior }: Model,
  guest: Guest | undefined,
): { readonly isStateful: boolean; readonly assumptions: readonly TraceAssumption[] } {
  if (guest?.keepsState !== undefined) return { isStateful: guest.keepsState, assumptions: [] };
  if (guest?.forwarding === "snat" || guest?.forwarding === "proxy") {
    return { isStateful: true, assumptions: [] };
  }
  const isStateful = behavior.guestsKeepState === "true";
  return { isStateful, assumptions: [assume("guestState", ["FWD-47"], `${isStateful}`)] };
}

const guestsByNic: (model: Model) => ReadonlyMap<Key, Guest> = perModel(
  ({ guests }) => new Map([...guests.values()].map((guest) => [guest.nic, guest])),
);

/** What is said of the guest behind an interface; absent when nobody says anything. */
export function guestOf(model: Model, nic: Key): Guest | undefined {
  return guestsByNic(model).get(nic);
}

function visitAt(
  { world, nic, guest, packet }: Arrival,
  steps: readonly Step[],
  outcome: Visit["outcome"],
  assumptions: readonly TraceAssumption[],
): Visit {
  const isForwarding = outcome.kind === "go";
  const address = primaryAddress(nic, packet.flow.destination);
  const isStateful = isForwarding && keepsState(world.model, guest).isStateful;
  return visitOf(
    { node: nodeOf("nic", nic), address, isStateful },
    { steps, outcome, assumptions },
  );
}
