import { resolveName } from "../../dns/index.ts";
import { type FirewallVerdict, type InspectContext, inspect } from "../../firewall/index.ts";
import { type Flow, reverseFlow } from "../../flow/index.ts";
import type { Firewall } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { lookupRoute } from "../../route/index.ts";
import { end, go, step, visitOf } from "../engine/act.ts";
import { firewallEmitter } from "../engine/emitter.ts";
import { findSession, type Memory, remember } from "../engine/memory.ts";
import type { Packet } from "../engine/position.ts";
import type { Visit, Visiting, Visitor, World } from "../engine/visit.ts";
import { exampleInternetAddress } from "../find/find-sender.ts";
import { nodeOf } from "../node.ts";
import type { Step } from "../step.ts";
import { translationSteps } from "./interface.ts";

/**
 * A packet arrives at an Azure Firewall: a reply belongs to a session or is dropped (FWD-26), a new
 * flow is judged by its rules. What passes is sent on by an instance, with the instance's table
 * (X-32).
 */
export const visitFirewall: Visitor<"firewall"> = (visiting) => {
  const { world, position, packet, memory } = visiting;
  const firewall = world.model.firewalls.get(position.firewall) as Firewall;
  const received = step({ kind: "receive", flow: packet.flow });
  const session = findSession(memory, firewall.id, packet.flow);
  if (packet.direction === "reply" && session !== undefined) {
    const known = step({ kind: "session", by: "device" }, ["FWD-26"]);
    const flow = reverseFlow(session.before);
    const steps = [received, known, ...translationSteps(packet.flow, flow, firewall.name)];
    return visitAt(firewall, steps, sendOn(world, firewall, { ...packet, flow }, memory));
  }
  if (packet.direction === "reply" && isOwn(firewall, packet.flow.destination)) {
    const outcome = end("delivered", "arrived", { about: [firewall.name], rules: ["FWD-4"] });
    return visitAt(firewall, [received], outcome);
  }
  if (packet.direction === "reply") {
    const about = [firewall.name];
    const outcome = end("statefulDrop", "noSession", {
      about,
      rules: ["FWD-26"],
      places: [firewall.place],
    });
    return visitAt(firewall, [received], outcome);
  }
  return judge(visiting, firewall, received);
};

// What it has sent itself: a flow that it passes on has a session.
function isOwn({ address, instances }: Firewall, destination: Ip): boolean {
  return [address, ...instances.map((one) => one.address)].includes(destination);
}

function judge(
  { world, packet, memory }: Visiting<"firewall">,
  firewall: Firewall,
  received: Step,
): Visit {
  const verdict = inspect(world.model, firewall, packet.flow, inspectContext(world, firewall));
  const judged = step({ kind: "inspect", verdict }, verdict.rules, verdict.places);
  const steps = [received, judged];
  const refusal = refusalOf(firewall, verdict);
  if (refusal !== undefined) return visitAt(firewall, steps, refusal, verdict.assumptions);
  const flow = translate(firewall, verdict, packet.flow);
  const session = {
    device: firewall.id,
    before: packet.flow,
    after: flow,
    kind: "device",
  } as const;
  const remembered = remember(memory, { ...session, back: undefined });
  const outcome = sendOn(world, firewall, { ...packet, flow }, remembered);
  const translated = translationSteps(packet.flow, flow, firewall.name);
  return visitAt(firewall, [...steps, ...translated], outcome, verdict.assumptions);
}

/** What the verdicts of a firewall depend on beside its rules: its view of names and its own routes. */
export function inspectContext(world: World, firewall: Firewall): Required<InspectContext> {
  const asker = askerOf(world, firewall);
  return {
    resolve: (name) => resolveName(world.model, asker, name),
    isTunneled: isTunneled(world, firewall),
  };
}

function refusalOf(firewall: Firewall, verdict: FirewallVerdict): Visit["outcome"] | undefined {
  const { action, collection, rule, missing, rules, places } = verdict;
  if (action === "allow") return undefined;
  if (action === "unknown") {
    const names = missing.map((id) => id.split("/").at(-1) ?? id);
    return end("insufficientInfo", "missing", { about: [firewall.name, ...names], rules, places });
  }
  const about = [firewall.name, collection, rule].flatMap((name) => name ?? []);
  return end("deniedByFirewall", "firewallDenies", { about, rules, places });
}

// The instance's address first; where its route leads to the Internet, the public one comes there
// (FWD-24, FWD-25).
function translate(firewall: Firewall, verdict: FirewallVerdict, flow: Flow): Flow {
  const { destination, translatesSource } = verdict;
  const to =
    destination === undefined
      ? flow
      : { ...flow, destination: destination.address, destinationPort: destination.port };
  const source = firewall.instances[0]?.address ?? firewall.address;
  return translatesSource && source !== undefined ? { ...to, source, sourcePort: undefined } : to;
}

function sendOn(
  _world: World,
  firewall: Firewall,
  packet: Packet,
  memory: Memory,
): Visit["outcome"] {
  const label = firewall.name;
  if (firewall.virtualHub !== undefined) {
    const position = { kind: "hub", hub: firewall.virtualHub, entry: firewall.key } as const;
    return go({ position, packet, memory, label });
  }
  const emitter = firewallEmitter(firewall);
  if (emitter === undefined) {
    return end("insufficientInfo", "missing", { about: [firewall.name], rules: ["EFF-1"] });
  }
  return go({ position: { kind: "leave", emitter }, packet, memory, label });
}

// Whether its own default route leads elsewhere than to the Internet (FWD-25).
function isTunneled({ router }: World, { subnet }: Firewall): boolean {
  const table = subnet === undefined ? undefined : router.tableOf({ subnet, gateway: undefined });
  const match = table === undefined ? undefined : lookupRoute(table.groups, exampleInternetAddress);
  return match !== undefined && match.route.nextHop.kind !== "internet";
}

function askerOf({ model }: World, { subnet }: Firewall) {
  const network = subnet === undefined ? undefined : model.subnets.get(subnet)?.network;
  return network === undefined
    ? ({ kind: "public" } as const)
    : ({ kind: "network", network } as const);
}

function visitAt(
  firewall: Firewall,
  steps: readonly Step[],
  outcome: Visit["outcome"],
  assumptions: Visit["assumptions"] = [],
): Visit {
  const [first, ...others] = firewall.instances.flatMap(({ address }) => address ?? []);
  const node = nodeOf("firewall", firewall);
  const address = first ?? firewall.address;
  return visitOf(
    { node, address, otherAddresses: others, isStateful: true },
    { steps, outcome, assumptions },
  );
}
