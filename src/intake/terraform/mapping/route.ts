import { inverted } from "./convert.ts";
import { mapping } from "./define.ts";
import { blocks, firstOf, named, type Row } from "./fields.ts";
import { inGroup } from "./identity.ts";
import type { Family } from "./mapping.ts";

const routeTable = "Microsoft.Network/routeTables";
const route = `${routeTable}/routes`;

const routeRows: readonly Row[] = [
  ["address_prefix", "addressPrefix"],
  ["next_hop_type", "nextHopType"],
  ["next_hop_in_ip_address", "nextHopIpAddress"],
];

/** Route tables and their routes. */
export const routing: Family = {
  mappings: [
    mapping({
      terraform: "azurerm_route_table",
      type: routeTable,
      properties: [
        // From late 3.x on, and up to then.
        firstOf(
          ["bgp_route_propagation_enabled", "disableBgpRoutePropagation", inverted],
          ["disable_bgp_route_propagation", "disableBgpRoutePropagation"],
        ),
        blocks("route", "routes", named(routeRows)),
      ],
    }),
    mapping({
      terraform: "azurerm_route",
      type: route,
      id: inGroup(route, "route_table_name", "name"),
      properties: routeRows,
    }),
  ],
  additions: [],
};
