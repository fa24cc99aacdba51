// TR102..TR106: what machines need of Azure itself, and what holds for the whole family.
import { describe, expect, test } from "vitest";
import { runChecks } from "../../src/check/index.ts";
import { fact, network, nic, resource, to } from "../resources.ts";
import { allFindingsOf, findingsWith } from "./findings-of.ts";
import { compileFiles, groundOf } from "./ground-of.ts";
import {
  activationRoutes,
  extension,
  firewallWith,
  forced,
  hub,
  machine,
  open,
  platformFindings as told,
} from "./platform-parts.ts";

const app = to("virtualNetworks/hub/subnets/app");
const toFirewall = "all 0.0.0.0/0 VirtualAppliance 10.0.1.4";
const closed = {};

describe("where the other end of a tunnel lets packets out or not", () => {
  const machines = machine("win", "Windows");

  test("GW-28: all but activation works by the long way", () => {
    const resources = [...hub([]), ...forced(open), ...machines];
    expect(told(resources)).toEqual([]);
    expect(findingsWith("TR101", resources)).toHaveLength(1);
  });

  test("GW-28: of a site that lets nothing out a machine gets nothing", () => {
    const resources = [...hub(activationRoutes), ...forced(closed), ...machines];
    expect(told(resources)).toEqual(["TR103 warning", "TR104 info", "TR105 info"]);
  });

  test("of a site that nobody describes nothing is said but of activation", () => {
    const [gateway, address, local, connection] = forced();
    const routes = [{ network: "0.0.0.0/0", nextHop: "192.168.255.254", asPath: "65010" }];
    const learned = fact("learnedRoutes", "l", { target: to("connections/to-hq"), routes });
    const parts = [gateway, address, local, connection, learned] as readonly object[];
    expect(told([...hub([]), ...parts, ...machines])).toEqual([]);
  });
});

// FWD-49, FWD-50: what shows that a machine needs a service.
const agents: readonly (readonly [string, readonly object[], readonly string[]])[] = [
  [
    "the agent of Azure Monitor",
    [extension("m", "Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent")],
    ["TR104 info", "TR105 error"],
  ],
  [
    "sign-in by Entra ID",
    [extension("m", "Microsoft.Azure.ActiveDirectory", "AADSSHLoginForLinux")],
    ["TR104 error", "TR105 info"],
  ],
  [
    "backup of databases",
    [extension("m", "Microsoft.Azure.RecoveryServices.WorkloadBackup", "AzureBackupLinuxWorkload")],
    ["TR104 info", "TR105 info", "TR106 error"],
  ],
  [
    "backup of the whole machine",
    [extension("m", "Microsoft.Azure.RecoveryServices", "VMSnapshotLinux")],
    ["TR104 info", "TR105 info"],
  ],
];

test.each(agents)("FWD-50: a machine with %s behind a closed site", (_, extensions, expected) => {
  const machines = machine("m", "Linux");
  expect(told([...hub([]), ...forced(closed), ...machines, ...extensions])).toEqual(expected);
});

test("FWD-50: an agent behind a firewall that knows nothing of it", () => {
  const resources = [
    ...hub([toFirewall]),
    ...firewallWith([]),
    ...machine("m", "Linux"),
    extension("m", "Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent"),
  ];
  expect(told(resources)).toEqual(["TR105 error"]);
  expect(
    told([
      ...resources.slice(0, 2),
      ...firewallWith(["TCP AzureMonitor 443"]),
      ...resources.slice(4),
    ]),
  ).toEqual([]);
});

test("FWD-50: a private endpoint stands in for Azure Monitor", () => {
  const endpoint = resource("privateEndpoints/ampls", {
    subnet: app,
    privateLinkServiceConnections: [{ name: "c", properties: { groupIds: ["azuremonitor"] } }],
  });
  const machines = machine("m", "Linux");
  const agent = extension("m", "Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent");
  const resources = [...hub([]), ...forced(closed), ...machines, agent, endpoint];
  expect(told(resources)).toEqual(["TR104 info"]);
});

test("FWD-49: Windows Update by the tag of a firewall", () => {
  const [address, firewall] = firewallWith(["TCP * 1688"]) as [object, { properties: object }];
  const rule = {
    name: "updates",
    protocols: [{ protocolType: "Https", port: 443 }],
    sourceAddresses: ["*"],
    fqdnTags: ["WindowsUpdate"],
  };
  const knowing = {
    ...firewall,
    properties: {
      ...firewall.properties,
      applicationRuleCollections: [
        { name: "c", properties: { priority: 200, action: { type: "Allow" }, rules: [rule] } },
      ],
    },
  };
  const rest = [...hub([toFirewall]), address, ...machine("win", "Windows")];
  expect(told([...rest, firewall])).toEqual(["TR103 warning"]);
  expect(told([...rest, knowing])).toEqual([]);
});

test("FWD-22: SUSE's servers are those of 2015, and that is said", () => {
  const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/suse";
  const suse = {
    id,
    properties: { storageProfile: { imageReference: { publisher: "suse", offer: "sles-15-sp6" } } },
  };
  const [finding] = findingsWith("TR102", [
    ...hub([]),
    ...forced(open),
    nic("suse-nic", "hub/subnets/app", "10.0.2.4", { virtualMachine: { id } }),
    suse,
  ]);
  expect(finding?.assumptions.map(({ code }) => code)).toEqual(["rangesOf2015"]);
  expect(finding?.repair).toMatchObject({
    destinations: [
      { name: "suse-updates-1" },
      { name: "suse-updates-2" },
      { name: "suse-updates-3" },
    ],
  });
});

test("without a service-tag file the default route stands for every service, and that is said", () => {
  const files = [new URL("rules/TR107/has.yaml", import.meta.url).pathname];
  const findings = runChecks(groundOf(compileFiles(files, { hasServiceTags: false })));
  const [finding] = findings.filter(({ code }) => code === "TR107");
  expect(finding?.assumptions.map(({ code }) => code)).toEqual(["serviceTagsAbsent"]);
  const others = [new URL("rules/TR107/near-miss.yaml", import.meta.url).pathname];
  const none = runChecks(groundOf(compileFiles(others, { hasServiceTags: false })));
  expect(none.filter(({ code }) => code === "TR107")).toEqual([]);
});

test("equal estates give equal findings, whatever their order", () => {
  const resources = [
    ...hub([]),
    ...forced(closed),
    ...machine("win", "Windows"),
    network("z", "10.7.0.0/16", {}),
  ];
  const plain = (list: readonly object[]) =>
    allFindingsOf(list).map(({ code, message, affected }) => [code, message, affected]);
  expect(plain([...resources].reverse())).toEqual(plain(resources));
});
