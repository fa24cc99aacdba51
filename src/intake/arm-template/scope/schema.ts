import type { JsonObject } from "../../../arm/index.ts";
import type { DeploymentScope } from "../deployment.ts";
import { memberOf } from "../member.ts";

const kinds: readonly (readonly [RegExp, DeploymentScope["kind"]])[] = [
  [/\/tenantDeploymentTemplate\.json/i, "tenant"],
  [/\/managementGroupDeploymentTemplate\.json/i, "managementGroup"],
  [/\/subscriptionDeploymentTemplate\.json/i, "subscription"],
];

/** What a template wants to be deployed to, by its `$schema`; a resource group when in doubt. */
export function templateScopeKind(template: JsonObject): DeploymentScope["kind"] {
  const schema = memberOf(template, "$schema");
  const found = kinds.find(([pattern]) => typeof schema === "string" && pattern.test(schema));
  return found?.[1] ?? "resourceGroup";
}
