import type { HubConnection, Key, Model, PrivateEndpoint, VirtualHub } from "../../model/index.ts";
import type { Ip } from "../../net/index.ts";
import { type HubLookup, lookUpHub } from "../../route/index.ts";
import { warn } from "../engine/act.ts";
import type { Packet } from "../engine/position.ts";
import type { Warning } from "../trace.ts";

// The gateways of a hub have the /32 of every private endpoint in a network that is connected to
// it (VW-10), so what a branch and an endpoint send each other does not meet the hub's firewall
// while the endpoint's subnet has no policy for route tables (PE-13).

/** The connection that leads a branch's packet straight to a private endpoint; else `undefined`. */
export function connectionPastFirewall(
  model: Model,
  hub: VirtualHub,
  entry: Key | undefined,
  destination: Ip,
): HubConnection | undefined {
  if (!hub.branches.some(({ key }) => key === entry)) return undefined;
  const endpoint = endpointBesidePolicy(model, destination);
  const network = endpoint && model.subnets.get(endpoint.subnet)?.network;
  return hub.connections.find((connection) => connection.network === network);
}

/**
 * What decides in a hub: for an endpoint's reply to a branch, the table as it is without the
 * firewall.
 */
export function lookUpPast(
  model: Model,
  hub: VirtualHub,
  entry: Key | undefined,
  { flow, direction }: Packet,
): HubLookup {
  const found = lookUpHub(model, hub, entry, flow.destination);
  const [firewall] = firewallsOf(found);
  const isBeside = direction === "reply" && endpointBesidePolicy(model, flow.source) !== undefined;
  if (firewall === undefined || !isBeside) return found;
  const past = lookUpHub(model, hub, firewall, flow.destination);
  return past.offers.some(({ nextHopKind }) => branchKinds.has(nextHopKind)) ? past : found;
}

/** Says which firewall of the hub a flow goes past; nothing where the hub has none for it. */
export function warningsPast(model: Model, lookup: HubLookup): readonly Warning[] {
  return firewallsOf(lookup).map((key) => {
    const name = model.firewalls.get(key)?.name ?? key;
    return warn("firewallBypassed", ["PE-13", "VW-10"], "", name);
  });
}

const branchKinds: ReadonlySet<string> = new Set(["vpn", "pointToSite", "expressRoute"]);

function firewallsOf({ offers }: HubLookup): readonly Key[] {
  return offers.flatMap(({ nextHopKind, target }) => (nextHopKind === "firewall" ? [target] : []));
}

function endpointBesidePolicy(model: Model, ip: Ip): PrivateEndpoint | undefined {
  const endpoint = [...model.privateEndpoints.values()].find(({ addresses }) =>
    addresses.some(({ address }) => address === ip),
  );
  const subnet = endpoint && model.subnets.get(endpoint.subnet);
  return subnet === undefined || subnet.letsRoutesReachPrivateEndpoints ? undefined : endpoint;
}
