import { expect, test } from "vitest";
import type { Diagnostic } from "../diagnostic/index.ts";
import { type Bodies, decoders } from "./decoders.ts";
import { type ArmId, parseArmId } from "./id.ts";
import { type Kind, typeKeys } from "./kind.ts";
import type { JsonObject } from "./resource.ts";

const network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";
const subnet = `${network}/subnets/a`;

function decode<K extends Kind>(kind: K, body: JsonObject): unknown {
  const said: Diagnostic[] = [];
  const id = parseArmId("/subscriptions/s/resourceGroups/g/providers/N/t/x") as ArmId;
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  const decoded: Bodies[K] | undefined = decoders[kind](
    { id, typeKey: typeKeys[kind], body, place },
    (one) => said.push(one),
  );
  expect(said).toEqual([]);
  // References stand for their ids.
  return JSON.parse(
    JSON.stringify(decoded, (_, value: unknown) =>
      typeof value === "object" && value !== null && "id" in value ? value.id : value,
    ),
  );
}

test.each<readonly [what: string, kind: Kind, body: JsonObject, decoded: object]>([
  [
    "API Management",
    "apiManagement",
    {
      sku: { name: "Premium" },
      properties: {
        virtualNetworkType: "Internal",
        virtualNetworkConfiguration: { subnetResourceId: subnet },
        additionalLocations: [
          { virtualNetworkConfiguration: { subnetResourceId: `${network}/subnets/b` } },
        ],
      },
    },
    { subnets: [subnet, `${network}/subnets/b`], mode: "internal", isClassic: true },
  ],
  [
    "API Management outside of any network",
    "apiManagement",
    { sku: { name: "StandardV2" }, properties: { virtualNetworkType: "None" } },
    { subnets: [], isClassic: false },
  ],
  [
    "an App Service Environment that names its subnet",
    "appServiceEnvironment",
    { kind: "ASEV3", properties: { virtualNetwork: { id: subnet } } },
    { subnets: [subnet], version: 3 },
  ],
  [
    "an App Service Environment that names network and subnet",
    "appServiceEnvironment",
    { kind: "ASEV2", properties: { virtualNetwork: { Id: network, Subnet: "a" } } },
    { subnets: [subnet], version: 2 },
  ],
  [
    "a SQL Managed Instance",
    "managedInstance",
    { properties: { subnetId: subnet } },
    { subnets: [subnet] },
  ],
  [
    "a Kubernetes cluster",
    "kubernetesCluster",
    {
      properties: {
        agentPoolProfiles: [{ name: "system", vnetSubnetID: subnet }, { name: "without" }],
        networkProfile: { outboundType: "userDefinedRouting" },
      },
    },
    { subnets: [subnet], outbound: "userRoutes" },
  ],
  [
    "a Kubernetes cluster that leaves the way out to Azure",
    "kubernetesCluster",
    { properties: { agentPoolProfiles: [] } },
    { subnets: [], outbound: "loadBalancer" },
  ],
  [
    "a Databricks workspace",
    "databricks",
    {
      properties: {
        requiredNsgRules: "AllRules",
        parameters: {
          customVirtualNetworkId: { value: network },
          customPublicSubnetName: { value: "a" },
          customPrivateSubnetName: { value: "b" },
        },
      },
    },
    { subnets: [subnet, `${network}/subnets/b`], usesPrivateLink: false },
  ],
  [
    "an application gateway",
    "applicationGateway",
    {
      properties: {
        sku: { tier: "WAF_v2" },
        gatewayIPConfigurations: [{ properties: { subnet: { id: subnet } } }],
        frontendIPConfigurations: [{ properties: { publicIPAddress: { id: "/p" } } }],
      },
    },
    { subnets: [subnet], version: 2, isIsolated: false },
  ],
  [
    "an application gateway without a public front end",
    "applicationGateway",
    {
      properties: {
        sku: { tier: "Standard_v2" },
        frontendIPConfigurations: [{ properties: { subnet: { id: subnet } } }],
      },
    },
    { subnets: [], version: 2, isIsolated: true },
  ],
  [
    "an application gateway with the tag of isolation",
    "applicationGateway",
    {
      tags: { EnhancedNetworkControl: "True" },
      properties: {
        sku: { tier: "Standard_v2" },
        frontendIPConfigurations: [{ properties: { publicIPAddress: { id: "/p" } } }],
      },
    },
    { subnets: [], version: 2, isIsolated: true },
  ],
  [
    "a bastion",
    "bastion",
    {
      properties: {
        enablePrivateOnlyBastion: true,
        ipConfigurations: [{ properties: { subnet: { id: subnet } } }],
      },
    },
    { subnets: [subnet], isPrivateOnly: true },
  ],
  [
    "a scale set",
    "scaleSet",
    {
      properties: {
        virtualMachineProfile: {
          storageProfile: { osDisk: { osType: "Windows" } },
          networkProfile: {
            networkInterfaceConfigurations: [
              { properties: { ipConfigurations: [{ properties: { subnet: { id: subnet } } }] } },
            ],
          },
          extensionProfile: {
            extensions: [{ properties: { publisher: "Microsoft.Azure.Monitor", type: "A" } }],
          },
        },
      },
    },
    {
      subnets: [subnet],
      system: "windows",
      extensions: [{ publisher: "microsoft.azure.monitor", type: "a" }],
    },
  ],
  [
    "an extension",
    "machineExtension",
    {
      type: "Microsoft.Compute/virtualMachines/extensions",
      properties: { publisher: "P", type: "T" },
    },
    { publisher: "p", type: "t" },
  ],
  [
    "an extension as az flattens it",
    "machineExtension",
    {
      type: "Microsoft.Compute/virtualMachines/extensions",
      publisher: "P",
      typePropertiesType: "T",
    },
    { publisher: "p", type: "t" },
  ],
])("%s", (_, kind, body, decoded) => {
  expect(decode(kind, body)).toEqual(decoded);
});
