import {
  commonServices,
  type FlowSet,
  hasExampleService,
  narrowToSide,
  type ServiceSet,
  servicesOf,
  subtractServices,
} from "../../flow/index.ts";
import type { LoadBalancer } from "../../model/index.ts";
import { hostPrefix, type Ip, prefixSet } from "../../net/index.ts";
import type { HopOnWay } from "./hop-on-way.ts";
import { exampleOf, flowsOf, type PacketOfSet, packetsOf } from "./packet.ts";

/**
 * Makes a set of flows smaller so that a front end takes all of it by the same rule: it is for the
 * front end itself or only passes, and its port has the same rules.
 */
export function narrowToBalancing(place: HopOnWay, packet: PacketOfSet, set: FlowSet): FlowSet {
  const { hop, following } = place;
  const balancer = hop.node.key && following.reach.model.loadBalancers.get(hop.node.key);
  if (balancer === undefined) return set;
  const packets = packetsOf(set, packet);
  const own = balancer.frontends.flatMap(({ address, publicIp }): readonly Ip[] =>
    [address, publicIp?.address].flatMap((ip) => ip ?? []),
  );
  const example = exampleOf(packet);
  const services = partsOf(balancer).reduce(
    (rest, part) =>
      hasExampleService(part, example) ? commonServices(rest, part) : subtractServices(rest, part),
    packets.services,
  );
  const destinations = narrowToSide(
    packets.destinations,
    packet.flow.destination,
    prefixSet(own.map((ip) => hostPrefix(ip))),
  );
  return flowsOf(set, packet, { ...packets, services, destinations });
}

// Each rule by itself, and each protocol: what no rule takes may still be a ping.
function partsOf({ rules, natRules }: LoadBalancer): readonly ServiceSet[] {
  return [
    servicesOf("tcp"),
    servicesOf("udp"),
    ...rules.map(({ protocol, frontendPort: port }) =>
      servicesOf(protocol, port === 0 ? undefined : [{ first: port, last: port }]),
    ),
    ...natRules.map(({ protocol, frontendPorts }) => servicesOf(protocol, [frontendPorts])),
  ];
}
