// Section 4 of the rules: service endpoints.
import { expect, test } from "vitest";
import { announcing, learned, localSite, siteConnection, vpnGateway } from "./build-gateway.ts";
import { network, peered, table } from "./build-network.ts";
import {
  carrierOf,
  type Estate,
  estate,
  explainAt,
  explained,
  notesAt,
  type Part,
  rows,
  type Tags,
  withTags,
} from "./estate.ts";

const tags: Tags = {
  Storage: ["20.150.0.0/16", "52.239.0.0/16", "191.239.203.0/28"],
  "Storage.WestEurope": ["20.150.74.0/24", "191.239.203.0/28"],
  "Storage.NorthEurope": ["20.150.47.0/24"],
  "Sql.WestEurope": ["13.69.104.0/26"],
  AzureKeyVault: ["13.69.64.72/30"],
};

/** A network of which subnet `app` has the endpoints and the table `rt`. */
function withEndpoints(endpoints: readonly string[], ...more: readonly Part[]): Estate {
  const vnet = network("vnet", {
    space: ["10.0.0.0/16"],
    subnets: {
      app: { prefix: "10.0.0.0/24", table: "rt", endpoints },
      web: "10.0.1.0/24",
      GatewaySubnet: "10.0.255.0/27",
    },
  });
  return withTags(estate(vnet, more), tags);
}

const noRoutes = table("rt", []);

function serviceRows(base: Estate, target: string): readonly string[] {
  return rows(base, target)
    .filter((row) => row.endsWith("VirtualNetworkServiceEndpoint"))
    .map((row) => row.split(" ")[2]!);
}

test("SE-1: one row per service and location, with all prefixes in it and no address", () => {
  const one = withEndpoints(["Microsoft.Storage@westeurope+northeurope"], noRoutes);
  expect(rows(one, "vnet/app")).toEqual([
    "Default Active 10.0.0.0/16 VnetLocal",
    "Default Active 0.0.0.0/0 Internet",
    "Default Active 20.150.74.0/24,191.239.203.0/28 VirtualNetworkServiceEndpoint",
    "Default Active 20.150.47.0/24 VirtualNetworkServiceEndpoint",
  ]);
});

test("SE-1: all locations are one row", () => {
  expect(serviceRows(withEndpoints(["Microsoft.Storage@*"], noRoutes), "vnet/app")).toEqual([
    "20.150.0.0/16,52.239.0.0/16,191.239.203.0/28",
  ]);
});

test("SE-2: the row is on its own subnet, and on no other one or peer", () => {
  const peer = network("peer", { space: ["10.1.0.0/16"], subnets: { app: "10.1.0.0/24" } });
  const one = withEndpoints(["Microsoft.KeyVault"], noRoutes, peer, peered("vnet", "peer"));
  expect(serviceRows(one, "vnet/app")).toEqual(["13.69.64.72/30"]);
  expect(serviceRows(one, "vnet/web")).toEqual([]);
  expect(serviceRows(one, "peer/app")).toEqual([]);
});

const tagOfService: readonly [service: string, tags: readonly string[]][] = [
  ["Microsoft.Storage", ["Storage.WestEurope", "Storage.NorthEurope"]],
  ["Microsoft.Storage.Global", ["Storage"]],
  ["Microsoft.Sql", ["Sql.WestEurope"]],
  ["Microsoft.AzureCosmosDB", ["AzureCosmosDB"]],
  ["Microsoft.KeyVault", ["AzureKeyVault"]],
  ["Microsoft.ServiceBus", ["ServiceBus"]],
  ["Microsoft.EventHub", ["EventHub"]],
  ["Microsoft.Web", ["AppService"]],
  ["Microsoft.CognitiveServices", ["CognitiveServicesManagement", "CognitiveServicesFrontend"]],
  ["Microsoft.ContainerRegistry", ["AzureContainerRegistry"]],
  ["Microsoft.AzureActiveDirectory", ["AzureActiveDirectory"]],
];

test.each([
  [
    "no file",
    {},
    "no service-tag file is installed, so Storage.mars stands for its prefixes (SE-3)",
  ],
  [
    "a file without it",
    tags,
    "the service-tag file (change number 1) does not tell the prefixes of Storage.mars; the name stands for them (SE-3)",
  ],
])("SE-3: with %s, the row says why it shows the name", (_, installed, sentence) => {
  const base = withEndpoints(["Microsoft.Storage@mars"], noRoutes);
  const [row] = explained(withTags(base, installed), "vnet/app", "Storage.mars");
  expect(row?.explain.notes).toContain(sentence);
});

test.each(tagOfService)("SE-3: %s without locations stands for %s", (service, names) => {
  // Each tag has one prefix of its own, so that the rows tell which tags were taken.
  const all = [...new Set(tagOfService.flatMap(([, of]) => of))];
  const prefixOf = (name: string): string => `20.0.${all.indexOf(name)}.0/24`;
  const own = Object.fromEntries(all.map((name) => [name, [prefixOf(name)]]));
  const one = withTags(withEndpoints([service], noRoutes), own);
  expect(serviceRows(one, "vnet/app").flatMap((row) => row.split(","))).toEqual(
    names.map(prefixOf),
  );
});

test("SE-3: without a service-tag file the row shows the tag, and the answer says why", () => {
  const one = withTags(withEndpoints(["Microsoft.Sql"], noRoutes), {});
  expect(serviceRows(one, "vnet/app")).toEqual(["Sql.westeurope"]);
  const [row] = explained(one, "vnet/app", "Sql.westeurope");
  expect(row?.explain.notes.filter((note) => note.includes("SE-3"))).toHaveLength(1);
});

