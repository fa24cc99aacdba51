import type { Report } from "../arm/index.ts";
import { createDiagnostic } from "../diagnostic/index.ts";
import type { Key, Model, Peering, PlacedPrefix, VirtualNetwork } from "../model/index.ts";
import { formatPrefix, type Prefix, prefixKey } from "../net/index.ts";
import { findOverlaps } from "./overlap.ts";

/**
 * Checks peerings whose remote network is in the model. Rules: PEER-2, PEER-3, PEER-9, ERR-2,
 * ERR-3, ERR-5, ERR-6.
 */
export function validatePeerings(model: Model, report: Report): void {
  const owners = findGatewayOwners(model);
  for (const network of model.networks.values()) {
    for (const peering of network.peerings) {
      const remote = model.networks.get(peering.remote);
      if (remote === undefined) continue;
      const back = remote.peerings.find((other) => other.remote === network.key);
      const pair: Pair = { peering, back, network, remote };
      validateStates(pair, report);
      validateSync(pair, report);
      validateTransit(pair, owners, report);
      // Both sides show the same overlap, so it is said on the first of them.
      if (back === undefined || peering.key < back.key) validateOverlap(pair, model, report);
    }
    validateOverlapThrough(network, model, report);
  }
}

interface Pair {
  readonly peering: Peering;
  readonly back: Peering | undefined;
  readonly network: VirtualNetwork;
  readonly remote: VirtualNetwork;
}

// PEER-3: only two connected sides carry routes and traffic.
function validateStates({ peering, back, remote }: Pair, report: Report): void {
  const { state, place } = peering;
  if (back === undefined) {
    const parameters = { peering: peering.id, state, remote: remote.name };
    report(createDiagnostic("peering-one-sided", place, parameters));
  } else if (state !== back.state && peering.key < back.key) {
    const parameters = { peering: peering.id, state, other: back.state };
    report(
      createDiagnostic("peering-state-mismatch", place, parameters, { related: [back.place] }),
    );
  }
}

// PEER-2: rows follow the snapshot of the last synchronization. A subnet peering holds subnets
// there instead.
function validateSync({ peering, remote }: Pair, report: Report): void {
  const { syncedPrefixes, scope, state, isIpv6Only } = peering;
  const isComparable = scope === "networks" && state === "connected" && !isIpv6Only;
  if (!isComparable || syncedPrefixes === undefined) return;
  if (holdSame(syncedPrefixes, remote.addressSpace)) return;
  const parameters = {
    peering: peering.id,
    remote: remote.name,
    synced: listPrefixes(syncedPrefixes.map(({ prefix }) => prefix)),
    current: listPrefixes(remote.addressSpace.map(({ prefix }) => prefix)),
  };
  const related = [remote.place];
  report(createDiagnostic("peering-out-of-sync", peering.place, parameters, { related }));
}

// The decision table of section 10.1 of the rules; its other two rows are settled when peerings are
// built.
function validateTransit(
  { peering, back, remote }: Pair,
  owners: ReadonlySet<Key>,
  report: Report,
): void {
  if (!peering.usesRemoteGateway || back === undefined) return;
  const related = [back.place];
  if (!back.offersGateway) {
    const parameters = { peering: peering.id, other: back.id };
    const pointing = { related };
    report(createDiagnostic("remote-gateways-refused", peering.place, parameters, pointing));
  } else if (!owners.has(remote.key)) {
    const parameters = { peering: peering.id, remote: remote.id };
    report(createDiagnostic("remote-gateways-absent", peering.place, parameters, { related }));
  }
}

function validateOverlap(pair: Pair, model: Model, report: Report): void {
  const { peering, back, network, remote } = pair;
  const local = prefixesOf(network, peering, peering.localSubnets, model);
  const far = prefixesOf(remote, peering, peering.remoteSubnets, model);
  const found = findOverlaps([
    ...local.map((prefix) => ({ prefix, owner: network })),
    ...far.map((prefix) => ({ prefix, owner: remote })),
  ]);
  if (found.length === 0) return;
  const prefixes = listPrefixes(found.map(({ inner }) => inner.prefix));
  const parameters = { local: network.name, remote: remote.name, prefixes };
  const related = back === undefined ? [] : [back.place];
  report(createDiagnostic("peering-overlap", peering.place, parameters, { related }));
}

// ERR-6: two networks that do not know each other may still not overlap when both are peered with a
// third.
function validateOverlapThrough(network: VirtualNetwork, model: Model, report: Report): void {
  const owned = network.peerings.flatMap((peering) => {
    const remote = model.networks.get(peering.remote);
    if (remote === undefined) return [];
    const prefixes = prefixesOf(remote, peering, peering.remoteSubnets, model);
    return prefixes.map((prefix) => ({ prefix, owner: peering }));
  });
  const pairs = new Map<string, { readonly found: Prefix[]; readonly of: [Peering, Peering] }>();
  for (const { outer, inner } of findOverlaps(owned)) {
    const of: [Peering, Peering] =
      outer.owner.key < inner.owner.key ? [outer.owner, inner.owner] : [inner.owner, outer.owner];
    const key = `${of[0].key} ${of[1].key}`;
    const known = pairs.get(key);
    if (known === undefined) pairs.set(key, { found: [inner.prefix], of });
    else known.found.push(inner.prefix);
  }
  for (const { found, of } of pairs.values()) {
    const [first, second] = of.map(({ remote }) => model.networks.get(remote)?.name ?? remote);
    const prefixes = listPrefixes(found);
    const parameters = {
      first: first ?? "",
      second: second ?? "",
      network: network.name,
      prefixes,
    };
    const related = [of[0].place];
    report(createDiagnostic("peering-overlap-through", of[1].place, parameters, { related }));
  }
}

// PEER-10: a subnet peering joins the listed subnets only.
function prefixesOf(
  network: VirtualNetwork,
  { scope, isIpv6Only }: Peering,
  names: readonly string[],
  model: Model,
): readonly Prefix[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const written =
    scope === "networks"
      ? network.addressSpace
      : network.subnets
          .flatMap((key) => model.subnets.get(key) ?? [])
          .filter(({ name }) => wanted.has(name.toLowerCase()))
          .flatMap(({ prefixes }) => prefixes);
  return written.map(({ prefix }) => prefix).filter(({ family }) => family === 6 || !isIpv6Only);
}

function findGatewayOwners({ gateways, routeServers }: Model): ReadonlySet<Key> {
  const owners = [...gateways.values(), ...routeServers.values()];
  return new Set(owners.map(({ network }) => network));
}

function holdSame(a: readonly PlacedPrefix[], b: readonly PlacedPrefix[]): boolean {
  const first = new Set(a.map(({ prefix }) => prefixKey(prefix)));
  const second = new Set(b.map(({ prefix }) => prefixKey(prefix)));
  return first.size === second.size && [...first].every((key) => second.has(key));
}

function listPrefixes(prefixes: readonly Prefix[]): string {
  return prefixes.length === 0 ? "nothing" : [...new Set(prefixes.map(formatPrefix))].join(", ");
}
