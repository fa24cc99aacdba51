import { expect, test } from "vitest";
import { compile, idOf, network } from "../../test/resources.ts";
import { keyOf, servicesBySubnet } from "../model/index.ts";

const scope = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers";
const subnet = idOf("virtualNetworks/v/subnets/a");
const away = idOf("virtualNetworks/elsewhere/subnets/a");
const cluster = `${scope}/Microsoft.ContainerService/managedClusters/k`;
const machine = `${scope}/Microsoft.Compute/virtualMachines/m`;

test("services stand in the subnets that they run in, each once", () => {
  const { model, diagnostics } = compile(
    network("v", "10.0.0.0/16", { subnets: { a: "10.0.0.0/24" } }),
    {
      id: cluster,
      properties: {
        agentPoolProfiles: [{ name: "one", vnetSubnetID: subnet }],
        networkProfile: { outboundType: "none" },
      },
    },
    // Pools of their own, one of them listed already.
    { id: `${cluster}/agentPools/one`, properties: { vnetSubnetID: subnet } },
    { id: `${cluster}/agentPools/two`, properties: { vnetSubnetID: away } },
    // In no network of the customer.
    {
      id: `${scope}/Microsoft.ApiManagement/service/out`,
      properties: { virtualNetworkType: "None" },
    },
    { id: `${scope}/Microsoft.Sql/managedInstances/mi`, properties: { subnetId: subnet } },
  );
  expect(diagnostics).toEqual([]);
  const services = [...model.hostedServices.values()];
  expect(services.map(({ name, kind, subnets }) => [name, kind, subnets])).toEqual([
    ["k", "kubernetesCluster", [keyOf(subnet), keyOf(away)]],
    ["mi", "managedInstance", [keyOf(subnet)]],
  ]);
  const here = servicesBySubnet(model).get(keyOf(subnet)) ?? [];
  expect(here.map(({ name }) => name)).toEqual(["k", "mi"]);
});

test.each<readonly [publisher: string, type: string, agents: readonly string[]]>([
  ["Microsoft.Azure.Monitor", "AzureMonitorWindowsAgent", ["monitor"]],
  ["Microsoft.EnterpriseCloud.Monitoring", "OmsAgentForLinux", ["monitor"]],
  ["Microsoft.Azure.ActiveDirectory", "AADLoginForWindows", ["entraSignIn"]],
  ["Microsoft.Azure.ActiveDirectory", "AADSSHLoginForLinux", ["entraSignIn"]],
  [
    "Microsoft.Azure.RecoveryServices.WorkloadBackup",
    "AzureBackupWindowsWorkload",
    ["workloadBackup"],
  ],
  // Takes snapshots from outside of the machine.
  ["Microsoft.Azure.RecoveryServices", "VMSnapshot", []],
  ["Microsoft.Compute", "CustomScriptExtension", []],
])("extension %s %s", (publisher, type, agents) => {
  const properties = { publisher, type };
  const apart = compile(
    { id: machine, properties: {} },
    { id: `${machine}/extensions/x`, properties },
  );
  const inside = compile({ id: machine, properties: {}, resources: [{ name: "x", properties }] });
  for (const { model } of [apart, inside]) {
    expect(model.virtualMachines.get(keyOf(machine))?.agents).toEqual(agents);
  }
});

test.each<readonly [what: string, cards: readonly object[], primary: string | undefined]>([
  ["one interface", [{ id: "/a" }], undefined],
  ["several that do not tell", [{ id: "/a" }, { id: "/b" }], undefined],
  [
    "several, of which one is primary",
    [
      { id: "/a", properties: { primary: false } },
      { id: "/b", properties: { primary: true } },
    ],
    "/b",
  ],
])("a machine with %s", (_, networkInterfaces, primary) => {
  const { model } = compile({ id: machine, properties: { networkProfile: { networkInterfaces } } });
  expect(model.virtualMachines.get(keyOf(machine))?.primaryNic).toBe(primary);
});
