// Filters against their slow twin, on small random estates.
import fc from "fast-check";
import { expect, test } from "vitest";
import { type FilterQuestion, Filters } from "../../src/filter/index.ts";
import { everyService, type Flow, formatFlow } from "../../src/flow/index.ts";
import {
  containsIp,
  hasIp,
  type Ip,
  type Prefix,
  parseIp,
  parsePrefix,
  prefixSet,
} from "../../src/net/index.ts";
import { Router } from "../../src/route/index.ts";
import { judgeNaively, naiveTag } from "../oracle/naive-filter.ts";
import type { Json } from "../rules/arm-json.ts";
import { localSite, siteConnection, vpnGateway } from "../rules/build-gateway.ts";
import { network, nic, peered, table } from "../rules/build-network.ts";
import { adminRules, guardedBy, securityGroup } from "../rules/build-security.ts";
import { compile, type Estate, estate, withTags } from "../rules/estate.ts";
import { flowSamples } from "./flow-samples.ts";

const addresses = [
  "10.0.1.4",
  "10.0.1.5",
  "10.1.1.4",
  "10.1.1.5",
  "10.20.0.4",
  "192.168.0.9",
  "20.60.0.1",
  "8.8.8.8",
];

const ends = fc.constantFrom(
  "*",
  "VirtualNetwork",
  "Internet",
  "AzureLoadBalancer",
  "Storage",
  "10.0.0.0/8",
  "10.0.1.4",
  "10.1.1.0/24+20.60.0.0/16",
  "10.0.1.5-10.1.1.4",
  "192.168.0.0/16",
  "0.0.0.0/1",
  "@web",
  "@db",
);
const ports = fc.constantFrom("*", "80", "443", "80+443", "1000-2000", "0-1023");
const protocols = fc.constantFrom("*", "tcp", "udp", "icmp");

const line = fc
  .tuple(
    fc.integer({ min: 100, max: 4096 }),
    fc.constantFrom("in", "out"),
    fc.constantFrom("allow", "deny"),
    protocols,
    ends,
    ports,
    ends,
    ports,
  )
  .map((words) => words.join(" "));
const lines = fc.uniqueArray(line, { maxLength: 6, selector: (text) => text.split(" ")[0] });
const adminLine = line.map((text) => text.replaceAll(/@\w+/g, "10.0.1.4"));
const adminLines = fc.uniqueArray(adminLine, {
  maxLength: 2,
  selector: (text) => text.split(" ")[0],
});

const routes = fc.subarray([
  "10.20.0.0/16 VirtualAppliance 10.0.1.4",
  "0.0.0.0/0 VirtualAppliance 10.0.1.4",
  "192.168.0.0/24 None",
  "Storage Internet",
]);

const parts = fc.record({
  onSubnet: fc.option(lines, { nil: undefined }),
  onNic: fc.option(lines, { nil: undefined }),
  admin: adminLines,
  routes,
  givesAccess: fc.boolean(),
  propagates: fc.boolean(),
  web: fc.subarray(["10.0.1.4", "10.0.1.5", "10.1.1.4"]),
});

type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

function host(name: string, subnet: string, address: string, { web, onNic }: Parts): Json {
  const groups = [
    ...(web.includes(address) ? ["web"] : []),
    ...(address.endsWith("5") ? ["db"] : []),
  ];
  const json = nic(name, subnet, address, onNic === undefined ? {} : guardedBy("i")) as {
    readonly properties: { readonly ipConfigurations: readonly { readonly properties: Json }[] };
  };
  const [only] = json.properties.ipConfigurations;
  const applicationSecurityGroups = groups.map((group) => ({
    id: `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/${group}`,
  }));
  return {
    ...json,
    properties: {
      ...json.properties,
      ipConfigurations: [
        { ...only, properties: { ...only?.properties, applicationSecurityGroups } },
      ],
    },
  };
}

