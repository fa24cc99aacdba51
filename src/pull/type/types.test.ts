import { expect, test } from "vitest";
import { childKinds, nameOnlyTypeKeys, typeKeys } from "../../arm/index.ts";
import { toResource } from "../estate/gathered.ts";
import { childListsOf, childTypeKeys } from "./child-list.ts";
import { factTypes, pulledTypes, versionOf } from "./pulled-type.ts";

// Types that nobody need ask for: they stand inside their parents, or are asked for in another way.
const elsewhere: ReadonlySet<string> = new Set([
  nameOnlyTypeKeys.vpnSiteLink,
  nameOnlyTypeKeys.defaultRule,
  nameOnlyTypeKeys.subscription,
  nameOnlyTypeKeys.resourceGroup,
]);

test("every type that is read is asked for, or stands in its parent", () => {
  const asked = new Set([
    ...[...pulledTypes, ...factTypes].map(({ typeKey }) => typeKey),
    ...childTypeKeys,
    ...Object.values(childKinds).flatMap(({ kind, property }) =>
      property === undefined ? [] : [typeKeys[kind]],
    ),
    ...elsewhere,
  ]);
  const read = [...Object.values(typeKeys), ...Object.values(nameOnlyTypeKeys)];
  expect(read.filter((type) => !asked.has(type))).toEqual([]);
});

test("every type is asked for once, and none below is asked for by itself", () => {
  const keys = pulledTypes.map(({ typeKey }) => typeKey);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.filter((key) => key.split("/").length !== 2)).toEqual([]);
  expect(keys).toEqual([...keys].sort());
});

test.each([
  ["microsoft.network/virtualnetworks", "2025-05-01"],
  ["microsoft.network/virtualhubs/hubroutetables", "2025-05-01"],
  ["microsoft.network/privatednszones/a", "2024-06-01"],
  ["microsoft.sql/servers/firewallrules", "2021-11-01"],
  ["microsoft.network/networkmanagers/networkgroups/staticmembers", "2025-05-01"],
])("%s is asked with version %s", (type, version) => {
  expect(versionOf(type)).toBe(version);
});

const network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const bare = { id: `${network}/expressRouteCircuits/e/peerings/p` };
const full = { id: "x", name: "p", properties: {} };

// What a parent is, what is covered already, what is asked for below it.
test.each<[string, object, readonly string[], readonly string[]]>([
  [
    "virtualHubs/h",
    { properties: { virtualWan: { id: "/w" } } },
    [],
    ["bgpConnections", "hubRouteTables", "hubVirtualNetworkConnections", "routingIntent"],
  ],
  ["virtualHubs/rs", { properties: {} }, [], ["ipConfigurations", "bgpConnections"]],
  ["privateDnsZones/z", {}, [], ["A", "AAAA", "CNAME", "virtualNetworkLinks"]],
  [
    "privateDnsZones/z",
    {},
    [typeKeys.zoneRecord4, typeKeys.zoneRecord6, typeKeys.zoneAlias, typeKeys.zoneLink],
    [],
  ],
  ["privateEndpoints/p", {}, [], ["privateDnsZoneGroups"]],
  [
    "networkManagers/m",
    {},
    [],
    ["networkGroups", "connectivityConfigurations", "securityAdminConfigurations"],
  ],
  ["networkManagers/m/networkGroups/g", {}, [], ["staticMembers"]],
  ["virtualNetworks/v", { properties: { subnets: [full], virtualNetworkPeerings: [] } }, [], []],
  ["expressRouteCircuits/e", { properties: { peerings: [full] } }, [], []],
  ["expressRouteCircuits/e", { properties: { peerings: [bare] } }, [], ["peerings"]],
  [
    "firewallPolicies/f",
    { properties: { ruleCollectionGroups: [{ id: "x" }] } },
    [],
    ["ruleCollectionGroups"],
  ],
  ["routeTables/r", { properties: { routes: [] } }, [], []],
])("below %s %j, with %j covered: %j", (path, body, covered, expected) => {
  const parent = toResource({ id: `${network}/${path}`, ...body })!;
  const lists = childListsOf(parent, new Set(covered));
  expect(lists.map(({ segment }) => segment)).toEqual(expected);
});

test.each<[object, readonly string[]]>([
  [{}, []],
  [{ resources: [{ id: "/e" }] }, ["extensions"]],
  [{ resources: [{ id: "/e", properties: {} }] }, []],
])("a machine %j is asked for %j", (body, expected) => {
  const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v";
  const lists = childListsOf(toResource({ id, ...body })!, new Set());
  expect(lists.map(({ segment }) => segment)).toEqual(expected);
});
