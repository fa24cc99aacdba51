import type { Behavior } from "../model/index.ts";
import type { NextHop, RouteSource } from "../route/index.ts";

/** The spelling of effective routes in Azure's API; this file is the only place that writes it. */
export type NextHopWord =
  | "VnetLocal"
  | "VNetPeering"
  | "VNetGlobalPeering"
  | "ConnectedGroup"
  | "Internet"
  | "None"
  | "VirtualNetworkGateway"
  | "VirtualAppliance"
  | "VirtualNetworkServiceEndpoint"
  | "InterfaceEndpoint";

/** Azure's word for a next hop in effective routes (section 0.2, X-23). */
export function nextHopWord(nextHop: NextHop): NextHopWord {
  switch (nextHop.kind) {
    case "network":
      return "VnetLocal";
    case "peering":
      return nextHop.isGlobal ? "VNetGlobalPeering" : "VNetPeering";
    case "connectedGroup":
      return "ConnectedGroup";
    case "internet":
      return "Internet";
    case "none":
      return "None";
    case "gateway":
      return "VirtualNetworkGateway";
    case "appliance":
      return "VirtualAppliance";
    case "serviceEndpoint":
      return "VirtualNetworkServiceEndpoint";
    case "privateEndpoint":
      return "InterfaceEndpoint";
  }
}

/**
 * Network Watcher's word for a next hop, which differs for the own network and for private
 * endpoints (CAP-27). Recorded: VirtualNetwork, PrivateEndpoint, VirtualNetworkServiceEndpoint,
 * VirtualAppliance, Internet. The others are documented only.
 */
export function watcherWord(nextHop: NextHop): string {
  switch (nextHop.kind) {
    case "network":
      return "VirtualNetwork";
    case "privateEndpoint":
      return "PrivateEndpoint";
    case "peering":
    case "connectedGroup":
    case "internet":
    case "none":
    case "gateway":
    case "appliance":
    case "serviceEndpoint":
      return nextHopWord(nextHop);
  }
}

/** Azure's word for the source of a row (X-3 for the switch). */
export function sourceWord(
  source: RouteSource,
  behavior: Pick<Behavior, "gatewayRowSource">,
): string {
  switch (source) {
    case "user":
      return "User";
    case "bgp":
      return behavior.gatewayRowSource;
    case "system":
      return "Default";
  }
}
