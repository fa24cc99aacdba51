// Each change, made where a child stands inside its parent and where it stands alone.
import { expect, test } from "vitest";
import { brief, idOf, network, nic, peering, resource, route, to } from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import { isJsonObject, type JsonObject, normalForm } from "../arm/index.ts";
import { compileSnapshot } from "../compile/index.ts";
import { keyOf, type Model } from "../model/index.ts";
import { formatIp, formatPrefix, parseIp, parsePrefix } from "../net/index.ts";
import { applyChanges, type Change, type RouteSpec } from "./index.ts";

const subnet = idOf("virtualNetworks/hub/subnets/apps");
const table = idOf("routeTables/t");
const hubToSpoke = idOf("virtualNetworks/hub/virtualNetworkPeerings/to-spoke");
const prefix = (text: string) => parsePrefix(text)!;
const ip = (text: string) => parseIp(text)!;

const estate: readonly object[] = [
  network("hub", "10.0.0.0/16", {
    subnets: {
      apps: {
        addressPrefix: "10.0.1.0/24",
        networkSecurityGroup: to("networkSecurityGroups/g"),
        serviceEndpoints: [{ service: "Microsoft.Storage", locations: ["westeurope"] }],
      },
      udr: { addressPrefix: "10.0.2.0/24", routeTable: to("routeTables/t") },
    },
    peerings: [
      peering("hub", "spoke", {
        remoteAddressSpace: { addressPrefixes: ["10.1.0.0/17"] },
        peeringSyncLevel: "LocalNotInSync",
      }),
    ],
  }),
  network("spoke", "10.1.0.0/16", { peerings: [peering("spoke", "hub")] }),
  network("lone", "10.2.0.0/16"),
  resource(
    "routeTables/t",
    {
      routes: [
        route("first", "10.9.0.0/16"),
        route("second", "10.8.0.0/16"),
        route("third", "10.7.0.0/16"),
      ],
      subnets: [to("virtualNetworks/hub/subnets/udr")],
    },
    { location: "westeurope" },
  ),
  resource("networkSecurityGroups/g", {
    securityRules: [
      {
        name: "old",
        properties: {
          direction: "Inbound",
          access: "Deny",
          priority: 100,
          protocol: "*",
          sourceAddressPrefix: "*",
          sourcePortRange: "*",
          destinationAddressPrefix: "*",
          destinationPortRange: "*",
        },
      },
    ],
  }),
  nic("nva", "hub/subnets/apps", "10.0.1.4"),
  resource("natGateways/n", { publicIpAddresses: [] }, { sku: { name: "Standard" } }),
  {
    id: idOf("x").replace("Microsoft.Network/x", "Microsoft.Storage/storageAccounts/st"),
    properties: {
      networkAcls: {
        defaultAction: "Deny",
        ipRules: [{ value: "198.51.100.0/24", action: "Allow" }],
        virtualNetworkRules: [{ id: idOf("virtualNetworks/hub/subnets/udr"), action: "Allow" }],
      },
    },
  },
  { id: idOf("x").replace("Microsoft.Network/x", "Microsoft.KeyVault/vaults/kv"), properties: {} },
  {
    id: idOf("x").replace("Microsoft.Network/x", "Microsoft.Sql/servers/sql"),
    properties: {
      virtualNetworkRules: [
        {
          name: "hub-udr",
          properties: { virtualNetworkSubnetId: idOf("virtualNetworks/hub/subnets/udr") },
        },
      ],
      firewallRules: [
        {
          name: "office",
          properties: { startIpAddress: "198.51.100.0", endIpAddress: "198.51.100.255" },
        },
      ],
    },
  },
];

/** The same estate with every child as a resource of its own, as other exports have them. */
function apart(resources: readonly object[]): readonly object[] {
  const lists = ["subnets", "virtualNetworkPeerings", "routes", "securityRules"];
  const more = ["virtualNetworkRules", "firewallRules"];
  return resources.flatMap((one) => {
    const { id, properties } = one as { id: string; properties: JsonObject };
    const isTable = id.includes("/routeTables/");
    const names = [...lists, ...more].filter((name) => !(isTable && name === "subnets"));
    const children = names.flatMap((list) => {
      const value = properties[list];
      const elements: readonly unknown[] = Array.isArray(value) ? value : [];
      return elements.filter(isJsonObject).map((element) => ({
        id: `${id}/${list}/${element["name"]}`,
        ...element,
      }));
    });
    const kept = Object.entries(properties).filter(([name]) => !names.includes(name));
    return [{ ...one, properties: Object.fromEntries(kept) }, ...children];
  });
}

