import { expect, test } from "vitest";
import type { Diagnostic } from "../diagnostic/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";
import { type Bodies, decoders } from "./decoders.ts";
import { type ArmId, parseArmId } from "./id.ts";
import { isModelledType, type Kind, typeKeys } from "./kind.ts";

function decode<K extends Kind>(
  kind: K,
  properties: object,
  name = "x",
): { readonly body: Bodies[K] | undefined; readonly said: readonly string[] } {
  const diagnostics: Diagnostic[] = [];
  const id = parseArmId(`/subscriptions/s/resourceGroups/g/providers/N/t/${name}`) as ArmId;
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  const body = decoders[kind]({ id, typeKey: typeKeys[kind], body: { properties }, place }, (d) =>
    diagnostics.push(d),
  );
  return { body, said: diagnostics.map(({ code, place: at }) => `${code} ${at.pointer}`) };
}

// UDR-2: Azure's next hop types, in any casing.
test.each([
  ["VirtualNetworkGateway", "gateway"],
  ["VnetLocal", "network"],
  ["VNetLocal", "network"],
  ["Internet", "internet"],
  ["None", "none"],
])("next hop type %s is %s", (nextHopType, kind) => {
  const { body, said } = decode("route", { addressPrefix: "10.0.0.0/8", nextHopType });
  expect(body?.nextHop).toEqual({ kind });
  expect(said).toEqual([]);
});

const routes: readonly (readonly [
  name: string,
  properties: object,
  said: readonly string[],
  kept: boolean,
])[] = [
  // UDR-9: a tag is a name; a mistyped prefix is not taken for one.
  ["service tag", { addressPrefix: "Storage.WestEurope", nextHopType: "Internet" }, [], true],
  [
    "service tag with digits",
    { addressPrefix: "AzureCloud.westus2", nextHopType: "None" },
    [],
    true,
  ],
  [
    "bare address",
    { addressPrefix: "10.0.0.1", nextHopType: "None" },
    ["prefix-invalid /properties/addressPrefix"],
    false,
  ],
  [
    "host bits",
    { addressPrefix: "10.0.0.1/8", nextHopType: "None" },
    ["prefix-host-bits /properties/addressPrefix"],
    false,
  ],
  ["no prefix", { nextHopType: "None" }, ["property-invalid "], false],
  // ERR-41, ERR-42, ERR-46.
  [
    "appliance without address",
    { addressPrefix: "10.0.0.0/8", nextHopType: "VirtualAppliance" },
    ["next-hop-address-missing "],
    false,
  ],
  [
    "appliance with a broken address",
    { addressPrefix: "10.0.0.0/8", nextHopType: "VirtualAppliance", nextHopIpAddress: "10.0.0" },
    ["address-invalid /properties/nextHopIpAddress"],
    false,
  ],
  [
    "address without appliance",
    { addressPrefix: "10.0.0.0/8", nextHopType: "None", nextHopIpAddress: "10.0.0.4" },
    ["next-hop-address-unexpected /properties/nextHopIpAddress"],
    true,
  ],
  [
    "empty address without appliance",
    { addressPrefix: "10.0.0.0/8", nextHopType: "None", nextHopIpAddress: "" },
    [],
    true,
  ],
  [
    "several appliances",
    {
      addressPrefix: "10.0.0.0/8",
      nextHopType: "VirtualApplianceEcmp",
      nextHop: { nextHopIpAddresses: ["10.0.0.4", "10.0.0.5"] },
    },
    [],
    true,
  ],
  [
    "one appliance of several",
    {
      addressPrefix: "10.0.0.0/8",
      nextHopType: "VirtualApplianceEcmp",
      nextHop: { nextHopIpAddresses: ["10.0.0.4"] },
    },
    ["next-hop-count /properties/nextHop"],
    true,
  ],
  [
    "no appliance of several",
    { addressPrefix: "10.0.0.0/8", nextHopType: "VirtualApplianceEcmp" },
    ["next-hop-address-missing "],
    false,
  ],
  [
    "unknown type",
    { addressPrefix: "10.0.0.0/8", nextHopType: "HyperNetGateway" },
    ["next-hop-type-unknown /properties/nextHopType"],
    false,
  ],
  ["no type", { addressPrefix: "10.0.0.0/8" }, ["next-hop-type-unknown "], false],
];

