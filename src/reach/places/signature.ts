import {
  type BackendPool,
  type Guest,
  type Key,
  keyOf,
  type Model,
  type Nic,
  type PrivateEndpoint,
  perModel,
  publishedNics,
  type Subnet,
} from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";

/**
 * Text that two subnets of one network share when their hosts are alike: the same filters, routes
 * and ways out, by what these say and not by their names.
 */
export function subnetSignature(model: Model, subnet: Subnet): string {
  const { role, routeTable, networkSecurityGroup, natGateway, hasDefaultOutbound } = subnet;
  const endpoints = subnet.serviceEndpoints.map(
    ({ service, locations }) => `${service}@${locations.join("+")}`,
  );
  return [
    role,
    networkSecurityGroup === undefined ? "" : groupMeaning(model, networkSecurityGroup),
    routeTable === undefined ? "" : tableMeaning(model, routeTable),
    endpoints.join("+"),
    natGateway ?? "",
    `${hasDefaultOutbound}`,
    `${subnet.filtersPrivateEndpoints} ${subnet.letsRoutesReachPrivateEndpoints}`,
    (servicesBySubnet(model).get(subnet.key) ?? []).join("+"),
  ].join("|");
}

/**
 * Text that two interfaces of a subnet share when they are alike; empty for one that is no more than
 * any host of the subnet.
 */
export function nicSignature(model: Model, nic: Nic): string {
  const { networkSecurityGroup: group, ipConfigurations, forwardsIp } = nic;
  const guest = guestsByNic(model).get(nic.key);
  const publicIps = ipConfigurations.map(({ publicIp }) => publicIp?.sku ?? "");
  const groups = ipConfigurations.flatMap(({ applicationGroups }) => applicationGroups);
  const pools = poolsOf(model, nic);
  const parts = [
    group === undefined ? "" : groupMeaning(model, group),
    forwardsIp ? "forwards" : "",
    guest === undefined ? "" : `${guest.forwarding} ${guest.keepsState}`,
    publicIps.join("+"),
    [...new Set(groups)].sort().join("+"),
    pools.join("+"),
    machineMarks(model, nic),
  ];
  return parts.every((part) => part === "") ? "" : parts.join("|");
}

/** Text that two private endpoints of a subnet share when packets to them fare alike. */
export function endpointSignature({ isApproved, applicationGroups }: PrivateEndpoint): string {
  return `${isApproved} ${[...applicationGroups].sort().join("+")}`;
}

// A machine in a flexible scale set has no default outbound access, nor one with a public address
// on another interface (8.6, step 5).
function machineMarks(model: Model, { virtualMachine }: Nic): string {
  if (virtualMachine === undefined) return "";
  const key = keyOf(virtualMachine);
  const isFlexible = model.virtualMachines.get(key)?.isInFlexibleSet === true;
  const isPublished = publishedMachines(model).has(key);
  return `${isFlexible ? "flexible" : ""}${isPublished ? "published" : ""}`;
}

const publishedMachines: (model: Model) => ReadonlySet<Key> = perModel(
  (model) =>
    new Set(
      publishedNics(model).flatMap(({ virtualMachine }) =>
        virtualMachine === undefined ? [] : [keyOf(virtualMachine)],
      ),
    ),
);

const guestsByNic: (model: Model) => ReadonlyMap<Key, Guest> = perModel(
  ({ guests }) => new Map([...guests.values()].map((guest) => [guest.nic, guest])),
);

const servicesBySubnet: (model: Model) => ReadonlyMap<Key, readonly Key[]> = perModel(
  ({ cloudServices }) => {
    const found = new Map<Key, Key[]>();
    for (const { key, subnetRules } of cloudServices.values()) {
      for (const { subnet } of subnetRules) found.set(subnet, [...(found.get(subnet) ?? []), key]);
    }
    return found;
  },
);

interface PoolIndex {
  readonly nics: ReadonlyMap<Key, readonly Key[]>;
  readonly addresses: ReadonlyMap<Ip, readonly Key[]>;
}

const poolIndex: (model: Model) => PoolIndex = perModel(({ loadBalancers }) => {
  const nics = new Map<Key, Key[]>();
  const addresses = new Map<Ip, Key[]>();
  const put = <K>(map: Map<K, Key[]>, at: K, pool: BackendPool): void => {
    map.set(at, [...(map.get(at) ?? []), pool.key]);
  };
  for (const { pools } of loadBalancers.values()) {
    for (const pool of pools) {
      for (const member of pool.members ?? []) {
        if (member.kind === "interface") put(nics, member.nic, pool);
        else put(addresses, member.address, pool);
      }
    }
  }
  return { nics, addresses };
});

function poolsOf(model: Model, { key, ipConfigurations }: Nic): readonly Key[] {
  const { nics, addresses } = poolIndex(model);
  const pools = ipConfigurations.flatMap(({ loadBalancerPools, address }) => [
    ...loadBalancerPools,
    ...((address !== undefined && addresses.get(address)) || []),
  ]);
  return [...new Set([...(nics.get(key) ?? []), ...pools])].sort();
}

function groupMeaning(model: Model, key: Key): string {
  const group = model.securityGroups.get(key);
  return group === undefined ? `missing ${key}` : meaningOf(model, group, group.rules);
}

function tableMeaning(model: Model, key: Key): string {
  const table = model.routeTables.get(key);
  if (table === undefined) return `missing ${key}`;
  const { propagatesGatewayRoutes, showsPeeringRoutes, routes } = table;
  return meaningOf(model, table, [propagatesGatewayRoutes, showsPeeringRoutes, routes]);
}

/** Short texts for what groups and tables say; equal for those that say the same. */
interface Meanings {
  readonly known: WeakMap<object, string>;
  readonly numbers: Map<string, string>;
}

const meaningsIn: (model: Model) => Meanings = perModel(() => ({
  known: new WeakMap(),
  numbers: new Map(),
}));

function meaningOf(model: Model, holder: object, value: unknown): string {
  const { known, numbers } = meaningsIn(model);
  const present = known.get(holder);
  if (present !== undefined) return present;
  const text = JSON.stringify(value, withoutNames);
  const number = numbers.get(text) ?? `#${numbers.size}`;
  numbers.set(text, number);
  known.set(holder, number);
  return number;
}

function withoutNames(name: string, value: unknown): unknown {
  if (name === "place" || name.endsWith("Place") || name === "name") return undefined;
  return typeof value === "bigint" ? `${value}n` : value;
}
