import { expect, test } from "vitest";
import { expectDiagnostics } from "../../test/expect-diagnostics.ts";
import { brief, network, resource, route, to } from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import { compileSnapshot } from "./compile.ts";

function tableOn(
  subnet: string,
  routes: readonly object[],
  properties: object = {},
): readonly object[] {
  return [
    network("v", "10.0.0.0/16", {
      subnets: { [subnet]: { addressPrefix: "10.0.0.0/26", routeTable: to("routeTables/rt") } },
    }),
    resource("routeTables/rt", { routes, ...properties }, { location: "West Europe" }),
  ];
}

const attached = "virtualNetworks/v#/subnets/0";

// UDR-1, UDR-10, UDR-11, GW-15, ERR-48 to ERR-52.
expectDiagnostics([
  ["a table on an ordinary subnet", tableOn("a", [route("r", "0.0.0.0/0")]), []],
  [
    "a default route on GatewaySubnet",
    tableOn("GatewaySubnet", [route("r", "0.0.0.0/0")]),
    [`route-table-misplaced ${attached}`],
  ],
  ["a wide route on GatewaySubnet", tableOn("GatewaySubnet", [route("r", "10.0.0.0/16")]), []],
  [
    "a route inside GatewaySubnet",
    tableOn("GatewaySubnet", [route("r", "10.0.0.0/27")]),
    [`route-table-misplaced ${attached}`],
  ],
  [
    "no propagation on GatewaySubnet",
    tableOn("GatewaySubnet", [], { disableBgpRoutePropagation: true }),
    [`route-table-misplaced ${attached}`],
  ],
  [
    "a route on RouteServerSubnet",
    tableOn("RouteServerSubnet", [route("r", "10.1.0.0/16")]),
    [`route-table-misplaced ${attached}`],
  ],
  [
    "an empty table on AzureBastionSubnet",
    tableOn("AzureBastionSubnet", []),
    [`route-table-misplaced ${attached}`],
  ],
  [
    "the management subnet to the Internet",
    tableOn("AzureFirewallManagementSubnet", [route("r", "0.0.0.0/0", "Internet")]),
    [],
  ],
  [
    "the management subnet elsewhere",
    tableOn("AzureFirewallManagementSubnet", [route("r", "0.0.0.0/0")]),
    [`route-table-misplaced ${attached}`],
  ],
  [
    "a table of another region",
    [
      network("v", "10.0.0.0/16", {
        subnets: { a: { addressPrefix: "10.0.0.0/24", routeTable: to("routeTables/rt") } },
      }),
      resource("routeTables/rt", {}, { location: "northeurope" }),
    ],
    [`route-table-region ${attached}`],
  ],
  [
    "a table of another subscription",
    [
      network("v", "10.0.0.0/16", {
        subnets: {
          a: {
            addressPrefix: "10.0.0.0/24",
            routeTable: {
              id: "/subscriptions/other/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt",
            },
          },
        },
      }),
      {
        id: "/subscriptions/other/resourceGroups/rg/providers/Microsoft.Network/routeTables/rt",
        properties: {},
      },
    ],
    [`route-table-region ${attached}`],
  ],
  [
    "a table that is not there",
    tableOn("a", []).slice(0, 1),
    [`reference-missing ${attached}/routeTable`],
  ],
  [
    "one prefix twice (UDR-10)",
    tableOn("a", [route("r", "10.0.0.0/8"), route("s", "10.0.0.0/8")]),
    ["route-prefix-duplicate routeTables/rt#/routes/1"],
  ],
  [
    "one tag twice, in another casing",
    tableOn("a", [route("r", "Storage"), route("s", "STORAGE")]),
    [
      "route-prefix-duplicate routeTables/rt#/routes/1",
      "service-tags-absent routeTables/rt#/routes/0",
    ],
  ],
  [
    "a security group on GatewaySubnet (ERR-50)",
    [
      network("v", "10.0.0.0/16", {
        subnets: {
          GatewaySubnet: {
            addressPrefix: "10.0.0.0/27",
            networkSecurityGroup: to("networkSecurityGroups/g"),
          },
        },
      }),
      resource("networkSecurityGroups/g"),
    ],
    [`security-group-misplaced ${attached}`],
  ],
]);

test("service tags are looked up when the file is there", () => {
  const tags = {
    edition: "test",
    prefixesOf: (tag: string) => (tag === "Storage" ? [] : undefined),
  };
  const resources = tableOn("a", [route("r", "Storage"), route("s", "Storrage")]);
  const { diagnostics } = compileSnapshot(snapshotOf(resources), { serviceTags: tags });
  expect(brief(diagnostics)).toEqual(["service-tag-unknown routeTables/rt#/routes/1"]);
});

test("a fault of a table points at the route that is wrong, or at its switch", () => {
  const snapshot = snapshotOf(
    tableOn("GatewaySubnet", [route("fine", "10.9.0.0/16"), route("wrong", "0.0.0.0/0")], {
      disableBgpRoutePropagation: true,
    }),
  );
  const { diagnostics } = compileSnapshot(snapshot);
  expect(diagnostics.flatMap(({ related }) => related.map(({ pointer }) => pointer))).toEqual([
    "/properties/disableBgpRoutePropagation",
    "/properties/routes/1",
  ]);
});
