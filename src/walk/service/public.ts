import type { Caller } from "../../access/index.ts";
import { type Flow, isSuccess, isUnknownAddress, reverseFlow } from "../../flow/index.ts";
import type { Nic, PublicIpSku } from "../../model/index.ts";
import { formatIp, isPublicIp } from "../../net/index.ts";
import { findPublicOwner, type PublicOwner } from "../../translate/index.ts";
import { end, go, step, visitOf } from "../engine/act.ts";
import { answerFrom } from "../engine/answer.ts";
import { internetNode } from "../engine/emitter.ts";
import { findEdgeSession, type Memory, remember } from "../engine/memory.ts";
import type { Packet, Position } from "../engine/position.ts";
import type { Next, Visit, Visiting, Visitor } from "../engine/visit.ts";
import { regionOf } from "../network/internet-next.ts";
import { isPlatformAddress } from "../network/platform.ts";
import type { Node } from "../node.ts";
import type { RemarkCode, Step } from "../step.ts";
import type { TraceAssumption } from "../trace.ts";
import { askService } from "./service-ending.ts";

type PublicPosition = Extract<Position, { kind: "public" }>;

/**
 * A packet is on the public side. It may be a reply to a translated flow, go to a public address of
 * this estate, to a service of Azure over the backbone (FWD-17), or leave at the Internet edge
 * (FWD-18).
 */
export const visitPublic: Visitor<"public"> = (visiting) => {
  const { world, position, packet, memory } = visiting;
  const { flow } = packet;
  const received = step({ kind: position.answers === undefined ? "receive" : "send", flow });
  const session = packet.direction === "reply" ? findEdgeSession(memory, flow, "out") : undefined;
  if (session?.back !== undefined) {
    const to = reverseFlow(session.before);
    const act = {
      kind: "translate",
      what: "destination",
      from: flow,
      to,
      by: session.device,
    } as const;
    const isTranslated = to.destination !== flow.destination;
    const next = { position: session.back, packet: { ...packet, flow: to }, memory };
    const outcome = go({ ...next, label: formatIp(to.destination) });
    const undone = isTranslated ? [step(act, ["FWD-14"])] : [];
    return visit(position.answers ?? internetNode, packet, [received, ...undone], outcome);
  }
  const owner = findPublicOwner(world.model, flow.destination);
  if (owner !== undefined) return toOwner(visiting, owner, received);
  if (!isPublicIp(flow.destination) || isPlatformAddress(flow.destination)) {
    const about = [formatIp(flow.destination)];
    const rules = isPlatformAddress(flow.destination)
      ? (["FWD-20"] as const)
      : (["FWD-18"] as const);
    const outcome = end("noSuchHost", "nobodyThere", { about, rules });
    return visit(internetNode, packet, [received], outcome);
  }
  if (packet.direction === "reply") {
    const outcome = end("exitsToInternet", "leftToInternet", { rules: ["FWD-18"] });
    return visit(internetNode, packet, [received], outcome);
  }
  return toService(visiting, received);
};

function visit(
  node: Node,
  { flow }: Packet,
  steps: readonly Step[],
  outcome: Visit["outcome"],
  assumptions: readonly TraceAssumption[] = [],
): Visit {
  const address = isReached(node, outcome, flow) ? flow.destination : undefined;
  const isVisible = outcome.kind === "end";
  return visitOf({ node, address, isVisible }, { steps, outcome, assumptions });
}

// The Internet itself has no address; whoever a flow was for there has.
function isReached({ kind }: Node, outcome: Visit["outcome"], { destination }: Flow): boolean {
  if (outcome.kind === "go" || isUnknownAddress(destination)) return false;
  return kind !== "internet" || isSuccess(outcome.ending.disposition);
}

