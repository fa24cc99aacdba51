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
