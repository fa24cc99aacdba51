import { Cursor, type Reference, type Report, type WrittenIp } from "./cursor.ts";
import type { Resource } from "./resource.ts";

/** A managed routing appliance as written. */
export interface RoutingApplianceBody {
  readonly subnet: Reference | undefined;
  readonly addresses: readonly WrittenIp[];
}

/** Reads a managed routing appliance (FWD-27). */
export function decodeRoutingAppliance(resource: Resource, report: Report): RoutingApplianceBody {
  const cursor = Cursor.of(resource, report);
  return {
    subnet: cursor.reference("subnet"),
    addresses: cursor.list("ipConfigurations").flatMap((configuration) => {
      const address = configuration.ip("privateIPAddress");
      return address === undefined ? [] : [{ address, place: configuration.place }];
    }),
  };
}
