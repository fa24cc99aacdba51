/** platform: what a virtual machine or a hosted service needs of Azure itself, under forced tunnelling (8.10, GW-28). */
import type { CheckRule } from "../rule.ts";
import { azureBackup } from "./azure-backup.ts";
import { azureMonitor } from "./azure-monitor.ts";
import { entraSignIn } from "./entra-sign-in.ts";
import { suseUpdates } from "./suse-updates.ts";
import { windowsActivation } from "./windows-activation.ts";
import { windowsUpdate } from "./windows-update.ts";

export const platformRules: readonly CheckRule[] = [
  windowsActivation,
  suseUpdates,
  windowsUpdate,
  entraSignIn,
  azureMonitor,
  azureBackup,
];
