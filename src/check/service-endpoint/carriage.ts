import type { CloudService, Model, ServiceEndpoint, Subnet } from "../../model/index.ts";
import { regionsReached } from "../../route/index.ts";

/** What becomes of calls from a subnet to a service, as far as service endpoints decide. */
export type Carriage =
  /** No endpoint for this kind of service: they go by the default route. */
  | { readonly kind: "absent" }
  /** There is one, and it serves other regions than the service's. */
  | {
      readonly kind: "elsewhere";
      readonly endpoint: ServiceEndpoint;
      readonly regions: readonly string[];
    }
  /** They carry the identity of the subnet (SE-5). */
  | { readonly kind: "carried"; readonly endpoint: ServiceEndpoint };

/** Azure's names of the endpoints for a kind of service; the first is the usual one (SE-3). */
export const endpointNames: Readonly<Record<CloudService["kind"], readonly [string, ...string[]]>> =
  {
    storage: ["Microsoft.Storage", "Microsoft.Storage.Global"],
    keyVault: ["Microsoft.KeyVault"],
    sql: ["Microsoft.Sql"],
  };

/**
 * Whether a subnet's service endpoints carry its calls to a service (SE-2, SE-3). Regions that the
 * input does not tell count as reached.
 */
export function carriageOf(model: Model, subnet: Subnet, service: CloudService): Carriage {
  const names = endpointNames[service.kind].map((name) => name.toLowerCase());
  const own = subnet.serviceEndpoints.filter((one) => names.includes(one.service.toLowerCase()));
  const [first] = own;
  if (first === undefined) return { kind: "absent" };
  const endpoint = own.find((one) => reaches(model, subnet, one, service));
  return endpoint === undefined
    ? { kind: "elsewhere", endpoint: first, regions: regionsReached(model, subnet, first) }
    : { kind: "carried", endpoint };
}

function reaches(
  model: Model,
  subnet: Subnet,
  endpoint: ServiceEndpoint,
  { region }: CloudService,
): boolean {
  const regions = regionsReached(model, subnet, endpoint).map(plain);
  return region === undefined || regions.includes("*") || regions.includes(plain(region));
}

// `West Europe` and `westeurope` are one region.
function plain(region: string): string {
  return region.toLowerCase().replaceAll(" ", "");
}
