import type { Gateway } from "../model/index.ts";
import type { GatewayReach } from "./router.ts";

/** Who takes what user routes send to the gateway. */
export interface UserGateway {
  readonly name: string;
  /** The VPN gateway that carries it; absent where the one that is chosen serves no user routes. */
  readonly vpn: Gateway | undefined;
}

/**
 * The gateway that the platform chooses for user routes to the gateway: a Route Server before an
 * ExpressRoute gateway before a VPN gateway, and only the last of these serves them (UDR-4, X-13,
 * ER-5). Absent where none is there.
 */
export function userGatewayOf({ gateways, routeServer }: GatewayReach): UserGateway | undefined {
  const circuit = gateways.find(({ kind }) => kind === "expressRoute");
  const vpn = gateways.find(({ kind }) => kind === "vpn");
  const chosen = routeServer ?? circuit ?? vpn;
  return chosen && { name: chosen.name, vpn: chosen === vpn ? vpn : undefined };
}