const forms = { "inside its parent": estate, alone: apart(estate) };
const storage = idOf("x").replace("Microsoft.Network/x", "Microsoft.Storage/storageAccounts/st");
const vault = idOf("x").replace("Microsoft.Network/x", "Microsoft.KeyVault/vaults/kv");
const sql = idOf("x").replace("Microsoft.Network/x", "Microsoft.Sql/servers/sql");

const kms: RouteSpec = {
  name: "kms",
  destination: { kind: "prefix", prefix: prefix("23.102.135.246/32") },
  nextHop: { kind: "internet" },
};

function tableIn(model: Model, id = table): readonly string[] {
  const found = model.routeTables.get(keyOf(id));
  const flag = found?.propagatesGatewayRoutes === false ? ["no gateway routes"] : [];
  const routes = found?.routes.map(({ name, destination, nextHop }) => {
    const end = destination.kind === "prefix" ? formatPrefix(destination.prefix) : destination.tag;
    const via = nextHop.kind === "appliance" ? nextHop.addresses.map(formatIp).join("+") : "";
    return `${name} ${end} ${nextHop.kind}${via && ` ${via}`}`;
  });
  return [...flag, ...(routes ?? [])].sort();
}

const subnetIn = (model: Model, id = subnet) => model.subnets.get(keyOf(id));

function peeringIn(model: Model, id = hubToSpoke) {
  return [...model.networks.values()]
    .flatMap(({ peerings }) => peerings)
    .find(({ key }) => key === keyOf(id));
}

function rulesIn(model: Model, id: string): readonly string[] {
  const service = model.cloudServices.get(keyOf(id));
  return [
    ...(service?.ipRules.map(({ first, last }) => `${formatIp(first)}-${formatIp(last)}`) ?? []),
    ...(service?.subnetRules.map((rule) => rule.subnetId.split("/").slice(-1).join("")) ?? []),
  ].sort();
}