function estateOf(given: Parts): Estate {
  const { onSubnet, onNic, routes: written, givesAccess, propagates } = given;
  const guard = onSubnet === undefined ? {} : guardedBy("s");
  const access = { allowVirtualNetworkAccess: givesAccess };
  const base = estate(
    network("hub", {
      space: ["10.0.0.0/16"],
      subnets: { GatewaySubnet: "10.0.255.0/27", a: { prefix: "10.0.1.0/24", more: guard } },
    }),
    network("spoke", {
      space: ["10.1.0.0/16"],
      subnets: { a: { prefix: "10.1.1.0/24", table: "rt", more: guard } },
    }),
    peered("hub", "spoke", {
      hub: { allowGatewayTransit: true, ...access },
      spoke: { useRemoteGateways: true, ...access },
    }),
    vpnGateway("gw", "hub", { public: "20.0.0.1" }),
    localSite("site", ["192.168.0.0/24"]),
    siteConnection("to-site", "gw", "site"),
    table("rt", written, { disableBgpRoutePropagation: !propagates }),
    host("h4", "hub/a", "10.0.1.4", given),
    host("h5", "hub/a", "10.0.1.5", given),
    host("s4", "spoke/a", "10.1.1.4", given),
    host("s5", "spoke/a", "10.1.1.5", given),
    onSubnet === undefined ? [] : securityGroup("s", onSubnet),
    onNic === undefined ? [] : securityGroup("i", onNic),
    adminRules(["hub", "spoke"], given.admin),
  );
  return withTags(base, { Storage: ["20.60.0.0/16"] });
}

const flows = fc.array(
  fc.record({
    protocol: fc.constantFrom("tcp" as const, "udp" as const, "icmp" as const),
    remote: fc.constantFrom(...addresses),
    ports: fc.tuple(fc.constantFrom(80, 443, 1500, 40000), fc.constantFrom(80, 443, 1500, 40000)),
    host: fc.nat(3),
    isInbound: fc.boolean(),
  }),
  { minLength: 10, maxLength: 20 },
);

type Asked = typeof flows extends fc.Arbitrary<(infer T)[]> ? T : never;

function questionOf(model: ReturnType<typeof compile>["model"], asked: Asked): FilterQuestion {
  const nics = [...model.nics.values()];
  const found = nics[asked.host]!;
  const local = found.ipConfigurations[0]!.address!;
  const remote = parseIp(asked.remote)!;
  const [source, destination]: readonly [Ip, Ip] = asked.isInbound
    ? [remote, local]
    : [local, remote];
  const [sourcePort, destinationPort] =
    asked.protocol === "icmp" ? [undefined, undefined] : asked.ports;
  return {
    direction: asked.isInbound ? "inbound" : "outbound",
    flow: {
      protocol: asked.protocol,
      source,
      sourcePort,
      destination,
      destinationPort,
      name: undefined,
    },
    subnet: found.subnet!,
    nic: found.key,
    privateEndpoint: undefined,
  };
}

test("NSG-1, NSG-2, NSG-7, NSG-9: the filters say what their slow twin says", () => {
  const seen = new Set<string>();
  const run = fc.property(parts, flows, (given, asked) => {
    const { model } = compile(estateOf(given));
    const router = new Router(model);
    const filters = new Filters(router);
    for (const one of asked) {
      const question = questionOf(model, one);
      const steps = filters.judge(question);
      const last = steps.at(-1)!;
      const want = judgeNaively(router, question);
      // Without any group a peering without access has a say of its own.
      if (last.reason === "accessOff") {
        expect(want.by).toBe("none");
        continue;
      }
      const by = last.rule === undefined ? "none" : `${last.level} ${last.rule.name}`;
      expect({ verdict: last.verdict, by }).toEqual(want);
      seen.add(
        `${last.verdict} ${last.level} ${last.rule === undefined ? "" : last.rule.priority < 65000}`,
      );
    }
  });
  fc.assert(run, { seed: 20261121, numRuns: 150 });
  // Every level has decided both ways, by written rules and by Azure's own.
  expect([...seen].sort()).toEqual([
    "allowed nic false",
    "allowed nic true",
    "allowed subnet ",
    "allowed subnet false",
    "allowed subnet true",
    "denied admin true",
    "denied nic false",
    "denied nic true",
    "denied subnet false",
    "denied subnet true",
  ]);
});

