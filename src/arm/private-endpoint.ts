import type { Place } from "../diagnostic/index.ts";
import type { Ip } from "../net/index.ts";
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
  /** Public names of the service, with their addresses here. */
  readonly names: readonly EndpointNameBody[];
}

/** A public name of the service behind a private endpoint, as written. */
interface EndpointNameBody {
  readonly name: string;
  readonly addresses: readonly Ip[];
  readonly place: Place;
}

/** Reads a private endpoint. */
export function decodePrivateEndpoint(resource: Resource, report: Report): PrivateEndpointBody {
  const cursor = Cursor.of(resource, report);
  const automatic = cursor.list("privateLinkServiceConnections");
  const manual = cursor.list("manualPrivateLinkServiceConnections");
  const connections = [...automatic, ...manual];
  const configs = cursor.list("customDnsConfigs").map(readDnsConfig);
  return {
    subnet: cursor.reference("subnet"),
    nics: cursor.references("networkInterfaces"),
    addresses: [...readStaticAddresses(cursor), ...configs.flatMap(({ written }) => written)],
    // A template holds no state: a plain connection is approved by itself, a manual one waits for
    // its owner.
    isApproved:
      connections.length === 0 ||
      automatic.some((connection) => readApproval(connection) ?? true) ||
      manual.some((connection) => readApproval(connection) ?? false),
    service: connections.map((connection) => connection.text("privateLinkServiceId")).find(Boolean),
    applicationGroups: cursor.references("applicationSecurityGroups"),
    groupIds: [...new Set(connections.flatMap((connection) => connection.texts("groupIds")))],
    names: configs.flatMap(({ name, written, place }) =>
      name === undefined ? [] : [{ name, addresses: written.map(({ address }) => address), place }],
    ),
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

interface DnsConfig {
  readonly name: string | undefined;
  readonly written: readonly WrittenIp[];
  readonly place: Place;
}

function readDnsConfig(config: Cursor): DnsConfig {
  const { place } = config;
  return { name: config.text("fqdn")?.toLowerCase(), written: config.ips("ipAddresses"), place };
}
