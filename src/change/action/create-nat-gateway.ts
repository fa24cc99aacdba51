import { typeKeys } from "../../arm/index.ts";
import { command, refer } from "../azure-cli/command.ts";
import type { CreateNatGateway } from "../change.ts";
import { newResource } from "../estate/family.ts";
import { shortName } from "../id.ts";
import { writtenId } from "../telling.ts";
import type { Block, Item } from "../terraform/block.ts";
import type { Action } from "./action.ts";

/** Makes a NAT gateway with a public address. */
export const createNatGateway: Action<CreateNatGateway> = {
  stage: () => "create",
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
      if (estate.get(one.id.key) === undefined) estate.set(one);
    }
    return undefined;
  },
  describe: ({ gateway, publicIp, location }) =>
    `Create the NAT gateway ${shortName(gateway)} in ${location} with the public address ${shortName(publicIp)}.`,
  commands: ({ gateway, publicIp, location }, telling) => {
    const [id, address] = [writtenId(telling, gateway), writtenId(telling, publicIp)];
    return [
      command(
        "network public-ip create",
        address,
        ["--name", address.name],
        ["--location", location],
        ["--sku", "Standard"],
        ["--allocation-method", "Static"],
      ),
      command(
        "network nat gateway create",
        id,
        ["--name", id.name],
        ["--location", location],
        ["--public-ip-addresses", refer(id, address)],
      ),
    ];
  },
  deploys: ({ gateway, publicIp }) => [publicIp, gateway],
  terraform: ({ gateway, publicIp, location }, telling) => {
    const { addresses } = telling;
    for (const id of [gateway, publicIp]) addresses.declare(id);
    const blockOf = (id: string, ...rest: readonly Item[]): Block => {
      const { type, label } = addresses.of(id);
      const { name, resourceGroup = "" } = writtenId(telling, id);
      const body = [
        { name: "name", value: name },
        { name: "resource_group_name", value: resourceGroup },
        { name: "location", value: location },
        ...rest,
      ];
      return { kind: "new", type, label, body };
    };
    return [
      blockOf(
        publicIp,
        { name: "allocation_method", value: "Static" },
        { name: "sku", value: "Standard" },
      ),
      blockOf(gateway, { name: "sku_name", value: "Standard" }),
      {
        kind: "new",
        type: "azurerm_nat_gateway_public_ip_association",
        label: addresses.of(gateway).label,
        body: [
          { name: "nat_gateway_id", value: addresses.refer(gateway, "id", gateway) },
          { name: "public_ip_address_id", value: addresses.refer(publicIp, "id", publicIp) },
        ],
      },
    ];
  },
};
