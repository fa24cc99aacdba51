import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
import { Cursor, type Reference, type Report } from "./cursor.ts";
import type { Resource } from "./resource.ts";

/** A load balancer as written. */
export interface LoadBalancerBody {
  readonly frontends: readonly {
    readonly address: Ip;
    readonly subnet: Reference | undefined;
    readonly place: Place;
  }[];
  readonly pools: readonly LoadBalancerPool[];
}

/** A back-end pool as written. */
interface LoadBalancerPool {
  readonly name: string;
  /** IP configurations of interfaces, by id; `undefined` when the pool does not list members. */
  readonly ipConfigurations: readonly string[] | undefined;
  /** How many members are written as addresses; `undefined` when the pool has no such list. */
  readonly addressCount: number | undefined;
}

/** Reads a load balancer. Public front ends are left out: no user route can name them. */
export function decodeLoadBalancer(resource: Resource, report: Report): LoadBalancerBody {
  const cursor = Cursor.of(resource, report);
  return {
    frontends: cursor.list("frontendIPConfigurations").flatMap((frontend) => {
      const address = frontend.ip("privateIPAddress");
      if (address === undefined) return [];
      return [{ address, subnet: frontend.reference("subnet"), place: frontend.place }];
    }),
    pools: cursor.list("backendAddressPools").map(readPool),
  };
}

function readPool(pool: Cursor): LoadBalancerPool {
  const configurations = pool.at("backendIPConfigurations");
  const addresses = pool.at("loadBalancerBackendAddresses");
  return {
    name: pool.text("name") ?? "",
    ipConfigurations: configurations.exists
      ? pool.references("backendIPConfigurations").map(({ id }) => id)
      : undefined,
    addressCount: addresses.exists ? pool.list("loadBalancerBackendAddresses").length : undefined,
  };
}
