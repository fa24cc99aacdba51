/**
 * mapping: the azurerm provider's resources beside ARM's, one table a family.
 *
 * Takes the attributes of a Terraform resource; gives the id and body that ARM has for it, or what
 * it adds to another resource. Invariant: every table is total and pure; an attribute of another
 * type than expected makes no property, an unknown one an unknown property. Does not know plans,
 * states, modules or expressions.
 */
import type { Addition, Family, Mapping } from "./mapping.ts";
import { network } from "./network.ts";

export { findExport } from "./export.ts";
export {
  type Addition,
  type Attributes,
  type Defaults,
  type Exported,
  everyEntry,
  type Mapping,
} from "./mapping.ts";

/** Every family, with its name for messages of tests. */
export const families: Readonly<Record<string, Family>> = { network };

/** How a type of the provider, `azurerm_subnet`, becomes a resource of ARM. */
export function mappingOf(terraform: string): Mapping | undefined {
  return mappings.get(terraform);
}

/** What a type of the provider, `azurerm_subnet_route_table_association`, adds to a resource. */
export function additionOf(terraform: string): Addition | undefined {
  return additions.get(terraform);
}

const mappings: ReadonlyMap<string, Mapping> = new Map(
  Object.values(families).flatMap((family) =>
    family.mappings.map((mapping) => [mapping.terraform, mapping]),
  ),
);

const additions: ReadonlyMap<string, Addition> = new Map(
  Object.values(families).flatMap((family) =>
    family.additions.map((addition) => [addition.terraform, addition]),
  ),
);
