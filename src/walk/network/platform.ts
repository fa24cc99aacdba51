import { type Ip, parseIp } from "../../net/index.ts";
import { end, step } from "../engine/act.ts";
import { answerTo } from "../engine/answer.ts";
import type { Visitor } from "../engine/visit.ts";
import { placelessNode } from "../node.ts";

const platformAddresses: ReadonlyMap<Ip, string> = new Map(
  [
    ["168.63.129.16", "WireServer"],
    ["169.254.169.254", "IMDS"],
  ].flatMap(([text = "", name = ""]) => {
    const address = parseIp(text);
    return address === undefined ? [] : [[address, name] as const];
  }),
);

/** Whether the host itself answers at an address, whatever the routes say (FWD-20). */
export function isPlatformAddress(address: Ip): boolean {
  return platformAddresses.has(address);
}

/** The host answers by itself: no route, gateway or peering takes part (FWD-20). */
export const visitPlatform: Visitor<"platform"> = ({ position, packet, memory }) => {
  const { destination } = packet.flow;
  return {
    node: placelessNode("platform", platformAddresses.get(destination) ?? "host"),
    address: destination,
    otherAddresses: [],
    isVisible: true,
    isStateful: false,
    steps: [step({ kind: "receive", flow: packet.flow })],
    outcome: end("delivered", "answers", {
      rules: ["FWD-20", "NSG-10"],
      answer: answerTo(position.from, packet, memory),
    }),
    warnings: [],
    assumptions: [],
  };
};
