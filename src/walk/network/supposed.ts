import { formatIp, type Ip } from "../../net/index.ts";
import { findPublicOwner } from "../../translate/index.ts";
import { end, step, visitOf } from "../engine/act.ts";
import { answerFrom } from "../engine/answer.ts";
import { supposedEmitter } from "../engine/emitter.ts";
import type { Emitter } from "../engine/position.ts";
import type { Visit, Visitor, World } from "../engine/visit.ts";
import { placelessNode } from "../node.ts";
import { networkOf } from "./deliver.ts";
import { filterEnd, judgeAt } from "./filtering.ts";

/** A packet arrives at a host that the question supposes: only the subnet filters it. */
export const visitSupposed: Visitor<"supposed"> = ({ world, position, packet, memory }) => {
  const { subnet, address } = position;
  const emitter = supposedEmitter(world.model, subnet, address);
  const question = {
    direction: "inbound",
    flow: packet.flow,
    subnet,
    nic: undefined,
    privateEndpoint: undefined,
  } as const;
  const judged = judgeAt(world, question, memory);
  const answers = packet.direction === "forward" && emitter !== undefined;
  const delivered = (): Visit["outcome"] =>
    end("delivered", "arrived", {
      about: [emitter?.node.name ?? subnet],
      rules: ["FWD-4"],
      ...(answers ? { answer: answerFrom({ kind: "leave", emitter }, packet, judged.memory) } : {}),
    });
  // Nobody knows whether such a host passes on what is for others.
  const arrived = (): Visit["outcome"] =>
    isFor(world, address, packet.flow.destination, emitter)
      ? delivered()
      : end("insufficientInfo", "missing", { about: [formatIp(address)], rules: ["FWD-5"] });
  const node = emitter?.node ?? placelessNode("subnet", subnet);
  const steps = [step({ kind: "receive", flow: packet.flow }), ...judged.steps];
  const outcome = judged.refusal === undefined ? arrived() : filterEnd(judged.refusal);
  return visitOf({ node, address }, { steps, outcome, assumptions: judged.assumptions });
};

// Behind a front end that keeps the destination, a member gets packets for the front end's address.
function isFor(world: World, address: Ip, destination: Ip, emitter: Emitter | undefined): boolean {
  if (destination === address || emitter === undefined) return true;
  const network = networkOf(world.model, emitter);
  const owner = network && world.owners.ownerOf(network.key, destination);
  const kinds = [owner?.kind, findPublicOwner(world.model, destination)?.kind];
  return kinds.includes("loadBalancer");
}
