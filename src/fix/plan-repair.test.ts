// Each repair as changes. The estate: a hub, one spoke with a route table that two subnets share,
// and one spoke without.
import { expect, test } from "vitest";
import { compile, idOf, network, nic, peering, resource, route, to } from "../../test/resources.ts";
import type { Change } from "../change/index.ts";
import type { Finding, Repair } from "../finding/index.ts";
import { type Key, keyOf } from "../model/index.ts";
import { parseIp, parsePrefix } from "../net/index.ts";
import { parseServiceTags } from "../servicetag/index.ts";
import type { RouteForm } from "./plan.ts";
import { planRepair } from "./plan-repair.ts";

const { index: serviceTags } = parseServiceTags({
  changeNumber: 1,
  cloud: "Public",
  values: [
    tag("Storage", ["20.0.0.0/24", "20.0.3.0/24", "20.9.0.0/24"]),
    tag("Storage.WestEurope", ["20.9.0.0/24"], "westeurope"),
  ],
});

function tag(name: string, addressPrefixes: readonly string[], region = ""): object {
  return { name, id: name, properties: { region, systemService: "", addressPrefixes } };
}

const { model } = compile(
  network("hub", "10.0.0.0/16", {
    subnets: { a: "10.0.0.0/24", AzureBastionSubnet: "10.0.1.0/26" },
    peerings: [peering("hub", "two", { allowForwardedTraffic: true })],
  }),
  network("one", "10.1.0.0/16", {
    subnets: {
      app: { addressPrefix: "10.1.0.0/24", routeTable: to("routeTables/rt") },
      db: { addressPrefix: "10.1.1.0/24", routeTable: to("routeTables/rt") },
      bare: { addressPrefix: "10.1.2.0/24", serviceEndpoints: [{ service: "Microsoft.Sql" }] },
      ep: {
        addressPrefix: "10.1.3.0/24",
        privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled",
      },
    },
  }),
  network("two", "10.2.0.0/16", { subnets: { a: "10.2.0.0/24" } }),
  resource(
    "routeTables/rt",
    { routes: [route("there", "10.9.0.0/16")] },
    { location: "westeurope" },
  ),
  nic("fw", "hub/subnets/a", "10.0.0.4"),
);

const asTag: RouteForm = { form: "tag", region: undefined, most: undefined };
const app = keyOf(idOf("virtualNetworks/one/subnets/app"));
const bare = keyOf(idOf("virtualNetworks/one/subnets/bare"));
const endpoints = keyOf(idOf("virtualNetworks/one/subnets/ep"));
const bastion = keyOf(idOf("virtualNetworks/hub/subnets/AzureBastionSubnet"));
const table = keyOf(idOf("routeTables/rt"));
const toTwo = keyOf(idOf("virtualNetworks/hub/virtualNetworkPeerings/to-two"));
const nva = keyOf(idOf("networkInterfaces/fw"));

function plan(repair: Repair, routes: RouteForm = asTag): readonly string[] {
  const [first] = planRepair(repair, {
    model: { ...model, serviceTags },
    finding: {} as Finding,
    routes,
  });
  if (first === undefined) return [];
  if (first.kind === "refused") return [`refused: ${first.reason}`];
  const { changes, notes } = first.plan;
  return [...changes.map(short), ...notes];
}

