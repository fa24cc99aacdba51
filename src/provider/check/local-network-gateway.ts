import { isJsonObject } from "../../arm/index.ts";
import { parseIp, parsePrefix } from "../../net/index.ts";
import type { Check } from "../kind/kind.ts";
import { defaultRouteOnSite, gatewayAddressMissing } from "../refusal/gateway.ts";
import { checkPrefix } from "./address-space.ts";
import { propertyOf, textsOf } from "./properties.ts";

/** ERR-23, ERR-63: the prefixes of a site, and that its device has an address. */
export const checkLocalNetworkGateway: Check = ({ row }) => {
  const space = propertyOf(row, "localNetworkAddressSpace");
  const prefixes = isJsonObject(space) ? textsOf(space["addressPrefixes"]) : [];
  for (const text of prefixes) {
    const refusal = checkPrefix(text, row.id.text);
    if (refusal !== undefined) return refusal;
    if (parsePrefix(text)?.length === 0) return defaultRouteOnSite(row.id.text, text);
  }
  const address = propertyOf(row, "gatewayIpAddress");
  const hasName = typeof propertyOf(row, "fqdn") === "string";
  const hasAddress = typeof address === "string" && parseIp(address) !== undefined;
  return hasAddress || hasName ? undefined : gatewayAddressMissing(row.id.text);
};
