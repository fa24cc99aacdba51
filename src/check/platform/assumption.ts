import type { FindingAssumption } from "../../finding/index.ts";
import type { Ground } from "../ground.ts";
import { listNames } from "./cause.ts";
import { type CutOff, namesOf } from "./cut-off.ts";

/** What a finding takes for granted of its subnets and of the place that packets are led to. */
export function assumedOf(
  ground: Ground,
  cutOff: CutOff,
  what: { readonly system: string; readonly needsAzureSource: boolean },
): readonly FindingAssumption[] {
  const names = listNames(namesOf(ground, cutOff));
  return [...certaintyAssumed(cutOff, names, what.system), ...siteAssumed(cutOff, what)];
}

function certaintyAssumed(
  { certainty }: CutOff,
  names: string,
  system: string,
): readonly FindingAssumption[] {
  switch (certainty) {
    case "known":
      return [];
    case "supposed": {
      const message = `Nothing tells what the machines in ${names} run; they are taken to run ${system}.`;
      return [{ code: "systemUnknown", message, rules: ["FWD-21"] }];
    }
    case "vacant": {
      const message = `No machine is in ${names} yet, as far as the input tells; ${system} may come there.`;
      return [{ code: "machinesUnknown", message, rules: ["FWD-21"] }];
    }
  }
}

function siteAssumed(
  { lost }: CutOff,
  { needsAzureSource }: { readonly needsAzureSource: boolean },
): readonly FindingAssumption[] {
  const outside = lost.find((one) => one.lost.loss.disposition === "exitsToOnPremises");
  if (outside === undefined || !needsAzureSource) return [];
  const { hops } = outside.lost.show().trace.journeys[0].forward;
  const link = hops.at(-2)?.node.name ?? outside.lost.loss.node;
  const message = `Nothing tells how the place behind ${link} reaches the Internet; it is taken to do so by an address of its own.`;
  return [{ code: "siteUnknown", message, rules: ["FWD-23", "ER-3"] }];
}

/** Whether the place that packets are led to is described by nobody. */
export function isSiteUnknown({ lost }: CutOff): boolean {
  return lost.every((one) => one.lost.loss.disposition === "exitsToOnPremises");
}
