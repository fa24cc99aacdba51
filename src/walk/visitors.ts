import { visitCircuit } from "./circuit.ts";
import { visitFirewall } from "./firewall-visit.ts";
import { visitFrontend } from "./frontend.ts";
import { visitGatewayIn } from "./gateway-in.ts";
import { visitGatewayOut } from "./gateway-out.ts";
import { visitHub } from "./hub.ts";
import { visitInterface } from "./interface.ts";
import { visitLeave } from "./leave.ts";
import { visitLost } from "./lost.ts";
import { visitPlatform } from "./platform.ts";
import type { Position } from "./position.ts";
import { visitPrivateEndpoint } from "./private-endpoint.ts";
import { visitPublic } from "./public.ts";
import { visitRoutingAppliance } from "./routing-appliance.ts";
import { visitServiceEndpoint } from "./service-endpoint.ts";
import { visitSiteIn } from "./site-in.ts";
import { visitSiteOut } from "./site-out.ts";
import { visitSupposed } from "./supposed.ts";
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
