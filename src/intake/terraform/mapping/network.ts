import { mapping } from "./define.ts";
import { reference } from "./fields.ts";
import { inGroup } from "./identity.ts";
import type { Family } from "./mapping.ts";

/** Virtual networks and what is in them. */
export const network: Family = {
  mappings: [
    mapping({
      terraform: "azurerm_subnet",
      type: "Microsoft.Network/virtualNetworks/subnets",
      id: inGroup("Microsoft.Network/virtualNetworks/subnets", "virtual_network_name", "name"),
      properties: [
        ["address_prefix", "addressPrefix"],
        ["address_prefixes", "addressPrefixes"],
        reference("route_table_id", "routeTable"),
      ],
    }),
  ],
  additions: [],
};
