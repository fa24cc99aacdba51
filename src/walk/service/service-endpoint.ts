import { end, step, visitOf } from "../engine/act.ts";
import { answerTo } from "../engine/answer.ts";
import type { Visitor } from "../engine/visit.ts";
import { regionOf } from "../network/internet-next.ts";
import { placelessNode } from "../node.ts";
import { askService } from "./service-ending.ts";

/**
 * A packet goes to a service through the service endpoint of the sender's subnet: TCP alone, with
 * the private source and the identity of the subnet that sends, which is an appliance's where one is
 * on the way (SE-2, SE-5).
 */
export const visitServiceEndpoint: Visitor<"serviceEndpoint"> = (visiting) => {
  const { world, position, packet, memory } = visiting;
  const { from, service: name } = position;
  const address = packet.flow.destination;
  const subnet = world.model.subnets.get(from.view.subnet);
  const received = step({ kind: "receive", flow: packet.flow });
  const identity = step(
    { kind: "remark", code: "identity", about: [subnet?.name ?? from.node.name, name] },
    ["SE-5", "SE-2"],
  );
  if (packet.flow.protocol !== "tcp") {
    const about = [name, packet.flow.protocol];
    const node = placelessNode("service", name);
    const outcome = end("protocolNotCarried", "protocol", { about, rules: ["SE-5", "X-33"] });
    return visitOf({ node, address }, { steps: [received], outcome });
  }
  const asked = askService(world, {
    flow: packet.flow,
    caller: {
      path: "serviceEndpoint",
      source: packet.flow.source,
      isAzureSource: true,
      region: regionOf(world.model, from),
      subnet: from.view.subnet,
      privateEndpoint: undefined,
    },
    success: "deliveredToService",
    answer: () => answerTo(from, packet, memory),
    rules: ["SE-5"],
    places: [],
  });
  const { outcome, assumptions } = asked;
  const steps = [received, identity, ...asked.steps];
  return visitOf({ node: asked.service.node, address }, { steps, outcome, assumptions });
};
