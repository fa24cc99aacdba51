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
import { edge } from "./edge.ts";
import { expressRoute } from "./express-route.ts";
import { firewall } from "./firewall.ts";
import { firewallPolicy } from "./firewall-policy.ts";
import { gateway } from "./gateway.ts";
import { hosted } from "./hosted.ts";
import { hubGateway } from "./hub-gateway.ts";
import { loadBalancing } from "./load-balancer.ts";
import type { Addition, Family, Mapping } from "./mapping.ts";
import { network } from "./network.ts";
import { networkManager } from "./network-manager.ts";
import { nics } from "./nic.ts";
import { privateDns } from "./private-dns.ts";
import { privateLink } from "./private-link.ts";
import { routing } from "./route.ts";
import { routeServer } from "./route-server.ts";
import { security } from "./security.ts";
import { service } from "./service.ts";
import { virtualWan } from "./virtual-wan.ts";

export { addTo } from "./add.ts";
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
  hosted,
  networkManager,
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
