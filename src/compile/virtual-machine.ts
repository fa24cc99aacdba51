import { type Key, keyOf, type VirtualMachine } from "../model/index.ts";
import { type Item, mapByKey, namedOf } from "./sources.ts";

/** Builds the virtual machines. */
export function lowerVirtualMachines(
  items: readonly Item<"virtualMachine">[],
): ReadonlyMap<Key, VirtualMachine> {
  return mapByKey(
    items.map((item): VirtualMachine => {
      const { isRunning, scaleSet } = item.body;
      return { ...namedOf(item), isRunning, isInFlexibleSet: scaleSet !== undefined };
    }),
  );
}

/** Ids of virtual machines by the keys of the interfaces that they name. */
export function machinesByNic(items: readonly Item<"virtualMachine">[]): ReadonlyMap<Key, string> {
  const found = new Map<Key, string>();
  for (const { id, body } of items) {
    for (const nic of body.nics) found.set(keyOf(nic.id), id);
  }
  return found;
}
