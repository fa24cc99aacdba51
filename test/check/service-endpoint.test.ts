// Service endpoints and the rules of services: what each rule says, and when it is silent.
import { describe, expect, test } from "vitest";
import type { Json } from "../rules/arm-json.ts";
import { balancer, interfaceAt, natGateway, publicIp, publicRange } from "../rules/build-egress.ts";
import { classicRules, firewall } from "../rules/build-firewall.ts";
import { network, nic, type SubnetParts, table } from "../rules/build-network.ts";
import {
  keyVault,
  privateZone,
  type ServiceParts,
  serviceEndpoint,
  serviceId,
  sqlServer,
  storageAccount,
} from "../rules/build-service.ts";
import { type Estate, estate, type Part, type Tags, withTags } from "../rules/estate.ts";
import { findingsOf, linesOf } from "./estate-findings.ts";

const tags: Tags = {
  "Storage.westeurope": ["20.38.108.0/23"],
  "Storage.northeurope": ["20.38.102.0/23"],
  "Storage.eastus": ["20.38.98.0/23"],
  Storage: ["20.38.108.0/23", "20.38.102.0/23", "20.38.98.0/23"],
  "AzureKeyVault.westeurope": ["20.61.98.192/30"],
  AzureKeyVault: ["20.61.98.192/30"],
  "Sql.westeurope": ["13.69.104.0/26"],
  "Sql.eastus": ["40.71.8.0/26"],
  Sql: ["13.69.104.0/26", "40.71.8.0/26"],
};

const app = "net/app";
const own = "198.51.100.20";

/** A network in West Europe with a machine in its subnet `app`, and what else there is. */
function withApp(subnet: Partial<SubnetParts>, ...more: readonly Part[]): Estate {
  const parts = network("net", {
    space: ["10.0.0.0/16"],
    subnets: { fw: "10.0.1.0/26", app: { prefix: "10.0.3.0/24", ...subnet } },
  });
  return withTags(estate(parts, nic("app-nic", app, "10.0.3.4"), ...more), tags);
}

/** The same, where the machine has a public address. */
function withPublicApp(subnet: Partial<SubnetParts>, ...more: readonly Part[]): Estate {
  const published = interfaceAt("app-nic", [app, "10.0.3.4"], { publicIp: "ip" });
  const base = withApp(subnet, publicIp("ip", own), ...more);
  const others = base.resources.filter(({ name }) => name !== "app-nic");
  return { ...base, resources: [...others, published] };
}

const toFirewall = "VirtualAppliance 10.0.1.4";

test.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
  ["SE-4: a default route", ["0.0.0.0/0"], ["Microsoft.Storage"], ["info TR601"]],
  ["both halves of it", ["0.0.0.0/1", "128.0.0.0/1"], ["Microsoft.Storage"], ["info TR601"]],
  ["a route for the service", ["Storage"], ["Microsoft.Storage"], ["warning TR601"]],
  ["for the service in a region", ["Storage.WestEurope"], ["Microsoft.Storage"], ["warning TR601"]],
  ["for all of Azure", ["AzureCloud"], ["Microsoft.Storage"], ["warning TR601"]],
  ["for a range of it", ["20.38.0.0/16"], ["Microsoft.Storage"], ["warning TR601"]],
  ["for another service", ["AzureKeyVault"], ["Microsoft.Storage"], []],
  [
    "one for each service",
    ["0.0.0.0/0"],
    ["Microsoft.Storage", "Microsoft.Sql"],
    ["info TR601", "info TR601"],
  ],
  ["no service endpoint", ["0.0.0.0/0"], [], []],
  ["no route", [], ["Microsoft.Storage"], []],
])("TR601, %s", (_, prefixes, endpoints, expected) => {
  const routes = prefixes.map((prefix) => `${prefix} ${toFirewall}`);
  const base = withApp({ endpoints, table: "rt" }, table("rt", routes));
  expect(linesOf(base, "TR601")).toEqual(expected);
  const untold = linesOf(withTags(base, {}), "TR601");
  expect(untold).toEqual(prefixes.includes("20.38.0.0/16") ? [] : expected);
});

test("TR601: who sends the service to the Internet does not mean the default route", () => {
  const routes = [`0.0.0.0/0 ${toFirewall}`, "Storage Internet"];
  const base = withApp({ endpoints: ["Microsoft.Storage"], table: "rt" }, table("rt", routes));
  expect(linesOf(base, "TR601")).toEqual([]);
});

