import { lookupRoute } from "../../route/index.ts";
import type { SeenTable } from "../rule.ts";
import { somewhere } from "./aim.ts";
import type { Lost } from "./ways.ts";

/**
 * Whether packets are lost for want of a way out of a subnet whose default route leads to the
 * Internet: all of its traffic is, and that is told once for all (TR115).
 */
export function leavesBySubnet({ table }: SeenTable, { cause }: Lost): boolean {
  if (cause.kind !== "egress") return false;
  return lookupRoute(table.groups, somewhere)?.route.nextHop.kind === "internet";
}

/**
 * Whether a policy keeps packets from a service, or leads them away: a tunnel or a firewall. Next
 * hops that are dead lose everything, and are told as such.
 */
export function isPolicy({ cause, loss }: Lost): boolean {
  switch (cause.kind) {
    case "firewall":
      return true;
    case "route":
      return cause.route.nextHop.kind === "gateway" || loss.disposition === "noOutbound";
    case "filter":
    case "egress":
    case "node":
      return false;
  }
}
