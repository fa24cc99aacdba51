/**
 * mapping: the azurerm provider's resources beside ARM's, one table a family.
 *
 * Takes the attributes of a Terraform resource; gives the id and body that ARM has for it, or what
 * it adds to another resource. Invariant: every table is total and pure; an attribute of another
 * type than expected makes no property, an unknown one an unknown property. Does not know plans,
 * states, modules or expressions.
 */
import { address } from "./address.ts";
import { compute } from "./compute.ts";
import { loadBalancing } from "./load-balancer.ts";
import type { Addition, Family, Mapping } from "./mapping.ts";
import { network } from "./network.ts";
import { nics } from "./nic.ts";
import { routing } from "./route.ts";
import { security } from "./security.ts";

export { type Found, findExport } from "./export.ts";
export type {
  Addition,
  Attributes,
  Defaults,
  Exported,
  Mapping,
} from "./mapping.ts";

/** Every family, one a file. */
export const families: readonly Family[] = [
  network,
  routing,
  security,
  address,
  nics,
  compute,
  loadBalancing,
];

/** How a type of the provider, `azurerm_subnet`, becomes a resource of ARM. */
export function mappingOf(terraform: string): Mapping | undefined {
  return mappings.get(terraform);
}

/** What a type of the provider, `azurerm_subnet_route_table_association`, adds to a resource. */
export function additionOf(terraform: string): Addition | undefined {
  return additions.get(terraform);
}

const mappings: ReadonlyMap<string, Mapping> = new Map(
  families.flatMap((family) => family.mappings.map((mapping) => [mapping.terraform, mapping])),
);

const additions: ReadonlyMap<string, Addition> = new Map(
  families.flatMap((family) => family.additions.map((addition) => [addition.terraform, addition])),
);
