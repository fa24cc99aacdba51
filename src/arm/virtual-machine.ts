import { Cursor, type Reference, type Report } from "./cursor.ts";
import type { Resource } from "./resource.ts";

/** A virtual machine as written. */
export interface VirtualMachineBody {
  /** Absent when nothing tells. */
  readonly isRunning: boolean | undefined;
  readonly nics: readonly Reference[];
  readonly scaleSet: Reference | undefined;
}

/** Reads a virtual machine. */
export function decodeVirtualMachine(resource: Resource, report: Report): VirtualMachineBody {
  const cursor = Cursor.of(resource, report);
  return {
    isRunning: readPowerStates(cursor)
      .map(isRunning)
      .find((known) => known !== undefined),
    nics: cursor.at("networkProfile").references("networkInterfaces"),
    // Only members of a flexible set are virtual machines of their own; a uniform set keeps its.
    scaleSet: cursor.reference("virtualMachineScaleSet"),
  };
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
