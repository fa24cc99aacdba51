import {
  type IpConfiguration,
  type Key,
  keyOf,
  type Model,
  type Nic,
  nicsOfMachine,
} from "../../model/index.ts";
import { formatIp, type Ip } from "../../net/index.ts";
import { findNamedTarget, type View } from "../../route/index.ts";
import {
  answered,
  type Outcome,
  type Refusal,
  refuse,
  refuseBadRequest,
  refuseUnknown,
} from "./outcome.ts";

/** Where routes and rules are asked for. */
export interface Place {
  readonly id: string;
  readonly view: View;
  /** Absent for a subnet, a gateway or a firewall. */
  readonly nic: Nic | undefined;
}

/** A place, or why there is none. */
export type Placed = { readonly kind: "placed"; readonly place: Place } | Refusal;

/**
 * Finds where the routes and rules of a resource are looked at: an interface as Azure has it, and
 * beside Azure a subnet, gateway or firewall.
 */
export function placeOf(model: Model, id: string): Placed {
  const found = findNamedTarget(model, id);
  switch (found?.kind) {
    case "found": {
      const { target } = found;
      if (target.kind === "hub") {
        return refuseBadRequest(`${id} is a virtual hub. Ask it for its effectiveRoutes.`);
      }
      const nic = target.kind === "nic" ? target.named : undefined;
      return { kind: "placed", place: { id: target.named.id, view: target.view, nic } };
    }
    case "incomplete":
      return refuseBadRequest(`${found.id} has no routes, since ${found.missing} is not there.`);
    case "ambiguous":
    case "network":
    case "unknown":
    case undefined:
      return refuseUnknown(id);
  }
}

/** What Azure answers only for running machines (EFF-2). */
export type NeedsMachine = "Routes" | "SecurityGroups";

/** The refusal for an interface without a running machine (ERR-80); absent for all others. */
export function refuseStopped(
  model: Model,
  { nic }: Place,
  wanted: NeedsMachine,
): Refusal | undefined {
  if (nic === undefined || isRunning(model, nic)) return undefined;
  const words = wanted === "Routes" ? "routes" : "security groups";
  return refuse(
    400,
    `NicMustBeAttachedToRunningVmToGetEffective${wanted}`,
    `A network interface must be attached to a running virtual machine to get effective ${words}. ` +
      `The network interface ${nic.id} is not attached to a running virtual machine.`,
  );
}

function isRunning({ virtualMachines }: Model, { virtualMachine }: Nic): boolean {
  if (virtualMachine === undefined) return false;
  return virtualMachines.get(keyOf(virtualMachine))?.isRunning !== false;
}

/** Interfaces of a machine, the primary one first; never empty. */
export type Machine = Outcome<readonly [Nic, ...Nic[]]>;

/** Finds the interfaces of what Network Watcher is asked about: a machine, or an interface. */
export function machineOf(model: Model, id: string): Machine {
  const key = keyOf(id);
  const nic = model.nics.get(key);
  if (nic !== undefined) return answered([nic]);
  const name = key.slice(key.lastIndexOf("/") + 1);
  const all = nicsOfMachine(model, name).filter(({ virtualMachine }) =>
    isSame(virtualMachine, key),
  );
  const primary = model.virtualMachines.get(key)?.primaryNic;
  const [first, ...others] = [...all].sort(
    (a, b) => Number(b.key === primary) - Number(a.key === primary),
  );
  if (first !== undefined) return answered([first, ...others]);
  return model.virtualMachines.has(key)
    ? refuseBadRequest(`${id} has no network interface.`)
    : refuseUnknown(id);
}

function isSame(id: string | undefined, key: Key): boolean {
  return id !== undefined && keyOf(id) === key;
}

/** The configuration of an interface that has an address; absent when none has. */
export function configurationWith(
  { ipConfigurations }: Nic,
  address: Ip,
): IpConfiguration | undefined {
  return ipConfigurations.find((one) => one.address === address);
}

/**
 * The interface of a machine that has an address: the one that was named, or the first that has it,
 * or the one that forwards for others. `otherwise` is the refusal where none may have it.
 */
export function nicWith(
  nics: readonly [Nic, ...Nic[]],
  wanted: string | undefined,
  address: Ip,
  otherwise: Refusal,
): Outcome<Nic> {
  const named = wanted === undefined ? nics : nics.filter(({ key }) => key === keyOf(wanted));
  if (named.length === 0) {
    return refuseBadRequest(`The machine has no network interface ${wanted}.`);
  }
  const owner = named.find((nic) => configurationWith(nic, address) !== undefined);
  if (owner !== undefined) return answered(owner);
  const [forwarder, ...others] = named.filter(({ forwardsIp }) => forwardsIp);
  if (forwarder === undefined) return otherwise;
  return others.length === 0
    ? answered(forwarder)
    : refuseBadRequest(
        `Several network interfaces of the machine forward packets from ${formatIp(address)}. ` +
          "Name one as targetNicResourceId.",
      );
}
