import {
  commonServices,
  type FlowSet,
  narrowToSide,
  servicesOf,
  subtractServices,
  uniteServices,
} from "../../flow/index.ts";
import type { CloudService, Model } from "../../model/index.ts";
import { hostPrefix, prefixSet, rangeSet } from "../../net/index.ts";
import type { HopOnWay } from "./hop-on-way.ts";
import { flowsOf, type PacketOfSet, packetsOf } from "./packet.ts";
import { narrowToOwner } from "./routing.ts";
import { standOf } from "./stand.ts";

const withPorts = uniteServices(servicesOf("tcp"), servicesOf("udp"));

/**
 * Makes a set of flows smaller so that a private endpoint takes all of it alike: it carries TCP and
 * UDP (PE-11), and what an appliance hands on with the source of another host is a case of its own
 * (PE-12).
 */
export function narrowToEndpoint(place: HopOnWay, packet: PacketOfSet, given: FlowSet): FlowSet {
  const { hop, before, following } = place;
  const { model } = following.reach;
  const endpoint = hop.node.key && model.privateEndpoints.get(hop.node.key);
  const network = endpoint && model.subnets.get(endpoint.subnet)?.network;
  const set =
    network === undefined ? given : narrowToOwner(following.reach, network, packet, given);
  const packets = packetsOf(set, packet);
  const isCarried = packet.flow.protocol === "tcp" || packet.flow.protocol === "udp";
  const services = isCarried
    ? commonServices(packets.services, withPorts)
    : subtractServices(packets.services, withPorts);
  const sender = before && standOf(model, before.node);
  const standing = sender && model.subnets.get(sender.subnet)?.network;
  const space = standing === undefined ? [] : (model.networks.get(standing)?.addressSpace ?? []);
  const own = sender?.nic === undefined ? [] : (model.nics.get(sender.nic)?.ipConfigurations ?? []);
  const isDetour = own.every(({ address }) => address !== packet.flow.source);
  const hosts = isDetour
    ? own.flatMap(({ address }) => (address ? [hostPrefix(address)] : []))
    : [];
  const { source } = packet.flow;
  const sources = [space.map(({ prefix }) => prefix), hosts].reduce(
    (rest, prefixes) => narrowToSide(rest, source, prefixSet(prefixes)),
    packets.sources,
  );
  return flowsOf(set, packet, { ...packets, services, sources });
}

/** Makes a set of flows smaller so that a service lets all of it in by the same rule, or none. */
export function narrowToAccess(
  model: Model,
  name: string,
  packet: PacketOfSet,
  set: FlowSet,
): FlowSet {
  if (packet.source === undefined) return set;
  const rules = [...model.cloudServices.values()]
    .filter((service) => service.name === name)
    .flatMap(({ ipRules }) => ipRules);
  const packets = packetsOf(set, packet);
  const sources = rules.reduce(
    (rest, rule) => narrowToSide(rest, packet.flow.source, rangeOf(rule)),
    packets.sources,
  );
  return flowsOf(set, packet, { ...packets, sources });
}

function rangeOf({ first, last }: CloudService["ipRules"][number]) {
  if (typeof first !== typeof last) return prefixSet([]);
  return rangeSet([[first, typeof last === "number" ? last + 1 : last + 1n]]);
}
