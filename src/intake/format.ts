import type { JsonObject } from "../arm/index.ts";

/** Whether an object is what ARM deploys: a template, or the parameters of one. */
export function deploymentFormat(object: JsonObject): "template" | "parameters" | undefined {
  const schema = object["$schema"];
  const named = typeof schema === "string" ? schema : "";
  const hasVersion = typeof object["contentVersion"] === "string";
  if (/deploymentParameters\.json/i.test(named)) return "parameters";
  if (/deploymentTemplate\.json/i.test(named)) return "template";
  if (hasVersion && "resources" in object) return "template";
  if (hasVersion && "parameters" in object) return "parameters";
  return undefined;
}

/**
 * Names the language of a file that is neither JSON nor YAML by its ending; `undefined` when the
 * ending tells nothing.
 */
export function foreignText(file: string): string | undefined {
  if (/\.bicep(param)?$/i.test(file)) return "a Bicep file";
  if (/\.(tf|tfvars|hcl)$/i.test(file)) return "a Terraform configuration";
  return undefined;
}
