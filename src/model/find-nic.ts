import type { Ip } from "../net/index.ts";
import type { Nic } from "./device.ts";
import { createFinder, type Finder } from "./finder.ts";
import { type Key, keyOf } from "./key.ts";
import type { Model } from "./model.ts";
import { perModel } from "./per-model.ts";

/** Whether the last segment of a key is a name; names are compared in lower case. */
export function isCalled(key: Key, name: string): boolean {
  const at = key.length - name.length - 1;
  return key.charCodeAt(at) === slash && key.endsWith(name) && !name.includes("/");
}

const slash = 47;

/** Finds interfaces by their own name, in lower case; in the order of their ids. */
export function nicsCalled(model: Model, name: string): readonly Nic[] {
  return byName(model).find(name);
}

/** Finds the interfaces of machines of a name, in lower case; in the order of their ids. */
export function nicsOfMachine(model: Model, name: string): readonly Nic[] {
  return byMachine(model).find(name);
}

/** Finds the interfaces with an address, in whatever network; in the order of their ids. */
export function nicsWithAddress(model: Model, address: Ip): readonly Nic[] {
  return byAddress(model).find(address);
}

const byName: (model: Model) => Finder<Nic, string> = perModel(({ nics }) =>
  createFinder<Nic, string>({
    things: { [Symbol.iterator]: () => nics.values() },
    has: ({ key }, name) => isCalled(key, name),
    keysOf: ({ key }) => [lastSegment(key)],
  }),
);

const byMachine: (model: Model) => Finder<Nic, string> = perModel(({ nics }) =>
  createFinder<Nic, string>({
    things: { [Symbol.iterator]: () => nics.values() },
    has: ({ virtualMachine }, name) => {
      if (virtualMachine === undefined) return false;
      // Most names differ in length or in their end, and only the others are worth a copy.
      const at = virtualMachine.length - name.length - 1;
      if (virtualMachine.charCodeAt(at) !== slash || !hasSameEnd(virtualMachine, name))
        return false;
      return lastSegment(virtualMachine).toLowerCase() === name;
    },
    keysOf: ({ virtualMachine }) =>
      virtualMachine === undefined ? [] : [lastSegment(keyOf(virtualMachine))],
  }),
);

const byAddress: (model: Model) => Finder<Nic, Ip> = perModel(({ nics }) =>
  createFinder<Nic, Ip>({
    things: { [Symbol.iterator]: () => nics.values() },
    has: ({ ipConfigurations }, wanted) => {
      for (const { address } of ipConfigurations) if (address === wanted) return true;
      return false;
    },
    keysOf: ({ ipConfigurations }) => ipConfigurations.flatMap(({ address }) => address ?? []),
  }),
);

// Whether the last characters are alike but for the case; names of Azure are ASCII.
function hasSameEnd(text: string, name: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return (last | caseBit) === (name.charCodeAt(name.length - 1) | caseBit);
}

const caseBit = 32;

function lastSegment(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
