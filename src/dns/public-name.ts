import {
  builtInHosts,
  type CloudService,
  createFinder,
  type Finder,
  type Model,
  type PublicHost,
  perModel,
} from "../model/index.ts";
import type { Ip } from "../net/index.ts";
import { aliasOf, endpointsOf, endpointsOfAlias, publicNamesOf } from "./endpoint-name.ts";
import { assume, type NameAnswer, type Reasons } from "./name-answer.ts";
import { exampleAddress } from "./service-address.ts";

/**
 * What everybody gets for a name: facts of the snapshot first, then names of public addresses,
 * built-in hosts and names of services. `undefined`: nobody in the snapshot has that name.
 */
export function askPublic(model: Model, name: string): NameAnswer | undefined {
  return (
    findHost(model, name) ??
    findPublicIp(model, name) ??
    findBuiltIn(name) ??
    findService(model, name)
  );
}

function findHost(model: Model, name: string): NameAnswer | undefined {
  const hosts = [...model.publicHosts.values()].filter((host) => namesHost(host, name));
  const addresses = hosts.flatMap((host) => host.addresses);
  const reasons = { places: hosts.map(({ place }) => place), rules: [], assumptions: [] };
  return hosts.length === 0 ? undefined : addressed(addresses, "publicHost", reasons);
}

function namesHost({ fqdns }: PublicHost, name: string): boolean {
  return fqdns.some((fqdn) => fqdn.toLowerCase() === name);
}

function findPublicIp(model: Model, name: string): NameAnswer | undefined {
  const record = model.publicNames.get(name);
  if (record === undefined) return undefined;
  const reasons = { places: [record.place], rules: [], assumptions: [] };
  return addressed(record.addresses, "publicIpName", reasons);
}

function findBuiltIn(name: string): NameAnswer | undefined {
  const host = builtInHosts.find(({ fqdns }) => fqdns.includes(name));
  if (host === undefined) return undefined;
  return addressed(host.addresses, "builtInHost", {
    places: [],
    rules: [host.rule],
    assumptions: [],
  });
}

// PE-16: a private endpoint anywhere makes the public name an alias, for everybody who asks; what the
// alias leads to depends on the asker's zones.
function findService(model: Model, name: string): NameAnswer | undefined {
  const service = serviceNamed(model, name);
  const endpoints = endpointsOf(model, name);
  const target = aliasOf(model, name);
  if (target !== undefined && (endpoints.length > 0 || hasOtherEndpoint(service))) {
    const places = endpoints.map(({ endpoint }) => endpoint.place);
    return { kind: "alias", target, places, rules: ["PE-16"], assumptions: [] };
  }
  if (service !== undefined) return serviceAnswer(model, service);
  const [published] = publicNamesOf(name);
  const behind = published === undefined ? undefined : serviceNamed(model, published);
  if (behind !== undefined) return serviceAnswer(model, behind);
  const [known] = endpointsOfAlias(model, name);
  return known === undefined
    ? undefined
    : { kind: "addressUnknown", places: [known.endpoint.place], rules: [], assumptions: [] };
}

function serviceNamed(model: Model, name: string): CloudService | undefined {
  return byFqdn(model).find(name)[0];
}

const byFqdn: (model: Model) => Finder<CloudService, string> = perModel(({ cloudServices }) =>
  createFinder<CloudService, string>({
    things: [...cloudServices.values()],
    has: ({ fqdns }, name) => fqdns.includes(name),
    keysOf: ({ fqdns }) => fqdns,
  }),
);

// A storage account has several names, and does not say which of them an endpoint elsewhere serves.
function hasOtherEndpoint(service: CloudService | undefined): boolean {
  if (service === undefined || service.kind === "storage") return false;
  return service.endpointConnections.some(({ isApproved }) => isApproved);
}

function serviceAnswer(model: Model, service: CloudService): NameAnswer {
  const example = exampleAddress(model, service);
  const places = [service.place];
  if (example === undefined) {
    return { kind: "addressUnknown", places, rules: ["SE-5"], assumptions: [] };
  }
  const { address, tag } = example;
  return addressed([address], "serviceName", {
    places,
    rules: ["SE-5"],
    assumptions: [assume("exampleAddress", [service.name, tag], ["SE-3"])],
  });
}

function addressed(
  addresses: readonly Ip[],
  source: "publicHost" | "publicIpName" | "builtInHost" | "serviceName",
  reasons: Reasons,
): NameAnswer {
  return addresses.length === 0
    ? { kind: "addressUnknown", ...reasons }
    : { kind: "addresses", addresses, source, ...reasons };
}
