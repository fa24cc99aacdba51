import { type Key, keyOf, type Model, type Nic, perModel } from "../../model/index.ts";
import { hasIp, type Ip, type PrefixSet, prefixSet, unionOf } from "../../net/index.ts";
import { holdsOnlyEndpoints, isPlainNic, nextHopsOf, type Reach } from "../../reach/index.ts";
import { hasEqualMeaning } from "../model/equal-meaning.ts";
import type { Touched } from "../model/touched.ts";
import { hostsOf, membersByPool, withAliases } from "./aliases.ts";
import { type Area, endingAt } from "./area.ts";
import { flowsThrough } from "./through.ts";

/** Flows that begin, end or pass at a host or device that is not the same in both models. */
export function ofHosts(reaches: readonly Reach[], touched: Touched): Area {
  const models = reaches.map(({ model }) => model);
  const addresses = models.flatMap((model) => touchedAddresses(model, touched));
  const space = unionOf([hostsOf(addresses), touchedSubnets(models, touched)]);
  return reaches.flatMap((reach) => [
    ...endingAt(withAliases(reach.model, space)),
    ...flowsThrough(reach, {
      addresses: [...nextHopsOf(reach.model).addresses, ...firewallAddresses(reach.model)].filter(
        (ip) => hasIp(space, ip),
      ),
      gateways: [],
    }),
  ]);
}

function firewallAddresses({ firewalls }: Model): readonly Ip[] {
  return [...firewalls.values()].flatMap(({ address }) => address ?? []);
}

function touchedAddresses(model: Model, touched: Touched): readonly (Ip | undefined)[] {
  return [
    ...touchedNics(model, touched).flatMap(({ ipConfigurations }) =>
      ipConfigurations.map(({ address }) => address),
    ),
    ...touchedEndpoints(model, touched),
    ...touchedBalancers(model, touched),
    ...pick(model.firewalls, touched.of("firewalls")).flatMap(
      ({ address, instances, publicIps }) => [
        address,
        ...[...instances, ...publicIps].map((one) => one.address),
      ],
    ),
    ...pick(model.gateways, touched.of("gateways")).flatMap(({ instances }) =>
      instances.flatMap(({ privateAddress, publicAddress }) => [privateAddress, publicAddress]),
    ),
    ...pick(model.routeServers, touched.of("routeServers")).flatMap((one) => one.addresses),
    ...pick(model.routingAppliances, touched.of("routingAppliances")).flatMap((one) =>
      one.addresses.map(({ address }) => address),
    ),
    ...pick(model.publicHosts, touched.of("publicHosts")).flatMap((one) => one.addresses),
  ];
}

function pick<T>(map: ReadonlyMap<Key, T>, keys: ReadonlySet<Key>): readonly T[] {
  return [...keys].flatMap((key) => map.get(key) ?? []);
}

// One that is no more than any host of its subnet changes nothing by being there.
function touchedNics(model: Model, touched: Touched): readonly Nic[] {
  const machines = touched.of("virtualMachines");
  const guests = pick(model.guests, touched.of("guests")).flatMap(
    ({ nic }) => model.nics.get(nic) ?? [],
  );
  const own = pick(model.nics, touched.of("nics")).filter(
    (nic) => nic.privateEndpoint === undefined && !isPlainNic(model, nic),
  );
  const names = new Set([
    ...own.flatMap(({ virtualMachine }) => (virtualMachine ? [keyOf(virtualMachine)] : [])),
    ...[...machines].filter((key) => isSpecial(model, key)),
  ]);
  return [...own, ...guests, ...[...names].flatMap((key) => nicsByMachine(model).get(key) ?? [])];
}

function isSpecial({ virtualMachines }: Model, key: Key): boolean {
  const machine = virtualMachines.get(key);
  return machine !== undefined && (machine.isRunning !== undefined || machine.isInFlexibleSet);
}

const nicsByMachine: (model: Model) => ReadonlyMap<Key, readonly Nic[]> = perModel(({ nics }) => {
  const found = new Map<Key, Nic[]>();
  for (const nic of nics.values()) {
    if (nic.virtualMachine === undefined) continue;
    const key = keyOf(nic.virtualMachine);
    found.set(key, [...(found.get(key) ?? []), nic]);
  }
  return found;
});

// What is behind an endpoint decides who may come.
function touchedEndpoints(model: Model, touched: Touched): readonly Ip[] {
  const keys = touched.of("privateEndpoints");
  const services = touched.of("cloudServices");
  if (keys.size + services.size === 0) return [];
  return [...model.privateEndpoints.values()]
    .filter(
      ({ key, service }) =>
        keys.has(key) || (service !== undefined && services.has(keyOf(service))),
    )
    .flatMap(({ addresses }) => addresses.map(({ address }) => address));
}

function touchedBalancers(model: Model, touched: Touched): readonly (Ip | undefined)[] {
  const members = membersByPool(model);
  return pick(model.loadBalancers, touched.of("loadBalancers")).flatMap(({ frontends, pools }) => [
    ...frontends.flatMap(({ address, publicIp }) => [address, publicIp?.address]),
    ...pools.flatMap(({ key }) => members.get(key) ?? []),
  ]);
}

// What tables and filters make of these has its own comparison.
const elsewhere = {
  routeTable: undefined,
  networkSecurityGroup: undefined,
  serviceEndpoints: undefined,
  letsRoutesReachPrivateEndpoints: undefined,
};

function touchedSubnets(models: readonly Model[], touched: Touched): PrefixSet {
  const keys = new Set([
    ...[...touched.of("subnets")].filter((key) => !isAlike(models, key)),
    ...flippedSubnets(models, touched),
    ...translatedSubnets(models, touched),
  ]);
  return prefixSet(
    models.flatMap((model) =>
      pick(model.subnets, keys).flatMap(({ prefixes }) => prefixes.map(({ prefix }) => prefix)),
    ),
  );
}

function isAlike(models: readonly Model[], key: Key): boolean {
  const [old, now] = models.map((model) => model.subnets.get(key));
  return (
    old !== undefined &&
    now !== undefined &&
    hasEqualMeaning({ ...old, ...elsewhere }, { ...now, ...elsewhere })
  );
}

// Whether hosts are to be expected depends on who else is there.
function flippedSubnets(models: readonly Model[], touched: Touched): readonly Key[] {
  const around = models.flatMap((model) => [
    ...pick(model.nics, touched.of("nics")).flatMap(({ ipConfigurations }) =>
      ipConfigurations.flatMap(({ subnet }) => subnet ?? []),
    ),
    ...pick(model.privateEndpoints, touched.of("privateEndpoints")).map(({ subnet }) => subnet),
  ]);
  return [...new Set(around)].filter((key) => {
    const [old, now] = models.map((model) => {
      const subnet = model.subnets.get(key);
      return subnet !== undefined && holdsOnlyEndpoints(model, subnet);
    });
    return old !== now;
  });
}

function translatedSubnets(models: readonly Model[], touched: Touched): readonly Key[] {
  const keys = touched.of("natGateways");
  if (keys.size === 0) return [];
  return models.flatMap(({ subnets }) =>
    [...subnets.values()].flatMap(({ key, natGateway }) =>
      natGateway !== undefined && keys.has(natGateway) ? [key] : [],
    ),
  );
}
