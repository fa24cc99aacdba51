import {
  type Behavior,
  endpointsOfNetwork,
  type Gateway,
  type Key,
  type Model,
  type PrivateEndpoint,
  type RouteTable,
  type Subnet,
  type VirtualNetwork,
} from "../model/index.ts";
import { type Candidates, createRules, type Rules, type SeenEndpoints } from "./candidates.ts";
import { dropGroup } from "./drop.ts";
import {
  type GatewaySet,
  gatewayHost,
  gatewaySetOf,
  noGatewaySet,
  type Producers,
  producersByNetwork,
} from "./gateway-set.ts";
import { RouteGroup } from "./group.ts";
import { hubGatewaySet, hubPeeringRoutes } from "./hub-set.ts";
import { internetGroup, networkGroup } from "./network.ts";
import { connectedGroupRoutes, neighborsOf, type PeeringGroups, peeringGroups } from "./peering.ts";
import { privateEndpointGroup } from "./private-endpoint.ts";
import { selectRoutes } from "./select.ts";
import { serviceEndpointGroup, serviceEndpointSignature } from "./service-endpoint.ts";
import type { EffectiveTable, View } from "./table.ts";
import { userGroup } from "./user.ts";
import { hubConnectionOf } from "./virtual-wan.ts";

/**
 * Computes the effective tables of one model and remembers them.
 *
 * Subnets with the same network, route table and service endpoints share one table, tables share
 * their groups of candidates, and nothing is kept per interface: memory grows with distinct tables,
 * of the last 256 networks at most. A router belongs to one model; another model, or other
 * switches, need another router.
 */
export class Router {
  readonly model: Model;
  readonly #rules: Rules;
  readonly #indexes: Indexes;
  readonly #drop: RouteGroup;
  readonly #networks = new Map<Key, NetworkTables>();
  readonly #gatewaySets = new Map<Key, GatewaySet>();
  readonly #userGroups = new Map<Key, RouteGroup>();
  readonly #serviceGroups = new Map<string, RouteGroup>();
  // Weak: a group lives as long as a table of some network that sees it.
  readonly #endpointGroups = new Map<string, WeakRef<RouteGroup>>();
  readonly #others = new Map<string, Router>();
  #computed = 0;

  constructor(model: Model, indexes: Indexes = indexModel(model)) {
    this.model = model;
    this.#indexes = indexes;
    this.#rules = createRules(model);
    this.#drop = dropGroup(model.behavior.noneProfile);
  }

  /**
   * A router for the same estate under other switches. Shares what no switch touches; the same
   * switches give the same router.
   */
  withBehavior(behavior: Behavior): Router {
    return findOrCreate(
      this.#others,
      JSON.stringify(behavior),
      () => new Router({ ...this.model, behavior }, this.#indexes),
    );
  }

  /**
   * How many tables have been computed so far; those of a network that was forgotten count again.
   */
  get tableCount(): number {
    return this.#computed;
  }

  /**
   * The effective table of a subnet, or of a gateway in it; absent when the model lacks the subnet
   * or its network. Cost: proportional to what is new in it; nothing when it has been asked for
   * before.
   */
  tableOf(view: View): EffectiveTable | undefined {
    const subnet = this.model.subnets.get(view.subnet);
    const network = subnet === undefined ? undefined : this.model.networks.get(subnet.network);
    if (subnet === undefined || network === undefined) return undefined;
    const services = serviceEndpointSignature(this.model, subnet);
    const key = [subnet.routeTable ?? "", services, view.gateway ?? ""].join("|");
    const { tables } = this.#tablesOf(network);
    const present = tables.get(key);
    if (present !== undefined) return present.subnet === subnet ? present : { ...present, subnet };
    const table = this.#createTable(network, subnet, services, view.gateway);
    tables.set(key, table);
    this.#computed += 1;
    return table;
  }

  /**
   * The network whose gateways a network uses, with these: its own or those of a peer by transit
   * (PEER-7, GW-13). Absent when there are none in reach.
   */
  gatewaysFor(network: VirtualNetwork): GatewayReach | undefined {
    const { producers } = this.#indexes;
    const host = gatewayHost(this.model, producers, network);
    const found = host === undefined ? undefined : producers.get(host.key);
    return host === undefined || found === undefined ? undefined : { host, ...found };
  }

  #createTable(
    network: VirtualNetwork,
    subnet: Subnet,
    services: string,
    gateway: Key | undefined,
  ): EffectiveTable {
    const routeTable =
      subnet.routeTable === undefined ? undefined : this.model.routeTables.get(subnet.routeTable);
    const gatewaySet = this.#gatewaySet(network);
    const groups = this.#tablesOf(network);
    const candidates: Candidates = {
      network: groups.network,
      peering: groups.peerings.regional,
      globalPeering: groups.peerings.global,
      connectedGroup: groups.connectedGroup,
      gateway: gatewaySet.group,
      internet: internetGroup(network),
      drop: this.#drop,
      user: this.#userGroup(routeTable),
      serviceEndpoint: this.#serviceGroup(subnet, services),
      endpoints: groups.endpoints,
      takesGatewayRoutes: routeTable?.propagatesGatewayRoutes ?? true,
      takesPeeringRoutes: routeTable?.showsPeeringRoutes ?? true,
      ignoresExactUserRoutes: this.#ignoresExactUserRoutes(gateway),
    };
    return {
      network,
      subnet,
      routeTable,
      gateway,
      groups: selectRoutes(this.#rules, candidates),
      withheld: gatewaySet.withheld,
    };
  }

  #tablesOf(network: VirtualNetwork): NetworkTables {
    const present = this.#networks.get(network.key);
    if (present !== undefined) return present;
    const [oldest] = this.#networks.keys();
    if (oldest !== undefined && this.#networks.size >= rememberedNetworks) {
      this.#networks.delete(oldest);
    }
    const created: NetworkTables = {
      network: networkGroup(network),
      peerings: this.#peerings(network),
      connectedGroup: connectedGroupRoutes(this.model, network),
      endpoints: this.#seenEndpoints(network),
      tables: new Map(),
    };
    this.#networks.set(network.key, created);
    return created;
  }

