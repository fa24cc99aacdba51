import { expect, test } from "vitest";
import { idOf, network, nic, resource, to } from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import { createUnknown, type JsonObject, peekProperty, type Resource } from "../arm/index.ts";
import { createProvision } from "./index.ts";

/** Reads resources; `desired` are asked for. */
function read(objects: readonly object[], extent?: "desired" | "partial"): readonly Resource[] {
  return objects.flatMap((object) =>
    [...snapshotOf([object]).resources.values()].map((one) =>
      extent === undefined ? one : { ...one, extent },
    ),
  );
}

/** Puts one after the other and gives all results, by the tail of the id. */
function putAll(
  asked: readonly object[],
  existing: readonly object[] = [],
  extent: "desired" | "partial" = "desired",
) {
  const provision = createProvision(read(existing), read(asked, extent));
  const results = new Map<string, JsonObject>();
  for (const one of read(asked, extent)) {
    for (const { id, body } of provision.put(one)) results.set(tail(id.text), body);
  }
  return { provision, results };
}

const tail = (id: string) => id.split("/").slice(-2).join("/");

/** An interface that asks for an address. */
function asking(name: string, subnet: string, more: object = {}): object {
  return resource(`networkInterfaces/${name}`, {
    ipConfigurations: [
      { name: "ipconfig1", properties: { subnet: to(`virtualNetworks/${subnet}`), ...more } },
    ],
  });
}

function addressesOf(body: JsonObject | undefined, list = "ipConfigurations"): readonly unknown[] {
  const configurations = peekProperty(body, list);
  return (Array.isArray(configurations) ? configurations : []).map((one) =>
    peekProperty(one, "privateIPAddress"),
  );
}

const hub = network("hub", "10.0.0.0/16", {
  subnets: {
    a: "10.0.0.0/24",
    tiny: "10.0.1.0/29",
    dual: { addressPrefixes: ["10.0.2.0/24", "fd00::/64"] },
    RouteServerSubnet: "10.0.3.0/27",
    AzureFirewallSubnet: "10.0.4.0/26",
  },
});
const a = "hub/subnets/a";

// Who gets which address: what exists, what is put, addresses of the last one put.
test.each<[string, readonly object[], readonly object[], readonly unknown[]]>([
  ["the first usable address", [hub], [asking("n", a)], ["10.0.0.4"]],
  ["the next one", [hub], [asking("m", a), asking("n", a)], ["10.0.0.5"]],
  ["none that exists", [hub, nic("m", a, "10.0.0.4")], [asking("n", a)], ["10.0.0.5"]],
  [
    "what it asks for",
    [hub],
    [asking("n", a, { privateIPAllocationMethod: "Static", privateIPAddress: "10.0.0.77" })],
    ["10.0.0.77"],
  ],
  [
    "IPv6 of its own",
    [hub],
    [asking("n", "hub/subnets/dual", { privateIPAddressVersion: "IPv6" })],
    ["fd00::4"],
  ],
  [
    "why there is none: full",
    [hub, ...[4, 5, 6].map((at) => nic(`m${at}`, "hub/subnets/tiny", `10.0.1.${at}`))],
    [asking("n", "hub/subnets/tiny")],
    [{ $unknown: "privateIPAddress of n: subnet tiny has no free address" }],
  ],
  [
    "why there is none: nobody knows the subnet",
    [],
    [asking("n", "gone/subnets/x")],
    [{ $unknown: "privateIPAddress of n: nobody says which IPv4 prefix subnet x has" }],
  ],
])("an interface gets %s", (_, existing, asked, addresses) => {
  const { results } = putAll(asked, existing);
  expect(addressesOf([...results.values()].at(-1))).toEqual(addresses);
});

test("static addresses of what comes later are given to nobody", () => {
  const { results } = putAll([hub, asking("n", a), nic("m", a, "10.0.0.4")]);
  expect(addressesOf(results.get("networkInterfaces/n"))).toEqual(["10.0.0.5"]);
});

test("a subnet that comes later is known", () => {
  const { results } = putAll([asking("n", a), hub]);
  expect(addressesOf(results.get("networkInterfaces/n"))).toEqual(["10.0.0.4"]);
});

test("every address that was given is told, with its subnet", () => {
  const { provision } = putAll([asking("n", a), nic("m", a, "10.0.0.9")], [hub]);
  expect(provision.assigned).toEqual([
    {
      resource: idOf("networkInterfaces/n"),
      subnet: idOf("virtualNetworks/hub/subnets/a"),
      address: "10.0.0.4",
    },
  ]);
});

// An interface that exists is put again: what it asks for now, its address afterwards.
test.each<[string, object, string]>([
  ["stays while the subnet stays", asking("n", a), "10.0.0.9"],
  ["changes with the subnet", asking("n", "hub/subnets/tiny"), "10.0.1.4"],
  ["is the one that is asked for", nic("n", a, "10.0.0.20"), "10.0.0.20"],
])("a dynamic address %s", (_, asked, address) => {
  const flat = {
    id: idOf("networkInterfaces/n"),
    macAddress: "00-0D",
    ipConfigurations: [
      { name: "IPCONFIG1", privateIpAddress: "10.0.0.9", subnet: to(`virtualNetworks/${a}`) },
    ],
  };
  const { results } = putAll([asked], [hub, flat]);
  const body = results.get("networkInterfaces/n");
  expect(addressesOf(body)).toEqual([address]);
  expect(peekProperty(body, "macAddress")).toBe("00-0D");
});

