import type { Ip } from "../net/index.ts";
import { Cursor, type Reference, type Report } from "./cursor.ts";
import type { Resource } from "./resource.ts";

/** An Azure Firewall as written. */
export interface FirewallBody {
  readonly subnet: Reference | undefined;
  readonly virtualHub: Reference | undefined;
  readonly address: Ip | undefined;
}

/** Reads an Azure Firewall. */
export function decodeFirewall(resource: Resource, report: Report): FirewallBody {
  const cursor = Cursor.of(resource, report);
  const configurations = cursor.list("ipConfigurations");
  // Only the first configuration names the subnet; the others add public addresses.
  const withSubnet = configurations.find((configuration) => configuration.at("subnet").exists);
  return {
    subnet: withSubnet?.reference("subnet"),
    virtualHub: cursor.reference("virtualHub"),
    address:
      (withSubnet ?? configurations[0])?.ip("privateIPAddress") ??
      cursor.at("hubIPAddresses").ip("privateIPAddress"),
  };
}