test("NSG-7: the tag holds an address exactly when the listed prefixes do", () => {
  const counts = { inside: 0, outside: 0 };
  const run = fc.property(parts, fc.boolean(), (given, takesDefault) => {
    const { model } = compile(estateOf(given), {
      vnetTagIncludesDefaultRoute: takesDefault ? "true" : "false",
    });
    const router = new Router(model);
    const filters = new Filters(router);
    for (const { key } of model.subnets.values()) {
      const listed = filters.virtualNetworkTag(key).map(({ prefix }) => prefix);
      const naive = naiveTag(router, key);
      const text = (list: readonly Prefix[]) =>
        new Set(list.map(({ address, length }) => `${address}/${length}`));
      expect(text(listed)).toEqual(text(naive));
      for (const address of addresses) {
        const ip = parseIp(address)!;
        const isInside = filters.isInVirtualNetwork(key, ip);
        expect(isInside).toBe(naive.some((prefix) => containsIp(prefix, ip)));
        counts[isInside ? "inside" : "outside"] += 1;
      }
    }
  });
  fc.assert(run, { seed: 20261121, numRuns: 60 });
  expect(Math.min(counts.inside, counts.outside)).toBeGreaterThan(100);
});

const everywhere = prefixSet(["0.0.0.0/0"].map((text) => parsePrefix(text)!));

test("flows of a narrowed set are judged as the one that it was narrowed for", () => {
  const seen = { sets: 0, flows: 0, denied: 0, allowed: 0 };
  const run = fc.property(parts, flows, fc.nat(10_000), (given, asked, pick) => {
    const { model } = compile(estateOf(given));
    const filters = new Filters(new Router(model));
    for (const one of asked) {
      const found = questionOf(model, one);
      const portSide = one.isInbound ? "destination" : "source";
      // A sender's port is known of replies alone.
      const { sourcePort: _, destinationPort: __, ...rest } = found.flow;
      const port = one.protocol === "icmp" ? undefined : one.ports[1];
      const flow: Flow =
        portSide === "destination"
          ? { ...rest, sourcePort: undefined, destinationPort: port }
          : { ...rest, sourcePort: port, destinationPort: undefined };
      const whole = { sources: everywhere, destinations: everywhere, services: everyService };
      const set = filters.narrow(found, { flow, portSide }, whole);
      const want = brief(filters.judge({ ...found, flow }));
      expect(hasIp(set.sources, flow.source) && hasIp(set.destinations, flow.destination)).toBe(
        true,
      );
      seen.sets += 1;
      seen[want.startsWith("denied") ? "denied" : "allowed"] += 1;
      const known = addresses.map((text) => parseIp(text)!);
      for (const sample of flowSamples(set, { most: 12, pick, known, portSide })) {
        if (isPlatformOrMulticast(sample)) continue;
        const got = brief(filters.judge({ ...found, flow: sample }));
        // Which host of a peer without access has a group is for whoever tells hosts apart.
        if (got.includes("accessOff") || want.includes("accessOff")) continue;
        expect(got, `${formatFlow(sample)} for ${formatFlow(flow)}`).toBe(want);
        seen.flows += 1;
      }
    }
  });
  fc.assert(run, { seed: 20261121, numRuns: 150 });
  expect(seen.flows).toBeGreaterThan(10_000);
  expect(seen.denied).toBeGreaterThan(300);
  expect(seen.allowed).toBeGreaterThan(300);
});

function brief(steps: ReturnType<Filters["judge"]>): string {
  return steps.map((one) => `${one.verdict} ${one.level} ${one.reason} ${one.rule?.name}`).join();
}

function isPlatformOrMulticast({ source, destination }: Flow): boolean {
  return [source, destination].some(
    (ip) =>
      ip === parseIp("168.63.129.16") || ip === parseIp("169.254.169.254") || ip >= 0xe0000000,
  );
}
