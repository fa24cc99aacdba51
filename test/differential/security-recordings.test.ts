// What az recorded about security: effective rules of interfaces, and single flows that Network
// Watcher was asked about. The recordings hold the interface alone; its network and its group are
// made here as the test that was recorded made them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileSnapshot } from "../../src/compile/index.ts";
import { Filters } from "../../src/filter/index.ts";
import { createSnapshot, readText } from "../../src/intake/index.ts";
import type { Protocol } from "../../src/model/index.ts";
import { parseIp } from "../../src/net/index.ts";
import { type EffectiveRule, effectiveSecurity, flowAnswer } from "../../src/report/index.ts";
import { Router } from "../../src/route/index.ts";
import { findSharedFile } from "../shared-file.ts";

const folder = findSharedFile("corpus/exports/azure-cli-recordings");

interface Recording {
  readonly resources: readonly Nic[];
  readonly operations: readonly { op: string; request: never; response: never }[];
}

interface Nic {
  readonly id: string;
  readonly properties: {
    readonly networkSecurityGroup: { readonly id: string };
    readonly ipConfigurations: readonly { properties: { subnet: { id: string } } }[];
  };
}

function read(name: string): Recording {
  return JSON.parse(readFileSync(join(folder!, name), "utf8"));
}

function answersOf<T>({ operations }: Recording, op: string): readonly T[] {
  return operations.filter((one) => one.op === op) as unknown as readonly T[];
}

/** The recorded interface in a network of 10.0.0.0/16, and its group with rules as they came back. */
function filtersOf({ resources }: Recording, rules: readonly EffectiveRule[]) {
  const nic = resources.find(({ id }) => id.includes("/networkInterfaces/"))!;
  const subnet = nic.properties.ipConfigurations[0]!.properties.subnet.id;
  const written = rules.filter(({ name }) => name.startsWith("securityRules/"));
  const estate = [
    ...resources,
    {
      id: subnet.split("/subnets/")[0],
      properties: {
        addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
        subnets: [{ id: subnet, properties: { addressPrefix: "10.0.0.0/24" } }],
      },
    },
    {
      id: nic.properties.networkSecurityGroup.id,
      properties: {
        securityRules: written.map(({ name, ...properties }) => ({
          name: name.split("/")[1],
          properties: { ...properties, ...anywhere },
        })),
      },
    },
  ];
  const text = JSON.stringify(estate);
  const { model, diagnostics } = compileSnapshot(
    createSnapshot([[readText({ file: "estate.json", text })]]),
  );
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const found = [...model.nics.values()].find(({ id }) => id === nic.id)!;
  const filters = new Filters(new Router(model));
  return { filters, place: { subnet: found.subnet!, nic: found.key } };
}

// An asterisk comes back as two prefixes.
const anywhere = {
  sourceAddressPrefix: "*",
  sourceAddressPrefixes: [],
  destinationAddressPrefix: "*",
  destinationAddressPrefixes: [],
};

interface Effective {
  readonly response: {
    readonly value: readonly {
      readonly effectiveSecurityRules: readonly EffectiveRule[];
      readonly tagMap: Readonly<Record<string, readonly string[]>>;
    }[];
  };
}

// Ranges that Azure has moved between itself and the public since, as recordings of other API
// profiles have them.
const changed = ["tagMap.Internet", "expandedDestinationAddressPrefix of AllowInternetOutBound"];

function withoutInternet(value: Effective["response"]["value"]): unknown {
  return value.map(({ tagMap: { Internet: _, ...tagMap }, effectiveSecurityRules, ...rest }) => ({
    ...rest,
    tagMap,
    effectiveSecurityRules: effectiveSecurityRules.map(
      ({ expandedDestinationAddressPrefix, ...rule }) =>
        rule.destinationAddressPrefix === "Internet"
          ? rule
          : { ...rule, expandedDestinationAddressPrefix },
    ),
  }));
}

