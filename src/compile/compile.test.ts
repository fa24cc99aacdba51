import { expect, test } from "vitest";
import {
  brief,
  compile,
  fact,
  idOf,
  network,
  nic,
  peering,
  resource,
  route,
  to,
} from "../../test/resources.ts";
import { snapshotOf } from "../../test/snapshot-of.ts";
import { defaultBehavior, keyOf, type Model } from "../model/index.ts";
import { formatIp, formatPrefix } from "../net/index.ts";
import { compileSnapshot } from "./compile.ts";

function subnetOf(model: Model, path: string) {
  return model.subnets.get(keyOf(idOf(`virtualNetworks/${path}`)));
}

test("an empty snapshot is an empty model", () => {
  const { model, diagnostics, coverage } = compile();
  const { behavior, serviceTags, ...maps } = model;
  expect(Object.entries(maps).filter(([, map]) => map.size > 0)).toEqual([]);
  expect(behavior).toEqual(defaultBehavior);
  expect(serviceTags).toBeUndefined();
  expect(diagnostics).toEqual([]);
  expect(coverage).toEqual({
    resources: 0,
    modelled: 0,
    types: [],
    unresolved: [],
    unknown: [],
  });
});

test("a network with its subnet, table and interface", () => {
  const { model, diagnostics } = compile(
    network("v", "10.0.0.0/16", {
      subnets: { a: { addressPrefix: "10.0.0.0/24", routeTable: to("routeTables/rt") } },
    }),
    resource("routeTables/rt", {
      disableBgpRoutePropagation: true,
      routes: [
        {
          name: "r",
          properties: {
            addressPrefix: "0.0.0.0/0",
            nextHopType: "VirtualAppliance",
            nextHopIpAddress: "10.0.0.9",
          },
        },
      ],
    }),
    nic("n", "v/subnets/a", "10.0.0.4", { enableIPForwarding: true }),
  );
  expect(diagnostics).toEqual([]);
  const subnet = subnetOf(model, "v/subnets/a");
  const table = model.routeTables.get(keyOf(idOf("routeTables/rt")));
  const [only] = model.nics.values();
  expect(subnet?.routeTable).toBe(table?.key);
  expect(only?.subnet).toBe(subnet?.key);
  expect(only?.forwardsIp).toBe(true);
  expect(table?.propagatesGatewayRoutes).toBe(false);
  expect(table?.propagationPlace.pointer).toBe("/properties/disableBgpRoutePropagation");
  expect(table?.routes).toEqual([
    {
      name: "r",
      destination: { kind: "prefix", prefix: { family: 4, address: 0, length: 0 } },
      nextHop: { kind: "appliance", addresses: [0x0a000009] },
      place: {
        resource: idOf("routeTables/rt"),
        pointer: "/properties/routes/0",
        file: "",
        filePointer: "",
      },
    },
  ]);
});

test("ids are compared without regard to case, and printed as written", () => {
  const { model, diagnostics } = compile(
    network("Hub", "10.0.0.0/16", { subnets: { A: "10.0.0.0/24" } }),
    nic("n", "HUB/subnets/a", "10.0.0.4"),
  );
  expect(diagnostics).toEqual([]);
  expect([...model.nics.values()][0]?.subnet).toBe(keyOf(idOf("virtualNetworks/Hub/subnets/A")));
  expect([...model.networks.values()][0]?.id).toBe(idOf("virtualNetworks/Hub"));
});

// EFF-1: Azure marks the primary configuration; without a mark it is the first.
test.each([
  ["marked", true, "b"],
  ["not marked", undefined, "a"],
])("routes follow the primary IP configuration, %s", (_, primary, want) => {
  const configuration = (subnet: string, isPrimary?: boolean) => ({
    name: subnet,
    properties: { subnet: to(`virtualNetworks/v/subnets/${subnet}`), primary: isPrimary },
  });
  const { model } = compile(
    network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24", b: "10.0.1.0/24" } }),
    resource("networkInterfaces/n", {
      ipConfigurations: [configuration("a"), configuration("b", primary)],
    }),
  );
  expect([...model.nics.values()][0]?.subnet).toBe(
    keyOf(idOf(`virtualNetworks/v/subnets/${want}`)),
  );
});

