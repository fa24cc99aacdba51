// Private addresses that templates read and give.
import { expect, test } from "vitest";
import type { JsonObject } from "../../arm/index.ts";
import { type Deployed, deploy } from "./index.ts";

function deployTemplate(template: JsonObject): Deployed {
  return deploy({
    template: { file: "main.json", filePointer: "", value: template },
    scope: { kind: "resourceGroup", subscription: "s", resourceGroup: "g" },
    location: "westeurope",
    parameters: new Map(),
    assumesDefaults: false,
    existing: [],
    linked: () => undefined,
  });
}

const network = {
  type: "Microsoft.Network/virtualNetworks",
  apiVersion: "2024-05-01",
  name: "v",
  properties: {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "s", properties: { addressPrefix: "10.0.0.0/24" } }],
  },
};

const privateEndpoint = {
  type: "Microsoft.Network/privateEndpoints",
  apiVersion: "2024-05-01",
  name: "pe",
  dependsOn: ["v"],
  properties: {
    subnet: { id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's')]" },
    privateLinkServiceConnections: [
      {
        name: "c",
        properties: {
          privateLinkServiceId: "[resourceId('Microsoft.KeyVault/vaults', 'kv')]",
          groupIds: ["vault"],
        },
      },
    ],
  },
};

test("the address of an endpoint is found through the id of its interface", () => {
  const nic = "reference('pe').networkInterfaces[0].id";
  const address = `reference(${nic}, '2024-05-01').ipConfigurations[0].properties.privateIPAddress`;
  const { outputs, diagnostics } = deployTemplate({
    resources: [network, privateEndpoint],
    outputs: { address: { type: "string", value: `[${address}]` } },
  });
  expect(diagnostics).toEqual([]);
  expect(outputs["address"]).toMatchObject({ value: "10.0.0.4" });
});

test("an endpoint's address goes into a record of another template", () => {
  const nic = "reference(parameters('nic'), '2024-05-01')";
  const address = `[${nic}.ipConfigurations[0].properties.privateIPAddress]`;
  const template = {
    parameters: { nic: { type: "string" } },
    resources: [
      {
        type: "Microsoft.Network/privateDnsZones/A",
        apiVersion: "2024-06-01",
        name: "corp.test/a",
        properties: { aRecords: [{ ipv4Address: address }] },
      },
    ],
  };
  const inner = {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: "inner",
    properties: {
      expressionEvaluationOptions: { scope: "inner" },
      parameters: { nic: { value: "[reference('pe').networkInterfaces[0].id]" } },
      template,
    },
  };
  const { resources } = deployTemplate({ resources: [network, inner, privateEndpoint] });
  const record = resources.find(({ id }) => id.name === "a");
  expect(record?.body["properties"]).toEqual({ aRecords: [{ ipv4Address: "10.0.0.4" }] });
});

const subnet = { id: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'v', 's')]" };

function holder(path: string, list: string, ...asked: readonly JsonObject[]): JsonObject {
  const [type, name] = path.split("/");
  const configurations = asked.map((properties, index) => ({
    name: `c${index}`,
    properties: { subnet, ...properties },
  }));
  return {
    type: `Microsoft.Network/${type}`,
    apiVersion: "2024-05-01",
    name,
    dependsOn: ["v"],
    properties: { [list]: configurations },
  };
}

const nic = (name: string, ...asked: readonly JsonObject[]) =>
  holder(`networkInterfaces/${name}`, "ipConfigurations", ...asked);
const fixed = (address: string) => ({
  privateIPAllocationMethod: "Static",
  privateIPAddress: address,
});
const dynamic = { privateIPAllocationMethod: "Dynamic" };

function addressesAfter(...resources: readonly JsonObject[]): Readonly<Record<string, unknown>> {
  const deployed = deployTemplate({ resources: [network, ...resources] });
  expect(deployed.diagnostics).toEqual([]);
  const holders = deployed.resources.filter(({ id }) => id.name !== "v" && id.name !== "pe");
  return Object.fromEntries(
    holders.map(({ id, body }) => {
      const [list] = Object.values(body["properties"] as JsonObject).filter(Array.isArray);
      const addresses = (list as JsonObject[]).map(
        ({ properties }) => (properties as JsonObject)["privateIPAddress"],
      );
      return [id.name, addresses.join(" ")];
    }),
  );
}

// A template, and who has which addresses.
test.each<[string, readonly JsonObject[], Readonly<Record<string, string>>]>([
  [
    "an interface that comes later",
    [nic("a", dynamic), nic("b", fixed("10.0.0.4"))],
    { a: "10.0.0.5", b: "10.0.0.4" },
  ],
  [
    "several in a row",
    [nic("a", dynamic), nic("b", fixed("10.0.0.4")), nic("c", fixed("10.0.0.5"))],
    { a: "10.0.0.6", b: "10.0.0.4", c: "10.0.0.5" },
  ],
  [
    "a frontend",
    [nic("a", dynamic), holder("loadBalancers/l", "frontendIPConfigurations", fixed("10.0.0.4"))],
    { a: "10.0.0.5", l: "10.0.0.4" },
  ],
  ["the same interface", [nic("a", dynamic, fixed("10.0.0.4"))], { a: "10.0.0.5 10.0.0.4" }],
  ["nobody", [nic("a", dynamic), nic("b", fixed("10.0.0.9"))], { a: "10.0.0.4", b: "10.0.0.9" }],
])("a static address belongs to whoever asks for it: %s", (_, resources, expected) => {
  expect(addressesAfter(...resources)).toEqual(expected);
});

test("a dynamic address that a later template makes static stays", () => {
  const own = "reference(resourceId('Microsoft.Network/networkInterfaces', 'a'), '2024-05-01')";
  const frozen = fixed(`[${own}.ipConfigurations[0].properties.privateIPAddress]`);
  const again = {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name: "again",
    dependsOn: ["a"],
    properties: { template: { resources: [{ ...nic("a", frozen), dependsOn: [] }] } },
  };
  expect(addressesAfter(nic("a", dynamic), again)).toEqual({ a: "10.0.0.4" });
});

test("an address that is asked for because another one has it stays with both", () => {
  const other = fixed("[reference('a').ipConfigurations[0].properties.privateIPAddress]");
  const both = addressesAfter(nic("a", dynamic), nic("b", other));
  expect(both).toEqual({ a: "10.0.0.4", b: "10.0.0.4" });
});
