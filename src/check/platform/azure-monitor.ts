import type { CheckRule } from "../rule.ts";
import { agentServiceRule } from "./tagged-service.ts";

/** Machines whose agents cannot report to Azure Monitor (FWD-50). */
export const azureMonitor: CheckRule = agentServiceRule({
  code: "TR105",
  title: "Azure Monitor is cut off",
  about:
    "The agent of Azure Monitor takes its rules from the service and sends logs and metrics to it. Cut off, a machine goes silent without failing.",
  rules: ["FWD-50", "GW-28"],
  tags: ["AzureMonitor"],
  name: "global.handler.control.monitor.azure.com",
  port: 443,
  agent: "monitor",
  mayBeUsedUnseen: true,
  called: "Azure Monitor",
  users: "the agent of Azure Monitor",
  privateGroup: "azuremonitor",
});
