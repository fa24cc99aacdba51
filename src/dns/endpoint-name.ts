import type { Model, PrivateEndpoint } from "../model/index.ts";
import { privateLinkName } from "../model/index.ts";
import type { Ip } from "../net/index.ts";

/** A private endpoint that answers for a name, and its addresses for that name. */
export interface NamedEndpoint {
  readonly endpoint: PrivateEndpoint;
  /** May be empty: the snapshot does not tell them. */
  readonly addresses: readonly Ip[];
}

/** Finds the approved endpoints that stand for a public name of a service. O(endpoints). */
export function endpointsOf(model: Model, name: string): readonly NamedEndpoint[] {
  return [...model.privateEndpoints.values()]
    .filter(({ isApproved }) => isApproved)
    .flatMap((endpoint) => {
      const addresses = addressesFor(endpoint, name);
      return addresses === undefined ? [] : [{ endpoint, addresses }];
    });
}

/** Finds the approved endpoints that stand for a name with `privatelink` in it. O(endpoints). */
export function endpointsOfAlias(model: Model, alias: string): readonly NamedEndpoint[] {
  return publicNamesOf(alias).flatMap((name) => endpointsOf(model, name));
}

/** The private name to which a public name leads, with the zones of a model as a guide. */
export function aliasOf(model: Model, name: string): string | undefined {
  const zones = new Set([...model.privateZones.values()].map(({ zone }) => zone));
  return privateLinkName(name, (zone) => zones.has(zone));
}

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
  const service = endpoint.service?.split("/").at(-1)?.toLowerCase();
  const groups = endpoint.groupIds.map((group) => group.toLowerCase());
  return service === label && groups.includes(groupOfKind.get(kind) ?? kind)
    ? endpoint.addresses.map(({ address }) => address)
    : undefined;
}

/** By the second label of a public name, where the group has another word. */
const groupOfKind: ReadonlyMap<string, string> = new Map([["database", "sqlserver"]]);
