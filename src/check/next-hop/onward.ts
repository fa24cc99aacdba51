import { type Key, keyOf, type Model, type Nic, nicsOfMachine } from "../../model/index.ts";
import { lookupRoute } from "../../route/index.ts";
import { addressAt } from "../../walk/index.ts";
import type { Ground } from "../ground.ts";
import type { Draft } from "../rule.ts";
import { type Keyed, type Lead, type Led, partsOf, routesLead } from "./lead.ts";

/** An interface through which a machine sends on what it gets at another one. */
export interface Onward {
  readonly nic: Nic;
  /** Name of the machine. */
  readonly machine: string;
  /** The subnet that the interface stands in, `network/subnet`. */
  readonly subnet: string;
}

/**
 * The other interfaces without IP forwarding of the machines at a next hop, in subnets to which the
 * routes lead: an operating system sends through the interface that stands in the destination's
 * subnet, and it may not emit what has the source of another (FWD-5).
 */
export function onwardOf({ model }: Ground, lead: Lead): readonly Keyed<Onward>[] {
  if (lead.stop.kind !== "devices") return [];
  return lead.stop.devices.flatMap(({ nic, name }) =>
    (nic === undefined ? [] : siblingsOf(model, nic)).flatMap((other) => {
      const subnet = other.subnet === nic?.subnet ? undefined : other.subnet;
      if (other.forwardsIp || subnet === undefined || !leadInto(model, lead, subnet)) return [];
      const thing = { nic: other, machine: name, subnet: subnetName(model, subnet) };
      return [{ key: other.key, thing }];
    }),
  );
}

function siblingsOf(model: Model, nic: Nic): readonly Nic[] {
  const machine = nic.virtualMachine;
  if (machine === undefined) return [];
  const name = machine.slice(machine.lastIndexOf("/") + 1).toLowerCase();
  return nicsOfMachine(model, name).filter(
    ({ key, virtualMachine }) =>
      key !== nic.key && virtualMachine !== undefined && keyOf(virtualMachine) === keyOf(machine),
  );
}

function leadInto(model: Model, { use, hop }: Lead, subnet: Key): boolean {
  const prefixes = model.subnets.get(subnet)?.prefixes ?? [];
  return prefixes.some(({ prefix }) => {
    const match = lookupRoute(use.seen.table.groups, addressAt(prefix, 0));
    return match !== undefined && hop.routes.includes(match.route);
  });
}

function subnetName({ subnets, networks }: Model, key: Key): string {
  const subnet = subnets.get(key);
  const network = subnet && networks.get(subnet.network);
  return `${network?.name ?? "?"}/${subnet?.name ?? key}`;
}

/** Says what it means; how the guest sends on is taken for granted. */
export function onwardDraft(ground: Ground, { thing, leads }: Led<Onward>): Draft {
  const { nic, machine, subnet } = thing;
  const message = `${machine} sends to ${subnet} through ${nic.name}, which stands in it`;
  return {
    severity: "warning",
    message: `${routesLead(leads)} to ${machine}, also for ${subnet}, and IP forwarding is off at ${nic.name}, its interface there. It may not emit there what has the source of another.`,
    remedy: `Switch IP forwarding on at ${nic.name}, too.`,
    place: nic.place,
    ...partsOf(ground, leads),
    subject: ["onward"],
    assumptions: [{ code: "guestSendsOnNearest", message, rules: ["FWD-5"] }],
    repair: { kind: "forwardIp", nics: [nic.key] },
  };
}
