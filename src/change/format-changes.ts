import type { Resource } from "../arm/index.ts";
import { actionOf } from "./actions.ts";
import { applyAll, applyTo } from "./apply-changes.ts";
import type { Change } from "./change.ts";
import { Estate } from "./estate/estate.ts";
import { formatAzureCli } from "./form/azure-cli.ts";
import { formatPowerShell } from "./form/powershell.ts";
import { formatTemplate } from "./form/template.ts";
import { formatTerraform } from "./form/terraform.ts";
import type { Told, ToldChange } from "./form/told.ts";
import { orderChanges } from "./order-changes.ts";
import { type AddressOf, createAddresses } from "./terraform/address.ts";

/**
 * How changes are written.
 *
 * - `az`: commands of the Azure CLI, for bash.
 * - `bicep`, `arm`: a template for an incremental deployment.
 * - `terraform`: parts of a configuration for the provider azurerm 4.
 * - `classic`: changes of routes as PowerShell, of today and of the classic deployment model.
 */
export type ChangeForm = "az" | "bicep" | "terraform" | "arm" | "classic";

/** All forms, in the order in which they are offered. */
export const changeForms: readonly ChangeForm[] = ["az", "bicep", "terraform", "arm", "classic"];

/** What is known about resources beside their contents. */
export interface FormatOptions {
  /** Tells the address that Terraform has for what stands at a place of a plan or state. */
  readonly addressOf?: AddressOf;
}

/** Says in one sentence what a change does. */
export function describeChange(change: Change): string {
  return actionOf(change).describe(change);
}

/**
 * Writes changes as one text, in the order in which they have to be made; it ends without a line
 * break. A change that cannot be made is named in a comment and left out.
 *
 * Templates write each resource once, as it is after all changes. Names of the input are quoted so
 * that no form takes them for anything else. Cost: as of applying the changes twice.
 */
export function formatChanges(
  changes: readonly Change[],
  resources: ReadonlyMap<string, Resource>,
  form: ChangeForm,
  { addressOf = () => undefined }: FormatOptions = {},
): string {
  const told = tell(orderChanges(changes), resources, addressOf);
  switch (form) {
    case "az":
      return formatAzureCli(told);
    case "bicep":
    case "arm":
      return formatTemplate(told, form);
    case "terraform":
      return formatTerraform(told);
    case "classic":
      return formatPowerShell(told);
  }
}

function tell(
  changes: readonly Change[],
  resources: ReadonlyMap<string, Resource>,
  addressOf: AddressOf,
): Told {
  const { estate: after, failures } = applyAll(resources, changes);
  const failed = new Set(failures.map(({ change }) => change));
  const before = new Estate(resources);
  const addresses = createAddresses(before, addressOf);
  const subscriptions = new Set<string>();
  for (const { id } of resources.values()) {
    if (id.subscription !== undefined) subscriptions.add(id.subscription.toLowerCase());
  }
  const told = changes
    .filter((change) => !failed.has(change))
    .map((change): ToldChange => {
      const action = actionOf(change);
      const telling = { before, after, addresses };
      const said: ToldChange = {
        sentence: action.describe(change),
        commands: action.commands(change, telling),
        deploys: action.deploys(change, telling),
        blocks: action.terraform(change, telling),
        powershell: action.powershell?.(change, telling),
      };
      applyTo(before, change);
      return said;
    });
  return { changes: told, failures, after, namesSubscription: subscriptions.size > 1 };
}