// The whole way between two public addresses of Azure is Microsoft's (FWD-18).
function toOwner(
  { packet, memory }: Visiting<"public">,
  owner: PublicOwner,
  received: Step,
): Visit {
  const steps = [received];
  switch (owner.kind) {
    case "nic": {
      const { nic, configuration } = owner;
      const destination = configuration.address;
      if (destination === undefined) {
        const about = [nic.name];
        return visit(
          internetNode,
          packet,
          steps,
          end("insufficientInfo", "missing", { about, rules: ["NSG-4"] }),
        );
      }
      const to = { ...packet.flow, destination };
      return arriveTranslated({ packet, memory, nic, to, publicSku: configuration.publicIp?.sku });
    }
    case "loadBalancer": {
      const { balancer, frontend } = owner;
      const position = {
        kind: "frontend",
        balancer: balancer.key,
        frontend: frontend.key,
        isFromPublicIp: true,
      } as const;
      return visit(
        internetNode,
        packet,
        steps,
        go({ position, packet, memory, label: balancer.name }),
      );
    }
    case "firewall": {
      const { firewall } = owner;
      const position = { kind: "firewall", firewall: firewall.key } as const;
      return visit(
        internetNode,
        packet,
        steps,
        go({ position, packet, memory, label: firewall.name }),
      );
    }
    case "gateway":
    case "natGateway": {
      const name = owner.kind === "gateway" ? owner.gateway.name : owner.natGateway.name;
      const about = [formatIp(packet.flow.destination), name];
      const outcome = end("noSuchHost", "nobodyThere", { about, rules: ["NSG-5"] });
      return visit(internetNode, packet, steps, outcome);
    }
  }
}

interface Translated {
  readonly packet: Packet;
  readonly memory: Memory;
  readonly nic: Nic;
  readonly to: Flow;
  readonly publicSku: PublicIpSku | undefined;
}

// The public address of an interface is its own in all but name (NSG-4).
function arriveTranslated({ packet, memory, nic, to, publicSku }: Translated): Visit {
  const from = packet.flow;
  const position = { kind: "interface", nic: nic.key, publicSku } as const;
  const session = { device: nic.name, before: from, after: to, kind: "edge" } as const;
  const remembered = remember(memory, { ...session, back: undefined });
  const act = { kind: "translate", what: "destination", from, to, by: nic.name } as const;
  const next = { position, packet: { ...packet, flow: to }, memory: remembered, label: nic.name };
  const steps = [step({ kind: "receive", flow: from }), step(act, ["NSG-4"], [nic.place])];
  return visit(internetNode, packet, steps, go(next));
}

function toService(visiting: Visiting<"public">, received: Step): Visit {
  const { world, position, packet, memory } = visiting;
  const { from, entry } = position;
  const caller: Caller = {
    path: entry === "servicePeering" ? "servicePeering" : "internet",
    source: packet.isSourceUnknown === true ? undefined : packet.flow.source,
    isAzureSource: entry === "azure",
    region: from === undefined ? undefined : regionOf(world.model, from),
    subnet: undefined,
    privateEndpoint: undefined,
  };
  const answer = (answers: Node): Next =>
    answerFrom({ kind: "public", from: undefined, entry, answers }, packet, memory);
  const asked = askService(world, {
    flow: packet.flow,
    caller,
    success: "deliveredToService",
    answer,
    rules: ["FWD-17"],
    places: [],
  });
  const { service } = asked;
  if (service.name === "internet") {
    const outcome = end("exitsToInternet", "leftToInternet", {
      rules: ["FWD-18"],
      answer: answer(internetNode),
    });
    return visit(internetNode, packet, [received, ...edgeRemarks(entry, false)], outcome);
  }
  const about = [service.name, service.region ?? ""];
  const steps = [
    received,
    ...(service.isAzure
      ? [step({ kind: "remark", code: "azureDestination", about }, ["FWD-17"])]
      : []),
    ...edgeRemarks(entry, service.isAzure),
    ...asked.steps,
  ];
  return visit(service.node, packet, steps, asked.outcome, asked.assumptions);
}

// What comes from a line of its own, or back over a circuit, has been outside Microsoft's network.
function edgeRemarks(entry: PublicPosition["entry"], isAzure: boolean): readonly Step[] {
  if (entry === "internet") return isAzure ? [remark("internetEntry", ["FWD-18"])] : [];
  if (entry === "servicePeering") return [];
  return [isAzure ? remark("backbone", ["FWD-17"]) : remark("internetEdge", ["FWD-18"])];
}

function remark(code: RemarkCode, rules: Step["rules"]): Step {
  return step({ kind: "remark", code, about: [] }, rules);
}
