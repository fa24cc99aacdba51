import type { Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import { type Key, keyOf, type Peering } from "../model/index.ts";
import { type Item, namedOf, reportAbsent, reportCircle, reportMissing } from "./sources.ts";

/** Peerings as decoded, by the key of their network. */
export type PeeringItems = ReadonlyMap<Key, readonly Item<"peering">[]>;

/** The id of a gateway or Route Server, by the key of the network that it stands in. */
export type GatewayOwners = ReadonlyMap<Key, string>;

/** What peerings are built from. */
export interface PeeringParts {
  readonly known: ReadonlyMap<Key, Item<"virtualNetwork">>;
  readonly peerings: PeeringItems;
  readonly owners: GatewayOwners;
  readonly report: Report;
}

/**
 * Builds the peerings of one network, at most one per remote network (ERR-7). One that names its
 * own network is left out. Only the first one that may use remote gateways does (ERR-1, ERR-4).
 */
export function lowerPeerings(network: Key, parts: PeeringParts): readonly Peering[] {
  const byRemote = new Map<Key, Peering>();
  let user: Peering | undefined;
  for (const item of parts.peerings.get(network) ?? []) {
    const peering = lowerPeering(item, network, parts);
    if (peering === undefined) continue;
    const earlier = byRemote.get(peering.remote);
    if (earlier !== undefined) {
      reportDuplicate(earlier, peering, parts);
      continue;
    }
    const allowed = mayUseRemoteGateway({ item, peering, user }, parts);
    const chosen = allowed ? peering : { ...peering, usesRemoteGateway: false };
    if (chosen.usesRemoteGateway) user = chosen;
    byRemote.set(chosen.remote, chosen);
  }
  return [...byRemote.values()];
}

function lowerPeering(
  item: Item<"peering">,
  network: Key,
  parts: PeeringParts,
): Peering | undefined {
  const { body } = item;
  if (body.remote === undefined) {
    reportAbsent(item, "remoteVirtualNetwork", parts.report);
    return undefined;
  }
  const remote = keyOf(body.remote.id);
  if (remote === network) {
    const name = nameOf(network, parts.known);
    const ends = [name, name];
    reportCircle(body.remote, { property: "remoteVirtualNetwork", ends, report: parts.report });
    return undefined;
  }
  // A disconnected side stays when its network is deleted, and carries nothing.
  if (!parts.known.has(remote) && body.state !== "disconnected") {
    reportMissing(body.remote, "remoteVirtualNetwork", parts.report);
  }
  return {
    ...namedOf(item),
    network,
    remote: parts.known.get(remote)?.key ?? remote,
    remoteId: body.remote.id,
    state: settleState(body.state, network, remote, parts),
    scope: body.scope,
    syncedPrefixes: body.syncedPrefixes,
    currentPrefixes: body.currentPrefixes,
    allowsAccess: body.allowsAccess,
    acceptsForwarded: body.acceptsForwarded,
    offersGateway: body.offersGateway,
    usesRemoteGateway: body.usesRemoteGateway,
    localSubnets: body.localSubnets,
    remoteSubnets: body.remoteSubnets,
    isIpv6Only: body.isIpv6Only,
  };
}

// Templates and plans hold no state. Two sides that are both written end up connected, also where
// one of them has been waiting in Azure; one side alone stays initiated, and so does one whose other
// side is disconnected (PEER-3). A remote network that is not in the snapshot is taken to have its
// side.
function settleState(
  written: Peering["state"] | undefined,
  network: Key,
  remote: Key,
  parts: PeeringParts,
): Peering["state"] {
  if (written === "connected" || written === "disconnected") return written;
  if (!parts.known.has(remote)) return written ?? "connected";
  const back = (parts.peerings.get(remote) ?? []).find(
    ({ body }) => body.remote !== undefined && keyOf(body.remote.id) === network,
  );
  if (back === undefined) return "initiated";
  const isNew = written === undefined || back.body.state === undefined;
  return isNew && back.body.state !== "disconnected" ? "connected" : "initiated";
}

interface Candidate {
  readonly item: Item<"peering">;
  readonly peering: Peering;
  readonly user: Peering | undefined;
}

function mayUseRemoteGateway(
  { item, peering, user }: Candidate,
  { owners, known, report }: PeeringParts,
): boolean {
  if (!peering.usesRemoteGateway) return true;
  const place = item.body.usesRemoteGatewayPlace;
  if (owners.has(peering.network)) {
    const network = known.get(peering.network)?.id ?? peering.network;
    report(createDiagnostic("remote-gateways-own", place, { peering: peering.id, network }));
    return false;
  }
  if (user === undefined) return true;
  // ERR-1 names the peering by its last two names and the other one by its id.
  const name = `${nameOf(peering.network, known)}/${peering.name}`;
  const parameters = { peering: name, other: user.id };
  report(createDiagnostic("remote-gateways-twice", place, parameters, { related: [user.place] }));
  return false;
}

function nameOf(network: Key, known: PeeringParts["known"]): string {
  return known.get(network)?.name ?? network;
}

function reportDuplicate(earlier: Peering, later: Peering, { known, report }: PeeringParts): void {
  const parameters = {
    network: nameOf(later.network, known),
    remote: later.remoteId,
    ignored: later.name,
  };
  report(
    createDiagnostic("peering-duplicate", later.place, parameters, { related: [earlier.place] }),
  );
}
