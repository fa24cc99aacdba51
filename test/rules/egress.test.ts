// Section 8.6 of the rules: as whom a flow leaves to public addresses, step by step.
import { expect, test } from "vitest";
import type { Flow } from "../../src/flow/index.ts";
import { type Behavior, keyOf, type Protocol } from "../../src/model/index.ts";
import { formatPrefix, parseIp } from "../../src/net/index.ts";
import { egressSentence, flowAssumptionSentence } from "../../src/report/index.ts";
import { type Egress, findEgress, findPublicOwner } from "../../src/translate/index.ts";
import { idOf, type Json, resource, subnetReference } from "./arm-json.ts";
import {
  balancer,
  interfaceAt,
  machine,
  natGateway,
  publicIp,
  publicRange,
} from "./build-egress.ts";
import { network } from "./build-network.ts";
import { compile, type Estate, estate, type Part, withTags } from "./estate.ts";

const natted = { natGateway: { id: idOf("Microsoft.Network/natGateways", "ng") } };
const app = ["net/app", "10.0.0.4"] as const;

function net(more: Json = {}): Json {
  return network("net", {
    space: ["10.0.0.0/16", "fd00::/48"],
    subnets: {
      app: { prefix: ["10.0.0.0/24", "fd00::/64"], more },
      AzureFirewallSubnet: "10.0.1.0/26",
      VirtualNetworkApplianceSubnet: { prefix: "10.0.2.0/27", more: {} },
    },
  });
}

interface Asked {
  readonly to?: string;
  readonly from?: string;
  readonly protocol?: Protocol;
  /** `undefined` asks for the subnet alone. */
  readonly nic?: string | undefined;
  readonly subnet?: string;
  readonly answers?: string;
  readonly switches?: Partial<Behavior>;
}

function ask(base: Estate, asked: Asked = {}): Egress {
  const { to = "8.8.8.8", from = "10.0.0.4", protocol = "tcp", subnet = "net/app" } = asked;
  const nic = "nic" in asked ? asked.nic : "vm";
  const hasPorts = protocol === "tcp" || protocol === "udp";
  const flow: Flow = {
    protocol,
    source: parseIp(from)!,
    sourcePort: undefined,
    destination: parseIp(to)!,
    destinationPort: hasPorts ? 443 : undefined,
    name: undefined,
  };
  const { model } = compile(base, asked.switches);
  return findEgress(model, {
    flow,
    subnet: keyOf(idOf("Microsoft.Network/virtualNetworks/subnets", subnet)),
    nic: nic === undefined ? undefined : keyOf(idOf("Microsoft.Network/networkInterfaces", nic)),
    answers: asked.answers === undefined ? undefined : parseIp(asked.answers),
  });
}

/** `KIND BY [ADDRESSES] [port] [OBSTACLE] [assumptions]`. */
function line(egress: Egress): string {
  const { kind, by, among, keepsPort, obstacle, assumptions } = egress;
  return [
    kind,
    by,
    among.map((prefix) => formatPrefix(prefix).replace(/\/(32|128)$/, "")).join(),
    keepsPort ? "keeps" : "",
    obstacle,
    assumptions.map(({ code }) => `(${code})`).join(""),
  ]
    .filter((text) => text !== undefined && text !== "")
    .join(" ");
}

const says = (base: Estate, asked: Asked = {}): string => line(ask(base, asked));

// Everything there is, taken away step by step from the front.
const gateway: Part = [natGateway("ng", { addresses: ["n"] }), publicIp("n", "20.0.0.1")];
const own: Part = publicIp("own", "20.0.0.2");
const front = publicIp("front", "20.0.0.3");

function lb(parts: object = {}): Json {
  return balancer("lb", { frontends: { f: "front" }, pools: { p: undefined }, ...parts });
}

const inPool = interfaceAt("vm", app, { pools: ["lb/p"] });
const outbound = lb({ outbound: { out: "f All p" } });
const balanced = lb({ rules: { web: "f 80/Tcp p" } });

test("FWD-28, X-15: the first of the six steps that applies decides", () => {
  const all = interfaceAt("vm", app, { publicIp: "own", pools: ["lb/p"] });
  expect(says(estate(net(natted), gateway, own, front, outbound, all))).toBe(
    "natGateway ng 20.0.0.1",
  );
  expect(says(estate(net(), gateway, own, front, outbound, all))).toBe(
    "publicIp own 20.0.0.2 keeps",
  );
  expect(says(estate(net(), own, front, outbound, inPool))).toBe("outboundRule lb 20.0.0.3");
  expect(says(estate(net(), own, front, balanced, inPool))).toBe("loadBalancerRule lb 20.0.0.3");
  expect(says(estate(net(), own, interfaceAt("vm", app)))).toBe(
    "defaultOutbound (defaultOutboundAddress)",
  );
  expect(says(estate(net({ defaultOutboundAccess: false }), interfaceAt("vm", app)))).toBe(
    "none app privateSubnet",
  );
});

