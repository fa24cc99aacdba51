import { visitCircuit } from "../gateway/circuit.ts";
import { visitGatewayIn } from "../gateway/gateway-in.ts";
import { visitGatewayOut } from "../gateway/gateway-out.ts";
import { visitHub } from "../hub/hub.ts";
import { visitFirewall } from "../network/firewall-visit.ts";
import { visitFrontend } from "../network/frontend.ts";
import { visitInterface } from "../network/interface.ts";
import { visitLeave } from "../network/leave.ts";
import { visitLost } from "../network/lost.ts";
import { visitPlatform } from "../network/platform.ts";
import { visitPrivateEndpoint } from "../network/private-endpoint.ts";
import { visitRoutingAppliance } from "../network/routing-appliance.ts";
import { visitSupposed } from "../network/supposed.ts";
import { visitPublic } from "../service/public.ts";
import { visitServiceEndpoint } from "../service/service-endpoint.ts";
import { visitSiteIn } from "../site/site-in.ts";
import { visitSiteOut } from "../site/site-out.ts";
import type { Position } from "./position.ts";
import type { Visitor } from "./visit.ts";

/** What happens to a packet, by the kind of place where it is. */
export const visitors: { readonly [K in Position["kind"]]: Visitor<K> } = {
  leave: visitLeave,
  interface: visitInterface,
  supposed: visitSupposed,
  frontend: visitFrontend,
  firewall: visitFirewall,
  routingAppliance: visitRoutingAppliance,
  privateEndpoint: visitPrivateEndpoint,
  serviceEndpoint: visitServiceEndpoint,
  platform: visitPlatform,
  public: visitPublic,
  gatewayOut: visitGatewayOut,
  gatewayIn: visitGatewayIn,
  hub: visitHub,
  circuit: visitCircuit,
  siteIn: visitSiteIn,
  siteOut: visitSiteOut,
  lost: visitLost,
};