/** What is changed, what is looked at, and what is there before and after. */
const rows: readonly (readonly [string, Change, (model: Model) => unknown, unknown, unknown])[] = [
  [
    "a new route table",
    {
      kind: "createRouteTable",
      table: idOf("routeTables/new"),
      location: "westeurope",
      routes: [kms],
      propagates: false,
    },
    (model) => tableIn(model, idOf("routeTables/new")),
    [],
    ["kms 23.102.135.246/32 internet", "no gateway routes"],
  ],
  [
    "a subnet takes a route table",
    { kind: "associateRouteTable", subnet, table },
    (model) => subnetIn(model)?.routeTable,
    undefined,
    keyOf(table),
  ],
  [
    "a subnet has no route table any more",
    { kind: "dissociateRouteTable", subnet: idOf("virtualNetworks/hub/subnets/udr") },
    (model) => subnetIn(model, idOf("virtualNetworks/hub/subnets/udr"))?.routeTable,
    keyOf(table),
    undefined,
  ],
  [
    "new routes",
    {
      kind: "addRoutes",
      table,
      routes: [
        kms,
        {
          name: "tag",
          destination: { kind: "serviceTag", tag: "AzureMonitor" },
          nextHop: { kind: "appliance", addresses: [ip("10.0.0.4"), ip("10.0.0.5")] },
        },
      ],
    },
    tableIn,
    ["first 10.9.0.0/16 none", "second 10.8.0.0/16 none", "third 10.7.0.0/16 none"],
    [
      "first 10.9.0.0/16 none",
      "kms 23.102.135.246/32 internet",
      "second 10.8.0.0/16 none",
      "tag AzureMonitor appliance 10.0.0.4+10.0.0.5",
      "third 10.7.0.0/16 none",
    ],
  ],
  [
    "routes go",
    { kind: "removeRoutes", table, names: ["FIRST", "third", "absent"] },
    tableIn,
    ["first 10.9.0.0/16 none", "second 10.8.0.0/16 none", "third 10.7.0.0/16 none"],
    ["second 10.8.0.0/16 none"],
  ],
  [
    "a route leads elsewhere",
    {
      kind: "setRoute",
      table,
      name: "second",
      destination: { kind: "prefix", prefix: prefix("10.8.0.0/17") },
      nextHop: { kind: "appliance", addresses: [ip("10.0.0.4")] },
    },
    tableIn,
    ["first 10.9.0.0/16 none", "second 10.8.0.0/16 none", "third 10.7.0.0/16 none"],
    ["first 10.9.0.0/16 none", "second 10.8.0.0/17 appliance 10.0.0.4", "third 10.7.0.0/16 none"],
  ],
  [
    "gateway routes stay away",
    { kind: "setPropagation", table, propagates: false },
    (model) => model.routeTables.get(keyOf(table))?.propagatesGatewayRoutes,
    true,
    false,
  ],
  [
    "routes reach private endpoints",
    { kind: "setPrivateEndpointPolicies", subnet, value: "RouteTableEnabled" },
    (model) => subnetIn(model)?.letsRoutesReachPrivateEndpoints,
    false,
    true,
  ],
  [
    "service endpoints",
    { kind: "setServiceEndpoints", subnet, services: ["Microsoft.Sql", "microsoft.storage"] },
    (model) =>
      subnetIn(model)?.serviceEndpoints.map(({ service, locations }) =>
        [service, ...locations].join(" "),
      ),
    ["Microsoft.Storage westeurope"],
    ["Microsoft.Sql", "Microsoft.Storage westeurope"],
  ],
  [
    "no default outbound access",
    { kind: "setDefaultOutbound", subnet, isOn: false },
    (model) => subnetIn(model)?.hasDefaultOutbound,
    undefined,
    false,
  ],
  [
    "a new peering",
    {
      kind: "createPeering",
      peering: idOf("virtualNetworks/hub/virtualNetworkPeerings/to-lone"),
      remote: idOf("virtualNetworks/LONE"),
      flags: { offersGateway: true },
    },
    (model) => {
      const found = peeringIn(model, idOf("virtualNetworks/hub/virtualNetworkPeerings/to-lone"));
      return found && [found.remoteId.split("/").at(-1), found.state, found.offersGateway];
    },
    undefined,
    ["lone", "initiated", true],
  ],
  [
    "flags of a peering",
    { kind: "setPeeringFlags", peering: hubToSpoke, flags: { acceptsForwarded: true } },
    (model) => [peeringIn(model)?.allowsAccess, peeringIn(model)?.acceptsForwarded],
    [true, false],
    [true, true],
  ],
  [
    "a peering learns the other space",
    { kind: "syncPeering", peering: hubToSpoke },
    (model) => peeringIn(model)?.syncedPrefixes?.map((one) => formatPrefix(one.prefix)),
    ["10.1.0.0/17"],
    ["10.1.0.0/16"],
  ],
  [
    "a peering goes, the other side is disconnected",
    { kind: "removePeering", peering: hubToSpoke },
    (model) => [
      peeringIn(model)?.state,
      peeringIn(model, idOf("virtualNetworks/spoke/virtualNetworkPeerings/to-hub"))?.state,
    ],
    ["connected", "connected"],
    [undefined, "disconnected"],
  ],
  [
    "an interface forwards",
    { kind: "setIpForwarding", nic: idOf("networkInterfaces/nva"), isOn: true },
    (model) => model.nics.get(keyOf(idOf("networkInterfaces/nva")))?.forwardsIp,
    false,
    true,
  ],
  [
    "a tag",
    {
      kind: "setTag",
      resource: idOf("networkInterfaces/nva"),
      name: "disableSnatOnPL",
      value: "true",
    },
    (model) => model.nics.get(keyOf(idOf("networkInterfaces/nva")))?.keepsSourceToPrivateLink,
    false,
    true,
  ],
  [
    "a new NAT gateway",
    {
      kind: "createNatGateway",
      gateway: idOf("natGateways/out"),
      publicIp: idOf("publicIPAddresses/out-ip"),
      location: "westeurope",
    },
    (model) =>
      model.natGateways.get(keyOf(idOf("natGateways/out")))?.publicIps.map((one) => one.id),
    undefined,
    [idOf("publicIPAddresses/out-ip")],
  ],
  [
    "a subnet takes a NAT gateway",
    { kind: "associateNatGateway", subnet, gateway: idOf("natGateways/n") },
    (model) => subnetIn(model)?.natGateway,
    undefined,
    keyOf(idOf("natGateways/n")),
  ],
  [
    "a subnet has no security group any more",
    { kind: "dissociateSecurityGroup", subnet },
    (model) => subnetIn(model)?.networkSecurityGroup,
    keyOf(idOf("networkSecurityGroups/g")),
    undefined,
  ],
  [
    "a new security rule",
    {
      kind: "addSecurityRule",
      group: idOf("networkSecurityGroups/g"),
      rule: {
        name: "web",
        direction: "inbound",
        access: "allow",
        priority: 90 + 20,
        protocol: "tcp",
        sources: ["10.1.0.0/16", "10.2.0.0/16"],
        sourcePorts: ["*"],
        destinations: ["VirtualNetwork"],
        destinationPorts: ["80", "443"],
      },
    },
    (model) =>
      model.securityGroups
        .get(keyOf(idOf("networkSecurityGroups/g")))
        ?.rules.filter(({ priority }) => priority < 65000)
        .map(({ name, sources, destinationPorts }) =>
          [name, sources.length, ...destinationPorts.map((one) => one.last)].join(" "),
        ),
    ["old 1 65535"],
    ["old 1 65535", "web 2 80 443"],
  ],
  [
    "a storage account lets a subnet in",
    { kind: "addSubnetRule", service: storage, subnet },
    (model) => rulesIn(model, storage),
    ["198.51.100.0-198.51.100.255", "udr"],
    ["198.51.100.0-198.51.100.255", "apps", "udr"],
  ],
  [
    "a key vault lets a subnet in",
    { kind: "addSubnetRule", service: vault, subnet },
    (model) => rulesIn(model, vault),
    [],
    ["apps"],
  ],
  [
    "a SQL server lets a subnet in",
    { kind: "addSubnetRule", service: sql, subnet },
    (model) => rulesIn(model, sql),
    ["198.51.100.0-198.51.100.255", "udr"],
    ["198.51.100.0-198.51.100.255", "apps", "udr"],
  ],
  ...[storage, sql].map(
    (service) =>
      [
        `${service.split("/").at(-1)} lets a subnet in no more`,
        {
          kind: "removeSubnetRule",
          service,
          subnet: idOf("virtualNetworks/HUB/subnets/udr"),
        },
        (model: Model) => rulesIn(model, service),
        ["198.51.100.0-198.51.100.255", "udr"],
        ["198.51.100.0-198.51.100.255"],
      ] as const,
  ),
  ...[storage, sql].map(
    (service) =>
      [
        `${service.split("/").at(-1)} lets an address in`,
        { kind: "addIpRule", service, prefix: prefix("203.0.113.7/32") },
        (model: Model) => rulesIn(model, service),
        ["198.51.100.0-198.51.100.255", "udr"],
        ["198.51.100.0-198.51.100.255", "203.0.113.7-203.0.113.7", "udr"],
      ] as const,
  ),
  ...[storage, sql].map(
    (service) =>
      [
        `${service.split("/").at(-1)} lets addresses in no more`,
        { kind: "removeIpRule", service, prefix: prefix("198.51.100.0/24") },
        (model: Model) => rulesIn(model, service),
        ["198.51.100.0-198.51.100.255", "udr"],
        ["udr"],
      ] as const,
  ),
];