test("flattened output of the command line reads like ARM's", () => {
  const { model, diagnostics } = compile({
    id: idOf("virtualNetworks/v"),
    location: "westeurope",
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ id: idOf("virtualNetworks/v/subnets/a"), name: "a", addressPrefix: "10.0.0.0/24" }],
    virtualNetworkPeerings: [],
  });
  expect(diagnostics).toEqual([]);
  expect(subnetOf(model, "v/subnets/a")?.prefixes[0]?.place.pointer).toBe(
    "/subnets/0/addressPrefix",
  );
});

const alone = resource("virtualNetworks/v/subnets/a", { addressPrefix: "10.0.1.0/24" });

// A child inside its parent and alone is one child, and the one that stands alone wins.
test.each([
  ["equal", "10.0.1.0/24", []],
  ["different", "10.0.0.0/24", ["child-differs subnets/a"]],
])("a subnet in both forms, %s", (_, inside, said) => {
  const { model, diagnostics } = compile(
    network("v", "10.0.0.0/16", { subnets: { a: inside, b: "10.0.2.0/24" } }),
    alone,
  );
  expect(brief(diagnostics)).toEqual(said);
  const { subnets } = [...model.networks.values()][0]!;
  expect(subnets.map((key) => key.split("/").at(-1))).toEqual(["a", "b"]);
  const { prefixes } = subnetOf(model, "v/subnets/a")!;
  expect(prefixes.map(({ prefix }) => formatPrefix(prefix))).toEqual(["10.0.1.0/24"]);
});

test("a child alone joins its parent after those inside; without a parent it is left out", () => {
  const joined = compile(network("v", "10.0.0.0/16", { subnets: { z: "10.0.0.0/24" } }), alone);
  const [only] = joined.model.networks.values();
  expect(only?.subnets.map((key) => key.split("/").at(-1))).toEqual(["z", "a"]);
  const orphan = compile(alone);
  expect(orphan.model.subnets.size).toBe(0);
  expect(brief(orphan.diagnostics)).toEqual(["reference-missing subnets/a"]);
});

test("a reference to a child inside its parent is no second child", () => {
  const stub = { id: idOf("virtualNetworks/v/subnets/a") };
  const v = resource("virtualNetworks/v", {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [stub],
  });
  const { model, diagnostics } = compile(v, alone);
  expect(diagnostics).toEqual([]);
  expect(model.subnets.size).toBe(1);
});

test("the same child twice inside its parent is said, and the later one taken", () => {
  const subnet = (addressPrefix: string) => ({ name: "a", properties: { addressPrefix } });
  const { model, diagnostics } = compile(
    resource("virtualNetworks/v", {
      addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
      subnets: [subnet("10.0.0.0/24"), subnet("10.0.1.0/24"), subnet("10.0.1.0/24")],
    }),
  );
  expect(brief(diagnostics)).toEqual(["resource-duplicate virtualNetworks/v#/subnets/1"]);
  expect(formatPrefix(subnetOf(model, "v/subnets/a")!.prefixes[0]!.prefix)).toBe("10.0.1.0/24");
});

// PEER-3, for inputs without states.
test.each([
  ["both sides written", true, "connected"],
  ["one side written", false, "initiated"],
])("a peering without a state: %s", (_, hasBack, state) => {
  const side = (from: string, remote: string) => peering(from, remote, { peeringState: undefined });
  const { model } = compile(
    network("a", "10.0.0.0/16", { peerings: [side("a", "b")] }),
    network("b", "10.1.0.0/16", { peerings: hasBack ? [side("b", "a")] : [] }),
  );
  expect(model.networks.get(keyOf(idOf("virtualNetworks/a")))?.peerings[0]?.state).toBe(state);
});