test("an address that is left is free again", () => {
  const { results } = putAll(
    [asking("x", "hub/subnets/tiny"), asking("n", "hub/subnets/tiny"), asking("m", a)],
    [hub, nic("n", a, "10.0.0.4")],
  );
  expect(addressesOf(results.get("networkInterfaces/m"))).toEqual(["10.0.0.4"]);
});

const child = (path: string, properties: object = {}) => resource(path, properties);
const rule = (name: string) => ({ name, properties: { priority: 100 } });

// What a request leaves out: the type, its list, what exists, what is asked, names afterwards.
test.each<[string, string, object, object, readonly string[]]>([
  ["virtualNetworks/v", "subnets", { subnets: [rule("s")] }, {}, ["s"]],
  ["virtualNetworks/v", "subnets", { subnets: [rule("s")] }, { subnets: [] }, []],
  ["virtualNetworks/v", "subnets", { subnets: [rule("s")] }, { subnets: [rule("t")] }, ["t"]],
  [
    "virtualNetworks/v",
    "virtualNetworkPeerings",
    { virtualNetworkPeerings: [rule("p")] },
    { subnets: [] },
    ["p"],
  ],
  ["routeTables/t", "routes", { routes: [rule("r")] }, {}, []],
  ["networkSecurityGroups/g", "securityRules", { securityRules: [rule("r")] }, {}, []],
  ["loadBalancers/l", "backendAddressPools", { backendAddressPools: [rule("r")] }, {}, []],
  ["expressRouteCircuits/c", "peerings", { peerings: [rule("r")] }, {}, ["r"]],
])("%s: %s", (path, list, there, asked, names) => {
  const { results } = putAll([resource(path, asked)], [resource(path, there)]);
  const left = peekProperty(results.get(path), list) ?? [];
  expect((left as { name: string }[]).map(({ name }) => name)).toEqual(names);
});

test("children that stand alone go with the list that names them no more", () => {
  const path = "routeTables/t";
  const existing = [resource(path), child(`${path}/routes/r`), child(`${path}/routes/q`)];
  const { provision } = putAll(
    [resource(path), resource(`${path}/routes/r`, { addressPrefix: "10.0.0.0/8" })],
    existing,
  );
  expect([...provision.removed].map(tail)).toEqual(["routes/q"]);
});

test("children that are asked for stay, whatever comes first", () => {
  const path = "routeTables/t";
  const [child, table] = [resource(`${path}/routes/r`, { nextHopType: "None" }), resource(path)];
  const old = resource(path, { routes: [rule("r"), rule("q")] });
  const orders = [
    [child, table],
    [table, child],
  ];
  for (const asked of orders) {
    expect([...putAll(asked, [old, child]).provision.removed]).toEqual([]);
  }
  const listed = resource(path, {
    routes: [{ name: "r", properties: { nextHopType: "Internet" } }],
  });
  const { results } = putAll([child, listed], [old]);
  const [inside] = peekProperty(results.get(path), "routes") as JsonObject[];
  expect(inside?.["properties"]).toEqual({ nextHopType: "None" });
});

test("a list that nobody knows takes nothing away", () => {
  const routes = createUnknown("routes");
  const existing = [
    resource("routeTables/t", { routes: [rule("r")] }),
    child("routeTables/t/routes/q"),
  ];
  const { provision, results } = putAll([resource("routeTables/t", { routes })], existing);
  expect([...provision.removed]).toEqual([]);
  expect(peekProperty(results.get("routeTables/t"), "routes")).toMatchObject([rule("r")]);
});

test("subnets that stand alone stay while the request names none", () => {
  const existing = [resource("virtualNetworks/v"), child("virtualNetworks/v/subnets/s")];
  expect([...putAll([resource("virtualNetworks/v")], existing).provision.removed]).toEqual([]);
  const emptied = putAll([resource("virtualNetworks/v", { subnets: [] })], existing);
  expect([...emptied.provision.removed].map(tail)).toEqual(["subnets/s"]);
});

test("a child is changed inside its parent too, and keeps what Azure decides", () => {
  const vnet = network("v", "10.0.0.0/16", {
    subnets: {
      s: {
        addressPrefix: "10.0.0.0/24",
        provisioningState: "Succeeded",
        routeTable: to("routeTables/t"),
      },
    },
  });
  const { results } = putAll(
    [resource("virtualNetworks/v/subnets/s", { addressPrefix: "10.0.9.0/24" })],
    [vnet],
  );
  const subnet = { addressPrefix: "10.0.9.0/24", provisioningState: "Succeeded" };
  expect(results.get("subnets/s")?.["properties"]).toEqual(subnet);
  const [inside] = peekProperty(results.get("virtualNetworks/v"), "subnets") as JsonObject[];
  expect(inside?.["properties"]).toEqual(subnet);
});

