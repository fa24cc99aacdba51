import type { CheckRule } from "../rule.ts";
import { agentServiceRule } from "./tagged-service.ts";

/** Machines whose databases cannot be backed up (FWD-50). */
export const azureBackup: CheckRule = agentServiceRule({
  code: "TR106",
  title: "Azure Backup is cut off",
  about:
    "Backups of SQL Server and SAP HANA are sent to Azure Backup from inside the machine. Backups of whole machines are taken from outside and need no way out.",
  rules: ["FWD-50", "GW-28"],
  tags: ["AzureBackup"],
  // Documented as `*.backup.windowsazure.com`: what stands before depends on the vault.
  name: "any.backup.windowsazure.com",
  port: 443,
  agent: "workloadBackup",
  mayBeUsedUnseen: false,
  called: "Azure Backup",
  users: "backup of databases",
  privateGroup: "azurebackup",
});
