import { typeKeys } from "../../arm/index.ts";
import type { Row } from "../estate/row.ts";
import type { EstateView } from "../estate/view.ts";

/**
 * The gateways of a virtual network that others may use through a peering: VPN and ExpressRoute
 * gateways, and Route Servers, which count as gateways for transit. In the order of making.
 */
export function gatewaysOf(estate: EstateView, network: Row): readonly Row[] {
  const found = new Map<string, Row>();
  for (const name of ["gatewaysubnet", "routeserversubnet"]) {
    for (const { row } of estate.referrersOf(`${network.id.key}/subnets/${name}`)) {
      const owner = ownerOf(estate, row);
      if (owner !== undefined) found.set(owner.id.key, owner);
    }
  }
  return [...found.values()];
}

function ownerOf(estate: EstateView, row: Row): Row | undefined {
  if (row.typeKey === typeKeys.gateway) return row;
  if (row.typeKey === typeKeys.hubIpConfiguration) return estate.find(row.root);
  return undefined;
}
