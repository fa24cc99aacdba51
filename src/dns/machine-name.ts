import { type Key, type Model, type Nic, nicsOfMachine, type PrivateZone } from "../model/index.ts";
import type { RuleId } from "../rule/index.ts";
import { assume, type NameAnswer } from "./name-answer.ts";

/** Finds a machine whose network registers it in a zone (PE-18); `undefined` when there is none. */
export function machineInZone(
  model: Model,
  zone: PrivateZone,
  name: string,
): NameAnswer | undefined {
  const machine = name.endsWith(`.${zone.zone}`) ? name.slice(0, -zone.zone.length - 1) : "";
  if (machine === "" || machine.includes(".")) return undefined;
  for (const link of zone.links) {
    if (!link.registersMachines) continue;
    const found = findMachine(model, link.network, machine, "PE-18");
    if (found !== undefined) return { ...found, places: [...found.places, link.place] };
  }
  return undefined;
}

/**
 * Finds a machine of a network by its name alone, as Azure's own DNS does inside one network (FWD-46);
 * `undefined` for names with a dot and where there is no such machine.
 */
export function machineInNetwork(model: Model, network: Key, name: string): NameAnswer | undefined {
  return name.includes(".") ? undefined : findMachine(model, network, name, "FWD-46");
}

function findMachine(
  model: Model,
  network: Key,
  name: string,
  rule: RuleId,
): NameAnswer | undefined {
  const [nic, ...others] = nicsOfMachine(model, name).filter(
    (one) => networkOf(model, one) === network,
  );
  const address = nic?.ipConfigurations.find((one) => one.address !== undefined)?.address;
  if (nic === undefined || address === undefined) return undefined;
  return {
    kind: "addresses",
    addresses: [address],
    source: "machineName",
    places: [nic.place],
    rules: [rule],
    // Only a machine's primary interface is registered, and the interface does not say that it is.
    assumptions: others.length === 0 ? [] : [assume("primaryInterface", [name, nic.name], [rule])],
  };
}

function networkOf(model: Model, { subnet }: Nic): Key | undefined {
  return subnet === undefined ? undefined : model.subnets.get(subnet)?.network;
}
