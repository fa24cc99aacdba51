// TR107..TR116: what hosted services need of Azure itself, and subnets without a way out.
import { expect, test } from "vitest";
import { resource, to } from "../resources.ts";
import { briefly, findingsWith } from "./findings-of.ts";
import {
  firewallWith,
  forced,
  hub,
  machine,
  open,
  platformFindings as told,
} from "./platform-parts.ts";

const app = to("virtualNetworks/hub/subnets/app");
const toFirewall = "all 0.0.0.0/0 VirtualAppliance 10.0.1.4";

function service(type: string, properties: object, more: object = {}): object {
  const scope = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers";
  return { id: `${scope}/${type}/it`, location: "westeurope", ...more, properties };
}

const apim = (sku: string, virtualNetworkType = "Internal") =>
  service(
    "Microsoft.ApiManagement/service",
    { virtualNetworkType, virtualNetworkConfiguration: { subnetResourceId: app.id } },
    { sku: { name: sku } },
  );
const environment = (kind: string) =>
  service("Microsoft.Web/hostingEnvironments", { virtualNetwork: app }, { kind });
const cluster = (outboundType: string) =>
  service("Microsoft.ContainerService/managedClusters", {
    agentPoolProfiles: [{ name: "system", vnetSubnetID: app.id }],
    networkProfile: { outboundType },
  });
const gatewayFront = resource("publicIPAddresses/front", { ipAddress: "20.0.0.7" });
const applicationGateway = (tier: string, more: object = {}) => [
  gatewayFront,
  resource(
    "applicationGateways/agw",
    {
      sku: { tier },
      gatewayIPConfigurations: [{ name: "c", properties: { subnet: app } }],
      frontendIPConfigurations: [
        { name: "f", properties: { publicIPAddress: to("publicIPAddresses/front") } },
      ],
    },
    more,
  ),
];
const databricks = (requiredNsgRules: string) =>
  service("Microsoft.Databricks/workspaces", {
    requiredNsgRules,
    parameters: {
      customVirtualNetworkId: { value: to("virtualNetworks/hub").id },
      customPublicSubnetName: { value: "app" },
    },
  });
const instance = service("Microsoft.Sql/managedInstances", { subnetId: app.id });

// Behind a firewall that lets everything through by addresses.
const allowed = [...hub([toFirewall]), ...firewallWith(["TCP * *"])];
const behind: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  ["FWD-51: API Management of a classic tier", [apim("Premium")], ["TR107 error"]],
  ["FWD-51: API Management of version 2", [apim("StandardV2")], []],
  ["FWD-51: API Management outside of the network", [apim("Premium", "None")], []],
  ["FWD-52: an App Service Environment 2", [environment("ASEV2")], ["TR108 error"]],
  ["FWD-52: an App Service Environment 3", [environment("ASEV3")], []],
  ["FWD-53: a SQL Managed Instance", [instance], ["TR109 warning"]],
  ["FWD-54: a cluster with its load balancer", [cluster("loadBalancer")], ["TR110 warning"]],
  ["FWD-54: a cluster with a NAT gateway", [cluster("userAssignedNATGateway")], ["TR110 warning"]],
  ["FWD-54: a cluster with the routes of its subnet", [cluster("userDefinedRouting")], []],
  ["FWD-54: a cluster without any way out", [cluster("none")], []],
  ["FWD-55: Databricks", [databricks("AllRules")], []],
  ["FWD-56: an application gateway 2", applicationGateway("WAF_v2"), ["TR113 error"]],
  ["FWD-56: an application gateway 1", applicationGateway("WAF"), []],
  [
    "FWD-56: an isolated application gateway",
    applicationGateway("WAF_v2", { tags: { EnhancedNetworkControl: "true" } }),
    [],
  ],
];

test.each(behind)("%s behind a firewall that lets it through", (_, services, expected) => {
  expect(told([...allowed, ...services])).toEqual(expected);
});

const refusing = [...hub([toFirewall]), ...firewallWith([])];

test.each<readonly [string, readonly object[], readonly string[]]>([
  ["FWD-54: a cluster", [cluster("userDefinedRouting")], ["TR111 error"]],
  ["FWD-55: Databricks", [databricks("AllRules")], ["TR112 error"]],
  ["FWD-55: Databricks with private endpoints", [databricks("NoAzureDatabricksRules")], []],
])("%s behind a firewall that knows nothing of it", (_, services, expected) => {
  expect(told([...refusing, ...services])).toEqual(expected);
});

test("FWD-54: user-defined routing without a route to an appliance or gateway", () => {
  const [finding] = findingsWith("TR110", [...hub([]), cluster("userDefinedRouting")]);
  expect(finding?.message).toContain("nothing leads 0.0.0.0/0 of hub/app to an appliance");
  const tunneled = [...hub([]), ...forced(open), cluster("userDefinedRouting")];
  expect(findingsWith("TR110", tunneled)).toEqual([]);
});

test("FWD-51: clients of an external instance get no answers either", () => {
  const [finding] = findingsWith("TR107", [...allowed, apim("Developer", "External")]);
  expect(finding?.message).toContain("Clients on the Internet get no answers either.");
});

test("FWD-56: a learned default route is answered by one of the subnet's own", () => {
  const resources = [...hub([]), ...forced(open), ...applicationGateway("Standard_v2")];
  const [finding] = findingsWith("TR113", resources);
  expect(finding?.repair).toMatchObject({
    kind: "addRoutes",
    destinations: [{ name: "to-internet" }],
    nextHop: { kind: "internet" },
  });
});

