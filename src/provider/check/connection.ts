import { isJsonObject, typeKeys } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";
import type { Check } from "../kind/kind.ts";
import {
  connectionEndMissing,
  connectionGatewayType,
  connectionTypeUnknown,
  tooManySites,
} from "../refusal/gateway.ts";
import { keyOf, propertyOf } from "./properties.ts";

/** Which property names the other end, by type. */
const otherEnds: ReadonlyMap<string, string> = new Map([
  ["ipsec", "localNetworkGateway2"],
  ["vnet2vnet", "virtualNetworkGateway2"],
  ["expressroute", "peer"],
]);

// Microsoft's page on VPN gateways: tunnels to sites by SKU.
const mostSites: ReadonlyMap<string, number> = new Map([
  ["basic", 10],
  ["standard", 10],
  ["vpngw4", 100],
  ["vpngw5", 100],
  ["vpngw4az", 100],
  ["vpngw5az", 100],
]);

/** That both ends are named and fit the type, and ERR-65. */
export const checkConnection: Check = ({ draft, row }) => {
  const type = String(propertyOf(row, "connectionType"));
  const other = otherEnds.get(type.toLowerCase());
  if (other === undefined) return connectionTypeUnknown(row.id.text, type);
  const gateway = keyOf(propertyOf(row, "virtualNetworkGateway1"));
  if (gateway === undefined) return connectionEndMissing(row.id.text, "virtualNetworkGateway1");
  if (keyOf(propertyOf(row, other)) === undefined) return connectionEndMissing(row.id.text, other);
  const first = draft.find(gateway);
  if (first === undefined) return undefined;
  const wanted = type.toLowerCase() === "expressroute" ? "expressroute" : "vpn";
  const is = String(propertyOf(first, "gatewayType"));
  if (is !== "undefined" && is.toLowerCase() !== wanted) {
    return connectionGatewayType(row.id.text, first.id.text, is);
  }
  if (wanted === "expressroute") return undefined;
  const most = mostSites.get(skuOf(first)) ?? 30;
  const count = tunnelsOf(draft, gateway);
  return count > most ? tooManySites(count, most) : undefined;
};

function skuOf(gateway: Row): string {
  const sku = propertyOf(gateway, "sku");
  return isJsonObject(sku) ? String(sku["name"]).toLowerCase() : "";
}

function tunnelsOf(estate: EstateView, gateway: string): number {
  return estate
    .referrersOf(gateway)
    .filter(
      ({ row, steps }) =>
        row.typeKey === typeKeys.connection && steps.at(-1) === "virtualNetworkGateway1",
    ).length;
}
