import {
  createFinder,
  type Finder,
  type Model,
  type PrivateEndpoint,
  perModel,
  privateLinkName,
} from "../model/index.ts";
import type { Ip } from "../net/index.ts";

/** A private endpoint that answers for a name, and its addresses for that name. */
export interface NamedEndpoint {
  readonly endpoint: PrivateEndpoint;
  /** May be empty: the snapshot does not tell them. */
  readonly addresses: readonly Ip[];
}

/** Finds the approved endpoints that stand for a public name of a service. */
export function endpointsOf(model: Model, name: string): readonly NamedEndpoint[] {
  return byLabel(model)
    .find(firstLabel(name))
    .filter(({ isApproved }) => isApproved)
    .flatMap((endpoint) => {
      const addresses = addressesFor(endpoint, name);
      return addresses === undefined ? [] : [{ endpoint, addresses }];
    });
}

/** Finds the approved endpoints that stand for a name with `privatelink` in it. */
export function endpointsOfAlias(model: Model, alias: string): readonly NamedEndpoint[] {
  return publicNamesOf(alias).flatMap((name) => endpointsOf(model, name));
}

// By the first label of the names that an endpoint may stand for: what `addressesFor` finds has it.
const byLabel: (model: Model) => Finder<PrivateEndpoint, string> = perModel(
  ({ privateEndpoints }) =>
    createFinder<PrivateEndpoint, string>({
      things: [...privateEndpoints.values()],
      has: mayStandFor,
      keysOf: labelsOf,
    }),
);

// The same as to be one of `labelsOf`, and makes no strings where it can be told without.
function mayStandFor(endpoint: PrivateEndpoint, label: string): boolean {
  const { names, service } = endpoint;
  if (names.length > 0) return names.some(({ name }) => firstLabel(name) === label);
  return (
    service?.charAt(service.length - label.length - 1) === "/" && serviceLabel(endpoint) === label
  );
}

function labelsOf(endpoint: PrivateEndpoint): readonly string[] {
  if (endpoint.names.length > 0) return endpoint.names.map(({ name }) => firstLabel(name));
  const service = serviceLabel(endpoint);
  return service === undefined ? [] : [service];
}

function serviceLabel({ service }: PrivateEndpoint): string | undefined {
  return service?.slice(service.lastIndexOf("/") + 1).toLowerCase();
}

/** What stands before the first dot of a name. */
export function firstLabel(name: string): string {
  const dot = name.indexOf(".");
  return dot < 0 ? name : name.slice(0, dot);
}

/** The private name to which a public name leads, with the zones of a model as a guide. */
export function aliasOf(model: Model, name: string): string | undefined {
  const zones = zoneNames(model);
  return privateLinkName(name, (zone) => zones.has(zone));
}

/** The names of all private zones of a model. */
export const zoneNames: (model: Model) => ReadonlySet<string> = perModel(
  ({ privateZones }) => new Set([...privateZones.values()].map(({ zone }) => zone)),
);

/** The public name for which a name with `privatelink` stands; empty for other names. */
export function publicNamesOf(alias: string): readonly string[] {
  const labels = alias.split(".");
  const at = labels.indexOf("privatelink");
  if (at < 1) return [];
  const rest = labels.slice(at + 1);
  const suffix = rest[0] === "vaultcore" ? ["vault", ...rest.slice(1)] : rest;
  return [[...labels.slice(0, at), ...suffix].join(".")];
}

// Where the input tells an endpoint's names, they alone count. Without them the name begins with
// the service's own, and goes on with what the endpoint is for.
function addressesFor(endpoint: PrivateEndpoint, name: string): readonly Ip[] | undefined {
  if (endpoint.names.length > 0) {
    const own = endpoint.names.filter((known) => known.name === name);
    return own.length === 0 ? undefined : own.flatMap(({ addresses }) => addresses);
  }
  const [label, kind = ""] = name.split(".");
  const service = serviceLabel(endpoint);
  const groups = endpoint.groupIds.map((group) => group.toLowerCase());
  return service === label && groups.includes(groupOfKind.get(kind) ?? kind)
    ? endpoint.addresses.map(({ address }) => address)
    : undefined;
}

/** By the second label of a public name, where the group has another word. */
const groupOfKind: ReadonlyMap<string, string> = new Map([["database", "sqlserver"]]);
