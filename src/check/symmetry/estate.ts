import type { Key, VirtualNetwork } from "../../model/index.ts";
import { covers } from "../../net/index.ts";
import type { Ground } from "../ground.ts";
import { type Asymmetry, findAsymmetries } from "./asymmetry.ts";
import type { HostEnd, Viewpoint } from "./end.ts";
import { type Ends, findEnds } from "./ends.ts";
import { type Landscape, landscapeOf, type Place } from "./gather.ts";

const known = new WeakMap<Ground, readonly Asymmetry[]>();

/** All asymmetries of an estate whose tables have been visited; found once for all rules. */
export function asymmetriesOf(ground: Ground): readonly Asymmetry[] {
  const present = known.get(ground) ?? findAll(ground);
  known.set(ground, present);
  return present;
}

function findAll(ground: Ground): readonly Asymmetry[] {
  const landscape = landscapeOf(ground).landscape();
  const ends = findEnds(ground, landscape);
  const viewpoints = new Set([
    ...[...landscape.places.values()].flatMap((places) => places.map((one) => one.viewpoint)),
    ...landscape.gateways.map(({ viewpoint }) => viewpoint),
  ]);
  return [
    ...findAsymmetries(ground, [...viewpoints], ends),
    ...insideNetworks(ground, landscape, ends),
  ];
}

// Where a network sends its own traffic through appliances, its own tables are compared, too.
function insideNetworks(ground: Ground, { places }: Landscape, ends: Ends): readonly Asymmetry[] {
  return [...places].flatMap(([key, ofNetwork]) => {
    const network = ground.model.networks.get(key);
    if (network === undefined || !isSegmented(ground, network, ofNetwork)) return [];
    const local = localEnds(ground, network, ends);
    const viewpoints = new Set(local.inNetwork(key).map(({ viewpoint }) => viewpoint));
    return findAsymmetries(ground, [...viewpoints], local);
  });
}

function isSegmented(
  { model }: Ground,
  { addressSpace }: VirtualNetwork,
  places: readonly Place[],
): boolean {
  return places.some(({ subnets: [{ routeTable }] }) =>
    (routeTable === undefined ? [] : (model.routeTables.get(routeTable)?.routes ?? [])).some(
      ({ destination, nextHop }) =>
        nextHop.kind === "appliance" &&
        destination.kind === "prefix" &&
        addressSpace.some(({ prefix }) => covers(prefix, destination.prefix)),
    ),
  );
}

function localEnds({ router }: Ground, network: VirtualNetwork, ends: Ends): Ends {
  const viewpoints = new Map<string, Viewpoint>();
  const local = ends.inNetwork(network.key).flatMap((end): readonly HostEnd[] => {
    const [{ key: subnet, routeTable }] = end.subnets;
    const key = `local ${network.key} ${routeTable ?? ""}`;
    const table = router.tableOf({ subnet, gateway: undefined });
    if (table === undefined) return [];
    const viewpoint = viewpoints.get(key) ?? {
      key,
      tables: [table],
      gateway: undefined,
      isLocal: true,
    };
    viewpoints.set(key, viewpoint);
    return [{ ...end, viewpoint }];
  });
  return {
    inNetwork: (key: Key) => (key === network.key ? local : []),
    behindGateway: () => [],
    seeing: (viewpoint) => local.filter((end) => end.viewpoint === viewpoint),
  };
}