test("a peering without a state, to a network that is not there, is taken to be connected", () => {
  const side = peering("a", "b", { peeringState: undefined });
  const { model } = compile(network("a", "10.0.0.0/16", { peerings: [side] }));
  expect([...model.networks.values()][0]?.peerings[0]?.state).toBe("connected");
});

// Who builds snapshots in memory need not sort them.
test("a snapshot that is not sorted compiles like one that is", () => {
  const sorted = snapshotOf(["c", "a", "b"].map((name) => nic(name, "v/subnets/x", "10.0.0.4")));
  const reversed = { ...sorted, resources: new Map([...sorted.resources].reverse()) };
  const a = compileSnapshot(sorted);
  const b = compileSnapshot(reversed);
  expect([...b.model.nics.values()]).toEqual([...a.model.nics.values()]);
  expect(a.diagnostics).toHaveLength(3);
  expect(b.diagnostics).toEqual(a.diagnostics);
});

function endpoint(properties: object): object {
  return resource("privateEndpoints/pe", {
    subnet: to("virtualNetworks/v/subnets/a"),
    privateLinkServiceConnections: [
      { properties: { privateLinkServiceId: "/x/storage", groupIds: ["blob"] } },
    ],
    ...properties,
  });
}

const plain = network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24" } });
const owned = nic("pe.nic", "v/subnets/a", "10.0.0.5", {
  privateEndpoint: to("privateEndpoints/pe"),
});
const unowned = nic("pe.nic", "v/subnets/a", "10.0.0.5");
const dns = { customDnsConfigs: [{ ipAddresses: ["10.0.0.6", "10.0.0.6"] }] };

// PE-1, CAP-9: the interface knows best; the endpoint's own words are for inputs without it.
test.each([
  ["an interface that names its endpoint", [owned, endpoint(dns)], ["10.0.0.5"]],
  [
    "an endpoint that names its interface",
    [unowned, endpoint({ networkInterfaces: [to("networkInterfaces/pe.nic")] })],
    ["10.0.0.5"],
  ],
  ["no interface, addresses of DNS", [endpoint(dns)], ["10.0.0.6"]],
])("a private endpoint: %s", (_, resources, want) => {
  const { model, diagnostics } = compile(plain, ...resources);
  expect(diagnostics).toEqual([]);
  const [found] = model.privateEndpoints.values();
  expect(found?.addresses.map(({ address }) => formatIp(address))).toEqual(want);
  expect(found).toMatchObject({ isApproved: true, service: "/x/storage", groupIds: ["blob"] });
  for (const { privateEndpoint } of model.nics.values()) expect(privateEndpoint).toBe(found?.key);
});

test.each([
  [
    "no address anywhere",
    [plain, endpoint({})],
    ["private-endpoint-address-unknown privateEndpoints/pe"],
  ],
  ["no subnet", [resource("privateEndpoints/pe", {})], ["property-invalid privateEndpoints/pe"]],
  [
    "a subnet that is not there",
    [endpoint(dns)],
    ["reference-missing privateEndpoints/pe#/subnet"],
  ],
  [
    "an endpoint that is not there",
    [plain, owned],
    ["reference-missing networkInterfaces/pe.nic#/privateEndpoint"],
  ],
])("a private endpoint with %s", (_, resources, said) => {
  expect(brief(compile(...resources).diagnostics)).toEqual(said);
});

test.each([
  [
    "an interface in a subnet that is not there",
    [nic("n", "v/subnets/a", "10.0.0.4")],
    ["reference-missing networkInterfaces/n#/ipConfigurations/0/subnet"],
  ],
  [
    "a peering to nowhere",
    [
      network("a", "10.0.0.0/16", {
        peerings: [peering("a", "b", { remoteVirtualNetwork: undefined })],
      }),
    ],
    ["property-invalid virtualNetworks/a#/virtualNetworkPeerings/0"],
  ],
  ["a fact of no kind", [fact("weather", "today", {})], ["fact-unknown weather/today"]],
  [
    "an unknown switch",
    [fact("behavior", "b", { coffee: "black" })],
    ["behavior-unknown behavior/b#/coffee"],
  ],
  [
    "an unknown value",
    [fact("behavior", "b", { ecmpRows: "folded" })],
    ["behavior-value-unknown behavior/b#/ecmpRows"],
  ],
])("%s is said", (_, resources, said) => {
  expect(brief(compile(...resources).diagnostics)).toEqual(said);
});

