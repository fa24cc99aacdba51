import { type Model, machineNames } from "../model/index.ts";
import { findTarget, listTargets, type Target, targetName } from "../route/index.ts";
import { suggest } from "./nearest.ts";
import { UsageError } from "./usage-error.ts";

/** Finds the target that a text names. Throws `UsageError` that says what there is instead. */
export function targetOf(model: Model, text: string): Target {
  const result = findTarget(model, text);
  switch (result.kind) {
    case "found":
      return result.target;
    case "ambiguous":
      throw new UsageError(
        `'${text}' names ${result.ids.length} resources`,
        `Give the full id of one: ${result.ids.join(" or ")}.`,
      );
    case "incomplete":
      throw new UsageError(
        `${result.id} is in the snapshot, but ${result.missing} is not, and its routes come from there`,
        "Add the virtual network of that subnet to the snapshot.",
      );
    case "network":
      throw new UsageError(
        `'${text}' is a virtual network; routes belong to its subnets`,
        result.subnets.length === 0
          ? "The snapshot holds none of its subnets."
          : `Name one: ${result.subnets.join(", ")}.`,
      );
    case "unknown": {
      const names = listTargets(model).map((target) => targetName(model, target));
      const hint = suggest(text, [...names, ...machineNames(model)]);
      throw new UsageError(
        `nothing in the snapshot is called '${text}'`,
        hint || "--all shows the routes of every interface, subnet, gateway and hub.",
      );
    }
  }
}

/** What a kind of target is called in headings and JSON. */
export const kindWords: Readonly<Record<Target["kind"], string>> = {
  nic: "network interface",
  subnet: "subnet",
  gateway: "gateway",
  firewall: "firewall",
  hub: "virtual hub",
};
