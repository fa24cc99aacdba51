import type { Repair } from "../../finding/index.ts";
import type { Subnet } from "../../model/index.ts";
import { comparePrefixes, type Ip, type Prefix, prefixKey } from "../../net/index.ts";
import { stopAt } from "../device.ts";
import type { Ground } from "../ground.ts";
import { nextHopAt } from "../next-hop-at.ts";
import { destinationOf } from "../repair-destination.ts";
import type { Cause } from "./cause.ts";
import type { HostEnd } from "./end.ts";

/** Routes that bring replies back through the device, in the tables of those who answer. */
export interface ReturnRoutes {
  readonly prefixes: readonly Prefix[];
  readonly nextHop: Ip;
  readonly subnets: readonly Subnet[];
  readonly repair: Repair;
}

// A route table takes 400 (3.7), and nobody reads so many.
const mostRoutes = 100;

/**
 * The routes that are missing; absent where there is more than one device on the way, where the one
 * that is cannot be the next hop of those who answer, or where there would be too many.
 */
export function returnRoutes(ground: Ground, cause: Cause): ReturnRoutes | undefined {
  const { home } = cause;
  const nextHop = nextHopFor(ground, cause);
  const subnets = subnetsOf(cause);
  const prefixes = prefixesTo(cause);
  if (nextHop === undefined || subnets.length === 0 || prefixes.length > mostRoutes) {
    return undefined;
  }
  if (home.subnets.some(({ role }) => role === "bastion")) return undefined;
  const repair: Repair = {
    kind: "addRoutes",
    subnets: subnets.map(({ key }) => key),
    destinations: prefixes.map(destinationOf),
    nextHop: { kind: "appliance", addresses: [nextHop] },
  };
  return { prefixes, nextHop, subnets, repair };
}

// The address by which the others name it, where that leads to it from here, too.
function nextHopFor(ground: Ground, { home, asymmetries }: Cause): Ip | undefined {
  const [{ there }] = asymmetries;
  const [passage, ...more] = there.passed;
  const route = there.first?.route;
  const [subnet] = home.subnets;
  const network = subnet && ground.model.networks.get(subnet.network);
  if (passage === undefined || more.length > 0 || network === undefined) return undefined;
  const addresses = route?.nextHop.kind === "appliance" ? route.nextHop.addresses : [];
  const [address, ...others] = addresses;
  if (address === undefined || others.length > 0) return undefined;
  const stop = stopAt(ground, nextHopAt(ground, network, address));
  const isSame =
    stop.kind === "devices" &&
    stop.devices.every((one) => passage.devices.some(({ key }) => key === one.key));
  return isSame ? address : undefined;
}

function subnetsOf({ home, asymmetries }: Cause): readonly Subnet[] {
  const all = asymmetries.flatMap(({ targets }) =>
    targets.flatMap((end) => (end.kind === "hosts" ? end.subnets : home.subnets)),
  );
  return [...new Map(all.map((subnet) => [subnet.key, subnet])).values()];
}

// Whole ranges; subnets where the way back knows subnets, and inside of one network, whose whole range
// holds those who answer, too.
function prefixesTo({ home, asymmetries }: Cause): readonly Prefix[] {
  const network = home.subnets[0]?.network;
  const all = asymmetries.flatMap(({ sources, back }) =>
    sources.flatMap((end) => {
      if (end.kind === "site") return [end.prefix];
      const ranges = end.network.addressSpace.map(({ prefix }) => prefix);
      const length = back.first?.prefix.length ?? 0;
      const isWide = ranges.some((range) => range.length < length);
      return isWide || end.network.key === network ? subnetPrefixes(end) : ranges;
    }),
  );
  const distinct = new Map(all.map((prefix) => [prefixKey(prefix), prefix]));
  return [...distinct.values()].filter(({ family }) => family === 4).sort(comparePrefixes);
}

function subnetPrefixes({ subnets }: HostEnd): readonly Prefix[] {
  return subnets.flatMap(({ prefixes }) => prefixes.map(({ prefix }) => prefix));
}
