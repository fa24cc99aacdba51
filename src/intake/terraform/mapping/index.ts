/**
 * mapping: the azurerm provider's resources beside ARM's, one table a family.
 *
 * Takes the attributes of a Terraform resource; gives the id and body that ARM has for it, or what
 * it adds to another resource. Invariant: every table is total and pure; an attribute of another
 * type than expected makes no property, an unknown one an unknown property. Does not know plans,
 * states, modules or expressions.
 */
import { edge } from "./edge.ts";
import { expressRoute } from "./express-route.ts";
import { firewall } from "./firewall.ts";
import { firewallPolicy } from "./firewall-policy.ts";
import { gateway } from "./gateway.ts";
import { hubGateway } from "./hub-gateway.ts";
import type { Addition, Family, Mapping } from "./mapping.ts";
import { network } from "./network.ts";
import { networkManager } from "./network-manager.ts";
import { privateDns } from "./private-dns.ts";
import { privateLink } from "./private-link.ts";
import { routeServer } from "./route-server.ts";
import { service } from "./service.ts";
import { virtualWan } from "./virtual-wan.ts";

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
export const families: Readonly<Record<string, Family>> = {
  network,
  gateway,
  expressRoute,
  routeServer,
  virtualWan,
  hubGateway,
  firewall,
  firewallPolicy,
  privateLink,
  privateDns,
  edge,
  service,
  networkManager,
};

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
