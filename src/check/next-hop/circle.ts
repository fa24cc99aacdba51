import {
  type Key,
  keyOf,
  type Model,
  nicsOfMachine,
  type VirtualNetwork,
} from "../../model/index.ts";
import { containsIp, covers, type Ip, type Prefix } from "../../net/index.ts";
import { lookupRoute, type Match, neighborsOf } from "../../route/index.ts";
import { exampleInternetAddress } from "../../walk/index.ts";
import { addressFromEnd } from "../address-from-end.ts";
import type { Device } from "../device.ts";
import type { Ground } from "../ground.ts";
import { onwardFrom } from "../onward.ts";

/** A device on a circle, and the route by which it sends on to the next one. */
export interface CircleStep {
  readonly device: Device;
  readonly match: Match;
}

/** More devices than this no packet meets in earnest. */
const mostSteps = 8;

/**
 * The devices that send packets for an address round, beginning with one of them; absent where the
 * packets get away. Whoever has several interfaces is taken to send on by another one, since only
 * its guest knows.
 */
export function findCircle(
  ground: Ground,
  start: Device,
  destination: Ip,
): readonly CircleStep[] | undefined {
  const tried = new Set<Key>();
  const follow = (
    device: Device,
    path: readonly CircleStep[],
  ): readonly CircleStep[] | undefined => {
    if (path.length >= mostSteps || tried.has(device.key) || hasOtherWays(ground.model, device)) {
      return undefined;
    }
    tried.add(device.key);
    const table = device.view && ground.router.tableOf(device.view);
    const onward = table && onwardFrom(ground, table, destination);
    if (onward?.kind !== "stops") return undefined;
    const passed = [...path, { device, match: onward.match }];
    const next = onward.stops.flatMap((stop) => (stop.kind === "devices" ? stop.devices : []));
    if (next.some(({ key }) => key === start.key)) return passed;
    for (const one of next) {
      const circle = follow(one, passed);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  return follow(start, []);
}

function hasOtherWays(model: Model, { nic }: Device): boolean {
  const machine = nic?.virtualMachine;
  if (machine === undefined) return false;
  const name = machine.slice(machine.lastIndexOf("/") + 1).toLowerCase();
  const own = nicsOfMachine(model, name).filter(
    ({ virtualMachine }) =>
      virtualMachine !== undefined && keyOf(virtualMachine) === keyOf(machine),
  );
  return own.length > 1;
}

/**
 * Addresses that somebody has, as far as some networks and their neighbors tell, and that a match
 * carries: one for each of their ranges, and one of the Internet.
 */
export function wantedAddresses(
  { model, router }: Ground,
  { view }: Device,
  { route, prefix }: Match,
  networks: readonly VirtualNetwork[],
): readonly Ip[] {
  const table = view && router.tableOf(view);
  if (table === undefined) return [];
  const near = [...networks, ...networks.flatMap((one) => neighborsOf(model, one))].map((one) =>
    "network" in one ? one.network : one,
  );
  const known = [...new Set(near)].flatMap(({ addressSpace }) =>
    addressSpace.flatMap((range) => sharedAddress(range.prefix, prefix)),
  );
  return [exampleInternetAddress, ...known].filter(
    (ip) => containsIp(prefix, ip) && lookupRoute(table.groups, ip)?.route === route,
  );
}

function sharedAddress(range: Prefix, prefix: Prefix): readonly Ip[] {
  const narrow = covers(prefix, range) ? range : prefix;
  if (!covers(range, narrow)) return [];
  // The last address is Azure's own, and short ranges have none to spare.
  return [narrow.length > 29 ? narrow.address : addressFromEnd(narrow, 2)];
}
