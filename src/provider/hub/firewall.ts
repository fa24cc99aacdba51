import { isJsonObject } from "../../arm/index.ts";
import { formatIp, parsePrefix } from "../../net/index.ts";
import { allocateAddresses } from "../address/allocate.ts";
import { keyOf, propertyOf } from "../check/properties.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import { withProperties } from "../estate/with-properties.ts";
import type { Completing } from "../kind/kind.ts";

const allocate = allocateAddresses("ipConfigurations");

/**
 * Gives a firewall its private address: the first free one of its subnet, or one of the hub that it
 * stands in.
 */
export function completeFirewall(at: Completing): undefined {
  allocate(at);
  const { draft, row } = at;
  const current = draft.find(row.id.key) ?? row;
  const key = keyOf(propertyOf(current, "virtualHub"));
  const addresses = propertyOf(current, "hubIPAddresses");
  const given = isJsonObject(addresses) ? addresses : {};
  if (key === undefined || typeof given["privateIPAddress"] === "string") return undefined;
  const privateIPAddress = addressInHub(draft, key);
  if (privateIPAddress === undefined) return undefined;
  const hubIPAddresses = { privateIPAddress, publicIPs: { count: 1, addresses: [] }, ...given };
  draft.put(withProperties(current, { hubIPAddresses }));
  return undefined;
}

// Seen in captures of hubs of /23 and /24: firewalls have .132 of the prefix.
function addressInHub(estate: EstateView, key: string): string | undefined {
  const hub: Row | undefined = estate.find(key);
  const text = hub === undefined ? undefined : propertyOf(hub, "addressPrefix");
  const prefix = typeof text === "string" ? parsePrefix(text) : undefined;
  if (prefix?.family !== 4) return undefined;
  return formatIp((prefix.address + 132) as typeof prefix.address);
}