test("a partial resource changes only what it writes", () => {
  const flat = {
    id: idOf("virtualNetworks/v/subnets/s"),
    addressPrefix: "10.0.0.0/24",
    routeTable: to("routeTables/t"),
  };
  const { results } = putAll(
    [resource("virtualNetworks/v/subnets/s", { natGateway: to("natGateways/n") })],
    [flat],
    "partial",
  );
  const body = results.get("subnets/s");
  expect(
    ["addressPrefix", "routeTable", "natGateway"].map((name) => peekProperty(body, name)),
  ).toEqual(["10.0.0.0/24", to("routeTables/t"), to("natGateways/n")]);
});

test("public addresses are Azure's to choose, and stay once they are chosen", () => {
  const existing = [resource("publicIPAddresses/q", { ipAddress: "20.0.0.1" })];
  const asked = [
    resource("publicIPAddresses/p"),
    resource("publicIPAddresses/q"),
    resource("publicIPPrefixes/r"),
  ];
  const { results } = putAll(asked, existing);
  expect([...results].map(([, body]) => body["properties"])).toEqual([
    { ipAddress: { $unknown: "ipAddress of public IP address p" } },
    { ipAddress: "20.0.0.1" },
    { ipPrefix: { $unknown: "ipPrefix of public IP prefix r" } },
  ]);
});

test("load balancers and firewalls have private addresses", () => {
  const balancer = resource("loadBalancers/l", {
    frontendIPConfigurations: [
      { name: "f", properties: { subnet: to(`virtualNetworks/${a}`) } },
      { name: "p", properties: { publicIPAddress: to("publicIPAddresses/p") } },
    ],
  });
  const firewall = resource("azureFirewalls/f", {
    ipConfigurations: [
      {
        name: "one",
        properties: { subnet: to("virtualNetworks/hub/subnets/AzureFirewallSubnet") },
      },
      { name: "two", properties: { publicIPAddress: to("publicIPAddresses/p") } },
    ],
  });
  const { results } = putAll([balancer, firewall], [hub]);
  expect(addressesOf(results.get("loadBalancers/l"), "frontendIPConfigurations")).toEqual([
    "10.0.0.4",
    undefined,
  ]);
  expect(addressesOf(results.get("azureFirewalls/f"))).toEqual(["10.0.4.4", undefined]);
});

test.each(["child", "embedded"])("a Route Server has two addresses: %s", (form) => {
  const subnet = to("virtualNetworks/hub/subnets/RouteServerSubnet");
  const configuration = { name: "c", properties: { subnet } };
  const asked =
    form === "child"
      ? [resource("virtualHubs/rs"), resource("virtualHubs/rs/ipConfigurations/c", { subnet })]
      : [resource("virtualHubs/rs", { ipConfigurations: [configuration] })];
  const { results } = putAll(asked, [hub]);
  expect(results.get("virtualHubs/rs")?.["properties"]).toMatchObject({
    virtualRouterIps: ["10.0.3.4", "10.0.3.5"],
    virtualRouterAsn: 65515,
  });
});

test("what stands in a hub of a virtual WAN is Azure's to place", () => {
  const inHub = { virtualHub: to("virtualHubs/h") };
  const { results } = putAll([
    resource("virtualHubs/h", { virtualWan: to("virtualWans/w"), addressPrefix: "10.9.0.0/24" }),
    resource("azureFirewalls/f", inHub),
    resource("vpnGateways/g", inHub),
  ]);
  expect(results.get("virtualHubs/h")?.["properties"]).not.toHaveProperty("virtualRouterIps");
  expect(results.get("azureFirewalls/f")?.["properties"]).toMatchObject({
    hubIPAddresses: { privateIPAddress: { $unknown: "privateIPAddress of firewall f" } },
  });
  expect(results.get("vpnGateways/g")?.["properties"]).toMatchObject({
    bgpSettings: {
      asn: 65515,
      bgpPeeringAddresses: [
        { defaultBgpIpAddresses: [{ $unknown: "BGP address of Instance0 of gateway g" }] },
        {},
      ],
    },
  });
});

test("60,000 interfaces cost no more than their number", () => {
  const wide = network("w", "10.0.0.0/8", { subnets: { s: "10.0.0.0/12" } });
  const subnet = to("virtualNetworks/w/subnets/s");
  const [pattern] = read([asking("n", "w/subnets/s")], "desired");
  const [vnet] = read([wide]);
  const provision = createProvision([vnet!]);
  const started = performance.now();
  for (let at = 0; at < 60_000; at += 1) {
    const text = `${pattern!.id.text}${at}`;
    const id = { ...pattern!.id, text, key: text.toLowerCase(), name: `n${at}` };
    const body = { properties: { ipConfigurations: [{ name: "c", properties: { subnet } }] } };
    provision.put({ ...pattern!, id, body });
  }
  expect(provision.assigned.at(-1)?.address).toBe("10.0.234.99");
  expect(performance.now() - started).toBeLessThan(5_000);
});