test("step 1: one address is known, several or a range are not", () => {
  const vm = interfaceAt("vm", app);
  const several = natGateway("ng", { addresses: ["n", "m"], ranges: ["r"] });
  const ips = [
    publicIp("n", "20.0.0.1"),
    publicIp("m", "20.0.0.9"),
    publicRange("r", "20.1.0.0/31"),
  ];
  const egress = ask(estate(net(natted), several, ips, vm));
  expect(line(egress)).toBe("natGateway ng 20.0.0.1,20.0.0.9,20.1.0.0/31 (addressAmongSeveral)");
  expect(egress.address).toBeUndefined();
  const undeployed = [natGateway("ng", { addresses: ["n"] }), publicIp("n", undefined)];
  expect(says(estate(net(natted), undeployed, vm))).toBe("natGateway ng (addressUnknown)");
});

test("step 1: a NAT gateway may be the only side that names the subnet", () => {
  const naming = natGateway("ng", { addresses: ["n"], subnets: ["net/app"] });
  const base = estate(net(), naming, publicIp("n", "20.0.0.1"), interfaceAt("vm", app));
  expect(says(base)).toBe("natGateway ng 20.0.0.1");
  expect(says(base, { nic: undefined, from: "10.0.0.77" })).toBe("natGateway ng 20.0.0.1");
});

test("FWD-29: without an address a NAT gateway does nothing", () => {
  const idle = estate(net(natted), natGateway("ng", {}), interfaceAt("vm", app));
  expect(says(idle)).toBe("defaultOutbound (defaultOutboundAddress)(natGatewayIdle)");
});

test("step 1: one that the snapshot lacks is named", () => {
  const egress = ask(estate(net(natted), interfaceAt("vm", app)));
  expect(line(egress)).toBe("unknown ng natGatewayMissing");
  expect(egressSentence(egress)).toBe("NAT gateway ng is not in the snapshot");
});

test("FWD-29, X-33: pings do not pass a Standard NAT gateway, and do pass a StandardV2 one", () => {
  const vm = interfaceAt("vm", app);
  const ping: Asked = { protocol: "icmp" };
  const base = estate(net(natted), gateway, vm);
  expect(ask(base, ping)).toMatchObject({
    obstacle: "natGatewayProtocol",
    rules: ["FWD-28", "FWD-29", "X-33"],
  });
  const owned = interfaceAt("vm", app, { publicIp: "own" });
  expect(says(estate(net(natted), gateway, own, owned), ping)).toBe(
    "none ng natGatewayProtocol (natGatewayTakesAll)",
  );
  const second = natGateway("ng", { addresses: ["n"], sku: "StandardV2" });
  const newer = estate(net(natted), second, publicIp("n", "20.0.0.1", "StandardV2"), vm);
  expect(says(newer, ping)).toBe("natGateway ng 20.0.0.1");
  expect(says(newer, { protocol: "esp" })).toBe("none ng natGatewayProtocol");
});

test("FWD-29: IPv6 needs StandardV2 with an address of that family; Standard leaves it to others", () => {
  const six: Asked = { from: "fd00::4", to: "2001:db8::1" };
  const dual = resource("networkInterfaces", "vm", {
    ipConfigurations: ["10.0.0.4", "fd00::4"].map((privateIPAddress, at) => ({
      name: `ip${at}`,
      properties: {
        privateIPAddress,
        subnet: subnetReference("net/app"),
        loadBalancerBackendAddressPools: [
          { id: idOf("Microsoft.Network/loadBalancers/backendAddressPools", "lb/p") },
        ],
      },
    })),
  });
  const parts = { frontends: { f: "front", s: "six" }, outbound: { out: "f,s All p" } };
  const base = [publicIp("front", "20.0.0.3"), publicIp("six", "2603::3"), lb(parts), dual];
  const mixed = estate(net(natted), gateway, base);
  expect(says(mixed)).toBe("natGateway ng 20.0.0.1");
  expect(says(mixed, six)).toBe("outboundRule lb 2603::3");
  const v2 = { addresses: ["n"], sku: "StandardV2" };
  const fours = estate(net(natted), natGateway("ng", v2), publicIp("n", "20.0.0.1"), base);
  expect(says(fours, six)).toBe("none ng natGatewayFamily");
  const sixes = natGateway("ng", { ...v2, addressesV6: ["n6"] });
  const both = estate(
    net(natted),
    sixes,
    publicIp("n", "20.0.0.1"),
    publicIp("n6", "2603::1"),
    base,
  );
  expect(says(both, six)).toBe("natGateway ng 2603::1");
  expect(says(estate(net(), interfaceAt("vm", ["net/app", "fd00::4"])), six)).toBe("none family");
});

