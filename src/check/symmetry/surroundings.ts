import type { Gateway, Key, VirtualNetwork } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { type EffectiveTable, fateOf, neighborsOf, type TableGroup } from "../../route/index.ts";
import { type Device, type Stop, stopAt } from "../device.ts";
import type { Ground } from "../ground.ts";
import { nextHopAt } from "../next-hop-at.ts";
import { applianceAddresses } from "../onward.ts";

/** Whom the appliances of a table can reach, and so whom the table may reach through them. */
export interface Surroundings {
  readonly networks: ReadonlySet<Key>;
  readonly gateways: readonly Gateway[];
}

// A packet passes a firewall here and one in another region; more is not looked for.
const mostDevices = 3;

/** Finds what lies around the appliances that a table leads to; empty where it leads to none. */
export function surroundingsOf(ground: Ground, table: EffectiveTable): Surroundings {
  const homes = new Map<Key, VirtualNetwork>();
  const tried = new Set<Key>();
  const follow = (from: EffectiveTable, depth: number): void => {
    for (const device of devicesOf(ground, from)) {
      const next = device.view && ground.router.tableOf(device.view);
      if (next === undefined || tried.has(device.key)) continue;
      tried.add(device.key);
      homes.set(next.network.key, next.network);
      if (depth < mostDevices) follow(next, depth + 1);
    }
  };
  follow(table, 1);
  const networks = new Set<Key>(homes.keys());
  const gateways = new Map<Key, Gateway>();
  for (const home of homes.values()) {
    for (const { network } of neighborsOf(ground.model, home)) networks.add(network.key);
    for (const gateway of ground.router.gatewaysFor(home)?.gateways ?? []) {
      gateways.set(gateway.key, gateway);
    }
  }
  return { networks, gateways: [...gateways.values()] };
}

function devicesOf(ground: Ground, { groups, network }: EffectiveTable): readonly Device[] {
  const addresses = new Set(groups.flatMap((group) => addressesIn(ground, group)));
  const stops = [...addresses].map(
    (address): Stop => stopAt(ground, nextHopAt(ground, network, address)),
  );
  return stops.flatMap((stop) => (stop.kind === "devices" ? stop.devices : []));
}

function addressesIn({ model }: Ground, tableGroup: TableGroup): readonly Ip[] {
  const { group, all } = tableGroup;
  if (all !== undefined || (group.kind !== "user" && group.kind !== "gateway")) return [];
  return group.routes.flatMap((route, at) => {
    const addresses = applianceAddresses(model, route);
    return addresses.length === 0 || fateOf(tableGroup, at) !== undefined ? [] : addresses;
  });
}
