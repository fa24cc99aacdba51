import { type Gateway, type Key, type Nic, nicsBySubnet, type Subnet } from "../model/index.ts";
import { findSender } from "../walk/index.ts";
import type { Ground } from "./ground.ts";
import type { ShownFlow } from "./show-walk.ts";

/** Who sends a flow that shows something. */
export type ShownSender = Pick<ShownFlow, "from" | "sender" | "source">;

/**
 * Somebody in a subnet who could send over IPv4: its first machine, or a host that is supposed to be
 * there. Absent where the subnet has no room for one.
 */
export function senderIn({ model, walker }: Ground, subnet: Subnet): ShownSender | undefined {
  const machines = (nicsBySubnet(model).get(subnet.key) ?? []).filter(isMachine);
  const nic = machines.find(({ forwardsIp }) => !forwardsIp) ?? machines[0];
  const source = nic?.ipConfigurations.find(
    ({ subnet: at, address }) => at === subnet.key && typeof address === "number",
  )?.address;
  if (nic !== undefined && source !== undefined) {
    return { from: nic.name, sender: { kind: "nic", nic: nic.key }, source };
  }
  return found(walker, subnet.id);
}

/** Somebody on the other side of a gateway; absent where nothing tells who is there. */
export function senderBehind({ walker }: Ground, { id }: Gateway): ShownSender | undefined {
  return found(walker, id);
}

/** A host of a place outside Azure; absent where nothing tells its addresses. */
export function senderAtSite({ walker }: Ground, site: Key): ShownSender | undefined {
  return found(walker, site);
}

/** Whether an interface belongs to a machine: those of private endpoints never send (PE-11). */
export function isMachine({ privateEndpoint }: Nic): boolean {
  return privateEndpoint === undefined;
}

function found({ world }: Ground["walker"], text: string): ShownSender | undefined {
  const result = findSender(world, text);
  if (result.kind !== "found") return undefined;
  return { from: result.label, sender: result.sender, source: result.address };
}
