import { expect, test } from "vitest";
import { complaintsAbout, inNetwork, mapped } from "../../../../test/mapped.ts";
import { createUnknown, type JsonObject } from "../../../arm/index.ts";

const place = { name: "n", resource_group_name: "g" };
const later = createUnknown("azurerm_route_table.n.disable_bgp_route_propagation");
const appliance = { next_hop_type: "VirtualAppliance", next_hop_in_ip_address: "10.0.0.4" };

test.each<readonly [name: string, attributes: JsonObject, body: JsonObject]>([
  [
    "2.x: propagation is disabled",
    { disable_bgp_route_propagation: true, route: [] },
    { properties: { disableBgpRoutePropagation: true } },
  ],
  [
    "4.x: propagation is enabled or not",
    { bgp_route_propagation_enabled: false },
    { properties: { disableBgpRoutePropagation: true } },
  ],
  [
    "late 3.x: both, the written one is known",
    { bgp_route_propagation_enabled: true, disable_bgp_route_propagation: later },
    { properties: { disableBgpRoutePropagation: false } },
  ],
  [
    "routes inside",
    {
      route: [
        { name: "a", address_prefix: "10.1.0.0/16", ...appliance },
        {
          name: "b",
          address_prefix: "Storage",
          next_hop_type: "Internet",
          next_hop_in_ip_address: "",
        },
      ],
    },
    {
      properties: {
        routes: [
          {
            name: "a",
            properties: {
              addressPrefix: "10.1.0.0/16",
              nextHopType: "VirtualAppliance",
              nextHopIpAddress: "10.0.0.4",
            },
          },
          { name: "b", properties: { addressPrefix: "Storage", nextHopType: "Internet" } },
        ],
      },
    },
  ],
])("a route table: %s", (_, attributes, body) => {
  const result = mapped("azurerm_route_table", { ...place, ...attributes });
  expect(result).toEqual({ id: `${inNetwork}/routeTables/n`, body });
  expect(complaintsAbout(result)).toEqual([]);
});

test("a route", () => {
  const result = mapped("azurerm_route", {
    ...place,
    route_table_name: "rt",
    address_prefix: "0.0.0.0/0",
    ...appliance,
  });
  expect(result.id).toBe(`${inNetwork}/routeTables/rt/routes/n`);
  expect(result.body).toEqual({
    properties: {
      addressPrefix: "0.0.0.0/0",
      nextHopType: "VirtualAppliance",
      nextHopIpAddress: "10.0.0.4",
    },
  });
  expect(complaintsAbout(result)).toEqual([]);
});