test("FWD-56: a table that others share keeps its route", () => {
  const other = { addressPrefix: "10.0.5.0/24", routeTable: to("routeTables/rt") };
  const shared = [...hub([toFirewall], { others: { other } }), ...firewallWith(["TCP * *"])];
  const [finding] = findingsWith("TR113", [...shared, ...applicationGateway("WAF_v2")]);
  expect(finding?.repair).toBeUndefined();
});

const bastionSubnet = { others: { AzureBastionSubnet: "10.0.3.0/26" } };
const bastion = (more: object = {}) =>
  resource("bastionHosts/bastion", {
    ipConfigurations: [
      { name: "c", properties: { subnet: to("virtualNetworks/hub/subnets/AzureBastionSubnet") } },
    ],
    ...more,
  });

test.each<readonly [string, readonly object[], readonly string[]]>([
  ["a Bastion", [bastion()], ["TR114"]],
  ["a private Bastion", [bastion({ enablePrivateOnlyBastion: true })], []],
  ["its subnet alone", [], ["TR114 bastionUnseen"]],
])("FWD-57: %s under a learned default route", (_, hosts, expected) => {
  const resources = [...hub([], bastionSubnet), ...forced(open), ...hosts];
  const findings = findingsWith("TR114", resources).map(({ code, assumptions }) =>
    [code, ...assumptions.map((one) => one.code)].join(" "),
  );
  expect(findings).toEqual(expected);
});

const isPrivate = { app: { defaultOutboundAccess: false } };
const balancer = [
  resource(
    "loadBalancers/lb",
    {
      frontendIPConfigurations: [
        { name: "f", properties: { privateIPAddress: "10.0.2.50", subnet: app } },
      ],
      backendAddressPools: [{ name: "p" }],
    },
    { sku: { name: "Standard" } },
  ),
];
const inPool = {
  ipConfigurations: [
    {
      name: "ip",
      properties: {
        privateIPAddress: "10.0.2.4",
        subnet: app,
        loadBalancerBackendAddressPools: [to("loadBalancers/lb/backendAddressPools/p")],
      },
    },
  ],
};

test.each<readonly [string, readonly object[], readonly string[]]>([
  ["Windows in a private subnet", [...hub([], isPrivate), ...machine("w", "Windows")], ["warning"]],
  ["Linux in a private subnet", [...hub([], isPrivate), ...machine("l", "Linux")], ["info"]],
  ["nobody in a private subnet", hub([], isPrivate), []],
  [
    "a private subnet behind an appliance",
    [...hub([toFirewall], isPrivate), ...firewallWith([]), ...machine("l", "Linux")],
    [],
  ],
  [
    "members of a Standard load balancer without an outbound rule",
    [...hub([]), ...balancer, ...machine("l", "Linux", { card: inPool })],
    ["info"],
  ],
  ["a subnet with default outbound access", [...hub([]), ...machine("w", "Windows")], []],
])("FWD-31: %s", (_, resources, expected) => {
  const findings = findingsWith("TR115", resources);
  expect(findings.map(({ severity }) => severity)).toEqual(expected);
  expect(findings.map(({ repair }) => repair?.kind)).toEqual(expected.map(() => "addEgress"));
});

test("FWD-31: of several machines those that cannot leave are named", () => {
  const [finding] = findingsWith("TR115", [
    ...hub([], isPrivate),
    ...machine("w", "Windows"),
    resource("publicIPAddresses/own", { ipAddress: "20.0.0.6" }, { sku: { name: "Standard" } }),
    ...machine("l", "Linux", {
      address: "10.0.2.5",
      card: {
        ipConfigurations: [
          {
            name: "ip",
            properties: {
              privateIPAddress: "10.0.2.5",
              subnet: app,
              publicIPAddress: to("publicIPAddresses/own"),
            },
          },
        ],
      },
    }),
  ]);
  expect(finding?.message).toContain("1 of 2 machines in hub/app");
  expect(finding?.affected.map((id) => id.split("/").at(-1))).toEqual(["w-nic"]);
});

function guarded(sourceAddressPrefix: string, ports: string): readonly object[] {
  const group = resource("networkSecurityGroups/nsg", {
    securityRules: [
      {
        name: "managers",
        properties: {
          direction: "Inbound",
          access: "Allow",
          priority: 100,
          protocol: "Tcp",
          sourceAddressPrefix,
          sourcePortRange: "*",
          destinationAddressPrefix: "*",
          destinationPortRange: ports,
        },
      },
    ],
  });
  return [group, ...hub([], { app: { networkSecurityGroup: to("networkSecurityGroups/nsg") } })];
}

test.each<readonly [string, readonly object[], readonly string[]]>([
  [
    "an application gateway, for others",
    [...guarded("ApiManagement", "3443"), ...applicationGateway("WAF_v2")],
    ["TR116 error"],
  ],
  [
    "an application gateway, for half of the ports",
    [...guarded("GatewayManager", "65200-65300"), ...applicationGateway("WAF_v2")],
    ["TR116 error"],
  ],
  [
    "an application gateway, for its managers",
    [...guarded("GatewayManager", "65200-65535"), ...applicationGateway("WAF_v2")],
    [],
  ],
  [
    "an application gateway 1, for its managers",
    [...guarded("GatewayManager", "65503-65534"), ...applicationGateway("WAF")],
    [],
  ],
  ["API Management, for its managers", [...guarded("ApiManagement", "3443"), apim("Premium")], []],
  [
    "API Management, for others",
    [...guarded("GatewayManager", "443"), apim("Premium")],
    ["TR116 error"],
  ],
])("FWD-56: a security group of %s", (_, resources, expected) => {
  expect(briefly(findingsWith("TR116", resources))).toEqual(expected);
});