const precedence: readonly [line: string, state: string, carrier: string][] = [
  // An equal prefix: the service endpoint cannot be overridden.
  [
    "191.239.203.0/28 VirtualAppliance 10.0.1.4",
    "Invalid",
    "Default 191.239.203.0/28 VirtualNetworkServiceEndpoint",
  ],
  // A longer prefix wins by its length, a shorter one loses by it.
  [
    "191.239.203.4/32 VirtualAppliance 10.0.1.4",
    "Active",
    "User 191.239.203.4/32 VirtualAppliance 10.0.1.4",
  ],
  [
    "0.0.0.0/0 VirtualAppliance 10.0.1.4",
    "Active",
    "Default 191.239.203.0/28 VirtualNetworkServiceEndpoint",
  ],
  [
    "191.239.0.0/16 VirtualAppliance 10.0.1.4",
    "Active",
    "Default 191.239.203.0/28 VirtualNetworkServiceEndpoint",
  ],
];

test.each(precedence)(
  "SE-4: against a user route %s, which is %s, %s carries",
  (line, state, carrier) => {
    const one = withEndpoints(["Microsoft.Storage@westeurope"], table("rt", [line]));
    const [prefix] = line.split(" ");
    expect(rows(one, "vnet/app")).toContain(`User ${state} ${line}`);
    expect(rows(one, "vnet/app")).toContain(
      "Default Active 20.150.74.0/24,191.239.203.0/28 VirtualNetworkServiceEndpoint",
    );
    expect(carrierOf(one, "vnet/app", "191.239.203.4")).toBe(carrier);
    expect(prefix).toBeDefined();
  },
);

test("SE-4, X-5: no learned route wins over a service endpoint, however long its prefix", () => {
  const one = withEndpoints(
    ["Microsoft.Storage@westeurope"],
    noRoutes,
    vpnGateway("gw", "vnet", { public: "20.0.0.1" }),
    localSite("site", [], "192.168.0.254"),
    siteConnection("conn", "gw", "site", { enableBgp: true }),
    learned(
      ["connections", "conn"],
      ["0.0.0.0/0 192.168.0.254 65010", "191.239.203.4/32 192.168.0.254 65010"],
    ),
  );
  expect(carrierOf(one, "vnet/app", "191.239.203.4")).toBe(
    "Default 191.239.203.0/28 VirtualNetworkServiceEndpoint",
  );
  // On a subnet without the endpoint the learned route is in force.
  expect(carrierOf(one, "vnet/web", "191.239.203.4")).toContain("191.239.203.4/32");
});

test("SE-4: a dead default route stops everything but the service (S001)", () => {
  const one = withEndpoints(
    ["Microsoft.Storage@westeurope"],
    table("rt", ["0.0.0.0/0 VirtualAppliance 10.10.10.10"]),
  );
  expect(carrierOf(one, "vnet/app", "191.239.203.4")).toContain("VirtualNetworkServiceEndpoint");
  expect(carrierOf(one, "vnet/app", "203.0.113.5")).toBe(
    "User 0.0.0.0/0 VirtualAppliance 10.10.10.10",
  );
});

const storage = (service: string) => withEndpoints([service], noRoutes);

test.each([
  ["SE-5", "only TCP is carried; the source stays the private address, with the subnet's identity"],
  ["SE-6", "traffic that comes from outside Azure cannot use it"],
  ["SE-7", "a rule for this subnet; rules for public addresses never match"],
  ["SE-9", "one resource of Microsoft.Storage takes at most 200 rules for subnets"],
])("%s: packets to a service endpoint: %s", (rule, text) => {
  const notes = notesAt(storage("Microsoft.Storage@westeurope"), "vnet/app", {
    asked: "20.150.74.9",
    rule,
  });
  expect(notes.join("\n")).toContain(text);
});

test.each([
  ["Microsoft.Sql", "13.69.104.4", 128],
  ["Microsoft.KeyVault", "13.69.64.72", 200],
])("SE-9: %s at %s takes %i rules for networks", (service, asked, count) => {
  const [note] = notesAt(storage(service), "vnet/app", { asked, rule: "SE-9" });
  expect(note).toContain(`at most ${count}`);
});

test("SE-8: a private subnet still reaches the storage of its own region", () => {
  const closed = (defaultOutboundAccess: boolean): Estate =>
    estate(
      network("vnet", {
        space: ["10.0.0.0/16"],
        subnets: { app: { prefix: "10.0.0.0/24", more: { defaultOutboundAccess } } },
      }),
    );
  const question = { asked: "20.150.74.9", rule: "SE-8" };
  expect(notesAt(closed(false), "vnet/app", question)).toEqual([
    "storage of westeurope is reached all the same (SE-8, FWD-16)",
  ]);
  expect(notesAt(closed(true), "vnet/app", question)).toEqual([]);
});

test("SE-1: the reason of the row is the endpoint of the subnet", () => {
  const [row] = explained(storage("Microsoft.KeyVault"), "vnet/app", "13.69.64.72/30");
  expect(row?.explain.from.pointer).toBe("/properties/subnets/0/properties/serviceEndpoints/0");
  expect(explainAt(storage("Microsoft.KeyVault"), "vnet/app", "13.69.64.73").rules).toContain(
    "SE-1",
  );
});

test("SE-6: a site outside Azure brings nothing into the endpoint", () => {
  const one = withEndpoints(
    ["Microsoft.KeyVault"],
    noRoutes,
    vpnGateway("gw", "vnet", { public: "20.0.0.1" }),
    announcing("dc", ["192.168.0.0/16"], []),
  );
  // What enters through the gateway is routed by the GatewaySubnet, which has no endpoint.
  expect(serviceRows(one, "gw")).toEqual([]);
});
