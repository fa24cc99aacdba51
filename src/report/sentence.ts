import type { Key, Model, Named } from "../model/index.ts";
import { formatIp } from "../net/index.ts";
import type { Fate, LossReason, Route, Withheld, WithholdingReason } from "../route/index.ts";
import { nextHopAddresses } from "../route/index.ts";
import { prefixTexts } from "./azure-row.ts";
import { nextHopWord } from "./words.ts";

/**
 * Names a route in a sentence: `User 10.0.0.0/8 to VirtualAppliance 10.4.0.4 (route 'default')`.
 */
export function nameRoute(route: Route): string {
  const [first = "?", ...others] = prefixTexts(route);
  const prefixes = others.length === 0 ? first : `${first} and ${others.length} more`;
  const addresses = [...new Set(nextHopAddresses(route.nextHop))].map(formatIp).join(", ");
  const target = [nextHopWord(route.nextHop), addresses].filter((text) => text !== "").join(" ");
  const source = { user: "user route", bgp: "gateway route", system: "system route" }[route.source];
  return `${source} ${prefixes} to ${target}${route.name === undefined ? "" : ` ('${route.name}')`}`;
}

/** Says in one sentence why a route is a candidate. */
export function whyCandidate(model: Model, route: Route): string {
  const { nextHop } = route;
  switch (route.origin) {
    case "addressSpace":
      return "the prefix belongs to the network's own address space";
    case "peering":
      return nextHop.kind === "peering"
        ? `the network is connected to ${nameOf(model, nextHop.remote)}${nextHop.isGlobal ? ", in another region" : ""}`
        : "the network is peered";
    case "connectedGroup":
      return "the network is in a connected group with the networks that have these prefixes";
    case "gateway":
      return whyGateway(model, route);
    case "internet":
      return "every subnet has a default route to the Internet";
    case "platformDrop":
      return "the platform drops what nobody else routes in this range";
    case "serviceEndpoint":
      return nextHop.kind === "serviceEndpoint"
        ? `the subnet has the service endpoint ${nextHop.service}`
        : "the subnet has a service endpoint";
    case "privateEndpoint":
      return nextHop.kind === "privateEndpoint"
        ? `private endpoint ${nameOf(model, nextHop.endpoint)} has this address, here or in a directly connected network`
        : "a private endpoint has this address";
    case "userRoute":
      return `the subnet's route table says so${route.serviceTag === undefined ? "" : `, for service tag ${route.serviceTag.name}`}`;
  }
}

function whyGateway(model: Model, { nextHop }: Route): string {
  if (nextHop.kind !== "gateway") return "a gateway offers it";
  const producers = [...new Set(nextHop.paths.map(({ producer }) => nameOf(model, producer)))];
  const learned = nextHop.paths.find(({ asPath }) => asPath.length > 0);
  const how = learned === undefined ? "" : ` (learned by BGP, AS path ${learned.asPath.join("-")})`;
  return `offered over ${producers.join(" and ")}${how}`;
}

/** The name of a resource of the model; the last part of its key when the model lacks it. */
export function nameOf(model: Model, key: Key): string {
  const maps: readonly ReadonlyMap<Key, Named>[] = [
    model.networks,
    model.gateways,
    model.connections,
    model.hubs,
    model.privateEndpoints,
    model.firewalls,
    model.subnets,
  ];
  for (const map of maps) {
    const named = map.get(key);
    if (named !== undefined) return named.name;
  }
  return key.split("/").at(-1) ?? key;
}

const lossSentences: Readonly<Record<LossReason, string>> = {
  userOverSystem: "a user route has the same prefix, and user routes come before system routes",
  userOverGateway: "a user route has the same prefix, and user routes come before gateway routes",
  userOverPrivateEndpoint: "a user route has exactly this address as its prefix",
  userCoversPrivateEndpoint:
    "the endpoint's subnet lets route tables apply, and the best other route for this address is a user route",
  privateEndpointOverUser:
    "this gateway ignores a user route for exactly a private endpoint's address while the endpoint's subnet has no policy for route tables",
  serviceEndpointOverUser: "a service endpoint has the same prefix and cannot be overridden",
  serviceEndpointOverLongerUser:
    "it lies inside a service endpoint's prefix, which wins here by switch",
  systemOverGateway:
    "the prefix lies in own, peered or service-endpoint space, which gateway routes never take over",
  gatewayDefaultOverSystem: "the default route of a gateway takes its place",
  splitDefaultOverSystem:
    "both halves of the default route are there, and the switch lets them count as one",
  defaultTakesDropsAway:
    "the default route in force leads to an appliance or gateway, and then the platform drops nothing",
  samePrefixAsDrop: "another route has the same prefix, and then the drop route is not there",
  networkContainsDrop: "the network's own address space contains it",
  propagationOff: "the route table does not let gateway routes in",
  peeringRoutesOff: "the route table does not let peering routes in",
  deadLoadBalancer: "its load balancer has no members, and a Route Server offers the same prefix",
};

/** Says in one sentence why a candidate is not in force. */
export function whyLost({ reason }: Fate): string {
  return lossSentences[reason];
}

const withholdingSentences: Readonly<Record<WithholdingReason, string>> = {
  tunnelDown: "its connection is not connected",
  bgpPeerHostRoute:
    "it is the host route of a BGP peer, which is not listed where an ExpressRoute gateway or Route Server shares the network",
  insideNetwork:
    "it equals or lies inside a prefix of the gateway's network or of a network that uses it",
  expressRouteOverVpn: "ExpressRoute has the same prefix and is preferred",
  routingPreference: "the routing preference favors another producer of the same prefix",
  connectionWeight: "another ExpressRoute connection has a higher weight",
  shorterAsPath: "another path is shorter",
  staticOverLearned: "the same prefix is configured, and that comes before learned ones",
  oneConnectionOnly:
    "with a Route Server in the network one ExpressRoute connection carries a prefix",
  localHubOverRemote: "the own hub has the same prefix",
  noDefaultRouteTaken: "the connection does not take the default route",
  intentReplacesSpecifics: "routing intent hands on the private aggregates instead",
};

/** Says in one sentence why a route was never offered to the network. */
export function whyWithheld({ reason }: Withheld): string {
  return withholdingSentences[reason];
}
