import { Cursor, type Reference, type Report } from "./cursor.ts";
import { type MachineSystemName, readSystem } from "./machine-system.ts";
import type { Resource } from "./resource.ts";

/** A virtual machine as written. */
export interface VirtualMachineBody {
  /** Absent when nothing tells. */
  readonly isRunning: boolean | undefined;
  readonly nics: readonly Reference[];
  /** The one that says so, where there are several. */
  readonly primaryNic: Reference | undefined;
  readonly scaleSet: Reference | undefined;
  /** Absent when nothing tells. */
  readonly system: MachineSystemName | undefined;
  /** Extensions that the answer about the machine lists. */
  readonly extensions: readonly MachineExtensionBody[];
}

/** An extension of a virtual machine as written: what it is called by its publisher. */
export interface MachineExtensionBody {
  /** Lower case; empty when not written. */
  readonly publisher: string;
  readonly type: string;
}

/** A scale set as written, as far as it stands in subnets. */
export interface ScaleSetBody {
  /** Subnets of the interfaces that its profile describes. */
  readonly subnets: readonly Reference[];
  readonly system: MachineSystemName | undefined;
  readonly extensions: readonly MachineExtensionBody[];
}

/** Reads a virtual machine. */
export function decodeVirtualMachine(resource: Resource, report: Report): VirtualMachineBody {
  const cursor = Cursor.of(resource, report);
  const nics = cursor.at("networkProfile").references("networkInterfaces");
  return {
    isRunning: readPowerStates(cursor)
      .map(isRunning)
      .find((known) => known !== undefined),
    nics,
    primaryNic: nics.length > 1 ? readPrimary(cursor) : undefined,
    // Only members of a flexible set are virtual machines of their own; a uniform set keeps its.
    scaleSet: cursor.reference("virtualMachineScaleSet"),
    system: readSystem(resource.body),
    extensions: cursor.list("resources").map(readExtension),
  };
}

function readPrimary(machine: Cursor): Reference | undefined {
  const cards = machine.at("networkProfile").list("networkInterfaces");
  return cards.find((card) => card.flag("primary") === true)?.asReference("networkInterfaces");
}

/** Reads an extension that is a resource of its own. */
export function decodeMachineExtension(resource: Resource, report: Report): MachineExtensionBody {
  return readExtension(Cursor.of(resource, report));
}

/** Reads a scale set. */
export function decodeScaleSet(resource: Resource, report: Report): ScaleSetBody {
  const profile = Cursor.of(resource, report).at("virtualMachineProfile");
  const cards = profile.at("networkProfile").list("networkInterfaceConfigurations");
  return {
    subnets: cards.flatMap((card) =>
      card.list("ipConfigurations").flatMap((one) => one.reference("subnet") ?? []),
    ),
    system: readSystem(profile.value),
    extensions: profile.at("extensionProfile").list("extensions").map(readExtension),
  };
}

// Its own type stands in `properties`, where that of the resource stands beside; flattened output
// of `az` gives it another name.
function readExtension(cursor: Cursor): MachineExtensionBody {
  const type = cursor.text("typePropertiesType") ?? cursor.text("type") ?? "";
  return { publisher: cursor.text("publisher")?.toLowerCase() ?? "", type: type.toLowerCase() };
}

// The instance view lists it among other statuses, Resource Graph has it apart, and `az vm list -d`
// writes it in words.
function readPowerStates(cursor: Cursor): readonly string[] {
  const graph = cursor.at("extended").at("instanceView").at("powerState").text("code");
  return [
    ...cursor
      .at("instanceView")
      .list("statuses")
      .flatMap((status) => status.text("code") ?? []),
    graph,
    cursor.text("powerState"),
  ].filter((text) => text !== undefined);
}

function isRunning(text: string): boolean | undefined {
  const state = /^(?:PowerState\/|VM )(\w+)$/i.exec(text)?.[1]?.toLowerCase();
  return state === undefined ? undefined : powerStates.get(state);
}

const powerStates: ReadonlyMap<string, boolean> = new Map([
  ["running", true],
  ["starting", false],
  ["stopping", false],
  ["stopped", false],
  ["deallocating", false],
  ["deallocated", false],
]);