test.skipIf(folder === undefined)("effective rules are the recorded ones, word for word", () => {
  const names = readdirSync(folder!).filter((name) => name.includes("nic_convenience"));
  let exact = 0;
  let compared = 0;
  for (const name of names) {
    const recording = read(name);
    for (const { response } of answersOf<Effective>(recording, "effectiveNetworkSecurityGroups")) {
      const { filters, place } = filtersOf(recording, response.value[0]!.effectiveSecurityRules);
      const ours = effectiveSecurity(filters, place);
      compared += 1;
      if (name.startsWith("latest")) {
        exact += 1;
        expect(ours).toEqual(response);
      } else {
        expect(withoutInternet(ours.value as never), changed.join()).toEqual(
          withoutInternet(response.value),
        );
      }
    }
  }
  expect([exact, compared]).toEqual([1, 4]);
});

interface FlowVerify {
  readonly request: {
    readonly direction: string;
    readonly protocol: string;
    readonly localIPAddress: string;
    readonly localPort: string;
    readonly remoteIPAddress: string;
    readonly remotePort: string;
  };
  readonly response: { readonly access: string; readonly ruleName: string };
}

const portOf = (text: string): number | undefined => (text === "*" ? undefined : Number(text));

test.skipIf(folder === undefined)("IP flow verify answers as recorded", () => {
  const recording = read("latest__test_network_watcher_vm.json");
  const { filters, place } = filtersOf(recording, []);
  const asked = answersOf<FlowVerify>(recording, "ipFlowVerify");
  for (const { request, response } of asked) {
    const isInbound = request.direction === "Inbound";
    const local = [parseIp(request.localIPAddress)!, portOf(request.localPort)] as const;
    const remote = [parseIp(request.remoteIPAddress)!, portOf(request.remotePort)] as const;
    const [from, to] = isInbound ? [remote, local] : [local, remote];
    const steps = filters.judge({
      ...place,
      direction: isInbound ? "inbound" : "outbound",
      privateEndpoint: undefined,
      flow: {
        protocol: request.protocol.toLowerCase() as Protocol,
        source: from[0],
        sourcePort: from[1],
        destination: to[0],
        destinationPort: to[1],
        name: undefined,
      },
    });
    const { access, ruleName } = response;
    expect(flowAnswer(steps)).toEqual({ access, ruleName });
  }
  expect(asked.map(({ response }) => response.access)).toEqual(["Deny", "Allow"]);
});

interface SecurityView {
  readonly response: {
    readonly networkInterfaces: readonly {
      readonly securityRuleAssociations: {
        readonly effectiveSecurityRules: readonly EffectiveRule[];
      };
    }[];
  };
}

test.skipIf(folder === undefined)("the security group view has the rules that ours has", () => {
  const recording = read("latest__test_network_watcher_vm.json");
  const { filters, place } = filtersOf(recording, []);
  const views = answersOf<SecurityView>(recording, "securityGroupView");
  const [ours] = effectiveSecurity(filters, place).value;
  const text = (rule: EffectiveRule, name: string) =>
    [
      name,
      rule.direction,
      rule.priority,
      rule.access,
      rule.sourceAddressPrefix,
      rule.destinationAddressPrefix,
    ].join(" ");
  // The view has its own prefix, and names the two last rules a second time.
  const theirs = views
    .flatMap(({ response }) => response.networkInterfaces)
    .flatMap(({ securityRuleAssociations }) => securityRuleAssociations.effectiveSecurityRules)
    .filter(({ name }) => name.startsWith("DefaultRule_"))
    .map((rule) => text(rule, rule.name.replace("DefaultRule_", "")));
  const names = ours!.effectiveSecurityRules.map((rule) => text(rule, rule.name.split("/")[1]!));
  expect([...theirs].sort()).toEqual([...names].sort());
  expect(theirs).toHaveLength(6);
});
