import type { AccessAssumption, AccessReason, AccessVerdict } from "../access/index.ts";
import type {
  NameAssumption,
  Resolution,
  ResolutionSource,
  UnresolvedReason,
} from "../dns/index.ts";
import { formatIp } from "../net/index.ts";

const sources: Readonly<Record<ResolutionSource, string>> = {
  privateZone: "a private DNS zone",
  machineName: "the name of a virtual machine in the network",
  siteRecord: "a record of the site",
  publicHost: "a fact of the snapshot",
  builtInHost: "a published host of Azure",
  serviceName: "the service's public name",
  publicIpName: "the name of a public address",
};

const unresolved: Readonly<Record<UnresolvedReason, string>> = {
  noRecord:
    "the private DNS zone that is linked for it has no address for it, and does not fall back to public names",
  recordsUnknown:
    "the records of the private DNS zone that is linked for it are not in the snapshot",
  unknownName: "nobody in the snapshot has that name",
  customServers:
    "it depends on DNS servers of which the snapshot tells nothing; give their records in the dns part of a Trueroute/onPremisesSites",
  aliasLoop: "its aliases lead to each other",
};

/** Says in one sentence what a name resolves to, and why. */
export function resolutionSentence(resolution: Resolution): string {
  const { name, aliases } = resolution;
  const way = aliases.length === 0 ? "" : `, through ${aliases.join(" and ")}`;
  switch (resolution.kind) {
    case "addresses": {
      const addresses = resolution.addresses.map(formatIp).join(" and ");
      return `${name} is ${addresses}${way}: ${sources[resolution.source]} says so`;
    }
    case "addressUnknown":
      return `${name} is a public name${way}, and the snapshot does not tell its address`;
    case "unresolved":
      return `${name} has no address${way}: ${unresolved[resolution.reason]}`;
  }
}

type Assumed = (about: readonly string[]) => string;

/** What a resolution takes for granted, each as one sentence. */
export const nameAssumptions: Readonly<Record<NameAssumption, Assumed>> = {
  exampleAddress: ([service, tag]) =>
    `the public address of ${service} is in no resource; the first one of service tag ${tag} stands for it`,
  recordAssumed: ([name, zone, endpoint]) =>
    `the records of ${zone} are not in the snapshot; ${name} is taken to be the address of ${endpoint}`,
  zoneAbsent: ([zone, network]) =>
    `no zone ${zone} is in the snapshot; none is taken to be linked to ${network}`,
  serverForwards: ([server, network]) =>
    `DNS server ${server} is taken to answer as Azure's own DNS does in ${network}`,
  serversAskPublic: ([servers, name]) =>
    `nothing is known of DNS servers ${servers}; they are taken to resolve ${name} as everybody does`,
  siteAsksPublic: ([site]) =>
    `nothing tells how ${site} resolves names; it is taken to ask in public`,
  primaryInterface: ([machine, nic]) =>
    `${machine} has several interfaces in the network; ${nic} is taken to be the primary one`,
};

const reasons: Readonly<Record<AccessReason, (service: string) => string>> = {
  open: (service) => `${service} lets everybody in`,
  ipRule: (service) => `a rule of ${service} names the caller's public address`,
  subnetRule: (service) => `a rule of ${service} names the caller's subnet`,
  endpointApproved: (service) => `the private endpoint is approved by ${service}`,
  endpointNotApproved: (service) => `the private endpoint is not approved by ${service}`,
  publicAccessOff: (service) => `${service} answers at private endpoints only`,
  noRule: (service) => `no rule of ${service} lets the caller in`,
  sameRegionIpRule: (service) =>
    `rules of ${service} for public addresses have no effect: storage in the caller's own region sees a private address of Azure's, which no rule can name`,
  azureSourceOnly: (service) =>
    `${service} answers public addresses of Azure only, and the caller comes with another one`,
  azureSourceAccepted: (service) => `${service} takes the caller's address for one of Azure's`,
  notModelled: (service) => `rules of ${service} are not modelled; it is taken to answer`,
  sourceUnknown: (service) =>
    `whether ${service} lets the caller in depends on who it sees, which nobody can know`,
  regionUnknown: (service) =>
    `a rule of ${service} names the caller's public address, which counts only from another region, and a region is not told`,
  perimeter: (service) =>
    `a network security perimeter decides for ${service}, and perimeters are not modelled`,
};

/** Says in one sentence why a service lets a caller in or not. */
export function accessSentence(service: string, { reason }: AccessVerdict): string {
  return reasons[reason](service);
}

/** What an access verdict takes for granted, each as one sentence. */
export const accessAssumptions: Readonly<Record<AccessAssumption, Assumed>> = {
  notModelled: (about) => `${about.join(", ")}: the service there is taken to answer`,
  peeringSourceAccepted: () =>
    "whether the service takes a customer's own address over Microsoft peering is not documented; switch peeringSourceAccepted decides",
};