test("step 2: an own address carries every protocol and keeps the port", () => {
  const base = estate(net(), own, interfaceAt("vm", app, { publicIp: "own" }));
  for (const protocol of ["tcp", "udp", "icmp", "esp"] as const) {
    expect(says(base, { protocol }), protocol).toBe("publicIp own 20.0.0.2 keeps");
  }
  const missing = ask(estate(net(), interfaceAt("vm", app, { publicIp: "own" })));
  expect(line(missing)).toBe("publicIp own keeps (addressUnknown)");
});

test("step 2: only the IP configuration that sends counts", () => {
  const base = estate(
    net(),
    own,
    resource("networkInterfaces", "vm", {
      ipConfigurations: [
        {
          name: "one",
          properties: {
            privateIPAddress: "10.0.0.4",
            subnet: subnetReference("net/app"),
            publicIPAddress: { id: idOf("Microsoft.Network/publicIPAddresses", "own") },
          },
        },
        {
          name: "two",
          properties: { privateIPAddress: "10.0.0.5", subnet: subnetReference("net/app") },
        },
      ],
    }),
  );
  expect(says(base)).toBe("publicIp own 20.0.0.2 keeps");
  expect(says(base, { from: "10.0.0.5" })).toBe("none vm otherPublicIp");
});

test("FWD-32: what is forwarded with another's address is not translated", () => {
  const base = estate(net(), own, interfaceAt("vm", app, { publicIp: "own" }));
  expect(says(base, { from: "10.9.9.9" })).toBe("none vm foreignSource (foreignSourceStays)");
});

test("step 2: an address that an answer has expanded in place needs no resource", () => {
  const expanded = resource("networkInterfaces", "vm", {
    ipConfigurations: [
      {
        name: "ip",
        properties: {
          privateIPAddress: "10.0.0.4",
          subnet: subnetReference("net/app"),
          publicIPAddress: {
            id: idOf("Microsoft.Network/publicIPAddresses", "inside"),
            properties: { ipAddress: "20.0.0.7", dnsSettings: { fqdn: "VM.Example.com" } },
            sku: { name: "Basic" },
          },
        },
      },
    ],
  });
  const base = estate(net(), expanded);
  expect(says(base)).toBe("publicIp inside 20.0.0.7 keeps");
  const { model, diagnostics } = compile(base);
  expect(diagnostics).toEqual([]);
  const [vm] = model.nics.values();
  expect(vm?.ipConfigurations[0]?.publicIp).toMatchObject({ sku: "basic", fqdn: "vm.example.com" });
});

// NSG-5: closed without an NSG when Standard; the SKU comes from the resource.
test.each([
  ["Basic", "basic"],
  ["Standard", "standard"],
  ["StandardV2", "standard"],
])("NSG-5: a public address of SKU %s is %s to its interface", (sku, known) => {
  const ip = publicIp("own", "20.0.0.2", sku);
  const { model } = compile(estate(net(), ip, interfaceAt("vm", app, { publicIp: "own" })));
  expect([...model.nics.values()][0]?.ipConfigurations[0]?.publicIp?.sku).toBe(known);
});

test("step 3: an outbound rule is for its pool and protocol", () => {
  const rule = (text: string): Estate =>
    estate(
      net(),
      front,
      lb({ pools: { p: undefined, q: undefined }, outbound: { out: text } }),
      inPool,
    );
  expect(says(rule("f Tcp p"))).toBe("outboundRule lb 20.0.0.3");
  expect(says(rule("f Udp p"))).toBe("none lb standardBalancer");
  expect(says(rule("f All q"))).toBe("none lb standardBalancer");
  expect(says(rule("f All p"), { protocol: "icmp" })).toBe("none protocol");
  const egress = ask(rule("f Tcp p"));
  expect(egress.places[0]?.pointer).toBe("/properties/outboundRules/0");
});

test("step 3: of several front ends nobody can know which is taken", () => {
  const two = lb({ frontends: { f: "front", g: "own" }, outbound: { out: "f,g All p" } });
  expect(says(estate(net(), front, own, two, inPool))).toBe(
    "outboundRule lb 20.0.0.3,20.0.0.2 (addressAmongSeveral)",
  );
});

