import { expect, test } from "vitest";
import { brief, compile, idOf, network, resource } from "../../test/resources.ts";
import type { AdminRule } from "../model/index.ts";
import { formatPrefix } from "../net/index.ts";

const configuration = "networkManagers/m/securityAdminConfigurations/c";
const collection = `${configuration}/ruleCollections/k`;
const groupOf = (name: string): string => `networkManagers/m/networkGroups/${name}`;

function member(group: string, name: string): object {
  return resource(`${groupOf(group)}/staticMembers/${name}`, {
    resourceId: idOf(`virtualNetworks/${name}`),
  });
}

function rule(name: string, properties: object = {}, more: object = {}): object {
  return resource(
    `${collection}/rules/${name}`,
    {
      direction: "Inbound",
      access: "Deny",
      priority: 10,
      protocol: "Tcp",
      sources: [{ addressPrefix: "Internet", addressPrefixType: "ServiceTag" }],
      destinations: [{ addressPrefix: "*", addressPrefixType: "IPPrefix" }],
      sourcePortRanges: ["0-65535"],
      destinationPortRanges: ["22", "3389"],
      ...properties,
    },
    { kind: "Custom", ...more },
  );
}

const base: readonly object[] = [
  network("a", "10.1.0.0/16", {}),
  network("b", "10.2.0.0/16", {
    subnets: {
      sql: {
        addressPrefix: "10.2.0.0/24",
        delegations: [{ name: "d", properties: { serviceName: "Microsoft.Sql/managedInstances" } }],
      },
    },
  }),
  member("g", "a"),
  member("g", "b"),
  resource(collection, { appliesToGroups: [{ networkGroupId: idOf(groupOf("g")) }] }),
];

function rulesOf(...resources: readonly object[]): readonly AdminRule[] {
  return [...compile(...base, ...resources).model.adminRules.values()];
}

const names = ({ networks }: AdminRule): readonly string[] =>
  networks.map((key) => key.split("/").at(-1)!);

test("an admin rule reaches the members of its collection's groups", () => {
  const resources = [
    resource(configuration, { applyOnNetworkIntentPolicyBasedServices: ["All"] }),
    rule("r"),
  ];
  expect(brief(compile(...base, ...resources).diagnostics)).toEqual([]);
  const [only] = rulesOf(...resources);
  expect(only).toMatchObject({
    name: "r",
    direction: "inbound",
    access: "deny",
    priority: 10,
    protocol: "tcp",
    sources: [{ kind: "serviceTag", tag: "Internet" }],
    destinations: [{ kind: "any" }],
    destinationPorts: [
      { first: 22, last: 22 },
      { first: 3389, last: 3389 },
    ],
    isDeploymentKnown: false,
  });
  expect(names(only!)).toEqual(["a", "b"]);
});

test.each<[readonly string[], string, readonly string[]]>([
  [[], "Deny", ["a"]],
  [["None"], "Deny", ["a"]],
  [["AllowRulesOnly"], "Deny", ["a"]],
  [["AllowRulesOnly"], "Allow", ["a", "b"]],
  [["all"], "Deny", ["a", "b"]],
])(
  "with %j, a rule that says %s reaches %j of which b holds a managed instance",
  (on, access, want) => {
    const written = resource(configuration, { applyOnNetworkIntentPolicyBasedServices: on });
    expect(names(rulesOf(written, rule("r", { access }))[0]!)).toEqual(want);
  },
);

test("where deployed rules are listed, only they count", () => {
  const groups = { ruleCollectionAppliesToGroups: [{ networkGroupId: idOf(groupOf("g")) }] };
  const listed = rule("listed", {}, { commitTime: "2026-01-01T00:00:00Z", ...groups });
  const found = rulesOf(rule("draft"), listed);
  expect(found.map(({ name, isDeploymentKnown }) => [name, isDeploymentKnown])).toEqual([
    ["listed", true],
  ]);
  expect(names(found[0]!)).toEqual(["a"]);
});

test("a network group as an end stands for the ranges of its members", () => {
  const sources = [{ addressPrefix: idOf(groupOf("g")), addressPrefixType: "NetworkGroup" }];
  const [only] = rulesOf(rule("r", { sources }));
  expect(
    only?.sources.map((match) =>
      match.kind === "prefix" ? formatPrefix(match.prefix) : match.kind,
    ),
  ).toEqual(["10.1.0.0/16", "10.2.0.0/16"]);
  const none = [{ addressPrefix: idOf(groupOf("empty")), addressPrefixType: "NetworkGroup" }];
  expect(rulesOf(rule("r", { sources: none }))).toEqual([]);
});

test("a rule without its collection, and one that cannot be read, are left out", () => {
  const orphan = resource(
    "networkManagers/m/securityAdminConfigurations/c/ruleCollections/x/rules/r",
    {
      direction: "Inbound",
      access: "AlwaysAllow",
      priority: 1,
      protocol: "Any",
    },
  );
  const odd = rule("odd", { access: "Perhaps", sources: [{ addressPrefix: "10.0.0.0/99" }] });
  const { model, diagnostics } = compile(...base, orphan, odd);
  expect(model.adminRules.size).toBe(0);
  expect([...brief(diagnostics)].sort()).toEqual([
    "prefix-invalid rules/odd#/sources/0/addressPrefix",
    "property-invalid rules/odd#/access",
    "reference-missing rules/r",
  ]);
});