// Ids are cut to their ends.
function short(change: Change): string {
  const text = JSON.stringify(change, (_, value: unknown) =>
    typeof value === "string" && value.startsWith("/")
      ? value.split("/").slice(-2).join("/")
      : value,
  );
  return text.replaceAll(/["{}]/g, "").replace("kind:", "");
}

const prefix = (text: string) => {
  const found = parsePrefix(text);
  if (found === undefined) throw new Error(text);
  return found;
};
const kms = { kind: "prefix", name: "kms", prefix: prefix("23.102.135.246/32") } as const;
const storage = { kind: "serviceTag", tag: "Storage" } as const;
const internet = { kind: "internet" } as const;
const routed = (
  subnets: readonly Key[],
  ...destinations: readonly (typeof kms | typeof storage)[]
) => ({ kind: "addRoutes", subnets, destinations, nextHop: internet }) as const;

test.each<readonly [string, Repair]>([
  ["a table that is shared", routed([app], kms)],
  ["a subnet without a table gets one", routed([bare, endpoints], kms)],
  ["both at once", routed([app, bare], storage)],
  ["a subnet that takes no table", routed([bastion], kms)],
  [
    "past which private endpoints would put their own",
    { ...routed([app], kms), endpointSubnets: [endpoints] },
  ],
])("routes: %s", (_, repair) => {
  expect(plan(repair)).toMatchSnapshot();
});

test.each<readonly [string, RouteForm]>([
  ["the tag itself", asTag],
  ["the tag of a region", { ...asTag, region: "westeurope" }],
  ["its prefixes", { form: "exact", region: undefined, most: undefined }],
  ["two prefixes for three", { form: "cover", region: undefined, most: 2 }],
  ["a region that is none", { form: "exact", region: "moon", most: undefined }],
])("routes to a service tag: %s", (_, form) => {
  expect(plan(routed([app], storage), form)).toMatchSnapshot();
});

test.each<readonly [string, Repair]>([
  ["removeRoutes", { kind: "removeRoutes", table, routes: ["there"] }],
  ["removeRoutes that are gone", { kind: "removeRoutes", table, routes: ["gone"] }],
  [
    "setNextHop",
    {
      kind: "setNextHop",
      table,
      route: "there",
      nextHop: { kind: "appliance", addresses: [parseIp("10.0.0.4") ?? failed()] },
    },
  ],
  [
    "summarizeRoutes",
    {
      kind: "summarizeRoutes",
      table,
      routes: ["there"],
      prefix: prefix("10.8.0.0/13"),
      nextHop: { kind: "none" },
      endpointSubnets: [endpoints],
    },
  ],
  ["letRoutesReachEndpoints", { kind: "letRoutesReachEndpoints", subnets: [endpoints, app] }],
  ["setPropagation", { kind: "setPropagation", table, isOn: true }],
  ["detachRouteTable", { kind: "detachRouteTable", subnet: app }],
  ["detachSecurityGroup", { kind: "detachSecurityGroup", subnet: app }],
  ["addEgress", { kind: "addEgress", subnets: [app, bare] }],
  ["forwardIp", { kind: "forwardIp", nics: [nva] }],
  ["keepSourceToPrivateLink", { kind: "keepSourceToPrivateLink", nics: [nva] }],
  [
    "setPeering",
    { kind: "setPeering", peering: toTwo, flags: { offersGateway: true, acceptsForwarded: true } },
  ],
  ["syncPeering", { kind: "syncPeering", peering: toTwo }],
  [
    "createReversePeering",
    { kind: "createReversePeering", peering: toTwo, flags: { usesRemoteGateway: true } },
  ],
  ["recreatePeering", { kind: "recreatePeering", peering: toTwo }],
  ["removePeering", { kind: "removePeering", peering: toTwo }],
  [
    "addServiceEndpoint",
    {
      kind: "addServiceEndpoint",
      subnets: [bare],
      services: ["Microsoft.Sql", "Microsoft.Storage"],
    },
  ],
  [
    "addServiceEndpoint that is there",
    { kind: "addServiceEndpoint", subnets: [bare], services: ["microsoft.sql"] },
  ],
  [
    "removeServiceEndpoint",
    { kind: "removeServiceEndpoint", subnet: bare, services: ["Microsoft.Sql"] },
  ],
  [
    "letSubnetIn to a service that is not there",
    { kind: "letSubnetIn", service: table, subnets: [app] },
  ],
])("%s", (_, repair) => {
  expect(plan(repair)).toMatchSnapshot();
});

function failed(): never {
  throw new Error("no address");
}