test("step 3: a pool may list its members itself, as interfaces or as addresses", () => {
  const vm = interfaceAt("vm", app);
  const byAddress = lb({ pools: { p: ["10.0.0.4"] }, outbound: { out: "f All p" } });
  expect(says(estate(net(), front, byAddress, vm))).toBe("outboundRule lb 20.0.0.3");
  const elsewhere = lb({ pools: { p: ["10.0.0.5"] }, outbound: { out: "f All p" } });
  expect(says(estate(net(), front, elsewhere, vm))).toBe(
    "defaultOutbound (defaultOutboundAddress)",
  );
});

test("step 4: a rule of a public front end lets its pool out, unless it says no", () => {
  const rule = (more: object, text = "f 80/Tcp p"): Estate =>
    estate(net(), front, lb({ rules: { web: text }, ...more }), inPool);
  expect(says(rule({}))).toBe("loadBalancerRule lb 20.0.0.3");
  const off = { more: { web: { disableOutboundSnat: true } } };
  expect(says(rule(off))).toBe("none lb standardBalancer");
});

test("FWD-30: Standard translates for the protocol of the rule, Basic for both", () => {
  const rule = (sku: string): Estate =>
    estate(net(), front, lb({ sku, rules: { web: "f 80/Tcp p" } }), inPool);
  expect(says(rule("Standard"), { protocol: "udp" })).toBe("none lb standardBalancer");
  expect(says(rule("Basic"), { protocol: "udp" })).toBe("loadBalancerRule lb 20.0.0.3");
});

test("a pool of a load balancer that the snapshot lacks leaves the question open", () => {
  expect(says(estate(net(), inPool))).toBe("unknown lb poolMissing");
  const { diagnostics } = compile(estate(net(), inPool));
  expect(diagnostics.map(({ code }) => code)).toEqual(["reference-missing"]);
});

test("FWD-31: behind only an internal Standard load balancer there is no default outbound", () => {
  const internal = (sku: "Basic" | "Standard", pools: object = { p: undefined }): Part =>
    balancer("lb", { sku, frontends: { f: "10.0.0.9@net/app" }, pools } as never);
  expect(says(estate(net(), internal("Standard"), inPool))).toBe("none lb standardBalancer");
  expect(says(estate(net(), internal("Basic"), inPool))).toBe(
    "defaultOutbound (defaultOutboundAddress)",
  );
  // A pool of addresses leaves it as it was.
  const byAddress = internal("Standard", { p: ["10.0.0.4"] });
  expect(says(estate(net(), byAddress, interfaceAt("vm", app)))).toBe(
    "defaultOutbound (defaultOutboundAddress)",
  );
});

test("FWD-31: members of a flexible scale set have none", () => {
  const vm = interfaceAt("vm", app, { machine: "m" });
  const set = {
    virtualMachineScaleSet: { id: idOf("Microsoft.Compute/virtualMachineScaleSets", "s") },
  };
  expect(says(estate(net(), vm, machine("m")))).toBe("defaultOutbound (defaultOutboundAddress)");
  expect(says(estate(net(), vm, machine("m", undefined, set)))).toBe("none m flexibleSet");
});

test("FWD-31: a public address on another interface of the machine takes it away", () => {
  const pair = [
    interfaceAt("vm", app, { machine: "m" }),
    interfaceAt("other", ["net/app", "10.0.0.5"], { machine: "m", publicIp: "own" }),
  ];
  expect(says(estate(net(), own, pair))).toBe("none other otherPublicIp");
});

test("FWD-30: only TCP and UDP are masqueraded", () => {
  expect(says(estate(net(), interfaceAt("vm", app)), { protocol: "icmp" })).toBe("none protocol");
});

test("FWD-15, FWD-31, X-25: a private subnet lets nothing out, and the switch decides for a silent one", () => {
  const base = estate(net(), interfaceAt("vm", app));
  const egress = ask(base, { switches: { privateSubnetDefault: "true" } });
  expect(line(egress)).toBe("none app privateSubnet");
  expect(egress.rules).toEqual(["FWD-28", "FWD-31", "FWD-15", "X-25"]);
  expect(ask(base).rules).toEqual(["FWD-28", "FWD-31", "FWD-15"]);
  const open = estate(net({ defaultOutboundAccess: true }), interfaceAt("vm", app));
  const asked = ask(open, { switches: { privateSubnetDefault: "true" } });
  expect(asked).toMatchObject({ kind: "defaultOutbound", rules: ["FWD-28", "FWD-31"] });
});

