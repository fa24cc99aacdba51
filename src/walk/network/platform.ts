import { type Ip, parseIp } from "../../net/index.ts";
import { end, step, visitOf } from "../engine/act.ts";
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
  const node = placelessNode("platform", platformAddresses.get(destination) ?? "host");
  const answer = answerTo(position.from, packet, memory);
  const outcome = end("delivered", "answers", { rules: ["FWD-20", "NSG-10"], answer });
  const steps = [step({ kind: "receive", flow: packet.flow })];
  return visitOf({ node, address: destination }, { steps, outcome });
};
