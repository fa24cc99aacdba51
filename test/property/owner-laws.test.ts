// Who has an address: the index agrees with a scan of everything, on small estates with many
// collisions.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Key, keyOf, type Model } from "../../src/model/index.ts";
import { containsIp, formatIp, type Ip, lastIp, parseIp } from "../../src/net/index.ts";
import { createOwners, type Owner } from "../../src/translate/index.ts";
import { idOf, type Json, resource, subnetReference } from "../rules/arm-json.ts";
import { vpnGateway } from "../rules/build-gateway.ts";
import { endpoint, loadBalancer, network, nic } from "../rules/build-network.ts";
import { compile, estate } from "../rules/estate.ts";
import { runs } from "./arbitraries.ts";

// Two networks with the same addresses, so that an answer from the wrong one shows.
const names = ["one", "two"] as const;
const networks = names.map((name) =>
  network(name, {
    space: ["10.0.0.0/16", "fd00::/48"],
    subnets: {
      a: { prefix: ["10.0.0.0/28", "fd00::/64"] },
      b: "10.0.0.16/28",
      GatewaySubnet: "10.0.0.64/27",
      AzureFirewallSubnet: "10.0.0.128/26",
      RouteServerSubnet: "10.0.0.192/27",
      VirtualNetworkApplianceSubnet: "10.0.1.0/27",
    },
  }),
);

/** One device: its kind, its network, and the last byte of its address. */
type Device = readonly [kind: keyof typeof builders, at: (typeof names)[number], byte: number];

const builders = {
  nic: (id: string, at: string, byte: number): Json =>
    nic(id, `${at}/${subnetAt(byte)}`, at4(byte)),
  nic6: (id: string, at: string, byte: number): Json =>
    nic(id, `${at}/a`, `fd00::${byte.toString(16)}`),
  endpoint: (id: string, at: string, byte: number): Json =>
    endpoint(id, `${at}/${subnetAt(byte)}`, [at4(byte)]),
  balancer: (id: string, at: string, byte: number): Json =>
    loadBalancer(id, `${at}/${subnetAt(byte)}`, { address: at4(byte), members: [] }),
  firewall: (id: string, at: string, byte: number): Json =>
    resource("azureFirewalls", id, {
      ipConfigurations: [
        {
          name: "fw",
          properties: {
            privateIPAddress: `10.0.0.${132 + byte}`,
            subnet: subnetReference(`${at}/AzureFirewallSubnet`),
          },
        },
      ],
    }),
  appliance: (id: string, at: string, byte: number): Json =>
    resource("virtualNetworkAppliances", id, {
      subnet: subnetReference(`${at}/VirtualNetworkApplianceSubnet`),
      ipConfigurations: [
        { name: "ip", properties: { privateIPAddress: `10.0.1.${4 + (byte % 20)}` } },
      ],
    }),
};

function subnetAt(byte: number): string {
  return byte < 16 ? "a" : "b";
}

function at4(byte: number): string {
  return `10.0.0.${byte}`;
}

const device: fc.Arbitrary<Device> = fc.tuple(
  fc.constantFrom(...(Object.keys(builders) as (keyof typeof builders)[])),
  fc.constantFrom(...names),
  fc.integer({ min: 4, max: 30 }),
);

const edges = names.flatMap((name) => [
  vpnGateway(`gw-${name}`, name, { instances: ["10.0.0.68", "10.0.0.69"] }),
  resource("virtualHubs", `rs-${name}`, { virtualRouterIps: ["10.0.0.196", "10.0.0.197"] }),
  resource("virtualHubs/ipConfigurations", `rs-${name}/ip`, {
    subnet: subnetReference(`${name}/RouteServerSubnet`),
  }),
]);

const asked: readonly Ip[] = [
  ...Array.from({ length: 256 }, (_, byte) => `10.0.0.${byte}`),
  ...Array.from({ length: 40 }, (_, byte) => `10.0.1.${byte}`),
  ...Array.from({ length: 40 }, (_, byte) => `fd00::${byte.toString(16)}`),
  "fd00::ffff:ffff:ffff:ffff",
  "10.1.0.4",
  "fd00:1::4",
].map((text) => parseIp(text)!);