test("an interface in an unknown subnet keeps the id that was written", () => {
  const [only] = compile(nic("n", "v/subnets/a", "10.0.0.4")).model.nics.values();
  expect(only).toMatchObject({ subnet: undefined, subnetId: idOf("virtualNetworks/v/subnets/a") });
});

// Booleans are texts in the model; the caller's switches win.
test("behavior comes from the snapshot, then from the caller", () => {
  const snapshot = snapshotOf([
    fact("behavior", "a", { noneProfile: "2021", seBeatsLongerUdr: true }),
    fact("behavior", "b", { noneProfile: "2023" }),
  ]);
  const { model } = compileSnapshot(snapshot, { behavior: { ecmpRows: "merged" } });
  expect(model.behavior).toEqual({
    ...defaultBehavior,
    noneProfile: "2023",
    seBeatsLongerUdr: "true",
    ecmpRows: "merged",
  });
});

test("coverage counts what is not modelled, by type", () => {
  const { coverage } = compile(
    plain,
    resource("routeTables/rt", { routes: [route("r", "10.0.0.0/8")] }),
    resource("trafficManagerProfiles/a"),
    resource("trafficManagerProfiles/b"),
    resource("frontDoors/n"),
  );
  expect(coverage).toMatchObject({ resources: 5, modelled: 2, unresolved: [], unknown: [] });
  expect(coverage.types.map(({ type, count, effect }) => `${count} ${type}: ${effect}`)).toEqual([
    "1 Microsoft.Network/frontDoors: flows that begin at Front Door; no route",
    "1 Microsoft.Network/routeTables: ",
    "2 Microsoft.Network/trafficManagerProfiles: names: which endpoint a profile answers with",
    "1 Microsoft.Network/virtualNetworks: ",
  ]);
});

test("coverage names what leads nowhere and what nobody knows, with what each can change", () => {
  const mark = (text: string) => ({ $unknown: text });
  const { coverage, diagnostics } = compile(
    plain,
    resource("networkInterfaces/n", {
      ipConfigurations: [{ name: "a", properties: { subnet: { id: "/subscriptions/s/none" } } }],
    }),
    resource("routeTables/a", { x: [mark("x()"), { id: mark("y()") }], w: mark("l()") }),
    resource("routeTables/b", { z: { y: mark("x()") }, w: mark("l()") }),
  );
  expect(coverage.unresolved).toMatchObject([
    {
      type: "Microsoft.Network/networkInterfaces",
      property: "subnet",
      target: "/subscriptions/s/none",
      effect: "the resource has no routes and is no end of a flow",
    },
  ]);
  const found = coverage.unknown.map(({ type, property, source, count }) => [
    type.split("/")[1],
    property,
    source,
    count,
  ]);
  expect(found).toEqual([
    ["routeTables", "w", "l()", 2],
    ["routeTables", "x", "x()", 1],
    ["routeTables", "x", "y()", 1],
    ["routeTables", "y", "x()", 1],
  ]);
  // None of them is used.
  expect(diagnostics.map(({ code }) => code)).toEqual(["reference-missing"]);
});

test("one unknown value that many resources have is said once", () => {
  const location = { $unknown: "resourceGroup().location" };
  const { diagnostics } = compile(
    ...["a", "b", "c"].map((name) => ({ ...network(name, "10.0.0.0/16"), location })),
    { ...network("d", "10.9.0.0/16"), location: { $unknown: "other()" } },
  );
  const said = diagnostics.filter(({ code }) => code === "value-unknown");
  expect(said.map(({ message, related }) => [message, related.length])).toEqual([
    ["location is known only to Azure: resourceGroup().location", 2],
    ["location is known only to Azure: other()", 0],
  ]);
});
