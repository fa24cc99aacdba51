import {
  type Key,
  keyOf,
  type Model,
  type Nic,
  perModel,
  publishedNics,
  type Subnet,
} from "../model/index.ts";
import { familyOf } from "../net/index.ts";
import type { RuleId } from "../rule/index.ts";
import type { Membership } from "./balancer-egress.ts";
import type { Egress, EgressObstacle } from "./egress.ts";
import { hasPorts, noWayOut, type Sender, wayOut } from "./sender.ts";

/** Steps 5 and 6 of section 8.6: default outbound access, or nothing. */
export function askDefaultOutbound(sender: Sender, memberships: readonly Membership[]): Egress {
  const { subnet } = sender;
  const places = [subnet.place];
  const found = findObstacle(sender, memberships);
  if (found !== undefined) return noWayOut(found.obstacle, found.rules, { places, by: found.by });
  const rules: readonly RuleId[] = ["FWD-28", "FWD-31", ...(isWritten(subnet) ? [] : whoDecides)];
  const assumptions = [{ code: "defaultOutboundAddress", about: [], rules } as const];
  return wayOut("defaultOutbound", { places, rules, assumptions });
}

interface Obstacle {
  readonly obstacle: EgressObstacle;
  readonly rules: readonly RuleId[];
  readonly by: string | undefined;
}

// FWD-15: where the subnet does not say, the switch does.
const whoDecides: readonly RuleId[] = ["FWD-15"];

// FWD-31. What no change of the subnet could help comes first.
function findObstacle(sender: Sender, memberships: readonly Membership[]): Obstacle | undefined {
  const { flow, subnet, model } = sender;
  if (!hasPorts(flow)) return { obstacle: "protocol", rules: ["FWD-30", "X-33"], by: undefined };
  if (familyOf(flow.source) === 6) return { obstacle: "family", rules: ["FWD-31"], by: undefined };
  if (isPrivate(subnet, model)) {
    return { obstacle: "privateSubnet", rules: ["FWD-31", "FWD-15", "X-25"], by: subnet.name };
  }
  const set = machineOf(sender);
  if (set?.isInFlexibleSet) return { obstacle: "flexibleSet", rules: ["FWD-31"], by: set.name };
  // Source: Microsoft Learn, "Backend pool management": a pool of addresses leaves default outbound
  // access as it was.
  const standard = memberships.find(
    ({ balancer, isByAddress }) => balancer.sku === "standard" && !isByAddress,
  );
  if (standard !== undefined) {
    return { obstacle: "standardBalancer", rules: ["FWD-31"], by: standard.balancer.name };
  }
  const other = findPublicSibling(sender);
  return other === undefined
    ? undefined
    : { obstacle: "otherPublicIp", rules: ["FWD-31"], by: other };
}

function isWritten({ hasDefaultOutbound }: Subnet): boolean {
  return hasDefaultOutbound !== undefined;
}

function isPrivate({ hasDefaultOutbound }: Subnet, { behavior }: Model): boolean {
  return hasDefaultOutbound === undefined
    ? behavior.privateSubnetDefault === "true"
    : !hasDefaultOutbound;
}

function machineOf({ nic, model }: Sender) {
  return nic?.virtualMachine === undefined
    ? undefined
    : model.virtualMachines.get(keyOf(nic.virtualMachine));
}

// Source: Microsoft Learn, "Default outbound access": one interface with a public address takes it
// away from all interfaces of the machine.
function findPublicSibling({ nic, model }: Sender): string | undefined {
  if (nic === undefined) return undefined;
  const machine = nic.virtualMachine;
  const siblings = machine === undefined ? [nic] : (nicsByMachine(model).get(keyOf(machine)) ?? []);
  return siblings.find(hasPublicIp)?.name;
}

function hasPublicIp({ ipConfigurations }: Nic): boolean {
  return ipConfigurations.some(({ publicIp }) => publicIp !== undefined);
}

// Only interfaces of machines where one has a public address: they are few, and the others cannot
// matter.
const nicsByMachine: (model: Model) => ReadonlyMap<Key, readonly Nic[]> = perModel((model) => {
  const found = new Map<Key, Nic[]>();
  for (const nic of publishedNics(model)) {
    if (nic.virtualMachine === undefined) continue;
    const machine = keyOf(nic.virtualMachine);
    const known = found.get(machine);
    if (known === undefined) found.set(machine, [nic]);
    else known.push(nic);
  }
  return found;
});
