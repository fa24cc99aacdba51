import { typeKeys } from "../../arm/index.ts";
import type { CreateNatGateway } from "../change.ts";
import { keyOf } from "../estate/body.ts";
import { newResource } from "../estate/family.ts";
import type { Action } from "./action.ts";

/** Makes a NAT gateway with a public address. */
export const createNatGateway: Action<CreateNatGateway> = {
  needs: () => [],
  apply: (estate, { gateway, publicIp, location }) => {
    const address = newResource(publicIp, {
      location,
      sku: { name: "Standard" },
      properties: { publicIPAllocationMethod: "Static", publicIPAddressVersion: "IPv4" },
    });
    if (address?.typeKey !== typeKeys.publicIp) {
      return { kind: "unsuitable", id: publicIp, reason: "is not the id of a public IP address" };
    }
    const resource = newResource(gateway, {
      location,
      sku: { name: "Standard" },
      properties: { publicIpAddresses: [{ id: address.id.text }] },
    });
    if (resource?.typeKey !== typeKeys.natGateway) {
      return { kind: "unsuitable", id: gateway, reason: "is not the id of a NAT gateway" };
    }
    // Made once, or by somebody else: both are of use, whatever their addresses are.
    for (const one of [address, resource]) {
      if (estate.get(keyOf(one.id.text)) === undefined) estate.set(one);
    }
    return undefined;
  },
};
