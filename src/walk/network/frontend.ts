import { flowKey, reverseFlow } from "../../flow/index.ts";
import type { Frontend, Key, LoadBalancer } from "../../model/index.ts";
import { formatIp } from "../../net/index.ts";
import { type FrontendMember, flowToMember, receiveAtFrontend } from "../../translate/index.ts";
import { end, goOneOf, step, visitOf } from "../engine/act.ts";
import { answerFrom } from "../engine/answer.ts";
import { remember, rememberChoice } from "../engine/memory.ts";
import type { Packet } from "../engine/position.ts";
import type { Next, Visit, Visiting, Visitor } from "../engine/visit.ts";
import { nodeOf } from "../node.ts";
import type { Step } from "../step.ts";
import { translationSteps } from "./interface.ts";

/**
 * A packet arrives at a front end: a rule gives it to one of the members, and replies of a routed
 * flow that come to the same front end to the same member (FWD-7, FWD-8).
 */
export const visitFrontend: Visitor<"frontend"> = (visiting) => {
  const { world, position, packet, memory } = visiting;
  const balancer = world.model.loadBalancers.get(position.balancer) as LoadBalancer;
  const frontend = balancer.frontends.find(({ key }) => key === position.frontend) as Frontend;
  const at: AtFrontend = { visiting, balancer, frontend };
  const received = step({ kind: "receive", flow: packet.flow });
  const verdict = receiveAtFrontend(world.model, balancer, frontend, packet.flow);
  const judged = step({ kind: "balance", verdict }, verdict.rules, verdict.places);
  const steps = [received, judged];
  switch (verdict.kind) {
    case "answers": {
      const answer = answerFrom({ ...position, kind: "frontend" }, packet, memory);
      const about = [balancer.name];
      return visitAt(
        at,
        steps,
        end("delivered", "answers", { about, rules: verdict.rules, answer }),
      );
    }
    case "refuses": {
      const about = [balancer.name, ...verdict.about];
      const { rules, places, reason } = verdict;
      return reason === "membersUnknown"
        ? visitAt(at, steps, end("insufficientInfo", "missing", { about, rules, places }))
        : visitAt(at, steps, refusalOf(at, reason, { about, rules, places }));
    }
    case "forwards":
      return forward(at, steps, verdict);
  }
};

interface AtFrontend {
  readonly visiting: Visiting<"frontend">;
  readonly balancer: LoadBalancer;
  readonly frontend: Frontend;
}

// As a next hop the front end is a dead end, as a destination nobody answers there.
function refusalOf(
  { visiting, frontend }: AtFrontend,
  reason: "noRuleForPort" | "noRuleForRouted" | "noBackend",
  parts: Parameters<typeof end>[2],
): Visit["outcome"] {
  const { destination } = visiting.packet.flow;
  const isOwn = destination === frontend.address || destination === frontend.publicIp?.address;
  const why = reason === "noBackend" ? "noBackend" : "noRuleForPort";
  return isOwn ? end("noSuchHost", why, parts) : end("nextHopUnreachable", why, parts);
}

type Forwards = Extract<ReturnType<typeof receiveAtFrontend>, { readonly kind: "forwards" }>;

function forward(at: AtFrontend, steps: readonly Step[], verdict: Forwards): Visit {
  const { packet, memory } = at.visiting;
  const known = memory.choices.get(choiceKey(at, packet, true));
  const chosen = verdict.members.filter((member) => nameOf(member) === known);
  const members = chosen.length > 0 ? chosen : verdict.members;
  const ways = members.map((member) => wayTo(at, verdict, member));
  const [first] = members;
  const shown =
    first === undefined || members.length > 1
      ? []
      : translationSteps(packet.flow, flowToMember(verdict, first, packet.flow), at.balancer.name);
  const outcome = goOneOf(ways, () =>
    end("nextHopUnreachable", "noBackend", {
      about: [at.balancer.name],
      rules: ["FWD-7", "FWD-33"],
    }),
  );
  return visitAt(at, [...steps, ...shown], outcome);
}

function wayTo(at: AtFrontend, verdict: Forwards, member: FrontendMember): Next {
  const { packet, memory, position } = at.visiting;
  const { isFromPublicIp } = position;
  const flow = flowToMember(verdict, member, packet.flow);
  const isTranslated = flowKey(flow) !== flowKey(packet.flow);
  const choice = rememberChoice(memory, choiceKey(at, packet, false), nameOf(member));
  const session = { device: at.balancer.name, before: packet.flow, after: flow } as const;
  const kind = isFromPublicIp ? "edge" : "member";
  const remembered = isTranslated
    ? remember(choice, { ...session, kind, back: undefined })
    : choice;
  const next = { packet: { ...packet, flow }, memory: remembered, label: nameOf(member) };
  if (member.nic === undefined) return { ...next, position: supposedAt(at, member) };
  const publicSku = isFromPublicIp ? at.frontend.publicIp?.sku : undefined;
  return { ...next, position: { kind: "interface", nic: member.nic, publicSku } };
}

// A member of which only the address is known stands in the front end's own subnet, as far as
// anybody can tell.
function supposedAt({ frontend, visiting }: AtFrontend, { address }: FrontendMember) {
  return {
    kind: "supposed",
    subnet: frontend.subnet ?? ("" as Key),
    address: address ?? visiting.packet.flow.destination,
  } as const;
}

function nameOf({ nic, address }: FrontendMember): string {
  if (nic !== undefined) return nic.split("/").at(-1) ?? nic;
  return address === undefined ? "?" : formatIp(address);
}

// The hash is the same for both directions of a routed flow (FWD-8).
function choiceKey({ frontend }: AtFrontend, { flow }: Packet, isReply: boolean): string {
  return `${frontend.key}|${flowKey(isReply ? reverseFlow(flow) : flow)}`;
}

function visitAt(
  { balancer, frontend, visiting }: AtFrontend,
  steps: readonly Step[],
  outcome: Visit["outcome"],
): Visit {
  const node = nodeOf("loadBalancer", balancer);
  const address = frontend.address ?? visiting.packet.flow.destination;
  return visitOf({ node, address, isVisible: outcome.kind === "end" }, { steps, outcome });
}
