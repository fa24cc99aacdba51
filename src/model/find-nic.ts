import type { Ip } from "../net/index.ts";
import type { Nic } from "./device.ts";
import { createFinder, type Finder } from "./finder.ts";
import type { Model } from "./model.ts";
import { perModel } from "./per-model.ts";

/**
 * Finds the interfaces of machines of a name, in lower case; in the order of their ids. Cost: the
 * first call for a model looks at the end of every interface's machine; later ones go over numbers.
 */
export function nicsOfMachine(model: Model, name: string): readonly Nic[] {
  const { nics, endings } = machineEndings(model);
  const wanted = endingOf(name);
  const found: Nic[] = [];
  for (let at = 0; at < endings.length; at += 1) {
    if (endings[at] !== wanted) continue;
    const nic = nics[at] as Nic;
    if (machineName(nic)?.toLowerCase() === name) found.push(nic);
  }
  return found;
}

/** The names of all machines that have interfaces, as written, each once. */
export function machineNames({ nics }: Model): readonly string[] {
  return [...new Set([...nics.values()].flatMap((nic) => machineName(nic) ?? []))];
}

function machineName({ virtualMachine }: Nic): string | undefined {
  return virtualMachine?.slice(virtualMachine.lastIndexOf("/") + 1);
}

interface MachineEndings {
  readonly nics: readonly Nic[];
  readonly endings: Int32Array;
}

const machineEndings: (model: Model) => MachineEndings = perModel((model) => {
  const nics = [...model.nics.values()];
  const endings = new Int32Array(nics.length);
  for (const [at, { virtualMachine }] of nics.entries()) {
    if (virtualMachine !== undefined) endings[at] = endingOf(virtualMachine);
  }
  return { nics, endings };
});

const slash = 47;
const caseBit = 32;

// The last four characters of a name in one number, whatever their case: names of Azure are ASCII.
// An index of all names would cost ten times as much, and most questions are answered without.
function endingOf(text: string): number {
  let ending = 0;
  const first = Math.max(0, text.length - 4);
  for (let at = text.length - 1; at >= first; at -= 1) {
    const character = text.charCodeAt(at);
    if (character === slash) break;
    ending = (ending << 8) | ((character | caseBit) & 255);
  }
  return ending;
}

/** Finds the interfaces with an address, in whatever network; in the order of their ids. */
export function nicsWithAddress(model: Model, address: Ip): readonly Nic[] {
  return byAddress(model).find(address);
}

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
