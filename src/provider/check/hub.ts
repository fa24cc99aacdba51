import { typeKeys } from "../../arm/index.ts";
import { covers, overlaps, parseIp, parsePrefix } from "../../net/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { isRouteServer } from "../hub/route-server.ts";
import type { Check, RemovalCheck } from "../kind/kind.ts";
import {
  duplicateDestinations,
  hubInUse,
  hubNeedsPrefix,
  peerAsnTaken,
  peerOutsideNetwork,
  routeServerSubnetName,
  routeServerSubnetTooSmall,
  wanInUse,
} from "../refusal/hub.ts";
import { checkPrefix } from "./address-space.ts";
import {
  keyOf,
  objectsOf,
  parsePrefixes,
  propertyOf,
  spaceOf,
  subnetPrefixesOf,
  textsOf,
} from "./properties.ts";

/** A hub of a virtual WAN has a prefix of its own. */
export const checkHub: Check = ({ row }) => {
  if (isRouteServer(row)) return undefined;
  const prefix = propertyOf(row, "addressPrefix");
  return typeof prefix === "string"
    ? checkPrefix(prefix, row.id.text)
    : hubNeedsPrefix(row.id.text);
};

/** A Route Server stands in a subnet named RouteServerSubnet of /26 or larger (/27 until 2025). */
export const checkHubIpConfiguration: Check = ({ draft, row }) => {
  const key = keyOf(propertyOf(row, "subnet"));
  const subnet = key === undefined ? undefined : draft.find(key);
  if (subnet === undefined) return undefined;
  if (subnet.id.name.toLowerCase() !== "routeserversubnet") {
    return routeServerSubnetName(row.id.text, subnet.id.text);
  }
  const isSmall = parsePrefixes(subnetPrefixesOf(subnet)).some(
    (one) => one.family === 4 && one.length > 27,
  );
  return isSmall ? routeServerSubnetTooSmall(row.id.text, subnet.id.text) : undefined;
};

// Autonomous systems that Azure keeps for itself.
const azureNumbers: ReadonlySet<unknown> = new Set([
  65515, 65517, 65518, 65519, 65520, 8074, 8075, 12076,
]);

/** A BGP peer has an address in the network of the Route Server, and a number of its own. */
export const checkBgpConnection: Check = ({ draft, row }) => {
  const asn = propertyOf(row, "peerAsn");
  if (azureNumbers.has(asn)) return peerAsnTaken(row.id.text, Number(asn));
  const text = propertyOf(row, "peerIp");
  const address = typeof text === "string" ? parseIp(text) : undefined;
  if (address === undefined) return peerOutsideNetwork(row.id.text, String(text));
  const network = networkOf(draft, row);
  if (network === undefined) return undefined;
  const host = parsePrefix(`${String(text)}/${String(text).includes(":") ? 128 : 32}`);
  const space = parsePrefixes([...spaceOf(network), ...peeredSpaces(draft, network)]);
  return host !== undefined && space.some((prefix) => covers(prefix, host))
    ? undefined
    : peerOutsideNetwork(row.id.text, String(text));
};

// The network of a Route Server; hubs of a virtual WAN reach peers through a connection.
function networkOf(estate: EstateView, row: Row): Row | undefined {
  for (const place of estate.childrenOf(row.root, typeKeys.hubIpConfiguration)) {
    const key = keyOf(propertyOf(place, "subnet"));
    const subnet = key === undefined ? undefined : estate.find(key);
    if (subnet !== undefined) return estate.find(subnet.root);
  }
  return undefined;
}

// Appliances in a peered network speak to the Route Server too.
function peeredSpaces(estate: EstateView, network: Row): readonly string[] {
  return estate.childrenOf(network.id.key, typeKeys.peering).flatMap((peering) => {
    const key = keyOf(propertyOf(peering, "remoteVirtualNetwork"));
    const remote = key === undefined ? undefined : estate.find(key);
    return remote === undefined ? [] : spaceOf(remote);
  });
}

/** ERR-84, ERR-23: destinations of a hub's route table are prefixes, each once. */
export const checkHubRouteTable: Check = ({ row }) => {
  const seen = new Set<string>();
  for (const route of objectsOf(propertyOf(row, "routes"))) {
    const isPrefix = String(route["destinationType"]).toLowerCase() === "cidr";
    for (const text of textsOf(route["destinations"])) {
      const refusal = isPrefix ? checkPrefix(text, row.id.text) : undefined;
      if (refusal !== undefined) return refusal;
      if (seen.has(text.toLowerCase())) return duplicateDestinations(row.id.text, text);
      seen.add(text.toLowerCase());
    }
  }
  return undefined;
};

/** A hub stays while gateways, a firewall or connections are in it. */
export const refuseHubInUse: RemovalCheck = ({ estate, row }) => {
  const inside = [typeKeys.hubConnection, typeKeys.bgpConnection, typeKeys.hubIpConfiguration];
  const children = inside.flatMap((typeKey) => estate.childrenOf(row.id.key, typeKey));
  const holders: ReadonlySet<string> = new Set([
    typeKeys.vpnGateway,
    typeKeys.expressRouteGateway,
    typeKeys.pointToSiteGateway,
    typeKeys.firewall,
  ]);
  const named = estate
    .referrersOf(row.id.key)
    .map((referrer) => referrer.row)
    .filter(({ typeKey }) => holders.has(typeKey));
  const [user] = [...named, ...children];
  return user === undefined ? undefined : hubInUse(row.id.text, user.id.text);
};

/** A virtual WAN stays while it has hubs or sites. */
export const refuseWanInUse: RemovalCheck = ({ estate, row }) => {
  const user = estate
    .referrersOf(row.id.key)
    .find(
      ({ row: { typeKey } }) => typeKey === typeKeys.virtualHub || typeKey === typeKeys.vpnSite,
    );
  return user === undefined ? undefined : wanInUse(row.id.text, user.row.id.text);
};

/** Whether two lists of prefixes share an address. */
export function sharePrefix(left: readonly string[], right: readonly string[]): boolean {
  const others = parsePrefixes(right);
  return parsePrefixes(left).some((one) => others.some((other) => overlaps(one, other)));
}