test("TR601: subnets with one table are one finding; appliances go straight on", () => {
  const subnet = { endpoints: ["Microsoft.Storage"], table: "rt" };
  const base = (isAppliance: boolean) =>
    withApp(
      subnet,
      table("rt", [`0.0.0.0/0 ${toFirewall}`]),
      network("two", {
        space: ["10.9.0.0/16"],
        subnets: { web: { prefix: "10.9.0.0/24", ...subnet } },
      }),
      nic("web", "two/web", "10.9.0.4", { enableIPForwarding: isAppliance }),
    );
  expect(findingsOf(base(false), "TR601").map(({ affected }) => affected.length)).toEqual([2]);
  expect(findingsOf(base(true), "TR601").map(({ affected }) => affected.length)).toEqual([1]);
});

describe("TR602, X-16: a rule for a public address of the account's own region", () => {
  test.each<
    readonly [string, Partial<SubnetParts>, ServiceParts, readonly Part[], readonly string[]]
  >([
    ["its own region", {}, { ips: [own] }, [], ["error TR602"]],
    ["a range with it", {}, { ips: ["198.51.100.0/24"] }, [], ["error TR602"]],
    ["another region", {}, { ips: [own], region: "northeurope" }, [], []],
    ["somebody else's address", {}, { ips: ["198.51.100.99"] }, [], []],
    ["everybody is let in", {}, { ips: [own], action: "Allow" }, [], []],
    ["nobody is let in", {}, { ips: [own], publicAccess: "Disabled" }, [], []],
    [
      "SE-16: with the service endpoint it is another matter",
      { endpoints: ["Microsoft.Storage"] },
      { ips: [own], subnets: [app] },
      [],
      [],
    ],
    [
      "its packets leave by an appliance",
      { table: "rt" },
      { ips: [own] },
      [table("rt", [`0.0.0.0/0 ${toFirewall}`])],
      [],
    ],
    [
      "PE-17: it resolves to a private endpoint",
      {},
      { ips: [own] },
      privateWay("storage", "st", "blob"),
      [],
    ],
  ])("%s", (_, subnet, parts, more, expected) => {
    const base = withPublicApp(subnet, storageAccount("st", parts), ...more);
    expect(linesOf(base, "TR602")).toEqual(expected);
  });

  test.each<readonly [string, Partial<SubnetParts>, readonly Part[], readonly string[]]>([
    [
      "a NAT gateway",
      {},
      [publicIp("nat-ip", own), natGateway("nat", { addresses: ["nat-ip"], subnets: [app] })],
      ["app", "nat"],
    ],
    [
      "a NAT gateway's range",
      {},
      [
        publicRange("range", "198.51.100.16/28"),
        natGateway("nat", { ranges: ["range"], subnets: [app] }),
      ],
      ["app", "nat"],
    ],
    [
      "a firewall",
      { table: "rt" },
      [
        publicIp("fw-ip", own),
        firewall("fw", "net/fw", "10.0.1.4"),
        table("rt", [`0.0.0.0/0 ${toFirewall}`]),
      ],
      ["fw", "fw"],
    ],
    [
      "an outbound rule",
      {},
      [
        publicIp("lb-ip", own),
        interfaceAt("member", [app, "10.0.3.9"], { pools: ["lb/pool"] }),
        balancer("lb", {
          frontends: { f: "lb-ip" },
          pools: { pool: [] },
          outbound: { out: "f All pool" },
        }),
      ],
      ["app", "lb"],
    ],
  ])("%s", (_, subnet, more, affected) => {
    const base = withApp(subnet, storageAccount("st", { ips: [own] }), ...more);
    const found = findingsOf(base, "TR602");
    expect(found.flatMap((one) => one.affected.map((id) => id.split("/").at(-1))).sort()).toEqual(
      affected,
    );
  });

  test("SE-13: other services see it", () => {
    const base = withPublicApp({}, keyVault("kv", { ips: [own] }), sqlServer("db", { ips: [own] }));
    expect(linesOf(base, "TR6")).toEqual([]);
  });

  test("the walk shows the refusal", () => {
    const [finding] = findingsOf(withPublicApp({}, storageAccount("st", { ips: [own] })), "TR602");
    expect(finding?.walks.map(({ trace }) => trace.disposition)).toEqual(["deniedByService"]);
    expect(finding?.repair).toMatchObject({ kind: "letSubnetIn" });
  });
});

