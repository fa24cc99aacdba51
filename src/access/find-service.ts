import { firstLabel, normalizeName, zoneNames } from "../dns/index.ts";
import {
  type BuiltInHost,
  builtInHosts,
  type CloudService,
  createFinder,
  type Finder,
  type Key,
  keyOf,
  type Model,
  type PrivateEndpoint,
  type PublicHost,
  perModel,
  privateLinkName,
  type TagMatch,
} from "../model/index.ts";
import { containsIp, type Ip } from "../net/index.ts";
import type { ServiceAtAddress } from "./service.ts";

/** What is asked about an address. */
export interface ServiceQuestion {
  readonly address: Ip;
  /** Name by which the caller found it. */
  readonly name: string | undefined;
  /** Private endpoint to which a route leads; otherwise the address alone finds one. */
  readonly privateEndpoint?: Key | undefined;
}

/**
 * Finds what answers at an address. Private endpoints come first, since their addresses are nobody
 * else's; then what the snapshot names, what is built in, and what the service tags tell.
 */
export function findService(model: Model, question: ServiceQuestion): ServiceAtAddress {
  const { address } = question;
  const name = question.name === undefined ? undefined : normalizeName(question.name);
  const isAzureAddress = isAzure(model, address);
  const endpoint = findEndpoint(model, question);
  if (endpoint !== undefined) return behindEndpoint(model, endpoint, name);
  const service = name === undefined ? undefined : serviceNamed(model, name);
  if (service !== undefined) {
    return { kind: "cloudService", service, name, endpoint: undefined, isAzureAddress };
  }
  const host = findPublicHost(model, address, name);
  if (host !== undefined) return { kind: "publicHost", host, isAzureAddress };
  const builtIn = findBuiltIn(address);
  if (builtIn !== undefined) return { kind: "builtInHost", host: builtIn, isAzureAddress };
  return findByTag(model, address, isAzureAddress);
}

/**
 * Whether an address is one of Azure's public ones or the host's own; `undefined` where no
 * service-tag file tells.
 */
export function isAzure(model: Model, address: Ip): boolean | undefined {
  const builtIn = findBuiltIn(address);
  // SUSE's old ranges are not Azure's alone.
  if (builtIn !== undefined && builtIn.kind !== "suse") return true;
  return model.serviceTags?.tagsOf === undefined
    ? undefined
    : model.serviceTags.tagsOf(address).length > 0;
}

function findEndpoint(
  model: Model,
  { address, privateEndpoint }: ServiceQuestion,
): PrivateEndpoint | undefined {
  const named =
    privateEndpoint === undefined ? undefined : model.privateEndpoints.get(privateEndpoint);
  return named ?? endpointByAddress(model).find(address)[0];
}

const endpointByAddress: (model: Model) => Finder<PrivateEndpoint, Ip> = perModel(
  ({ privateEndpoints }) =>
    createFinder<PrivateEndpoint, Ip>({
      things: [...privateEndpoints.values()],
      has: ({ addresses }, wanted) => addresses.some(({ address }) => address === wanted),
      keysOf: ({ addresses }) => addresses.map(({ address }) => address),
    }),
);

function behindEndpoint(
  model: Model,
  endpoint: PrivateEndpoint,
  name: string | undefined,
): ServiceAtAddress {
  const key = endpoint.service === undefined ? undefined : keyOf(endpoint.service);
  const service = key === undefined ? undefined : model.cloudServices.get(key);
  return service === undefined
    ? { kind: "endpointService", endpoint, isAzureAddress: false }
    : { kind: "cloudService", service, name, endpoint, isAzureAddress: false };
}

// A private name begins with the same label as the public one.
function serviceNamed(model: Model, name: string): CloudService | undefined {
  const zones = zoneNames(model);
  return servicesByLabel(model)
    .find(firstLabel(name))
    .find(({ fqdns }) =>
      fqdns.some((one) => one === name || privateLinkName(one, (z) => zones.has(z)) === name),
    );
}

const servicesByLabel: (model: Model) => Finder<CloudService, string> = perModel(
  ({ cloudServices }) =>
    createFinder<CloudService, string>({
      things: [...cloudServices.values()],
      has: ({ fqdns }, label) => fqdns.some((one) => firstLabel(one) === label),
      keysOf: ({ fqdns }) => fqdns.map(firstLabel),
    }),
);

function findPublicHost(
  model: Model,
  address: Ip,
  name: string | undefined,
): PublicHost | undefined {
  const hosts = [...model.publicHosts.values()];
  return (
    hosts.find(({ fqdns }) => fqdns.some((fqdn) => fqdn.toLowerCase() === name)) ??
    hosts.find(({ addresses }) => addresses.includes(address))
  );
}

function findBuiltIn(address: Ip): BuiltInHost | undefined {
  return builtInHosts.find(
    ({ addresses, prefixes }) =>
      addresses.includes(address) || prefixes.some((prefix) => containsIp(prefix, address)),
  );
}

// The longest prefix first, and a region's tag before the one for all regions; `AzureCloud` says
// only that it is Azure, and where.
function findByTag(
  { serviceTags }: Model,
  address: Ip,
  isAzureAddress: boolean | undefined,
): ServiceAtAddress {
  const tags = (serviceTags?.tagsOf?.(address) ?? []).map(({ tag }) => tag);
  const named = tags.find(({ isAggregate }) => !isAggregate);
  const region = named?.region ?? regionOf(tags);
  if (named !== undefined) return { kind: "taggedService", tag: named, region, isAzureAddress };
  return tags.length > 0
    ? { kind: "azure", region, isAzureAddress }
    : { kind: "internet", isAzureAddress };
}

function regionOf(tags: readonly TagMatch["tag"][]): string | undefined {
  return tags.find(({ isAggregate, region }) => isAggregate && region !== undefined)?.region;
}
