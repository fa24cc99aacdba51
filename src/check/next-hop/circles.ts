import type { VirtualNetwork } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { fateOf, type Match, type Route } from "../../route/index.ts";
import { type Device, stopAt } from "../device.ts";
import type { Ground } from "../ground.ts";
import { nextHopAt } from "../next-hop-at.ts";
import { applianceAddresses } from "../onward.ts";
import { type CircleStep, findCircle, wantedAddresses } from "./circle.ts";
import type { Lead } from "./lead.ts";

/** A circle, and an address for which packets go round. */
export interface Circle {
  readonly steps: readonly [CircleStep, ...CircleStep[]];
  readonly destination: Ip;
}

/** All that gets packets for others: what routes name, and who speaks BGP with a Route Server. */
export function devicesIn(ground: Ground, leads: readonly Lead[]): readonly Device[] {
  const { model } = ground;
  const heard = [...model.routeServers.values()].flatMap(({ network, peers }) => {
    const home = model.networks.get(network);
    return home === undefined
      ? []
      : peers.flatMap(({ address }) =>
          address === undefined ? [] : [stopAt(ground, nextHopAt(ground, home, address))],
        );
  });
  const stops = [...leads.map(({ stop }) => stop), ...heard];
  const devices = stops.flatMap((stop) => (stop.kind === "devices" ? stop.devices : []));
  return [...new Map(devices.map((one) => [one.key, one])).values()].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  );
}

/** One circle for each set of devices: by the first route of the first of them that leads round. */
export function circlesOf(ground: Ground, devices: readonly Device[]): readonly Circle[] {
  const circles = new Map<string, Circle>();
  for (const device of devices) {
    for (const match of applianceRoutes(ground, device)) {
      const circle = circleBy(ground, device, match);
      if (circle === undefined) continue;
      const key = circle.steps
        .map((step) => step.device.key)
        .sort()
        .join(" ");
      if (!circles.has(key)) circles.set(key, circle);
    }
  }
  return [...circles.values()];
}

function applianceRoutes({ model, router }: Ground, { view }: Device): readonly Match[] {
  const groups = (view && router.tableOf(view)?.groups) ?? [];
  return groups.flatMap((tableGroup) => {
    const { group } = tableGroup;
    if (group.kind !== "user" && group.kind !== "gateway") return [];
    return group.routes.flatMap((route, at): readonly Match[] => {
      if (applianceAddresses(model, route).length === 0) return [];
      if (fateOf(tableGroup, at) !== undefined) return [];
      return route.prefixes.map((prefix) => ({ route, prefix }));
    });
  });
}

function circleBy(ground: Ground, device: Device, match: Match): Circle | undefined {
  const networks = networksAround(ground, device, match.route);
  for (const destination of wantedAddresses(ground, device, match, networks)) {
    const [first, ...others] = findCircle(ground, device, destination) ?? [];
    if (first !== undefined) return { steps: [first, ...others], destination };
  }
  return undefined;
}

// Whom a device and the next one can reach.
function networksAround(ground: Ground, { view }: Device, route: Route): readonly VirtualNetwork[] {
  const { model, router } = ground;
  const own = view && router.tableOf(view)?.network;
  if (own === undefined) return [];
  const next = applianceAddresses(model, route).flatMap((address) => {
    const found = nextHopAt(ground, own, address);
    return found.kind === "holder" ? [found.network] : [];
  });
  return [...new Set([own, ...next])];
}
