import type { CheckRule } from "../rule.ts";
import { hostedPurposeRule } from "./hosted-purpose.ts";

/** Nodes of Kubernetes clusters that cannot reach what they are made of (FWD-54). */
export const kubernetesNodes: CheckRule = hostedPurposeRule({
  code: "TR111",
  title: "Kubernetes nodes are cut off",
  about:
    "Nodes of a cluster fetch their images from Microsoft's registry and ask Azure Resource Manager and Entra ID. Without them no node starts.",
  rules: ["FWD-54", "GW-28"],
  isMeant: ({ kind }) => kind === "kubernetesCluster",
  called: "Cluster",
  needsIn: () => [
    {
      tags: ["MicrosoftContainerRegistry", "AzureFrontDoor.FirstParty"],
      name: "mcr.microsoft.com",
      port: 443,
    },
    { tags: ["AzureResourceManager"], name: "management.azure.com", port: 443 },
    { tags: ["AzureActiveDirectory"], name: "login.microsoftonline.com", port: 443 },
  ],
  bringsEgress: true,
  remedy:
    "Allow the FQDN tag AzureKubernetesService in an application rule of the firewall, or lead these service tags to the Internet by routes.",
});
