import {
  addressLists,
  createUnknown,
  isUnknown,
  peekProperty,
  type Resource,
  typeKeys,
} from "../arm/index.ts";
import { withProperty } from "./body.ts";
import { assignAddresses } from "./configuration.ts";
import { completeEndpoint } from "./endpoint.ts";
import type { Estate } from "./estate.ts";
import { completeGateway, completeHubGateway } from "./gateway.ts";
import { completeRouteServer, completeRouteServerOf } from "./route-server.ts";

/**
 * Adds what Azure decides to a resource that has been asked for: first the resource, then those
 * that Azure makes or changes on its behalf.
 */
export function complete(estate: Estate, resource: Resource): readonly Resource[] {
  const { typeKey } = resource;
  switch (typeKey) {
    case typeKeys.publicIp:
      return [markProperty(resource, "ipAddress", "public IP address")];
    case typeKeys.publicPrefix:
      return [markProperty(resource, "ipPrefix", "public IP prefix")];
    case typeKeys.privateEndpoint:
      return completeEndpoint(estate, resource);
    case typeKeys.gateway:
      return [completeGateway(estate, resource)];
    case typeKeys.vpnGateway:
      return [completeHubGateway(resource)];
    case typeKeys.virtualHub:
      return [completeRouteServer(estate, resource)];
    case typeKeys.hubIpConfiguration:
      return completeRouteServerOf(estate, resource);
    case typeKeys.firewall:
      return [markHubAddress(assignAddresses(estate, resource, "ipConfigurations"))];
    default: {
      const list = addressLists.get(typeKey);
      return [list === undefined ? resource : assignAddresses(estate, resource, list)];
    }
  }
}

// The address is out of Azure's own ranges: nothing tells it before it is given.
function markProperty(resource: Resource, property: string, what: string): Resource {
  const { body, id } = resource;
  if (peekProperty(body, property) !== undefined) return resource;
  const mark = createUnknown(`${property} of ${what} ${id.name}`);
  return { ...resource, body: withProperty(body, property, mark) };
}

// A firewall in a virtual hub stands in an address range that Azure cuts for itself.
function markHubAddress(resource: Resource): Resource {
  const { body, id } = resource;
  const hub = peekProperty(body, "virtualHub");
  if (hub === undefined || hub === null) return resource;
  const addresses = peekProperty(body, "hubIPAddresses") ?? {};
  if (typeof addresses !== "object" || isUnknown(addresses)) return resource;
  if (peekProperty(addresses, "privateIPAddress") !== undefined) return resource;
  const privateIPAddress = createUnknown(`privateIPAddress of firewall ${id.name}`);
  const value = { ...addresses, privateIPAddress };
  return { ...resource, body: withProperty(body, "hubIPAddresses", value) };
}
