// TR102..TR116: what machines and hosted services need of Azure itself.
import { describe, expect, test } from "vitest";
import { runChecks } from "../../src/check/index.ts";
import { fact, network, nic, resource, to } from "../resources.ts";
import { allFindingsOf, briefly, findingsWith } from "./findings-of.ts";
import { compileFiles, groundOf } from "./ground-of.ts";
import {
  activationRoutes,
  extension,
  firewallWith,
  forced,
  hub,
  machine,
  open,
} from "./platform-parts.ts";

const app = to("virtualNetworks/hub/subnets/app");
const toFirewall = "all 0.0.0.0/0 VirtualAppliance 10.0.1.4";
const closed = {};

function service(type: string, properties: object, more: object = {}): object {
  const scope = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers";
  return { id: `${scope}/${type}/it`, location: "westeurope", ...more, properties };
}

/** The findings of this family but for activation, as code and severity. */
function told(resources: readonly object[]): readonly string[] {
  const findings = allFindingsOf(resources).filter(
    ({ family, code }) => family === "platform" && code !== "TR101",
  );
  return briefly(findings);
}

describe("where the other end of a tunnel lets packets out or not", () => {
  const machines = machine("win", "Windows");

  test("GW-28: all but activation works by the long way", () => {
    const resources = [...hub([]), ...forced(open), ...machines];
    expect(told(resources)).toEqual([]);
    expect(findingsWith("TR101", resources)).toHaveLength(1);
  });

  test("GW-28: of a site that lets nothing out a machine gets nothing", () => {
    const resources = [...hub(activationRoutes), ...forced(closed), ...machines];
    expect(told(resources)).toEqual(["TR103 warning", "TR104 info", "TR105 info"]);
  });

  test("of a site that nobody describes nothing is said but of activation", () => {
    const [gateway, address, local, connection] = forced();
    const routes = [{ network: "0.0.0.0/0", nextHop: "192.168.255.254", asPath: "65010" }];
    const learned = fact("learnedRoutes", "l", { target: to("connections/to-hq"), routes });
    const parts = [gateway, address, local, connection, learned] as readonly object[];
    expect(told([...hub([]), ...parts, ...machines])).toEqual([]);
  });
});

// FWD-49, FWD-50: what shows that a machine needs a service.
const agents: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  [
    "the agent of Azure Monitor",
    [extension("m", "Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent")],
    ["TR104 info", "TR105 error"],
  ],
  [
    "sign-in by Entra ID",
    [extension("m", "Microsoft.Azure.ActiveDirectory", "AADSSHLoginForLinux")],
    ["TR104 error", "TR105 info"],
  ],
  [
    "backup of databases",
    [extension("m", "Microsoft.Azure.RecoveryServices.WorkloadBackup", "AzureBackupLinuxWorkload")],
    ["TR104 info", "TR105 info", "TR106 error"],
  ],
  [
    "backup of the whole machine",
    [extension("m", "Microsoft.Azure.RecoveryServices", "VMSnapshotLinux")],
    ["TR104 info", "TR105 info"],
  ],
];

test.each(agents)("FWD-50: a machine with %s behind a closed site", (_, extensions, expected) => {
  const machines = machine("m", "Linux");
  expect(told([...hub([]), ...forced(closed), ...machines, ...extensions])).toEqual(expected);
});

test("FWD-50: an agent behind a firewall that knows nothing of it", () => {
  const resources = [
    ...hub([toFirewall]),
    ...firewallWith([]),
    ...machine("m", "Linux"),
    extension("m", "Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent"),
  ];
  expect(told(resources)).toEqual(["TR105 error"]);
  expect(
    told([
      ...resources.slice(0, 2),
      ...firewallWith(["TCP AzureMonitor 443"]),
      ...resources.slice(4),
    ]),
  ).toEqual([]);
});

test("FWD-50: a private endpoint stands in for Azure Monitor", () => {
  const endpoint = resource("privateEndpoints/ampls", {
    subnet: app,
    privateLinkServiceConnections: [{ name: "c", properties: { groupIds: ["azuremonitor"] } }],
  });
  const machines = machine("m", "Linux");
  const agent = extension("m", "Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent");
  const resources = [...hub([]), ...forced(closed), ...machines, agent, endpoint];
  expect(told(resources)).toEqual(["TR104 info"]);
});

test("FWD-49: Windows Update by the tag of a firewall", () => {
  const [address, firewall] = firewallWith(["TCP * 1688"]) as [object, { properties: object }];
  const rule = {
    name: "updates",
    protocols: [{ protocolType: "Https", port: 443 }],
    sourceAddresses: ["*"],
    fqdnTags: ["WindowsUpdate"],
  };
  const knowing = {
    ...firewall,
    properties: {
      ...firewall.properties,
      applicationRuleCollections: [
        { name: "c", properties: { priority: 200, action: { type: "Allow" }, rules: [rule] } },
      ],
    },
  };
  const rest = [...hub([toFirewall]), address, ...machine("win", "Windows")];
  expect(told([...rest, firewall])).toEqual(["TR103 warning"]);
  expect(told([...rest, knowing])).toEqual([]);
});

test("FWD-22: SUSE's servers are those of 2015, and that is said", () => {
  const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/suse";
  const suse = {
    id,
    properties: { storageProfile: { imageReference: { publisher: "suse", offer: "sles-15-sp6" } } },
  };
  const [finding] = findingsWith("TR102", [
    ...hub([]),
    ...forced(open),
    nic("suse-nic", "hub/subnets/app", "10.0.2.4", { virtualMachine: { id } }),
    suse,
  ]);
  expect(finding?.assumptions.map(({ code }) => code)).toEqual(["rangesOf2015"]);
  expect(finding?.repair).toMatchObject({
    destinations: [
      { name: "suse-updates-1" },
      { name: "suse-updates-2" },
      { name: "suse-updates-3" },
    ],
  });
});

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

test("without a service-tag file the default route stands for every service, and that is said", () => {
  const files = [new URL("rules/TR107/has.yaml", import.meta.url).pathname];
  const findings = runChecks(groundOf(compileFiles(files, { hasServiceTags: false })));
  const [finding] = findings.filter(({ code }) => code === "TR107");
  expect(finding?.assumptions.map(({ code }) => code)).toEqual(["serviceTagsAbsent"]);
  const others = [new URL("rules/TR107/near-miss.yaml", import.meta.url).pathname];
  const none = runChecks(groundOf(compileFiles(others, { hasServiceTags: false })));
  expect(none.filter(({ code }) => code === "TR107")).toEqual([]);
});

test("equal estates give equal findings, whatever their order", () => {
  const resources = [
    ...hub([]),
    ...forced(closed),
    ...machine("win", "Windows"),
    network("z", "10.7.0.0/16", {}),
  ];
  const plain = (list: readonly object[]) =>
    allFindingsOf(list).map(({ code, message, affected }) => [code, message, affected]);
  expect(plain([...resources].reverse())).toEqual(plain(resources));
});
