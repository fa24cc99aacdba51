import { type Key, keyOf, type MachineAgent, type VirtualMachine } from "../model/index.ts";
import { type Item, itemsByParent, mapByKey, namedOf } from "./sources.ts";

/** Builds the virtual machines; their extensions stand inside them or alone. */
export function lowerVirtualMachines(
  items: readonly Item<"virtualMachine">[],
  extensions: readonly Item<"machineExtension">[],
): ReadonlyMap<Key, VirtualMachine> {
  const alone = itemsByParent(extensions);
  return mapByKey(
    items.map((item): VirtualMachine => {
      const { isRunning, scaleSet, system, primaryNic, extensions: own } = item.body;
      const apart = alone.get(item.key)?.map(({ body }) => body);
      const agents = agentsOf(apart === undefined ? own : [...own, ...apart]);
      return {
        ...namedOf(item),
        isRunning,
        isInFlexibleSet: scaleSet !== undefined,
        primaryNic: primaryNic && keyOf(primaryNic.id),
        system,
        agents,
      };
    }),
  );
}

type Extension = Item<"machineExtension">["body"];

/** What extensions report to from inside a machine, each once. */
export function agentsOf(extensions: readonly Extension[]): readonly MachineAgent[] {
  if (extensions.length === 0) return noAgents;
  return [...new Set(extensions.flatMap((one) => agentOf(one) ?? []))].sort();
}

const noAgents: readonly MachineAgent[] = [];

// Azure's publishers, lower case. Not among them is `Microsoft.Azure.RecoveryServices`: what backs
// up a whole machine takes snapshots from outside.
const agents: readonly (readonly [publisher: string, type: RegExp, agent: MachineAgent])[] = [
  ["microsoft.azure.activedirectory", /^aad(login|sshlogin)/, "entraSignIn"],
  ["microsoft.azure.monitor", /^azuremonitor(windows|linux)agent$/, "monitor"],
  [
    "microsoft.enterprisecloud.monitoring",
    /^(microsoftmonitoringagent|omsagentforlinux)$/,
    "monitor",
  ],
  [
    "microsoft.azure.recoveryservices.workloadbackup",
    /^azurebackup(windows|linux)workload$/,
    "workloadBackup",
  ],
];

function agentOf({ publisher, type }: Extension): MachineAgent | undefined {
  return agents.find(([by, of]) => by === publisher && of.test(type))?.[2];
}

/** Ids of virtual machines by the keys of the interfaces that they name. */
export function machinesByNic(items: readonly Item<"virtualMachine">[]): ReadonlyMap<Key, string> {
  const found = new Map<Key, string>();
  for (const { id, body } of items) {
    for (const nic of body.nics) found.set(keyOf(nic.id), id);
  }
  return found;
}
