import { isJsonObject, type JsonObject } from "../../arm/index.ts";
import { objectsOf, propertyOf } from "../check/properties.ts";
import type { Draft } from "../estate/draft.ts";
import type { Row } from "../estate/row.ts";
import { saidOf } from "../estate/said.ts";

/** Whether a virtual machine runs. */
export type PowerState =
  | "starting"
  | "running"
  | "stopping"
  | "stopped"
  | "deallocating"
  | "deallocated";

/** The power state of a virtual machine: one that nobody has touched runs. */
export function powerStateOf(row: Pick<Row, "facts">): PowerState {
  const state = row.facts["powerState"] ?? saidState(row);
  return states.find((one) => one === state) ?? "running";
}

// What the instance view of a snapshot says.
function saidState(row: Pick<Row, "facts">): string | undefined {
  const view = saidOf(row, "instanceView");
  const codes = isJsonObject(view)
    ? objectsOf(view["statuses"]).map((one) => String(one["code"]))
    : [];
  return codes.find((code) => code.startsWith("PowerState/"))?.slice("PowerState/".length);
}

const states: readonly PowerState[] = [
  "starting",
  "running",
  "stopping",
  "stopped",
  "deallocating",
  "deallocated",
];

/** Starts or stops a virtual machine. */
export function setPowerState(draft: Draft, row: Row, state: PowerState): void {
  draft.put({ ...row, facts: { ...row.facts, powerState: state } });
}

/** `instanceView`, as `$expand=instanceView` and `GET .../instanceView` answer it. */
export function instanceViewOf(row: Row): JsonObject {
  const time = row.facts["timeCreated"];
  const state = powerStateOf(row);
  const done = { level: "Info", displayStatus: "Provisioning succeeded", time };
  const isRunning = state === "running";
  const agent = isRunning
    ? {
        code: "ProvisioningState/succeeded",
        displayStatus: "Ready",
        message: "Guest Agent is running",
      }
    : {
        code: "ProvisioningState/Unavailable",
        displayStatus: "Not Ready",
        message: "The machine does not run.",
      };
  return {
    ...(isRunning ? { computerName: row.id.name } : {}),
    vmAgent: {
      vmAgentVersion: isRunning ? "2.11.1.12" : "Unknown",
      statuses: [{ level: isRunning ? "Info" : "Warning", ...agent, time }],
      ...(isRunning ? { extensionHandlers: [] } : {}),
    },
    disks: diskNames(row).map((name) => ({
      name,
      statuses: [{ code: "ProvisioningState/succeeded", ...done }],
    })),
    hyperVGeneration: "V2",
    statuses: [
      { code: "ProvisioningState/succeeded", ...done },
      { code: `PowerState/${state}`, level: "Info", displayStatus: `VM ${state}` },
    ],
  };
}

function diskNames(row: Row): readonly string[] {
  const storage = propertyOf(row, "storageProfile");
  const osDisk = isJsonObject(storage) ? storage["osDisk"] : undefined;
  const name = isJsonObject(osDisk) ? osDisk["name"] : undefined;
  return typeof name === "string" ? [name] : [];
}
