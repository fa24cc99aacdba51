import { end, step } from "./act.ts";
import { answerFrom } from "./answer.ts";
import { supposedEmitter } from "./emitter.ts";
import { filterEnd, judgeAt } from "./filtering.ts";
import { placelessNode } from "./node.ts";
import type { Visit, Visitor } from "./visit.ts";

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
  return {
    node: emitter?.node ?? placelessNode("subnet", subnet),
    address,
    otherAddresses: [],
    isVisible: true,
    isStateful: false,
    steps: [step({ kind: "receive", flow: packet.flow }), ...judged.steps],
    outcome: judged.refusal === undefined ? delivered() : filterEnd(judged.refusal),
    warnings: [],
    assumptions: judged.assumptions,
  };
};
