// What az's own tests recorded of Azure's actions, and what ours answer for the same resources: the
// same text, property by property and in the same order.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type Answer,
  connectivity,
  effectiveRoutes,
  effectiveSecurityGroups,
  ipFlow,
  learnedRoutes,
  nextHop,
  securityView,
  topology,
} from "../../src/report/answers/index.ts";
import { ask, bodyOf, estateOf } from "../answers/ask.ts";
import { findSharedFile } from "../shared-file.ts";

const exports = findSharedFile("corpus/exports/azure-cli-recordings");
const wire = findSharedFile("corpus/wire");

interface Nic {
  readonly id: string;
  readonly properties: {
    readonly networkSecurityGroup: { readonly id: string };
    readonly ipConfigurations: readonly { properties: { subnet: { id: string } } }[];
  };
}

interface Operation {
  readonly op: string;
  readonly uri: string;
  readonly request: { readonly targetResourceId?: string } | null;
  readonly response: unknown;
}

interface Recording {
  readonly resources: readonly { readonly id: string }[];
  readonly operations: readonly Operation[];
}

interface Exchange {
  readonly interactions: readonly {
    readonly url: string;
    readonly status: number;
    readonly responseBody: { readonly id: string; readonly properties: Record<string, unknown> };
  }[];
}

function read<T>(folder: string, name: string): T {
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as T;
}

/** The recorded interface with the network and group that the recorded test made for it. */
function estateAround({ resources }: Recording, more: readonly object[] = []) {
  const nic = resources.find(({ id }) => id.includes("/networkInterfaces/")) as Nic;
  const subnet = nic.properties.ipConfigurations[0]!.properties.subnet.id;
  const group = nic.properties.networkSecurityGroup.id;
  const { properties } = read<Exchange>(wire!, "nsg-put.json").interactions[2]!.responseBody;
  return {
    nic,
    estate: estateOf([
      ...resources,
      ...more,
      {
        id: subnet.split("/subnets/")[0],
        name: subnet.split("/")[8],
        location: "westcentralus",
        properties: {
          addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
          subnets: [{ id: subnet, properties: { addressPrefix: "10.0.0.0/24" } }],
        },
      },
      { id: group, location: "westcentralus", properties: { ...properties, securityRules: [] } },
    ]),
  };
}

// The same text is the same order of properties too.
const text = (value: unknown): string => JSON.stringify(value, undefined, 1);

function compare(
  recording: Recording,
  op: string,
  answer: Answer<unknown>,
  estate: ReturnType<typeof estateOf>,
  target?: string,
): number {
  const asked = recording.operations.filter((one) => one.op === op);
  for (const { uri, request, response } of asked) {
    const id = new URL(uri).pathname.replace(/\/[^/]+$/, "");
    const ours = bodyOf(ask(answer, estate, target ?? id, { body: request }));
    expect(text(ours), op).toBe(text(response));
  }
  return asked.length;
}

test.skipIf(exports === undefined || wire === undefined)(
  "effective routes and rules of an interface",
  () => {
    const recording = read<Recording>(
      exports!,
      "latest__test_network_nic_convenience_commands.json",
    );
    const { estate, nic } = estateAround(recording);
    expect(compare(recording, "effectiveRouteTable", effectiveRoutes, estate, nic.id)).toBe(2);
    const { value } = recording.operations.find(
      ({ op }) => op === "effectiveNetworkSecurityGroups",
    )!.response as { value: { effectiveSecurityRules: { name: string }[] }[] };
    // The group of the recording had a rule for SSH, which no recorded resource holds.
    const rules = value[0]!.effectiveSecurityRules.filter(({ name }) => /^default/.test(name));
    const ours = bodyOf(ask(effectiveSecurityGroups, estate, nic.id));
    expect(text(ours.value.map((one) => Object.keys(one)))).toBe(
      text(value.map((one) => Object.keys(one))),
    );
    expect(text(ours.value[0]!.effectiveSecurityRules)).toBe(text(rules));
    expect(text(ours.value[0]!.tagMap)).toBe(text((value[0] as { tagMap?: unknown }).tagMap));
    expect(rules).toHaveLength(6);
  },
);

test.skipIf(exports === undefined || wire === undefined)("what Network Watcher was asked", () => {
  const recording = read<Recording>(exports!, "latest__test_network_watcher_vm.json");
  const machine = recording.operations.find(({ op }) => op === "nextHop")!.request!
    .targetResourceId!;
  const { estate } = estateAround(recording, [
    { id: machine, name: "vm1", location: "westcentralus", properties: {} },
    {
      type: "Trueroute/publicHosts",
      name: "www",
      properties: { fqdns: ["www.microsoft.com"], ipAddresses: ["23.32.189.216"] },
    },
  ]);
  expect(compare(recording, "nextHop", nextHop, estate)).toBe(1);
  expect(compare(recording, "ipFlowVerify", ipFlow, estate)).toBe(2);
  expect(compare(recording, "securityGroupView", securityView, estate)).toBe(1);

  // GUIDs and times are new each time.
  const mapped = recording.operations.find(({ op }) => op === "topology")!;
  const { id, createdDateTime, lastModified, resources } = mapped.response as Record<
    string,
    unknown
  >;
  const drawn = bodyOf(
    ask(topology, estate, new URL(mapped.uri).pathname.replace(/\/[^/]+$/, ""), {
      body: mapped.request,
    }),
  );
  expect([id, createdDateTime, lastModified].every((one) => typeof one === "string")).toBe(true);
  expect(text(drawn.resources)).toBe(text(resources));

  const checked = recording.operations.find(({ op }) => op === "connectivityCheck")!;
  const followed = bodyOf(ask(connectivity, estate, machine, { body: checked.request }));
  expect(text(comparable(followed))).toBe(text(comparable(checked.response)));
});

// What depends on the moment of the recording: GUIDs, times and counts of probes.
function comparable(value: unknown): unknown {
  const seen = new Map<string, string>();
  const out = JSON.parse(JSON.stringify(value), (key, one) => {
    if (/Latency|^probes|^roundTrip/.test(key)) return undefined;
    if (typeof one !== "string" || !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(one)) return one;
    if (!seen.has(one)) seen.set(one, `id ${seen.size}`);
    return seen.get(one);
  });
  return out;
}

test.skipIf(wire === undefined)("a gateway that nobody speaks BGP with has learned nothing", () => {
  const gateway = read<Exchange>(wire!, "vnet-gateway-put.json").interactions.at(-1)!.responseBody;
  const recorded = read<Exchange>(wire!, "gateway-learned-routes.json").interactions.at(-1)!;
  const [configuration] = gateway.properties[
    "ipConfigurations"
  ] as Nic["properties"]["ipConfigurations"];
  const subnet = configuration!.properties.subnet.id;
  const estate = estateOf([
    gateway,
    {
      id: subnet.split("/subnets/")[0],
      properties: {
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
        subnets: [{ id: subnet, properties: { addressPrefix: "10.0.0.0/24" } }],
      },
    },
  ]);
  expect(text(bodyOf(ask(learnedRoutes, estate, gateway.id)))).toBe(text(recorded.responseBody));
});
