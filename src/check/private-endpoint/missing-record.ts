import { resolveName } from "../../dns/index.ts";
import type { FindingAssumption } from "../../finding/index.ts";
import {
  endpointsOfNetwork,
  type Key,
  type Model,
  type PrivateEndpoint,
  type PrivateZone,
  privateLinkName,
  type VirtualNetwork,
} from "../../model/index.ts";
import { listNames } from "../list-names.ts";
import type { CheckRule, Draft } from "../rule.ts";
import { nearNetworks } from "./near-network.ts";
import { namesOf } from "./zone-record.ts";

/** Names of services that a linked zone denies, since it lacks the private endpoint's record (PE-17). */
export const missingRecord: CheckRule = {
  code: "TR211",
  family: "privateEndpoint",
  severity: "error",
  title: "A private zone lacks the record of a private endpoint, and the name does not resolve",
  about:
    "Once a service has a private endpoint its name leads into the private zone. A linked zone answers alone: without a record there the name does not exist for the networks that are linked.",
  rules: ["PE-16", "PE-17"],
  begin: ({ model }) => ({ finish: () => lackingZones(model).map((one) => draft(one)) }),
};

/** A zone that denies names, to whom. */
interface Lacking {
  readonly zone: PrivateZone;
  readonly lacks: { readonly name: string; readonly endpoint: PrivateEndpoint }[];
  readonly networks: Set<VirtualNetwork>;
  /** Whether the network that holds the endpoint is among them. */
  isBeside: boolean;
}

function lackingZones(model: Model): readonly Lacking[] {
  const found = new Map<Key, Lacking>();
  const zones = zonesByName(model);
  for (const [holder, callers] of callersByHolder(model)) {
    for (const endpoint of endpointsOfNetwork(model, holder)) {
      if (!endpoint.isApproved || !isNamed(endpoint)) continue;
      for (const name of namesOf(model, endpoint)) {
        for (const zone of zonesThatLack(zones, name)) {
          const networks = callers.filter((network) => isDenied(model, zone, network, name));
          if (networks.length > 0) addTo(found, zone, { name, endpoint, networks, holder });
        }
      }
    }
  }
  return [...found.values()];
}

// Without names nobody knows which of several groups has which.
function isNamed({ names, groupIds, addresses }: PrivateEndpoint): boolean {
  return addresses.length > 0 && (names.length > 0 || groupIds.length <= 1);
}

/** A name that a zone denies to some networks. */
interface Denied {
  readonly name: string;
  readonly endpoint: PrivateEndpoint;
  readonly networks: readonly VirtualNetwork[];
  readonly holder: Key;
}

function addTo(found: Map<Key, Lacking>, zone: PrivateZone, denied: Denied): void {
  const { name, endpoint, networks, holder } = denied;
  const lacking = found.get(zone.key) ?? { zone, lacks: [], networks: new Set(), isBeside: false };
  lacking.lacks.push({ name, endpoint });
  for (const network of networks) lacking.networks.add(network);
  lacking.isBeside ||= networks.some(({ key }) => key === holder);
  found.set(zone.key, lacking);
}

function zonesByName({ privateZones }: Model): ReadonlyMap<string, readonly PrivateZone[]> {
  const found = new Map<string, PrivateZone[]>();
  for (const zone of privateZones.values()) {
    const known = found.get(zone.zone);
    if (known === undefined) found.set(zone.zone, [zone]);
    else known.push(zone);
  }
  return found;
}

function callersByHolder(model: Model): ReadonlyMap<Key, readonly VirtualNetwork[]> {
  const found = new Map<Key, VirtualNetwork[]>();
  for (const { network, holder } of nearNetworks(model)) {
    const known = found.get(holder);
    if (known === undefined) found.set(holder, [network]);
    else known.push(network);
  }
  return found;
}

function zonesThatLack(
  zones: ReadonlyMap<string, readonly PrivateZone[]>,
  name: string,
): readonly PrivateZone[] {
  const alias = privateLinkName(name, (zone) => zones.has(zone));
  if (alias === undefined) return [];
  const zone = alias.slice(alias.indexOf("privatelink"));
  return (zones.get(zone) ?? []).filter((one) => one.hasAllRecords && !hasName(one, alias));
}

function hasName({ zone, records, aliases }: PrivateZone, name: string): boolean {
  return [...records, ...aliases].some((one) => one.name === name || one.name === `*.${zone}`);
}

// Another zone of the same name may be linked too, and the link may fall back to public names.
function isDenied(
  model: Model,
  { links }: PrivateZone,
  { key }: VirtualNetwork,
  name: string,
): boolean {
  if (!links.some(({ network }) => network === key)) return false;
  const resolution = resolveName(model, { kind: "network", network: key }, name);
  return resolution.kind === "unresolved" && resolution.reason === "noRecord";
}

function draft({ zone, lacks, networks, isBeside }: Lacking): Draft {
  const names = listNames([...new Set(lacks.map(({ name }) => name))]);
  const endpoints = new Set(lacks.map(({ endpoint }) => endpoint));
  const callers = listNames([...networks].map(({ name }) => name));
  const whose = listNames([...endpoints].map(({ name }) => name));
  return {
    severity: isBeside ? "error" : "warning",
    message: `Zone ${zone.zone} has no record for ${names} (${whose}), and answers alone for ${callers}: there the name does not exist.`,
    remedy: `Add ${whose} to the zone by a DNS zone group of the private endpoint, or write its record.`,
    place: zone.place,
    related: [...endpoints].map(({ place }) => place),
    affected: [...networks].map(({ id }) => id),
    assumptions: isEmpty(zone) ? [complete(zone)] : [],
  };
}

// Records come apart from their zone, and an input without any may just lack them.
function isEmpty({ records, aliases }: PrivateZone): boolean {
  return records.length === 0 && aliases.length === 0;
}

function complete({ zone }: PrivateZone): FindingAssumption {
  const message = `The snapshot is taken to hold all records of zone ${zone}, and holds none.`;
  return { code: "zoneEmpty", message, rules: ["PE-17"] };
}
