import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { formatIp, type Ip, parsePrefix } from "../../net/index.ts";
import { keyOf, objectsOf, propertyOf, textsOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import { withProperties } from "../estate/with-properties.ts";
import type { Completing } from "../kind/kind.ts";

/**
 * Gives a VPN gateway in a hub the addresses of its two instances. Recorded in a hub of 10.5.0.0/16:
 * the tunnels begin at .4 and .5, BGP at .12 and .13 of the hub's prefix.
 */
export function completeVpnGateway({ draft, row }: Completing): undefined {
  const base = hubBase(draft, row);
  const settings = propertyOf(row, "bgpSettings");
  if (base === undefined || !isJsonObject(settings)) return undefined;
  const known = objectsOf(settings["bgpPeeringAddresses"]);
  const bgpPeeringAddresses = ["Instance0", "Instance1"].map((name, index): JsonObject => {
    const was = known.find((one) => String(one["ipconfigurationId"]) === name) ?? {};
    const own = textsOf(was["defaultBgpIpAddresses"]);
    return {
      ipconfigurationId: name,
      defaultBgpIpAddresses: own.length > 0 ? own : [addressAt(base, 12 + index)],
      customBgpIpAddresses: was["customBgpIpAddresses"] ?? [],
      tunnelIpAddresses: was["tunnelIpAddresses"] ?? [addressAt(base, 4 + index)],
    };
  });
  const ipConfigurations = ["Instance0", "Instance1"].map((id, index) => ({
    id,
    privateIpAddress: addressAt(base, 4 + index),
  }));
  draft.put(
    withProperties(row, {
      bgpSettings: { ...settings, bgpPeeringAddresses },
      ipConfigurations,
    }),
  );
  return undefined;
}

function hubBase(draft: Completing["draft"], row: Row): Ip | undefined {
  const key = keyOf(propertyOf(row, "virtualHub"));
  const hub = key === undefined ? undefined : draft.find(key);
  const prefix = hub === undefined ? undefined : propertyOf(hub, "addressPrefix");
  return typeof prefix === "string" ? parsePrefix(prefix)?.address : undefined;
}

function addressAt(base: Ip, offset: number): string {
  return formatIp((typeof base === "bigint" ? base + BigInt(offset) : base + offset) as Ip);
}
