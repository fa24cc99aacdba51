import type { Repair, RepairDestination } from "../../finding/index.ts";
import type { Key } from "../../model/index.ts";
import { findEgress } from "../../translate/index.ts";
import type { Ground } from "../ground.ts";
import { somewhere } from "./aim.ts";
import type { CutOff } from "./cut-off.ts";
import { flowTo, senderIn } from "./sender.ts";
import { tenantsOf } from "./tenant.ts";

/**
 * The repair that leads packets straight to a service: routes to the Internet where the packets can
 * leave there, a way out where that is all that is missing. Absent where it would take both, or
 * something that is no route.
 */
export function directRoutes(
  ground: Ground,
  cutOff: CutOff,
  destinations: readonly RepairDestination[],
): Repair | undefined {
  const { cause, subnets } = cutOff;
  const affected = subnets.map(({ key }) => key);
  switch (cause.kind) {
    case "egress":
      return { kind: "addEgress", subnets: affected };
    case "filter":
    case "node":
      return undefined;
    case "route":
    case "firewall": {
      const own = cause.kind === "firewall" || affected.includes(cause.subnet);
      const where = own ? affected : [cause.subnet];
      if (destinations.length === 0 || !where.every((key) => canLeave(ground, key))) {
        return undefined;
      }
      return { kind: "addRoutes", subnets: where, destinations, nextHop: { kind: "internet" } };
    }
  }
}

/** Whether what a subnet's route sends to the Internet gets a public address there (8.6). */
export function canLeave(ground: Ground, key: Key): boolean {
  const { model } = ground;
  const subnet = model.subnets.get(key);
  const network = subnet && model.networks.get(subnet.network);
  if (subnet === undefined || network === undefined) return false;
  const [first] = tenantsOf(model, subnet).machines;
  const from = senderIn(ground, network, subnet, first?.nic);
  if (from === undefined) return false;
  const flow = flowTo(from, { address: somewhere, name: undefined, port: 443, label: "" });
  return findEgress(model, { flow, subnet: key, nic: from.nic }).kind !== "none";
}