test("FWD-14: an answer keeps the public address by which it was asked", () => {
  const vm = interfaceAt("vm", app, { publicIp: "own", pools: ["lb/p"] });
  const base = estate(net(natted), gateway, own, front, balanced, vm);
  expect(says(base)).toBe("natGateway ng 20.0.0.1");
  expect(says(base, { answers: "20.0.0.2" })).toBe("publicIp own 20.0.0.2 keeps");
  const byBalancer = ask(base, { answers: "20.0.0.3" });
  expect(line(byBalancer)).toBe("loadBalancerRule lb 20.0.0.3");
  expect(byBalancer.rules).toEqual(["FWD-14"]);
  // Nobody outside can ask by the address of a NAT gateway.
  expect(says(base, { answers: "20.0.0.1" })).toBe("natGateway ng 20.0.0.1");
});

test("FWD-16: storage of the own region needs no egress and sees no public address", () => {
  const tags = { "Storage.WestEurope": ["20.60.0.0/16"], "Storage.NorthEurope": ["20.70.0.0/16"] };
  const closed = net({ defaultOutboundAccess: false });
  const base = withTags(estate(closed, interfaceAt("vm", app)), tags);
  const egress = ask(base, { to: "20.60.1.1" });
  expect(line(egress)).toBe("regionalStorage keeps");
  expect(egress.rules).toEqual(["FWD-16", "SE-8", "X-16"]);
  expect(says(base, { to: "20.70.1.1" })).toBe("none app privateSubnet");
  expect(says(base)).toBe("none app privateSubnet");
});

test("a firewall has the NAT gateway of its subnet, else one of its own addresses", () => {
  const subnet = "net/AzureFirewallSubnet";
  const fw = resource("azureFirewalls", "fw", {
    ipConfigurations: [
      {
        name: "ip",
        properties: { privateIPAddress: "10.0.1.4", subnet: subnetReference(subnet) },
      },
    ],
  });
  const asked: Asked = { nic: undefined, subnet, from: "10.0.1.5" };
  const kept = ask(estate(net(), fw), asked);
  expect(kept).toMatchObject({ kind: "publicIp", by: "fw", keepsPort: false });
  const naming = natGateway("ng", { addresses: ["n"], subnets: [subnet] });
  expect(says(estate(net(), fw, naming, publicIp("n", "20.0.0.1")), asked)).toBe(
    "natGateway ng 20.0.0.1",
  );
});

test("the subnet of a routing appliance has its NAT gateway, and else nobody knows", () => {
  const subnet = "net/VirtualNetworkApplianceSubnet";
  const asked: Asked = { nic: undefined, subnet };
  expect(says(estate(net()), asked)).toBe("unknown VirtualNetworkApplianceSubnet routingAppliance");
  const naming = natGateway("ng", { addresses: ["n"], subnets: [subnet] });
  expect(says(estate(net(), naming, publicIp("n", "20.0.0.1")), asked)).toBe(
    "natGateway ng 20.0.0.1",
  );
});

test("a subnet that is not there is said", () => {
  expect(says(estate(net()), { nic: undefined, subnet: "net/none" })).toBe(
    "unknown none subnetMissing",
  );
});

test("public addresses lead to who has them", () => {
  const base = estate(
    net(natted),
    natGateway("ng", { ranges: ["r"] }),
    publicRange("r", "20.1.0.0/30"),
    own,
    front,
    balanced,
    interfaceAt("vm", app, { publicIp: "own", pools: ["lb/p"] }),
    publicIp("spare", "20.0.0.99"),
  );
  const { model } = compile(base);
  const kind = (text: string): string | undefined => findPublicOwner(model, parseIp(text)!)?.kind;
  expect(["20.0.0.2", "20.0.0.3", "20.1.0.3", "20.0.0.99"].map(kind)).toEqual([
    "nic",
    "loadBalancer",
    "natGateway",
    undefined,
  ]);
  expect([...model.publicIps.values()].map(({ name }) => name)).toEqual(["front", "own", "spare"]);
});

test("words say as whom, and what is taken for granted", () => {
  const vm = interfaceAt("vm", app);
  const said = ask(estate(net(natted), gateway, vm));
  expect(egressSentence(said)).toBe("leaves through NAT gateway ng as 20.0.0.1");
  const implicit = ask(estate(net(), vm));
  expect(egressSentence(implicit)).toBe("leaves by default outbound access");
  expect(implicit.assumptions.map(flowAssumptionSentence)).toEqual([
    "the address of default outbound access belongs to Azure and may change at any time",
  ]);
});
