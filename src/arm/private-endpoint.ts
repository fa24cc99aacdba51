import { Cursor, type Reference, type Report, type WrittenIp } from "./cursor.ts";
import type { Resource } from "./resource.ts";

/** A private endpoint as written. */
export interface PrivateEndpointBody {
  readonly subnet: Reference | undefined;
  readonly nics: readonly Reference[];
  /** Addresses that the endpoint itself tells, for inputs that lack its interface. */
  readonly addresses: readonly WrittenIp[];
  readonly isApproved: boolean;
  readonly service: string | undefined;
  readonly groupIds: readonly string[];
  readonly applicationGroups: readonly Reference[];
}

/** Reads a private endpoint. */
export function decodePrivateEndpoint(resource: Resource, report: Report): PrivateEndpointBody {
  const cursor = Cursor.of(resource, report);
  const automatic = cursor.list("privateLinkServiceConnections");
  const manual = cursor.list("manualPrivateLinkServiceConnections");
  const connections = [...automatic, ...manual];
  return {
    subnet: cursor.reference("subnet"),
    nics: cursor.references("networkInterfaces"),
    addresses: [...readStaticAddresses(cursor), ...readDnsAddresses(cursor)],
    // A template holds no state: a plain connection is approved by itself, a manual one waits for
    // its owner.
    isApproved:
      connections.length === 0 ||
      automatic.some((connection) => readApproval(connection) ?? true) ||
      manual.some((connection) => readApproval(connection) ?? false),
    service: connections.map((connection) => connection.text("privateLinkServiceId")).find(Boolean),
    applicationGroups: cursor.references("applicationSecurityGroups"),
    groupIds: [...new Set(connections.flatMap((connection) => connection.texts("groupIds")))],
  };
}

function readApproval(connection: Cursor): boolean | undefined {
  const status = connection.at("privateLinkServiceConnectionState").text("status");
  return status === undefined ? undefined : status.toLowerCase() === "approved";
}

function readStaticAddresses(cursor: Cursor): readonly WrittenIp[] {
  return cursor.list("ipConfigurations").flatMap((configuration) => {
    const address = configuration.ip("privateIPAddress");
    return address === undefined
      ? []
      : [{ address, place: configuration.placeOf("privateIPAddress") }];
  });
}

function readDnsAddresses(cursor: Cursor): readonly WrittenIp[] {
  return cursor.list("customDnsConfigs").flatMap((config) => config.ips("ipAddresses"));
}
