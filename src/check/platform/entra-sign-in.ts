import type { CheckRule } from "../rule.ts";
import { agentServiceRule } from "./tagged-service.ts";

/** Machines from which nobody can reach Entra ID (FWD-50). */
export const entraSignIn: CheckRule = agentServiceRule({
  code: "TR104",
  title: "Entra ID is cut off",
  about:
    "Sign-in with Entra ID, and whatever asks it for tokens, needs login.microsoftonline.com. Tokens of a managed identity come from the host and do not.",
  rules: ["FWD-50", "GW-28"],
  tags: ["AzureActiveDirectory"],
  name: "login.microsoftonline.com",
  port: 443,
  agent: "entraSignIn",
  mayBeUsedUnseen: true,
  called: "Entra ID",
  users: "sign-in by Entra ID",
  privateGroup: undefined,
});
