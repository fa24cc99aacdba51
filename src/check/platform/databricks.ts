import type { CheckRule } from "../rule.ts";
import { hostedPurposeRule } from "./hosted-purpose.ts";

/** Clusters of Databricks that cannot reach their control plane (FWD-55). */
export const databricks: CheckRule = hostedPurposeRule({
  code: "TR112",
  title: "Databricks cannot reach its control plane",
  about:
    "Clusters of Databricks in a network of yours call their control plane from inside. Under forced tunneling, or behind a firewall that does not know it, no cluster starts.",
  rules: ["FWD-55", "GW-28"],
  isMeant: (service) => service.kind === "databricks" && !service.usesPrivateLink,
  called: "Databricks workspace",
  needsIn: (region) => [
    {
      tags: ["AzureDatabricks"],
      name: region === undefined ? undefined : `tunnel.${region}.azuredatabricks.net`,
      port: 443,
    },
  ],
  bringsEgress: false,
  remedy:
    "Lead the service tags AzureDatabricks, Sql, Storage and EventHub to the Internet by routes, allow them in the firewall, or reach the control plane by private endpoints.",
});