  #peerings(network: VirtualNetwork): PeeringGroups {
    const groups = peeringGroups(this.model, network);
    const attached = hubConnectionOf(this.model, network.key);
    if (attached === undefined) return groups;
    const { hub, connection } = attached;
    const routes = hubPeeringRoutes(hub, connection, network.region);
    const isGlobal = routes.some(({ nextHop }) => nextHop.kind === "peering" && nextHop.isGlobal);
    const extend = (group: RouteGroup): RouteGroup =>
      new RouteGroup(group.kind, [...group.routes, ...routes]);
    return {
      regional: isGlobal ? groups.regional : extend(groups.regional),
      global: isGlobal ? extend(groups.global) : groups.global,
    };
  }

  #seenEndpoints(network: VirtualNetwork): readonly SeenEndpoints[] {
    const own = this.#endpointGroup(network.key, false);
    const neighbors = neighborsOf(this.model, network).map((neighbor) =>
      this.#endpointGroup(neighbor.network.key, neighbor.isGlobal),
    );
    return [
      ...(own === undefined ? [] : [{ group: own, isOwn: true }]),
      ...neighbors.flatMap((group) => (group === undefined ? [] : [{ group, isOwn: false }])),
    ];
  }

  #endpointGroup(network: Key, isGlobal: boolean): RouteGroup | undefined {
    const endpoints = this.#indexes.endpointsOf(network);
    if (endpoints.length === 0) return undefined;
    const key = `${network}|${isGlobal}`;
    const present = this.#endpointGroups.get(key)?.deref();
    if (present !== undefined) return present;
    const created = privateEndpointGroup(endpoints, isGlobal);
    this.#endpointGroups.set(key, new WeakRef(created));
    return created;
  }

  #gatewaySet(network: VirtualNetwork): GatewaySet {
    const attached = hubConnectionOf(this.model, network.key);
    if (attached !== undefined) {
      const { hub, connection } = attached;
      const reads = `${hub.key}|${connection.routing.associated ?? ""}|${connection.takesDefaultRoute}`;
      return findOrCreate(this.#gatewaySets, reads as Key, () =>
        hubGatewaySet(this.model, hub, connection),
      );
    }
    const host = gatewayHost(this.model, this.#indexes.producers, network);
    const producers = host === undefined ? undefined : this.#indexes.producers.get(host.key);
    if (host === undefined || producers === undefined) return noGatewaySet;
    return findOrCreate(this.#gatewaySets, host.key, () =>
      gatewaySetOf(this.model, host, producers),
    );
  }

  #userGroup(table: RouteTable | undefined): RouteGroup {
    if (table === undefined) return noUserRoutes;
    return findOrCreate(this.#userGroups, table.key, () => userGroup(this.model, table));
  }

  #serviceGroup(subnet: Subnet, signature: string): RouteGroup {
    if (signature === "") return noServiceEndpoints;
    // Whose endpoint it is differs between subnets and is looked up when a route is explained
    // (`placesOf`).
    return findOrCreate(this.#serviceGroups, signature, () =>
      serviceEndpointGroup(this.model, subnet),
    );
  }

  #ignoresExactUserRoutes(key: Key | undefined): boolean {
    const gateway = key === undefined ? undefined : this.model.gateways.get(key);
    return gateway !== undefined && ignoresExactUserRoutes(this.model.behavior, gateway);
  }
}

/** Gateways that a network can use. */
export interface GatewayReach extends Producers {
  readonly host: VirtualNetwork;
}

/** Look-ups over a model that no switch changes. */
interface Indexes {
  readonly producers: ReadonlyMap<Key, Producers>;
  readonly endpointsOf: (network: Key) => readonly PrivateEndpoint[];
}

function indexModel(model: Model): Indexes {
  return {
    producers: producersByNetwork(model),
    endpointsOf: (network) => endpointsOfNetwork(model, network),
  };
}

/** Groups that every table of one network has, and the tables made of them so far. */
interface NetworkTables {
  readonly network: RouteGroup;
  readonly peerings: PeeringGroups;
  readonly connectedGroup: RouteGroup;
  readonly endpoints: readonly SeenEndpoints[];
  readonly tables: Map<string, EffectiveTable>;
}

// What a network adds to the shared groups is small and quick to make again, so that a large estate
// need not keep all of it.
const rememberedNetworks = 256;

const noUserRoutes = new RouteGroup("user", []);
const noServiceEndpoints = new RouteGroup("serviceEndpoint", []);

/** Whether a gateway ignores user routes for exactly a private endpoint's address (PE-9). */
export function ignoresExactUserRoutes(behavior: Behavior, gateway: Gateway): boolean {
  switch (behavior.gatewayIgnoresPe32Udr) {
    case "activeActiveVpn":
      return gateway.kind === "vpn" && gateway.isActiveActive;
    case "allGateways":
      return true;
    case "never":
      return false;
  }
}

function findOrCreate<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const created = create();
  map.set(key, created);
  return created;
}
