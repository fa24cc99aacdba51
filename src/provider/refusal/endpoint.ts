import { type Refusal, refuseByProvider, refuseUnverified } from "./refusal.ts";

export function endpointNeedsSubnet(endpoint: string): Refusal {
  return refuseUnverified(
    400,
    "PrivateEndpointNeedsSubnet",
    `Private endpoint ${endpoint} needs a subnet with the id of a subnet.`,
  );
}

export function endpointNeedsConnection(endpoint: string): Refusal {
  return refuseUnverified(
    400,
    "PrivateEndpointNeedsConnection",
    `Private endpoint ${endpoint} needs an element in privateLinkServiceConnections or ` +
      "manualPrivateLinkServiceConnections, with a privateLinkServiceId.",
  );
}

export function endpointCannotMove(endpoint: string): Refusal {
  return refuseUnverified(
    400,
    "PrivateEndpointCannotMove",
    `Private endpoint ${endpoint} cannot change its subnet or its service. Delete it and create it ` +
      "again.",
  );
}

/** The code is Azure's, the text ours. */
export function interfaceOfEndpoint(nic: string, owner: string): Refusal {
  return refuseByProvider(
    400,
    "CannotModifyNicAttachedToPrivateEndpoint",
    `Network interface ${nic} cannot be changed or deleted: it belongs to ${owner}.`,
  );
}

/** Recorded. */
export function linkServiceDestination(service: string): Refusal {
  return refuseByProvider(
    400,
    "EitherOneLoadBalancerFrontendIpConfigurationOrDestinationIPAddressRequiredOnPrivateLinkService",
    `Private Link Service ${service} requires either one LoadBalancerFrontendIpConfiguration if PLS ` +
      "with LB based scenario or DestinationIPAddress if PLS UDR and NSG scenario.",
  );
}
