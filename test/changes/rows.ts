// Every change, and what a model says before and after it.
import type { Change, RouteSpec } from "../../src/change/index.ts";
import { keyOf, type Model } from "../../src/model/index.ts";
import { formatIp, formatPrefix, parseIp, parsePrefix } from "../../src/net/index.ts";
import { idOf } from "../resources.ts";
import { ids } from "./estate.ts";

/** What is changed, how, what is looked at, and what is there before and after. */
export type Row = readonly [
  title: string,
  change: Change,
  look: (model: Model) => unknown,
  before: unknown,
  after: unknown,
];

const prefix = (text: string) => parsePrefix(text)!;
const ip = (text: string) => parseIp(text)!;

/** The route of an article of 2015. */
export const kms: RouteSpec = {
  name: "kms",
  destination: { kind: "prefix", prefix: prefix("23.102.135.246/32") },
  nextHop: { kind: "internet" },
};

function tableIn(model: Model, id: string = ids.table): readonly string[] {
  const found = model.routeTables.get(keyOf(id));
  const flag = found?.propagatesGatewayRoutes === false ? ["no gateway routes"] : [];
  const routes = found?.routes.map(({ name, destination, nextHop }) => {
    const end = destination.kind === "prefix" ? formatPrefix(destination.prefix) : destination.tag;
    const via = nextHop.kind === "appliance" ? nextHop.addresses.map(formatIp).join("+") : "";
    return `${name} ${end} ${nextHop.kind}${via && ` ${via}`}`;
  });
  return [...flag, ...(routes ?? [])].sort();
}

const subnetIn = (model: Model, id: string = ids.subnet) => model.subnets.get(keyOf(id));

function peeringIn(model: Model, id: string = ids.hubToSpoke) {
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

/** One row or more for every kind of change. */
export const rows: readonly Row[] = [
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
    { kind: "associateRouteTable", subnet: ids.subnet, table: ids.table },
    (model) => subnetIn(model)?.routeTable,
    undefined,
    keyOf(ids.table),
  ],
  [
    "a subnet has no route table any more",
    { kind: "dissociateRouteTable", subnet: ids.routedSubnet },
    (model) => subnetIn(model, ids.routedSubnet)?.routeTable,
    keyOf(ids.table),
    undefined,
  ],
  [
    "new routes",
    {
      kind: "addRoutes",
      table: ids.table,
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
    { kind: "removeRoutes", table: ids.table, names: ["FIRST", "third", "absent"] },
    tableIn,
    ["first 10.9.0.0/16 none", "second 10.8.0.0/16 none", "third 10.7.0.0/16 none"],
    ["second 10.8.0.0/16 none"],
  ],
  [
    "a route leads elsewhere",
    {
      kind: "setRoute",
      table: ids.table,
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
    { kind: "setPropagation", table: ids.table, propagates: false },
    (model) => model.routeTables.get(keyOf(ids.table))?.propagatesGatewayRoutes,
    true,
    false,
  ],
  [
    "routes reach private endpoints",
    { kind: "setPrivateEndpointPolicies", subnet: ids.subnet, value: "RouteTableEnabled" },
    (model) => subnetIn(model)?.letsRoutesReachPrivateEndpoints,
    false,
    true,
  ],
  [
    "service endpoints",
    {
      kind: "setServiceEndpoints",
      subnet: ids.subnet,
      services: ["Microsoft.Sql", "microsoft.storage"],
    },
    (model) =>
      subnetIn(model)?.serviceEndpoints.map(({ service, locations }) =>
        [service, ...locations].join(" "),
      ),
    ["Microsoft.Storage westeurope"],
    ["Microsoft.Sql", "Microsoft.Storage westeurope"],
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
    { kind: "setPeeringFlags", peering: ids.hubToSpoke, flags: { acceptsForwarded: true } },
    (model) => [peeringIn(model)?.allowsAccess, peeringIn(model)?.acceptsForwarded],
    [true, false],
    [true, true],
  ],
  [
    "a peering learns the other space",
    { kind: "syncPeering", peering: ids.hubToSpoke },
    (model) => peeringIn(model)?.syncedPrefixes?.map((one) => formatPrefix(one.prefix)),
    ["10.1.0.0/17"],
    ["10.1.0.0/16"],
  ],
  [
    "a peering goes, the other side is disconnected",
    { kind: "removePeering", peering: ids.hubToSpoke },
    (model) => [peeringIn(model)?.state, peeringIn(model, ids.spokeToHub)?.state],
    ["connected", "connected"],
    [undefined, "disconnected"],
  ],
  [
    "an interface forwards",
    { kind: "setIpForwarding", nic: ids.nic, isOn: true },
    (model) => model.nics.get(keyOf(ids.nic))?.forwardsIp,
    false,
    true,
  ],
  [
    "a tag",
    {
      kind: "setTag",
      resource: ids.nic,
      name: "disableSnatOnPL",
      value: "true",
    },
    (model) => model.nics.get(keyOf(ids.nic))?.keepsSourceToPrivateLink,
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
    { kind: "associateNatGateway", subnet: ids.subnet, gateway: ids.gateway },
    (model) => subnetIn(model)?.natGateway,
    undefined,
    keyOf(ids.gateway),
  ],
  [
    "a subnet has no security group any more",
    { kind: "dissociateSecurityGroup", subnet: ids.subnet },
    (model) => subnetIn(model)?.networkSecurityGroup,
    keyOf(ids.group),
    undefined,
  ],
  [
    "a new security rule",
    {
      kind: "addSecurityRule",
      group: ids.group,
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
        .get(keyOf(ids.group))
        ?.rules.filter(({ priority }) => priority < 65000)
        .map(({ name, sources, destinationPorts }) =>
          [name, sources.length, ...destinationPorts.map((one) => one.last)].join(" "),
        ),
    ["old 1 65535"],
    ["old 1 65535", "web 2 80 443"],
  ],
  [
    "a storage account lets a subnet in",
    { kind: "addSubnetRule", service: ids.storage, subnet: ids.subnet },
    (model) => rulesIn(model, ids.storage),
    ["198.51.100.0-198.51.100.255", "udr"],
    ["198.51.100.0-198.51.100.255", "apps", "udr"],
  ],
  [
    "a key vault lets a subnet in",
    { kind: "addSubnetRule", service: ids.vault, subnet: ids.subnet },
    (model) => rulesIn(model, ids.vault),
    [],
    ["apps"],
  ],
  [
    "a SQL server lets a subnet in",
    { kind: "addSubnetRule", service: ids.sql, subnet: ids.subnet },
    (model) => rulesIn(model, ids.sql),
    ["198.51.100.0-198.51.100.255", "udr"],
    ["198.51.100.0-198.51.100.255", "apps", "udr"],
  ],
  ...[ids.storage, ids.sql].map(
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
  ...[ids.storage, ids.sql].map(
    (service) =>
      [
        `${service.split("/").at(-1)} lets an address in`,
        { kind: "addIpRule", service, prefix: prefix("203.0.113.7/32") },
        (model: Model) => rulesIn(model, service),
        ["198.51.100.0-198.51.100.255", "udr"],
        ["198.51.100.0-198.51.100.255", "203.0.113.7-203.0.113.7", "udr"],
      ] as const,
  ),
  ...[ids.storage, ids.sql].map(
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