/** Says an owner as text: its kind and the name of what it is. */
function say(owner: Owner | undefined): string {
  switch (owner?.kind) {
    case undefined:
      return "nobody";
    case "nic":
      return `nic ${owner.nic.name} ${owner.configuration.name}`;
    case "loadBalancer":
      return `loadBalancer ${owner.frontend.key}`;
    case "privateEndpoint":
      return `privateEndpoint ${owner.endpoint.name}`;
    case "firewall":
      return `firewall ${owner.firewall.name} ${owner.instance === undefined ? "shared" : "instance"}`;
    case "gateway":
      return `gateway ${owner.gateway.name} ${owner.gateway.instances.indexOf(owner.instance)}`;
    case "routeServer":
      return `routeServer ${owner.server.name}`;
    case "routingAppliance":
      return `routingAppliance ${owner.appliance.name}`;
    case "reserved":
    case "subnet":
      return `${owner.kind} ${owner.subnet.name}`;
  }
}

/** The naive twin: looks at everything, for every question. */
function scan(model: Model, home: Key, address: Ip): string {
  const isHome = (subnet: Key | undefined): boolean =>
    subnet !== undefined && model.subnets.get(subnet)?.network === home;
  const found: string[] = [];
  for (const one of model.privateEndpoints.values()) {
    if (isHome(one.subnet) && one.addresses.some((own) => own.address === address)) {
      found.push(`privateEndpoint ${one.name}`);
    }
  }
  for (const { frontends } of model.loadBalancers.values()) {
    for (const one of frontends) {
      if (isHome(one.subnet) && one.address === address) found.push(`loadBalancer ${one.key}`);
    }
  }
  for (const one of model.firewalls.values()) {
    if (!isHome(one.subnet)) continue;
    if (one.address === address) found.push(`firewall ${one.name} shared`);
    else if (one.instances.some((own) => own.address === address)) {
      found.push(`firewall ${one.name} instance`);
    }
  }
  for (const one of model.gateways.values()) {
    const at = one.instances.findIndex((own) => own.privateAddress === address);
    if (one.network === home && at >= 0) found.push(`gateway ${one.name} ${at}`);
  }
  for (const one of model.routeServers.values()) {
    if (one.network === home && one.addresses.includes(address))
      found.push(`routeServer ${one.name}`);
  }
  for (const one of model.routingAppliances.values()) {
    if (isHome(one.subnet) && one.addresses.some((own) => own.address === address)) {
      found.push(`routingAppliance ${one.name}`);
    }
  }
  for (const one of model.nics.values()) {
    for (const own of one.ipConfigurations) {
      if (isHome(own.subnet) && own.address === address) found.push(`nic ${one.name} ${own.name}`);
    }
  }
  for (const { network: of, prefixes, name } of model.subnets.values()) {
    const prefix = prefixes.find((one) => containsIp(one.prefix, address))?.prefix;
    if (of !== home || prefix === undefined) continue;
    const first = [0n, 1n, 2n, 3n].map((offset) => BigInt(prefix.address) + offset);
    const isKept = first.includes(BigInt(address)) || lastIp(prefix) === address;
    found.push(`${isKept ? "reserved" : "subnet"} ${name}`);
  }
  return found[0] ?? "nobody";
}

test("the index of owners agrees with a scan of everything", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(device, { maxLength: 24 }), (devices) => {
      const built = devices.map(([kind, at, byte], index) =>
        builders[kind](`${kind}${index}`, at, byte),
      );
      const { model } = compile(estate(networks, edges, built));
      const owners = createOwners(model);
      for (const name of names) {
        const home = keyOf(idOf("Microsoft.Network/virtualNetworks", name));
        for (const address of asked) {
          const found = say(owners.ownerOf(home, address));
          expect(found, `${name} ${formatIp(address)}`).toBe(scan(model, home, address));
          const [kind = ""] = found.split(" ");
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
        }
      }
    }),
    runs(60),
  );
  // Every kind of owner came up, and often.
  expect([...seen.keys()].sort()).toEqual([
    "firewall",
    "gateway",
    "loadBalancer",
    "nic",
    "nobody",
    "privateEndpoint",
    "reserved",
    "routeServer",
    "routingAppliance",
    "subnet",
  ]);
  expect(Math.min(...seen.values())).toBeGreaterThan(30);
});

test("an unknown network has no owners", () => {
  const { model } = compile(estate(networks));
  expect(createOwners(model).ownerOf(keyOf("none"), parseIp("10.0.0.4")!)).toBeUndefined();
});

test("the owners of a model are indexed once", () => {
  const { model } = compile(estate(networks));
  expect(createOwners(model)).toBe(createOwners(model));
});