function privateWay(
  kind: "storage" | "keyVault" | "sql",
  name: string,
  group: string,
): readonly Part[] {
  const zones = {
    storage: "privatelink.blob.core.windows.net",
    keyVault: "privatelink.vaultcore.azure.net",
    sql: "privatelink.database.windows.net",
  };
  return [
    serviceEndpoint("pe", "net/fw", {
      address: "10.0.1.40",
      service: serviceId(kind, name),
      group,
    }),
    privateZone(zones[kind], [`A ${name} 10.0.1.40`], { net: {} }),
  ];
}

const vaults: Partial<SubnetParts> = { endpoints: ["Microsoft.KeyVault"] };

test.each<readonly [string, Partial<SubnetParts>, readonly Part[], readonly string[]]>([
  [
    "SE-16: the rule for its address has lost its effect",
    vaults,
    [keyVault("kv", { ips: [own] })],
    ["error TR603"],
  ],
  [
    "SE-16: the same for storage of another region",
    { endpoints: ["Microsoft.Storage.Global"] },
    [storageAccount("st", { ips: [own], region: "eastus" })],
    ["error TR603"],
  ],
  [
    "it has a rule for the subnet, too",
    vaults,
    [keyVault("kv", { ips: [own], subnets: [app] })],
    [],
  ],
  [
    "the endpoint is for another service",
    { endpoints: ["Microsoft.Sql"] },
    [keyVault("kv", { ips: [own] })],
    [],
  ],
  ["no rule names it at all", vaults, [keyVault("kv")], ["info TR603"]],
  ["another vault lets it in", vaults, [keyVault("kv"), keyVault("other", { subnets: [app] })], []],
  [
    "another vault lets everybody in",
    vaults,
    [keyVault("kv"), keyVault("other", { action: "Allow" })],
    [],
  ],
  ["SE-10: its door is shut for all", vaults, [keyVault("kv", { publicAccess: "Disabled" })], []],
  [
    "PE-17: it resolves to a private endpoint",
    vaults,
    [keyVault("kv"), privateWay("keyVault", "kv", "vault")],
    [],
  ],
  ["there is no vault", vaults, [], []],
  [
    "there are many, and nothing tells which is meant",
    vaults,
    [1, 2, 3, 4].map((at) => keyVault(`kv${at}`)),
    [],
  ],
])("TR603, %s", (_, subnet, services, expected) => {
  expect(linesOf(withPublicApp(subnet, ...services), "TR603")).toEqual(expected);
});

test.each<readonly [string, Partial<SubnetParts>, Part, readonly string[]]>([
  ["SE-15: no service endpoint", {}, keyVault("kv", { subnets: [app] }), ["error TR604"]],
  [
    "SE-15: another one",
    { endpoints: ["Microsoft.Storage"] },
    keyVault("kv", { subnets: [app] }),
    ["error TR604"],
  ],
  [
    "SE-15: a SQL server takes such a rule",
    {},
    sqlServer("db", { subnets: [app] }),
    ["error TR604"],
  ],
  ["it has the service endpoint", vaults, keyVault("kv", { subnets: [app] }), []],
  ["everybody is let in", {}, keyVault("kv", { subnets: [app], action: "Allow" }), []],
  ["it gets in by its address", {}, keyVault("kv", { subnets: [app], ips: [own] }), []],
  [
    "PE-17: it resolves to a private endpoint",
    {},
    [keyVault("kv", { subnets: [app] }), privateWay("keyVault", "kv", "vault")],
    [],
  ],
  ["the subnet is gone", {}, keyVault("kv", { subnets: ["net/gone"] }), ["warning TR604"]],
  ["the network is in no snapshot", {}, keyVault("kv", { subnets: ["elsewhere/app"] }), []],
])("TR604, %s", (_, subnet, service, expected) => {
  expect(linesOf(withPublicApp(subnet, service), "TR604")).toEqual(expected);
});

test("TR604: the endpoint that is needed reaches the service", () => {
  const services = (region: string) =>
    findingsOf(withApp({}, storageAccount("st", { subnets: [app], region })), "TR604").map(
      ({ repair }) => (repair?.kind === "addServiceEndpoint" ? repair.services : []),
    );
  expect(services("westeurope")).toEqual([["Microsoft.Storage"]]);
  expect(services("northeurope")).toEqual([["Microsoft.Storage"]]);
  expect(services("eastus")).toEqual([["Microsoft.Storage.Global"]]);
});