test.each(routes)("route with %s", (_, properties, said, isKept) => {
  const result = decode("route", properties);
  expect(result.said).toEqual(said);
  expect(result.body !== undefined).toBe(isKept);
});

// PE-3: one text holds two settings; absent means Disabled.
test.each([
  [undefined, false, false],
  ["Disabled", false, false],
  ["Enabled", true, true],
  ["RouteTableEnabled", true, false],
  ["NetworkSecurityGroupEnabled", false, true],
])(
  "endpoint policy %s: routes %s, filter %s",
  (privateEndpointNetworkPolicies, routesReach, filters) => {
    const { body } = decode("subnet", {
      addressPrefix: "10.0.0.0/24",
      privateEndpointNetworkPolicies,
    });
    expect(body?.letsRoutesReachPrivateEndpoints).toBe(routesReach);
    expect(body?.filtersPrivateEndpoints).toBe(filters);
  },
);

test.each([
  ["GatewaySubnet", "gateway"],
  ["gatewaysubnet", "gateway"],
  ["RouteServerSubnet", "routeServer"],
  ["AzureFirewallSubnet", "firewall"],
  ["AzureFirewallManagementSubnet", "firewallManagement"],
  ["AzureBastionSubnet", "bastion"],
  ["VirtualNetworkApplianceSubnet", "routingAppliance"],
  ["GatewaySubnet2", "workload"],
])("subnet name %s means %s", (name, role) => {
  expect(decode("subnet", {}, name).body?.role).toBe(role);
});

test.each([
  ["one prefix", { addressPrefix: "10.0.0.0/24" }, ["10.0.0.0/24"]],
  ["a list", { addressPrefixes: ["10.0.0.0/24", "fd00::/64"] }, ["10.0.0.0/24", "fd00::/64"]],
  ["both", { addressPrefix: "10.0.0.0/24", addressPrefixes: ["10.0.0.0/24"] }, ["10.0.0.0/24"]],
  ["an empty list and one", { addressPrefix: "10.0.0.0/24", addressPrefixes: [] }, ["10.0.0.0/24"]],
])("subnet prefixes as %s", (_, properties, want) => {
  const { body } = decode("subnet", properties);
  expect(body?.prefixes.map(({ prefix }) => formatPrefix(prefix))).toEqual(want);
});

// X-22 and the defaults of the other flags.
test("a peering that says nothing allows access and nothing else", () => {
  const { body } = decode("peering", {});
  expect(body).toMatchObject({
    state: undefined,
    scope: "networks",
    allowsAccess: true,
    acceptsForwarded: false,
    offersGateway: false,
    usesRemoteGateway: false,
    isIpv6Only: false,
    syncedPrefixes: undefined,
  });
});

// UDR-1 compares regions, which tools write in two ways.
test("a region is read in its short form", () => {
  const id = parseArmId("/subscriptions/s/resourceGroups/g/providers/N/t/x") as ArmId;
  const place = { resource: id.text, pointer: "", file: "", filePointer: "" };
  const body = { location: "West Europe", properties: {} };
  const decoded = decoders.virtualNetwork({ id, typeKey: "n/t", body, place }, () => undefined);
  expect(decoded?.region).toBe("westeurope");
});

// The command joins with dashes; people do not.
test.each([
  ["65010-65020", [65010, 65020]],
  ["65010 65020", [65010, 65020]],
  ["65010, 65020", [65010, 65020]],
  ["65010", [65010]],
  [65010, [65010]],
  ["", []],
  [undefined, []],
])("AS path %j", (asPath, want) => {
  const { body, said } = decode("learnedRoutes", {
    target: "/x",
    routes: [{ network: "10.0.0.0/8", asPath }],
  });
  expect(body?.routes[0]?.asPath).toEqual(want);
  expect(said).toEqual([]);
});

test("a broken AS path is said, and the route stays", () => {
  const { body, said } = decode("learnedRoutes", {
    routes: [{ network: "10.0.0.0/8", asPath: "{65001}" }],
  });
  expect(body?.routes).toHaveLength(1);
  expect(said).toEqual(["property-invalid /properties/routes/0/asPath"]);
});

test.each([
  ["Network", "network"],
  ["EBgp", "external"],
  ["IBgp", "internal"],
  ["Igp", "internal"],
  [undefined, "external"],
])("origin %s is %s", (origin, want) => {
  const { body } = decode("learnedRoutes", { routes: [{ network: "10.0.0.0/8", origin }] });
  expect(body?.routes[0]?.origin).toBe(want);
});