for (const [form, resources] of Object.entries(forms)) {
  test.each(rows)(`%s: ${form}`, (_, change, look, before, after) => {
    const snapshot = snapshotOf(resources);
    const start = compileSnapshot(snapshot);
    expect(look(start.model)).toEqual(before);

    const once = applyChanges(snapshot, [change]);
    expect(once.failures).toEqual([]);
    const { model, diagnostics } = compileSnapshot(once.snapshot);
    expect(look(model)).toEqual(after);
    const known = new Set(brief(start.diagnostics));
    // There is no service-tag file here.
    const fresh = brief(diagnostics).filter(
      (one) => !known.has(one) && !one.startsWith("service-tags-absent"),
    );
    const isOneSided = change.kind === "createPeering" || change.kind === "removePeering";
    const expected = isOneSided ? ["peering-one-sided"] : [];
    expect(fresh.map((one) => one.split(" ")[0])).toEqual(expected);

    // Made twice is made once, and the snapshot that was given stays as it was.
    const twice = applyChanges(once.snapshot, [change]);
    expect(twice.failures).toEqual([]);
    expect(normalForm(twice.snapshot.resources.values())).toEqual(
      normalForm(once.snapshot.resources.values()),
    );
    expect(look(compileSnapshot(snapshot).model)).toEqual(before);
    const keys = [...once.snapshot.resources.keys()];
    expect(keys).toEqual([...keys].sort());
  });
}

test("both forms give the same after every change", () => {
  const ends = Object.values(forms).map((resources) => {
    const changes = rows.map(([, change]) => change);
    const { snapshot, failures } = applyChanges(snapshotOf(resources), changes);
    expect(failures).toEqual([]);
    return inAnyOrder(normalForm(snapshot.resources.values()));
  });
  expect(ends[1]).toEqual(ends[0]);
});

// Children that stand alone follow those inside, and lists without any are not written.
function inAnyOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const elements = value.map(inAnyOrder);
    return elements.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([, one]) => !(Array.isArray(one) && one.length === 0),
  );
  return Object.fromEntries(entries.map(([name, one]) => [name, inAnyOrder(one)]));
}
