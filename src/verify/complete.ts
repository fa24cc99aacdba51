import type { CapturedRoute } from "../arm/index.ts";
import { platformPlace } from "../diagnostic/index.ts";
import {
  type Key,
  keyOf,
  type Model,
  type Nic,
  type Subnet,
  type VirtualNetwork,
} from "../model/index.ts";
import { parsePrefix } from "../net/index.ts";

/** A model that was completed from a capture, and what was taken from it. */
export interface Completed {
  readonly model: Model;
  /**
   * Prefixes that the capture itself gave for the address space; empty when nothing was missing.
   */
  readonly taken: readonly string[];
}

/**
 * Gives an interface whose network is not in the snapshot a network with the address space that its
 * capture lists.
 *
 * Those rows then agree by construction and are counted apart; all other rows are still computed.
 * Nothing is taken when the network is there.
 */
export function completeFromCapture(
  model: Model,
  nic: Nic,
  rows: readonly CapturedRoute[],
): Completed {
  const { subnetId } = nic;
  if (nic.subnet !== undefined || subnetId === undefined) return { model, taken: [] };
  const taken = rows
    .filter(({ nextHopType }) => nextHopType.toLowerCase() === "vnetlocal")
    .filter(({ source }) => source.toLowerCase() === "default")
    .flatMap(({ addressPrefix }) => addressPrefix);
  const network = networkFor(subnetId, taken);
  const subnet = subnetFor(subnetId, network.key);
  return {
    taken,
    model: {
      ...model,
      networks: new Map([...model.networks, [network.key, network]]),
      subnets: new Map([...model.subnets, [subnet.key, subnet]]),
      nics: new Map([...model.nics, [nic.key, { ...nic, subnet: subnet.key }]]),
    },
  };
}

function networkFor(subnetId: string, prefixes: readonly string[]): VirtualNetwork {
  const id = subnetId.split("/").slice(0, -2).join("/");
  return {
    ...named(id),
    region: undefined,
    addressSpace: prefixes
      .flatMap((text) => parsePrefix(text) ?? [])
      .map((prefix) => ({ prefix, place: platformPlace })),
    subnets: [keyOf(subnetId)],
    peerings: [],
    summarizedGatewayPrefixes: [],
    dnsServers: [],
  };
}

function subnetFor(id: string, network: Key): Subnet {
  return {
    ...named(id),
    network,
    role: "workload",
    prefixes: [],
    routeTable: undefined,
    serviceEndpoints: [],
    letsRoutesReachPrivateEndpoints: false,
    filtersPrivateEndpoints: false,
    privateEndpointPolicyPlace: platformPlace,
    hasDefaultOutbound: undefined,
    delegations: [],
    networkSecurityGroup: undefined,
    natGateway: undefined,
  };
}

function named(id: string) {
  return { key: keyOf(id), id, name: id.split("/").at(-1) ?? id, place: platformPlace };
}