test("learned routes may be the whole answer of the command", () => {
  const { body } = decode("learnedRoutes", { routes: { value: [{ network: "10.0.0.0/8" }] } });
  expect(body?.routes).toHaveLength(1);
});

// CAP-13: only one status has been seen to withdraw routes.
test.each([
  [undefined, true],
  ["Connected", true],
  ["Unknown", true],
  ["Connecting", true],
  ["NotConnected", false],
  ["notconnected", false],
])("connection status %s: up %s", (connectionStatus, isUp) => {
  expect(decode("connection", { connectionType: "IPsec", connectionStatus }).body?.isUp).toBe(isUp);
});

// VW-3, VW-5: a connection without routing configuration writes to the default label, and takes the
// default route.
test("a hub connection that says nothing uses the default table", () => {
  const { body } = decode("hubConnection", {});
  expect(body?.routing).toEqual({ associated: undefined, propagated: [], labels: ["default"] });
  expect(body?.takesDefaultRoute).toBe(true);
  expect(decode("vpnConnection", {}).body?.takesDefaultRoute).toBe(false);
});

// A private endpoint tells its addresses in two places.
test("a private endpoint gives static addresses before those of DNS", () => {
  const { body } = decode("privateEndpoint", {
    ipConfigurations: [{ name: "a", properties: { privateIPAddress: "10.0.0.5" } }],
    customDnsConfigs: [{ fqdn: "x", ipAddresses: ["10.0.0.5", "10.0.0.6"] }],
  });
  expect(body?.addresses.map(({ address }) => formatIp(address))).toEqual([
    "10.0.0.5",
    "10.0.0.5",
    "10.0.0.6",
  ]);
});

// PE-11: manual connections wait for their owner.
test.each([
  ["no connection", {}, true],
  ["automatic without state", { privateLinkServiceConnections: [{}] }, true],
  ["manual without state", { manualPrivateLinkServiceConnections: [{}] }, false],
  [
    "manual and approved",
    {
      manualPrivateLinkServiceConnections: [
        { properties: { privateLinkServiceConnectionState: { status: "approved" } } },
      ],
    },
    true,
  ],
  [
    "automatic and rejected",
    {
      privateLinkServiceConnections: [
        { properties: { privateLinkServiceConnectionState: { status: "Rejected" } } },
      ],
    },
    false,
  ],
])("approval of a private endpoint: %s", (_, properties, want) => {
  expect(decode("privateEndpoint", properties).body?.isApproved).toBe(want);
});

test("behavior values may be booleans", () => {
  const { body } = decode("behavior", { ecmpRows: "merged", seBeatsLongerUdr: true });
  expect(body?.entries.map(({ key, value }) => [key, value])).toEqual([
    ["ecmpRows", "merged"],
    ["seBeatsLongerUdr", "true"],
  ]);
});

test("every kind has a decoder, and its type counts as modelled but where only check reads it", () => {
  expect(Object.keys(decoders).sort()).toEqual(Object.keys(typeKeys).sort());
  const partly = Object.values(typeKeys).filter((typeKey) => !isModelledType(typeKey));
  expect(partly).toEqual([
    "microsoft.compute/virtualmachines/extensions",
    "microsoft.apimanagement/service",
    "microsoft.web/hostingenvironments",
    "microsoft.sql/managedinstances",
    "microsoft.containerservice/managedclusters",
    "microsoft.containerservice/managedclusters/agentpools",
    "microsoft.databricks/workspaces",
    "microsoft.network/applicationgateways",
    "microsoft.network/bastionhosts",
  ]);
  expect(isModelledType("microsoft.network/ddosprotectionplans")).toBe(false);
});

// Nothing may throw, whatever stands where ARM's values should be.
test.each([[null], [[]], [7], ["text"], [{ properties: [] }], [[[{ id: 3 }]]]])(
  "every decoder survives properties whose values are all %j",
  (value) => {
    for (const kind of Object.keys(decoders) as Kind[]) {
      const properties = new Proxy({}, odd(value));
      expect(() => decode(kind, properties)).not.toThrow();
    }
  },
);

function odd(value: unknown): ProxyHandler<object> {
  return {
    get: () => value,
    has: () => true,
    getOwnPropertyDescriptor: () => ({ value, configurable: true, enumerable: true }),
  };
}
