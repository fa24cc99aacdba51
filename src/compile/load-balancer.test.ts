import { expect, test } from "vitest";
import { brief, compile, idOf, network, resource, to } from "../../test/resources.ts";
import type { LoadBalancer } from "../model/index.ts";
import { formatIp } from "../net/index.ts";

const hub = network("hub", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24" } });
const subnet = to("virtualNetworks/hub/subnets/a");
const frontend = to("loadBalancers/lb/frontendIPConfigurations/f");
const pool = to("loadBalancers/lb/backendAddressPools/p");
const frontends = [{ name: "f", properties: { privateIPAddress: "10.0.0.9", subnet } }];

function nic(name: string, address: string, properties: object = {}): object {
  return resource(`networkInterfaces/${name}`, {
    ipConfigurations: [
      { name: "c", properties: { privateIPAddress: address, subnet, ...properties } },
    ],
  });
}

function only(...resources: readonly object[]): LoadBalancer {
  const [found] = compile(hub, ...resources).model.loadBalancers.values();
  if (found === undefined) throw new Error("no load balancer");
  return found;
}

function members(balancer: LoadBalancer): readonly string[] | undefined {
  return balancer.pools[0]?.members?.map((member) =>
    member.kind === "address"
      ? `${formatIp(member.address)}@${member.network?.split("/").at(-1) ?? "?"}`
      : `${member.nic.split("/").at(-1)}/${member.configuration}`,
  );
}

function withPool(properties: object, ...resources: readonly object[]): LoadBalancer {
  return only(
    resource("loadBalancers/lb", {
      frontendIPConfigurations: frontends,
      backendAddressPools: [{ name: "p", properties }],
    }),
    ...resources,
  );
}

const named = (name: string): object => ({
  id: idOf(`networkInterfaces/${name}/ipConfigurations/C`),
});

const pools: readonly (readonly [
  name: string,
  properties: object,
  resources: readonly object[],
  want: readonly string[] | undefined,
])[] = [
  ["nobody tells", {}, [], undefined],
  ["an empty list", { loadBalancerBackendAddresses: [] }, [], []],
  [
    "interfaces say so",
    {},
    [
      nic("b", "10.0.0.5", { loadBalancerBackendAddressPools: [pool] }),
      nic("a", "10.0.0.4", { loadBalancerBackendAddressPools: [pool] }),
    ],
    ["a/c", "b/c"],
  ],
  [
    "the pool says so, of an interface that is not there too",
    { backendIPConfigurations: [named("z"), named("a")] },
    [nic("a", "10.0.0.4")],
    ["a/c", "z/c"],
  ],
  [
    "both sides say the same",
    { backendIPConfigurations: [named("a")] },
    [nic("a", "10.0.0.4", { loadBalancerBackendAddressPools: [pool] })],
    ["a/c"],
  ],
  [
    "addresses that repeat interfaces are not counted twice",
    {
      loadBalancerBackendAddresses: [
        { name: "x", properties: { ipAddress: "10.0.0.4" } },
        { name: "y", properties: { networkInterfaceIPConfiguration: named("b") } },
      ],
    },
    [nic("a", "10.0.0.4", { loadBalancerBackendAddressPools: [pool] })],
    ["a/c", "b/c"],
  ],
  [
    "addresses, with their network where it is told",
    {
      loadBalancerBackendAddresses: [
        { name: "x", properties: { ipAddress: "10.0.0.20", subnet } },
        { name: "y", properties: { ipAddress: "10.0.0.3" } },
        {
          name: "z",
          properties: { ipAddress: "10.0.0.10", virtualNetwork: to("virtualNetworks/other") },
        },
      ],
    },
    [],
    ["10.0.0.3@?", "10.0.0.10@other", "10.0.0.20@hub"],
  ],
];

test.each(pools)("members of a pool: %s", (_, properties, resources, want) => {
  expect(members(withPool(properties, ...resources))).toEqual(want);
});

test("a pool and an inbound NAT rule may stand alone", () => {
  const balancer = only(
    resource("loadBalancers/lb", { frontendIPConfigurations: frontends }),
    resource("loadBalancers/lb/backendAddressPools/p", {
      loadBalancerBackendAddresses: [{ name: "x", properties: { ipAddress: "10.0.0.20" } }],
      virtualNetwork: to("virtualNetworks/hub"),
    }),
    resource("loadBalancers/lb/inboundNatRules/ssh", {
      frontendIPConfiguration: frontend,
      protocol: "Tcp",
      frontendPort: 2222,
      backendPort: 22,
    }),
    nic("a", "10.0.0.4", {
      loadBalancerInboundNatRules: [to("loadBalancers/lb/inboundNatRules/ssh")],
    }),
  );
  expect(members(balancer)).toEqual(["10.0.0.20@hub"]);
  expect(balancer.natRules).toMatchObject([
    {
      name: "ssh",
      frontendPorts: { first: 2222, last: 2222 },
      backendPort: 22,
      member: { nic: idOf("networkInterfaces/a").toLowerCase(), configuration: "c" },
    },
  ]);
});

test("rules are read whole, also in the flattened form of az", () => {
  const flat = {
    id: idOf("loadBalancers/lb"),
    sku: { name: "Standard" },
    frontendIpConfigurations: [{ name: "f", privateIpAddress: "10.0.0.9", subnet }],
    backendAddressPools: [{ name: "p", loadBalancerBackendAddresses: [] }],
    loadBalancingRules: [
      {
        name: "ha",
        frontendIpConfiguration: frontend,
        backendAddressPool: pool,
        backendAddressPools: [pool],
        protocol: "All",
        frontendPort: 0,
        backendPort: 0,
        enableFloatingIp: true,
        disableOutboundSnat: true,
      },
    ],
    outboundRules: [
      {
        name: "out",
        frontendIpConfigurations: [frontend],
        backendAddressPool: pool,
        protocol: "Udp",
      },
    ],
    inboundNatRules: [
      {
        name: "range",
        frontendIpConfiguration: frontend,
        backendAddressPool: pool,
        protocol: "Tcp",
        frontendPort: 0,
        frontendPortRangeStart: 500,
        frontendPortRangeEnd: 503,
        backendPort: 3389,
      },
    ],
  };
  const { model, diagnostics } = compile(hub, flat);
  expect(brief(diagnostics)).toEqual([]);
  const [balancer] = model.loadBalancers.values();
  const [f] = balancer!.frontends;
  const [p] = balancer!.pools;
  expect(balancer).toMatchObject({
    sku: "standard",
    rules: [
      {
        name: "ha",
        frontend: f!.key,
        pools: [p!.key],
        protocol: "any",
        frontendPort: 0,
        backendPort: 0,
        keepsDestination: true,
        translatesOutbound: false,
      },
    ],
    outboundRules: [{ name: "out", frontends: [f!.key], pool: p!.key, protocol: "udp" }],
    natRules: [
      { name: "range", pool: p!.key, frontendPorts: { first: 500, last: 503 }, backendPort: 3389 },
    ],
  });
});

test("what a rule names and nobody has is said, and the rule stays", () => {
  const rule = (properties: object): object => ({
    name: "r",
    properties: { protocol: "Tcp", frontendPort: 80, backendPort: 80, ...properties },
  });
  const balancer = (properties: object): object =>
    resource("loadBalancers/lb", {
      frontendIPConfigurations: frontends,
      loadBalancingRules: [rule(properties)],
    });
  const gone = compile(
    hub,
    balancer({ frontendIPConfiguration: frontend, backendAddressPool: pool }),
  );
  expect(brief(gone.diagnostics)).toEqual([
    "reference-missing loadBalancers/lb#/loadBalancingRules/0/backendAddressPool",
  ]);
  expect([...gone.model.loadBalancers.values()][0]?.rules).toHaveLength(1);
  const broken: readonly (readonly [object, string])[] = [
    [
      { frontendIPConfiguration: undefined },
      "property-invalid loadBalancers/lb#/loadBalancingRules/0",
    ],
    [
      { frontendIPConfiguration: frontend, protocol: "Sctp" },
      "property-invalid loadBalancers/lb#/loadBalancingRules/0/protocol",
    ],
    [
      { frontendIPConfiguration: frontend, protocol: undefined },
      "property-invalid loadBalancers/lb#/loadBalancingRules/0",
    ],
    [
      { frontendIPConfiguration: frontend, frontendPort: 70_000 },
      "property-invalid loadBalancers/lb#/loadBalancingRules/0/frontendPort",
    ],
  ];
  for (const [properties, want] of broken) {
    const { model, diagnostics } = compile(hub, balancer(properties));
    expect(brief(diagnostics)).toEqual([want]);
    expect([...model.loadBalancers.values()][0]?.rules).toEqual([]);
  }
});

test("an interface names a pool that is not there, and keeps its name", () => {
  const { model, diagnostics } = compile(
    hub,
    nic("a", "10.0.0.4", { loadBalancerBackendAddressPools: [pool] }),
  );
  expect(brief(diagnostics)).toEqual([
    "reference-missing networkInterfaces/a#/ipConfigurations/0/loadBalancerBackendAddressPools/0",
  ]);
  const [found] = model.nics.values();
  expect(found?.ipConfigurations[0]?.loadBalancerPools).toEqual([pool.id.toLowerCase()]);
});