test.each<readonly [string, readonly string[], Part, readonly string[]]>([
  [
    "SE-16: storage far away",
    ["Microsoft.Storage"],
    storageAccount("st", { subnets: [app], region: "eastus" }),
    ["error TR605"],
  ],
  [
    "SE-3: the paired region",
    ["Microsoft.Storage"],
    storageAccount("st", { subnets: [app], region: "northeurope" }),
    [],
  ],
  [
    "SE-16: the global endpoint",
    ["Microsoft.Storage.Global"],
    storageAccount("st", { subnets: [app], region: "eastus" }),
    [],
  ],
  [
    "locations that it names",
    ["Microsoft.Storage@eastus"],
    storageAccount("st", { subnets: [app], region: "eastus" }),
    [],
  ],
  [
    "locations that leave it out",
    ["Microsoft.Storage@westeurope"],
    storageAccount("st", { subnets: [app], region: "northeurope" }),
    ["error TR605"],
  ],
  ["SE-16: SQL elsewhere", ["Microsoft.Sql"], regionalSql("eastus"), ["error TR605"]],
  ["SE-3: SQL here", ["Microsoft.Sql"], regionalSql("westeurope"), []],
  [
    "SE-3: vaults are reached everywhere",
    ["Microsoft.KeyVault"],
    keyVault("kv", { subnets: [app], region: "eastus" }),
    [],
  ],
  [
    "no endpoint at all is another matter",
    [],
    storageAccount("st", { subnets: [app], region: "eastus" }),
    [],
  ],
])("TR605, %s", (_, endpoints, service, expected) => {
  expect(linesOf(withApp({ endpoints }, service), "TR605")).toEqual(expected);
});

function regionalSql(region: string): readonly Json[] {
  return sqlServer("db", { subnets: [app], region });
}

describe("TR606, SE-2: what an appliance passes on has the appliance's identity", () => {
  const rules = classicRules({ all: { kind: "network", rules: ["tcp * * *"] } });
  const routed = (
    fw: readonly string[],
    names: readonly string[],
    client: readonly string[] = [],
  ) =>
    withTags(
      estate(
        network("net", {
          space: ["10.0.0.0/16"],
          subnets: {
            AzureFirewallSubnet: { prefix: "10.0.1.0/26", endpoints: fw },
            app: { prefix: "10.0.3.0/24", table: "rt", endpoints: client },
          },
        }),
        nic("app-nic", app, "10.0.3.4"),
        table("rt", [`0.0.0.0/0 ${toFirewall}`]),
        publicIp("fw-ip", "20.0.0.1"),
        firewall("fw", "net/AzureFirewallSubnet", "10.0.1.4", rules),
        keyVault("kv", { subnets: names }),
      ),
      tags,
    );
  const vault = ["Microsoft.KeyVault"];

  test.each<readonly [string, Estate, readonly string[]]>([
    ["the callers' subnet alone", routed(vault, [app]), ["error TR606"]],
    ["the firewall's as well", routed(vault, [app, "net/AzureFirewallSubnet"]), []],
    ["the firewall's subnet has no endpoint", routed([], [app]), ["error TR604"]],
    ["the callers' has one", routed(vault, [app], vault), []],
  ])("%s", (_, base, expected) => {
    expect([...linesOf(base, "TR604"), ...linesOf(base, "TR606")]).toEqual(expected);
  });
});

test.each<readonly [string, Part, readonly string[]]>([
  ["SE-14: a vault", keyVault("kv", { ips: ["10.0.0.0/8"] }), ["warning TR607"]],
  [
    "SE-14: storage, one address",
    storageAccount("st", { ips: ["192.168.1.1"] }),
    ["warning TR607"],
  ],
  ["SE-14: SQL", sqlServer("db", { ips: ["172.16.0.0-172.31.255.255"] }), ["warning TR607"]],
  ["SE-11: every address of Azure", sqlServer("db", { ips: ["0.0.0.0-0.0.0.0"] }), []],
  ["every address there is", sqlServer("db", { ips: ["0.0.0.0-255.255.255.255"] }), []],
  ["a public one", storageAccount("st", { ips: [own] }), []],
])("TR607, %s", (_, service, expected) => {
  expect(linesOf(estate(service), "TR607")).toEqual(expected);
});
