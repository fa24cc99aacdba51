import type { Key, Model, PrivateEndpoint } from "../../model/index.ts";
import { formatIp } from "../../net/index.ts";
import type { RuleId } from "../../rule/index.ts";
import { end, step, visitOf, warn } from "../engine/act.ts";
import { answerFrom, answerTo } from "../engine/answer.ts";
import type { Emitter, Packet } from "../engine/position.ts";
import type { Next, Visit, Visiting, Visitor } from "../engine/visit.ts";
import { nodeOf } from "../node.ts";
import { askService } from "../service/service-ending.ts";
import type { Step } from "../step.ts";
import type { TraceAssumption, Warning } from "../trace.ts";
import { hasAddress } from "./crossing.ts";
import { networkOf } from "./deliver.ts";
import { filterEnd, judgeAt } from "./filtering.ts";

/**
 * A packet reaches a private endpoint: the endpoint's subnet filters only by policy (PE-10), and
 * the answer goes straight back to the device that sent the packet, whatever routes the endpoint's
 * subnet has (PE-15, PE-19).
 */
export const visitPrivateEndpoint: Visitor<"privateEndpoint"> = (visiting) => {
  const { world, position, packet, memory } = visiting;
  const endpoint = world.model.privateEndpoints.get(position.endpoint) as PrivateEndpoint;
  const received = step({ kind: "receive", flow: packet.flow }, ["PE-1"]);
  const visit = (
    steps: readonly Step[],
    outcome: Visit["outcome"],
    assumptions: readonly TraceAssumption[] = [],
    warnings: readonly Warning[] = [],
  ): Visit =>
    visitOf(
      { node: nodeOf("privateEndpoint", endpoint), address: packet.flow.destination },
      { steps: [received, ...steps], outcome, warnings, assumptions },
    );
  const { protocol } = packet.flow;
  if (protocol !== "tcp" && protocol !== "udp") {
    const about = [endpoint.name, protocol];
    return visit([], end("protocolNotCarried", "protocol", { about, rules: ["X-33", "PE-11"] }));
  }
  const judged = judgeAt(world, questionOf(endpoint, packet), memory);
  if (judged.refusal !== undefined) {
    return visit(judged.steps, filterEnd(judged.refusal), judged.assumptions);
  }
  const reply = replyOf(visiting, endpoint);
  const asked = askService(world, {
    flow: packet.flow,
    caller: {
      path: "privateEndpoint",
      source: packet.flow.source,
      isAzureSource: true,
      region: networkOf(world.model, position.from)?.region,
      subnet: undefined,
      privateEndpoint: endpoint.key,
    },
    success: "delivered",
    answer: () => reply.answer,
    rules: reply.rules,
    places: [endpoint.place],
  });
  const assumptions = [...judged.assumptions, ...asked.assumptions];
  return visit([...judged.steps, ...asked.steps], asked.outcome, assumptions, reply.warnings);
};

function questionOf(endpoint: PrivateEndpoint, { flow }: Packet) {
  return {
    direction: "inbound",
    flow,
    subnet: endpoint.subnet,
    nic: undefined,
    privateEndpoint: endpoint.key,
  } as const;
}

interface Reply {
  readonly answer: Next;
  readonly rules: readonly RuleId[];
  readonly warnings: readonly Warning[];
}

// What an appliance sends on without its own address in it is answered to the appliance's host,
// which loses it in one known case (PE-12, X-20).
function replyOf(
  { world, position, packet, memory }: Visiting<"privateEndpoint">,
  endpoint: PrivateEndpoint,
): Reply {
  const { from } = position;
  const answer = answerTo(from, packet, memory);
  const isDirect = from.nic !== undefined && !isDetour(world.model, from, packet);
  const rules: readonly RuleId[] = ["PE-1", "PE-11", ...(isDirect ? [] : (["PE-19"] as const))];
  if (!isDetour(world.model, from, packet)) return { answer, rules, warnings: [] };
  const warning = warn(
    "endpointWithoutTranslation",
    ["PE-12", "X-20"],
    from.node.name,
    endpoint.name,
  );
  const appliance = networkOf(world.model, from);
  const isLost =
    appliance !== undefined &&
    hasAddress(appliance, packet.flow.source) &&
    world.model.behavior.peNoSnatSameVnet === "drop";
  if (!isLost) return { answer, rules, warnings: [warning] };
  const loss = {
    disposition: "statefulDrop",
    reason: "endpointReplyLost",
    about: [from.node.name, formatIp(packet.flow.source)],
    rules: ["PE-12", "X-20"],
    places: [],
  } as const;
  const lost = answerFrom({ kind: "lost", from, loss }, packet, memory);
  return { answer: lost, rules, warnings: [warning] };
}

// Whether an appliance passes on a packet of somebody else, untranslated and without the tag that
// lifts the need.
function isDetour(model: Model, from: Emitter, { flow }: Packet): boolean {
  if (from.node.kind === "firewall") {
    return ![from.address, ...from.otherAddresses].includes(flow.source);
  }
  const nic = from.nic === undefined ? undefined : model.nics.get(from.nic as Key);
  if (nic === undefined || nic.keepsSourceToPrivateLink) return false;
  return nic.ipConfigurations.every(({ address }) => address !== flow.source);
}
