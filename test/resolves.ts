// The invariant of a model: every key that it holds leads to something in it, unless its type says
// that it may not.
import type { Key, Model } from "../src/model/index.ts";

/** Gives the keys that lead nowhere, each with what holds it. */
export function danglingKeys(model: Model): readonly string[] {
  const dangling: string[] = [];
  const expectKey = (
    map: ReadonlyMap<Key, unknown>,
    key: Key | undefined,
    holder: string,
  ): void => {
    if (key !== undefined && !map.has(key)) dangling.push(`${holder} -> ${key}`);
  };
  for (const { key, subnets } of model.networks.values()) {
    for (const subnet of subnets) expectKey(model.subnets, subnet, key);
  }
  for (const { key, network, routeTable } of model.subnets.values()) {
    expectKey(model.networks, network, key);
    expectKey(model.routeTables, routeTable, key);
  }
  for (const { key, subnet, privateEndpoint, ipConfigurations } of model.nics.values()) {
    expectKey(model.subnets, subnet, key);
    expectKey(model.privateEndpoints, privateEndpoint, key);
    for (const configuration of ipConfigurations)
      expectKey(model.subnets, configuration.subnet, key);
  }
  for (const { key, subnet } of model.privateEndpoints.values())
    expectKey(model.subnets, subnet, key);
  for (const { key, subnet, network, defaultSite } of model.gateways.values()) {
    expectKey(model.subnets, subnet, key);
    expectKey(model.networks, network, key);
    expectKey(model.localNetworkGateways, defaultSite, key);
  }
  for (const connection of model.connections.values()) {
    expectKey(model.gateways, connection.gateway, connection.key);
    expectKey(model.gateways, connection.remoteGateway, connection.key);
    expectKey(model.localNetworkGateways, connection.localNetworkGateway, connection.key);
    expectKey(model.circuits, connection.circuit, connection.key);
  }
  for (const { key, network } of model.routeServers.values())
    expectKey(model.networks, network, key);
  const tables = new Map(
    [...model.hubs.values()].flatMap(({ routeTables }) =>
      routeTables.map((table) => [table.key, table]),
    ),
  );
  for (const { connections, branches } of model.hubs.values()) {
    for (const { key, network } of connections) expectKey(model.networks, network, key);
    for (const { key, routing } of [...connections, ...branches]) {
      for (const table of [routing.associated, ...routing.propagated])
        expectKey(tables, table, key);
    }
  }
  for (const { key, subnet, virtualHub } of model.firewalls.values()) {
    expectKey(model.subnets, subnet, key);
    expectKey(model.hubs, virtualHub, key);
  }
  for (const { key, members } of model.connectedGroups.values()) {
    for (const member of members) expectKey(model.networks, member, key);
  }
  for (const { key, nic } of model.guests.values()) expectKey(model.nics, nic, key);
  return dangling;
}
