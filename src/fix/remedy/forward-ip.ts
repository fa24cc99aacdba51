import { planned, type Remedy, refused } from "../plan.ts";

/** Interfaces take and send packets that are not their own (FWD-5). */
export const forwardIp: Remedy<"forwardIp"> = ({ nics }, { model }) => {
  const found = nics.flatMap((key) => model.nics.get(key) ?? []).filter((nic) => !nic.forwardsIp);
  if (found.length === 0) return refused("these interfaces forward already");
  return planned(
    found.map(({ id }) => ({ kind: "setIpForwarding", nic: id, isOn: true }) as const),
    ["The guest must forward, too: net.ipv4.ip_forward in Linux, routing in Windows."],
  );
};
