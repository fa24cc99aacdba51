import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { keyOf, objectsOf, propertyOf } from "../check/properties.ts";
import type { Showing } from "../shape/field.ts";

/**
 * The instances of a gateway with the addresses at which their tunnels end: those of the public
 * addresses and the private ones of their IP configurations. What a snapshot says stays.
 */
export function withTunnelAddresses(
  instances: readonly unknown[],
  { estate, row }: Showing,
): readonly unknown[] {
  const hasPrivate = propertyOf(row, "enablePrivateIpAddress") === true;
  const addresses = new Map(
    objectsOf(propertyOf(row, "ipConfigurations")).map((one) => {
      const { properties } = one;
      const inner = isJsonObject(properties) ? properties : {};
      const key = keyOf(inner["publicIPAddress"]);
      const publicIp = key === undefined ? undefined : estate.find(key);
      const own = [
        publicIp && propertyOf(publicIp, "ipAddress"),
        hasPrivate ? inner["privateIPAddress"] : undefined,
      ];
      const id = `${row.id.text}/ipConfigurations/${String(one["name"])}`.toLowerCase();
      return [id, own.filter((address) => typeof address === "string")] as const;
    }),
  );
  return instances.map((one) => (isJsonObject(one) ? withTunnels(one, addresses) : one));
}

function withTunnels(
  instance: JsonObject,
  addresses: ReadonlyMap<string, readonly string[]>,
): JsonObject {
  if (instance["tunnelIpAddresses"] !== undefined) return instance;
  const own = addresses.get(String(instance["ipconfigurationId"]).toLowerCase()) ?? [];
  return own.length === 0 ? instance : { ...instance, tunnelIpAddresses: own };
}
