import type { Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import type { HubConnection, Key, Model, VirtualHub, VirtualNetwork } from "../model/index.ts";
import { formatPrefix } from "../net/index.ts";
import { findOverlaps } from "./overlap.ts";

/** Checks networks that are connected to virtual hubs. Rules: VW-8, VW-12. */
export function validateHubConnections(model: Model, report: Report): void {
  const first = new Map<Key, { readonly hub: VirtualHub; readonly connection: HubConnection }>();
  for (const hub of model.hubs.values()) {
    for (const connection of hub.connections) {
      const network = model.networks.get(connection.network);
      if (network === undefined) continue;
      const earlier = first.get(network.key);
      if (earlier === undefined) first.set(network.key, { hub, connection });
      for (const { conflict, advice } of findConflicts(network, earlier?.hub, model)) {
        const parameters = { network: network.name, hub: hub.name, conflict, advice };
        report(createDiagnostic("hub-connection-conflict", connection.place, parameters));
      }
      if (network.addressSpace.some(({ prefix }) => prefix.family === 6)) {
        const parameters = { network: network.name, hub: hub.name };
        report(createDiagnostic("hub-connection-ipv6", connection.place, parameters));
      }
    }
  }
}

/** Checks that members of a connected group do not share prefixes. Rule: PEER-11. */
export function validateConnectedGroups(model: Model, report: Report): void {
  for (const { name, members, place } of model.connectedGroups.values()) {
    const owned = members.flatMap((key) =>
      (model.networks.get(key)?.addressSpace ?? []).map(({ prefix }) => ({ prefix, owner: key })),
    );
    for (const { inner, outer } of findOverlaps(owned)) {
      const parameters = { group: name, prefix: formatPrefix(inner.prefix) };
      const related = [outer.owner, inner.owner].flatMap(
        (key) => model.networks.get(key)?.place ?? [],
      );
      report(createDiagnostic("group-prefix-overlap", place, parameters, { related }));
    }
  }
}

interface Conflict {
  readonly conflict: string;
  readonly advice: string;
}

function findConflicts(
  network: VirtualNetwork,
  earlier: VirtualHub | undefined,
  model: Model,
): readonly Conflict[] {
  const gateway = [...model.gateways.values()].find((other) => other.network === network.key);
  const server = [...model.routeServers.values()].find((other) => other.network === network.key);
  const borrowed = network.peerings.find(({ usesRemoteGateway }) => usesRemoteGateway);
  const advice =
    "A network that is connected to a virtual hub has no gateway of its own and no remote gateway.";
  const conflicts: Conflict[] = [];
  if (gateway !== undefined)
    conflicts.push({ conflict: `has the gateway ${gateway.name}`, advice });
  if (server !== undefined) {
    conflicts.push({ conflict: `has the Route Server ${server.name}`, advice });
  }
  if (borrowed !== undefined) {
    conflicts.push({ conflict: `uses remote gateways over peering ${borrowed.name}`, advice });
  }
  if (earlier !== undefined) {
    const conflict = `is already connected to ${earlier.name}`;
    conflicts.push({ conflict, advice: "Connect a network to one hub, once." });
  }
  return conflicts;
}
